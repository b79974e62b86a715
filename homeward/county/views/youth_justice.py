"""The youth justice service's extract: each piece of work, as it stands on the day the extract is taken."""

from collections.abc import Iterable, Iterator
from datetime import date

from homeward.county.views.education import NAMED, Told
from homeward.county.world import World
from homeward.county.years import written
from homeward.county.youth_justice import Work

COLUMNS = (
    "intervention_reference", "service", "yjs_number", "pnc", "upn", *NAMED, "work", "offence_group", "started_on",
    "due_to_end_on", "ended_on", "outcome", "withdrawn", "extracted_on", "synthetic",
)  # fmt: skip


def rows(work: Iterable[Work], told: Told, world: World, taken_on: date) -> Iterator[tuple[str, ...]]:
    """A row for each piece of work, one of a kind begun on one day."""
    seen: set[str] = set()
    for each in work:
        if each.since >= taken_on or (found := told(each.child, each.since, each.kind)) is None:
            continue
        person, draw = found
        reference = f"SYN-Y{each.since:%y%m%d}-{person.number[1:]}-{each.kind[:6]}"
        if reference in seen:
            continue
        seen.add(reference)
        ended = each.ends < taken_on
        yield (
            reference, world.place.youth_justice, person.number, person.pnc, person.upn, *person.named(), each.kind,
            each.offence or "not-known", written(each.since), written(each.due), written(each.ends) if ended else "",
            each.ending if ended else "", "1" if draw.happens(world.preset.number("partners.withdrawn")) else "",
            written(taken_on), "1",
        )  # fmt: skip
