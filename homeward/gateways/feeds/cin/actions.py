"""Telling the register what the census says, in a constant number of statements for each batch."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.foundation.identifiers import ssda903_child, upn
from homeward.gateways.feeds.cin.rules import codes_in, day_in, is_yes
from homeward.gateways.feeds.stored import Stored
from homeward.register.access.actions.guard import step
from homeward.register.events import actions as events
from homeward.register.events.actions import Happened
from homeward.register.linkage import actions as linkage
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.people.rules import Number
from homeward.register.sources.models import Delivery
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole

# Of whom a factor must speak to be drawn onto a child's record; the others stay, sealed, in the row that brought them.
DRAWN = ("exploitation", "harm", "none")


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, then keep what its part tells: who they are, and what happened."""
    claims = [people.Claim(each.record, numbers_of(each, delivery.source.agency_id)) for each in batch]
    found = people.join(claims=claims, delivery=delivery, at=at)
    rows = [(each, found[each.record.id]) for each in batch]
    year = delivery.collection_year
    said_on = CollectionYear(year).last_day if year else date.min
    linkage.keep_profiles(told=[_said(each, person, said_on if year else None) for each, person in rows], at=at)
    children = [(each, person) for each, person in rows if each.part == "children"]
    people.describe(told=[_described(each, person, said_on) for each, person in children], at=at)
    events.tell(told=[one for each, person in rows for one in _happened(each, person)], at=at)


def numbers_of(stored: Stored, council: int) -> tuple[Number, ...]:
    """The identifiers of a row, in their one form: the council's number, and the pupil numbers of the child's own part.

    A pupil number is taken whatever its check letter says, since a wrong one is kept by the council all the same and
    joins only the row that holds the same.
    """
    given = str(stored.values["LAchildID"])
    found = [Number("local", ssda903_child.normalise(given).value or given.upper(), council)]
    for column in ("UPN", "FormerUPN"):
        pupil = upn.normalise(str(stored.values.get(column) or ""), synthetic=True)
        if pupil.value:
            found.append(Number("upn", pupil.value))
    return tuple(dict.fromkeys(found))


def sex_of(stored: Stored) -> str:
    """Sex as the register writes it, from whichever of the two elements the year has."""
    told = str(stored.values.get("Sex") or stored.values.get("GenderCurrent") or "")
    entry = load_whole("sex_cin").get(told)
    return (entry.group if entry else None) or "U"


def _said(stored: Stored, person: Person, said_on: date | None) -> linkage.Said:
    """What a row says of who its child is. The census holds no name and no address."""
    numbers = {number.type: number.value for number in reversed(numbers_of(stored, 0))}
    born = stored.values.get("PersonBirthDate")
    return linkage.Said(
        record=stored.record,
        person=person,
        own_key=numbers["local"],
        birth_date=born if isinstance(born, date) else None,
        sex=sex_of(stored),
        upn=numbers.get("upn", ""),
        said_on=said_on,
    )


def _described(stored: Stored, person: Person, said_on: date) -> people.Described:
    return people.Described(
        person=person,
        kind="return",
        said_on=said_on,
        facts={
            "birth_date": stored.values["PersonBirthDate"],
            "sex": sex_of(stored),
            "ethnicity": stored.values["Ethnicity"],
        },
    )


def _happened(stored: Stored, person: Person) -> Iterator[Happened]:
    """What one row says happened."""
    tells = {
        "referrals": _referral,
        "assessments": _assessment,
        "enquiries": _enquiry,
        "need-plans": _need_plan,
        "protection-plans": _protection_plan,
    }
    if stored.part in tells:
        yield from tells[stored.part](stored, person)


def _on(stored: Stored, column: str) -> date | None:
    value = stored.values[column]
    return value if isinstance(value, date) else None


def _first_day(stored: Stored, column: str) -> date:
    day = _on(stored, column)
    assert day is not None, "the mapping requires the day it began"
    return day


def _referral(stored: Stored, person: Person) -> Iterator[Happened]:
    values = stored.values
    need = str(values["PrimaryNeedCode"] or "")
    outcome = "NFA" if is_yes(values["ReferralNFA"]) else str(values["ReasonForClosure"] or "")
    yield Happened(
        stored.record,
        person,
        "referral",
        _first_day(stored, "CINreferralDate"),
        until=_on(stored, "CINclosureDate"),
        code=str(values["ReferralSource"] or ""),
        outcome=outcome,
        details={"Primary need": label("cin_primary_need", need)} if need else {},
    )
    held = _on(stored, "DateOfInitialCPC")
    # A conference that an enquiry below it led to is told by that enquiry.
    if held and held not in {day_in(each) for each in codes_in(values["ConferencesOfEnquiries"])}:
        yield Happened(stored.record, person, "child-protection-conference", held)


def _assessment(stored: Stored, person: Person) -> Iterator[Happened]:
    factors = load_whole("cin_assessment_factors")
    codes = codes_in(stored.values["AssessmentFactors"])
    yield Happened(
        stored.record,
        person,
        "assessment",
        _first_day(stored, "AssessmentActualStartDate"),
        until=_on(stored, "AssessmentAuthorisationDate"),
        code=";".join(code for code in codes if factors[code].group in DRAWN),
    )


def _enquiry(stored: Stored, person: Person) -> Iterator[Happened]:
    held = _on(stored, "DateOfInitialCPC")
    outcome = "held" if held else "not-required" if is_yes(stored.values["ICPCnotRequired"]) else "waits"
    began = _first_day(stored, "S47ActualStartDate")
    yield Happened(stored.record, person, "section-47", began, outcome=outcome)
    if held:
        yield Happened(stored.record, person, "child-protection-conference", held)


def _need_plan(stored: Stored, person: Person) -> Iterator[Happened]:
    began, ended = _first_day(stored, "CINPlanStartDate"), _on(stored, "CINPlanEndDate")
    yield Happened(stored.record, person, "child-in-need-plan", began, until=ended)


def _protection_plan(stored: Stored, person: Person) -> Iterator[Happened]:
    values = stored.values
    reviews = sorted(day for day in map(day_in, codes_in(values["CPPreviewDate"])) if day)
    details = {}
    if reviews:
        details["Reviews"] = f"{counted(len(reviews), 'review')}, the last on {day_in_words(reviews[-1])}"
    if values["NumberOfPreviousCPP"]:
        details["Plans before it"] = str(values["NumberOfPreviousCPP"])
    yield Happened(
        stored.record,
        person,
        "child-protection-plan",
        _first_day(stored, "CPPstartDate"),
        until=_on(stored, "CPPendDate"),
        code=str(values["LatestCategoryOfAbuse"] or values["InitialCategoryOfAbuse"] or ""),
        details=details,
    )
