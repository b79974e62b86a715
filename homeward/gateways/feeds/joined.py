"""Joining the rows of an agency's file to their children, and keeping what each says of who its child is.

A constant number of statements for each batch. Names join nobody: a row whose numbers nobody holds is of somebody known
only to its sender, and whether that is another agency's child is for linkage to ask.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from homeward.foundation.identifiers import ssda903_child
from homeward.gateways.feeds.rows import Value
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import Born, born_on, day_in, ethnicity_in, is_withdrawn, number_in, text_in
from homeward.register.access.actions.guard import step
from homeward.register.agencies import actions as agencies
from homeward.register.agencies.models import Agency
from homeward.register.linkage import actions as linkage
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.people.queries import births_of
from homeward.register.people.rules import Number
from homeward.register.sources.models import Delivery

NATIONAL: tuple[tuple[Literal["upn", "nhs", "pnc"], str], ...] = (("upn", "upn"), ("nhs", "nhs_number"), ("pnc", "pnc"))
NAMES = ("forename", "middle_name", "surname", "also_known_as")
DESCRIBES = ("forename", "surname", "also_known_as", "sex")
Reads = Callable[[Mapping[str, Value]], Born | None]
Met = list[tuple[Stored, Person]]


@step
def join(batch: Sequence[Stored], *, delivery: Delivery, at: datetime, own: str, reads_birth: Reads = born_on) -> Met:
    """The child each row is about, by the sender's own number (the column `own`) and every other number in it.

    What a row says of who its child is becomes a profile, and fills what no council has said. A row that takes back
    what it said says nothing of anybody, and adds nobody: where none of its numbers is held it is of no child here.
    """
    note_day(batch, delivery)
    sender = delivery.source.agency
    numbers = {each.record.pk: numbers for each, numbers in _numbered(batch, sender, own)}
    claimed = [each for each in batch if each.record.pk not in _of_nobody(batch, numbers)]
    claims = [_claim(each, numbers[each.record.pk], reads_birth) for each in claimed]
    found = people.join(claims=claims, delivery=delivery, at=at)
    rows = [(each, found[each.record.pk]) for each in claimed]
    telling = [(each, person) for each, person in rows if not is_withdrawn(each.values)]
    linkage.keep_profiles(told=[said_of(each, person, own, reads_birth) for each, person in rows], at=at)
    people.describe(told=[_described(each, person, sender, reads_birth) for each, person in telling], at=at)
    return rows


def _claim(stored: Stored, numbers: tuple[Number, ...], reads_birth: Reads) -> people.Claim:
    """A row with its numbers, and what it says beside them: a number used twice joins nobody told of otherwise."""
    born = reads_birth(stored.values)
    names = tuple(text_in(stored.values, name) for name in NAMES)
    day = born.on if born and born.precision == "day" else None
    return people.Claim(stored.record, numbers, names=names, birth_date=day)


def note_day(batch: Sequence[Stored], delivery: Delivery) -> None:
    """Keep with the delivery the day on which it was taken, by which a newer extract is known from an older."""
    newest = max((day for each in batch if (day := day_in(each.values, "extracted_on"))), default=None)
    if newest and (delivery.extracted_on is None or delivery.extracted_on < newest):
        delivery.extracted_on = newest
        delivery.save(update_fields=["extracted_on"])


def own_number(sender: Agency, value: str) -> Number:
    """An agency's own number for a person: a force's is of a kind of its own."""
    return Number("police" if sender.kind == "police" else "local", value, sender.pk)


def numbers_of(
    values: Mapping[str, Value], sender: Agency, own: str, councils: Mapping[str, Agency]
) -> tuple[Number, ...]:
    """Every number in a row by which a child is known, each in its one form and once."""
    found = [own_number(sender, _as_numbered(sender, text_in(values, own)))]
    council, local = councils.get(text_in(values, "council")), text_in(values, "council_local_id")
    if council is not None and local:
        found.append(Number("local", _as_numbered(council, local), council.pk))
    for kind, column in NATIONAL:
        if number := number_in(values, column):
            found.append(Number(kind, number))
    return tuple(dict.fromkeys(found))


def said_of(stored: Stored, person: Person, own: str, reads_birth: Reads = born_on) -> linkage.Said:
    """What a row says of who its child is."""
    values, born = stored.values, reads_birth(stored.values)
    return linkage.Said(
        record=stored.record,
        person=person,
        own_key=text_in(values, own),
        **{name: text_in(values, name) for name in NAMES},
        **{kind: number_in(values, column) for kind, column in NATIONAL},
        birth_date=born.on if born else None,
        birth_precision=born.precision if born else "day",
        sex=text_in(values, "sex") or "U",
        postcode=number_in(values, "postcode"),
        said_on=day_in(values, "extracted_on"),
        withdrawn=is_withdrawn(values),
    )


def _numbered(batch: Sequence[Stored], sender: Agency, own: str) -> list[tuple[Stored, tuple[Number, ...]]]:
    named = {name for each in batch if (name := text_in(each.values, "council"))}
    councils = agencies.councils_named(names=named)
    return [(each, numbers_of(each.values, sender, own, councils)) for each in batch]


def _of_nobody(batch: Sequence[Stored], numbers: Mapping[UUID, tuple[Number, ...]]) -> set[UUID]:
    """The rows that take something back and are of no child here."""
    taking_back = [each.record.pk for each in batch if is_withdrawn(each.values)]
    if not taking_back:
        return set()
    held = births_of({number for pk in taking_back for number in numbers[pk]})
    return {pk for pk in taking_back if not any(number in held for number in numbers[pk])}


def _as_numbered(agency: Agency, value: str) -> str:
    """A number in its one form: a council's as its returns write it."""
    return (ssda903_child.normalise(value).value if agency.kind == "council" else None) or value.upper()


def _described(stored: Stored, person: Person, sender: Agency, reads_birth: Reads) -> people.Described:
    values, born = stored.values, reads_birth(stored.values)
    facts: dict[str, object] = {name: values[name] for name in DESCRIBES if name in values}
    facts["birth_date"] = born.on if born and born.precision == "day" else None
    facts["ethnicity"] = ethnicity_in(values)
    said_on: date = day_in(values, "extracted_on") or date.min
    return people.Described(
        person=person, kind="police" if sender.kind == "police" else "agency", said_on=said_on, facts=facts
    )
