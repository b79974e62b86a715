"""Telling the register what the return says, in a constant number of statements for each batch."""

from collections.abc import Sequence
from datetime import date, datetime

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.identifiers import ssda903_child, upn
from homeward.foundation.london import day_begins_at
from homeward.gateways.feeds.ssda903.rules import period_of
from homeward.gateways.feeds.stored import Stored
from homeward.practice.missing import actions as missing
from homeward.register.access.actions.guard import step
from homeward.register.linkage import actions as linkage
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.people.rules import Number
from homeward.register.sources.models import Delivery
from homeward.vocabulary.loader import load_whole

CODES = {
    "reason_started": "RNE",
    "reason_ended": "REC",
    "legal_status": "LS",
    "category_of_need": "CIN",
    "placement_type": "PLACE",
    "provider": "PLACE_PROVIDER",
}
WHEREABOUTS = {"postcode": "PL_POST", "urn": "URN"}


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, then keep what its file tells: who they are, where they are placed, absences."""
    claims = [people.Claim(each.record, numbers_of(each, delivery.source.agency_id)) for each in batch]
    found = people.join(claims=claims, delivery=delivery, at=at)
    rows = [(each, found[each.record.id]) for each in batch]
    year = delivery.collection_year
    said_on = CollectionYear(year).last_day if year else date.min
    linkage.keep_profiles(told=[_said(each, person, said_on if year else None) for each, person in rows], at=at)
    people.describe(told=[_described(each, person, said_on) for each, person in rows], at=at)
    people.place(
        told=[_placed(each, person) for each, person in rows if each.part == "episodes"],
        placed_by=delivery.source.agency,
        delivery=delivery,
        at=at,
    )
    linkage.hide_places(subject_ids=[person.pk for _, person in rows])
    missing.report(told=[_reported(each, person) for each, person in rows if each.part == "missing"], at=at)


def numbers_of(stored: Stored, council: int) -> tuple[Number, ...]:
    """The identifiers of a row, in their one form.

    A pupil number is taken whatever its check letter says, since a wrong one is kept by the council all the same and
    joins only the row that holds the same.
    """
    number = ssda903_child.normalise(str(stored.values["CHILD"])).value or str(stored.values["CHILD"]).upper()
    found = [Number("local", number, council)]
    pupil = upn.normalise(str(stored.values.get("UPN") or ""), synthetic=True)
    if pupil.value:
        found.append(Number("upn", pupil.value))
    return tuple(found)


def _said(stored: Stored, person: Person, said_on: date | None) -> linkage.Said:
    """What a row says of who its child is. The postcode of a return is a placement's, and says nothing of a child."""
    numbers = {number.type: number.value for number in numbers_of(stored, 0)}
    born = stored.values.get("DOB")
    sex = load_whole("sex_ssda903").get(str(stored.values.get("SEX") or ""))
    return linkage.Said(
        record=stored.record,
        person=person,
        own_key=numbers["local"],
        birth_date=born if isinstance(born, date) else None,
        sex=sex.group or "U" if sex else "U",
        upn=numbers.get("upn", ""),
        said_on=said_on,
    )


def _described(stored: Stored, person: Person, said_on: date) -> people.Described:
    values = stored.values
    sex = load_whole("sex_ssda903").get(str(values.get("SEX") or ""))
    return people.Described(
        person=person,
        kind="return",
        said_on=said_on,
        facts={
            "birth_date": values.get("DOB"),
            "sex": sex.group if sex else None,
            "ethnicity": values.get("ETHNIC"),
        },
    )


def _placed(stored: Stored, person: Person) -> people.Placed:
    began, ceased = stored.values["DECOM"], stored.values["DEC"]
    assert isinstance(began, date), "the mapping requires the day an episode began"
    return people.Placed(
        record=stored.record,
        person=person,
        since=began,
        until=ceased if isinstance(ceased, date) else None,
        codes={name: str(stored.values[column] or "") for name, column in CODES.items()},
        whereabouts={name: str(stored.values[column] or "") for name, column in WHEREABOUTS.items()},
    )


def _reported(stored: Stored, person: Person) -> missing.Reported:
    period = period_of(stored.values)
    assert period.start is not None, "the rules refuse an absence without its first day"
    return missing.Reported(
        record=stored.record,
        person=person,
        type=period.kind,
        since=day_begins_at(period.start),
        until=day_begins_at(period.end) if period.end else None,
    )
