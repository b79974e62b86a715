"""Who the children are whom an agency shares, as the agency has them: a row for each record, under its own number.

A row carries why the child is shared; those who have turned eighteen are in the extract of an agency that does not look
at ages, for the admission rule to drop.
"""

from collections.abc import Iterable, Iterator, Mapping

from homeward.county.agency_people import AgencyPerson
from homeward.county.children import Child
from homeward.county.views.education import NAMED
from homeward.county.views.police import PoliceRecord
from homeward.county.world import World
from homeward.county.years import DAY, written

COLUMNS = (
    "own_number", *NAMED[:7], "birth_precision", *NAMED[7:], "upn", "nhs_number", "pnc", "reason", "withdrawn",
    "extracted_on", "synthetic",
)  # fmt: skip
Reasons = Mapping[Child, frozenset[str]]


def rows(people: Iterable[AgencyPerson], reasons: Reasons, world: World) -> Iterator[tuple[str, ...]]:
    """An agency's records of children under eighteen on the day."""
    on = world.until - DAY
    for person in people:
        if person.child.is_child_on(on) and reasons.get(person.child):
            said, exactly = person.vague_birth
            yield (
                person.number, *person.named()[:6], written(person.birth_date) or said, exactly,
                *person.named()[7:], person.upn, person.nhs, person.pnc, ";".join(sorted(reasons[person.child])), "",
                written(on), "1",
            )  # fmt: skip


def police_rows(
    people: Iterable[PoliceRecord], pncs: Mapping[str, str], reasons: Reasons, world: World
) -> Iterator[tuple[str, ...]]:
    """The force's records of the children it reported missing or held."""
    on, share = world.until - DAY, world.preset.table("who.vague_birth_date")["police"]
    for person in people:
        if person.child is None or not person.child.is_child_on(on) or not reasons.get(person.child):
            continue
        who = person.who
        draw = world.streams.of("police identity rows", person.child.number)
        born, exactly = (written(who.birth_date), "")
        if draw.happens(share):
            born, exactly = str(person.child.age(on)), "age"
        yield (
            person.reference, person.council, person.council_local_id, who.forename, "", who.surname,
            person.also_known_as, born, exactly, who.sex, person.ethnicity, who.postcode, "", "",
            pncs.get(person.reference, ""), ";".join(sorted(reasons[person.child])), "", written(on), "1",
        )  # fmt: skip
