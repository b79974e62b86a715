"""Telling the register what a force's extract says, in a constant number of statements for each batch."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from homeward.foundation.identifiers import ssda903_child
from homeward.gateways.feeds.police_missing.rules import flags_in, found_at, moment_in
from homeward.gateways.feeds.rows import Value
from homeward.gateways.feeds.stored import Stored
from homeward.practice.missing import actions as missing
from homeward.register.access.actions.guard import step
from homeward.register.agencies import actions as agencies
from homeward.register.agencies.models import Agency
from homeward.register.linkage import actions as linkage
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.people.rules import Number
from homeward.register.sources.models import Delivery
from homeward.vocabulary.loader import load_whole

NAMES = ("forename", "surname", "also_known_as")
DESCRIBES = ("forename", "surname", "also_known_as", "birth_date", "sex")
DETAILS = {
    "reference": "incident_reference",
    "grade": "grade",
    "missing_from": "missing_from",
    "found_how": "found_how",
    "condition": "found_condition",
    "interview": "prevention_interview",
}
MOMENTS = {"reported_at": "reported_at", "graded_at": "graded_at", "interview_at": "prevention_interview_at"}
PLACES = {"last_seen": "last_seen_place", "found": "found_place", "missing_from": "missing_from_address"}


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, fill what no council has said of them, and keep what the force was told.

    Home address and phone stay in the row as it came, sealed: the one is often where a child is placed, and the council
    says where home is.
    """
    _note_day(batch, delivery)
    force = delivery.source.agency
    councils = agencies.councils_named(names={str(each.values["council"]) for each in batch if each.values["council"]})
    claims = [_claim(each, numbers_of(each.values, force, councils)) for each in batch]
    found = people.join(claims=claims, delivery=delivery, at=at)
    rows = [(each, found[each.record.pk]) for each in batch]
    linkage.keep_profiles(told=[_said(each, person) for each, person in rows], at=at)
    people.describe(told=[_described(each, person) for each, person in rows], at=at)
    missing.report(told=[_reported(each, person) for each, person in rows], at=at)


def numbers_of(values: Mapping[str, Value], force: Agency, councils: Mapping[str, Agency]) -> tuple[Number, ...]:
    """The force's own number of the person and, where it has it, the council's. Names join nobody."""
    found = [Number("police", str(values["person_reference"]).upper(), force.pk)]
    council, local = councils.get(str(values["council"])), str(values["council_local_id"] or "")
    if council is not None and local:
        found.append(Number("local", ssda903_child.normalise(local).value or local.upper(), council.pk))
    return tuple(found)


def _note_day(batch: Sequence[Stored], delivery: Delivery) -> None:
    """Keep with the delivery the day on which it was taken, by which a newer extract is known from an older."""
    newest = max(_day(stored) for stored in batch)
    if delivery.extracted_on is None or delivery.extracted_on < newest:
        delivery.extracted_on = newest
        delivery.save(update_fields=["extracted_on"])


def _day(stored: Stored) -> date:
    day = stored.values["extracted_on"]
    assert isinstance(day, date), "the mapping requires the day of the extract"
    return day


def _claim(stored: Stored, numbers: tuple[Number, ...]) -> people.Claim:
    said = _said_of(stored)
    return people.Claim(
        stored.record, numbers, names=tuple(said[each] for each in NAMES), birth_date=said["birth_date"]
    )


def _said_of(stored: Stored) -> dict[str, Any]:
    """The names and the birth date in a row."""
    born = stored.values["birth_date"]
    names = {name: str(stored.values[name] or "") for name in NAMES}
    return {**names, "birth_date": born if isinstance(born, date) else None}


def _said(stored: Stored, person: Person) -> linkage.Said:
    """What a report says of who its child is. Its address is often a placement, and so no home.

    The phone becomes a key to search by, of a child under no shield, and is kept in no other form.
    """
    values = stored.values
    return linkage.Said(
        record=stored.record,
        person=person,
        own_key=str(values["person_reference"]),
        **_said_of(stored),
        sex=str(values["sex"] or "U"),
        phone=str(values["phone"] or ""),
        said_on=_day(stored),
    )


def _described(stored: Stored, person: Person) -> people.Described:
    ethnicity = load_whole("police_ethnicity").get(str(stored.values["ethnicity"] or ""))
    facts: dict[str, object] = {name: stored.values[name] for name in DESCRIBES}
    facts["ethnicity"] = ethnicity.group if ethnicity else None
    return people.Described(person=person, kind="police", said_on=_day(stored), facts=facts)


def _reported(stored: Stored, person: Person) -> missing.Reported:
    values = stored.values
    since = moment_in(values, "last_seen_at")
    assert since is not None, "the mapping requires when the child was last seen"
    details: dict[str, object] = {name: str(values[column] or "") for name, column in DETAILS.items()}
    details |= {name: moment_in(values, column) for name, column in MOMENTS.items()}
    return missing.Reported(
        record=stored.record,
        person=person,
        type=load_whole("missing_category")[str(values["category"])].group or "M",
        since=since,
        until=found_at(values),
        precision=str(values["last_seen_precision"]),
        until_precision="minute",
        details=details | {"flags": ";".join(dict.fromkeys(flags_in(values)))},
        places={name: str(values[column] or "") for name, column in PLACES.items()},
    )
