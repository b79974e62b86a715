"""Telling the register what the inspection workbook says, in a constant number of statements for each batch."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from homeward.foundation.dates_in_words import counted
from homeward.foundation.identifiers import ssda903_child
from homeward.foundation.london import london_day
from homeward.gateways.feeds.annex_a.rules import SPANS
from homeward.gateways.feeds.annex_a.words import code_in, sex_in, yes_in
from homeward.gateways.feeds.stored import Stored
from homeward.register.access.actions import raise_shields, step
from homeward.register.events import actions as events
from homeward.register.events.actions import Happened
from homeward.register.linkage import actions as linkage
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.people.rules import Number
from homeward.register.sources.models import Delivery

CONFERENCE = "Date of Initial Child Protection Conference"


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child, then keep what its list tells. A child who is looked after is shielded (S-10)."""
    claims = [people.Claim(each.record, (number_of(each, delivery.source.agency_id),)) for each in batch]
    found = people.join(claims=claims, delivery=delivery, at=at)
    rows = [(each, found[each.record.id]) for each in batch]
    linkage.keep_profiles(told=[_said(each, person) for each, person in rows], at=at)
    people.describe(told=[_described(each, person) for each, person in rows], at=at)
    events.tell(told=[one for each, person in rows for one in TELLS[each.part](each, person)], at=at)
    in_care = [
        person.pk
        for each, person in rows
        if each.part == "looked-after" and each.values["Date Ceased to be Looked After"] is None
    ]
    raise_shields(subject_ids=list(dict.fromkeys(in_care)), basis="placement", at=at)
    linkage.hide_places(subject_ids=in_care)


def number_of(stored: Stored, council: int) -> Number:
    """The council's own number for the child, in its one form."""
    given = str(stored.values["Child Unique ID"])
    return Number("local", ssda903_child.normalise(given).value or given.upper(), council)


def _on(stored: Stored, column: str) -> date | None:
    value = stored.values[column]
    return value if isinstance(value, date) else None


def _text(stored: Stored, column: str) -> str:
    return str(stored.values[column] or "")


def _first_day(stored: Stored) -> date:
    day = _on(stored, SPANS[stored.part].first)
    assert day is not None, "the mapping requires the first day"
    return day


def _said(stored: Stored, person: Person) -> linkage.Said:
    """What a row says of who its child is. The workbook holds no name and no address."""
    return linkage.Said(
        record=stored.record,
        person=person,
        own_key=number_of(stored, 0).value,
        birth_date=_on(stored, "Date of Birth"),
        sex=sex_in(_text(stored, "Gender")),
        said_on=_on(stored, "List of"),
    )


def _described(stored: Stored, person: Person) -> people.Described:
    return people.Described(
        person=person,
        kind="return",
        said_on=_on(stored, "List of") or london_day(stored.record.received_at),
        facts={
            "birth_date": stored.values["Date of Birth"],
            "sex": sex_in(_text(stored, "Gender")),
            "ethnicity": code_in("ethnicity_ssda903", _text(stored, "Ethnicity")),
        },
    )


def _source(stored: Stored, column: str) -> tuple[str, dict[str, str]]:
    """Who made a contact or a referral, as a code; and in the council's own words where it cannot be read."""
    told = _text(stored, column)
    code = code_in("cin_referral_source", told)
    return code, {"From, as the council wrote it": told} if told and not code else {}


def _contact(stored: Stored, person: Person) -> Iterator[Happened]:
    code, details = _source(stored, "Contact Source")
    yield Happened(stored.record, person, "contact", _first_day(stored), code=code, details=details)


def _early_help(stored: Stored, person: Person) -> Iterator[Happened]:
    details = {"Organisation": _text(stored, "Organisation completing assessment")}
    until = _on(stored, "Assessment completion date")
    yield Happened(stored.record, person, "early-help", _first_day(stored), until=until, details=details)


def _referral(stored: Stored, person: Person) -> Iterator[Happened]:
    code, details = _source(stored, "Referral Source")
    outcome = "NFA" if yes_in(_text(stored, "Referral NFA")) else ""
    details |= _count(stored, "Number of Referrals in Last 12 Months", "Referrals in the last 12 months")
    yield Happened(stored.record, person, "referral", _first_day(stored), code=code, outcome=outcome, details=details)


def _assessment(stored: Stored, person: Person) -> Iterator[Happened]:
    told = _text(stored, "Requires social care support")
    answer = yes_in(told)
    seen = yes_in(_text(stored, "Child Seen During Continuous Assessment"))
    details = {"Outcome, as the council wrote it": told} if told and answer is None else {}
    if seen is not None:
        details["Child seen"] = "yes" if seen else "no"
    yield Happened(
        stored.record,
        person,
        "assessment",
        _first_day(stored),
        until=_on(stored, "Date of Authorisation"),
        outcome="" if answer is None else "support" if answer else "no-support",
        details=details,
    )


def _enquiry(stored: Stored, person: Person) -> Iterator[Happened]:
    held, unnecessary = _on(stored, CONFERENCE), yes_in(_text(stored, "Conference deemed unnecessary"))
    outcome = "held" if held else "not-required" if unnecessary else "waits"
    details = _count(stored, "Number of Section 47 Enquiries in the last 12 months", "Enquiries in the last 12 months")
    details |= _count(stored, "Number of ICPCs in the last 12 months", "Conferences in the last 12 months")
    yield Happened(stored.record, person, "section-47", _first_day(stored), outcome=outcome, details=details)
    if held:
        plan = yes_in(_text(stored, "Conference resulted in a plan"))
        resulted = "" if plan is None else "plan" if plan else "no-plan"
        yield Happened(stored.record, person, "child-protection-conference", held, outcome=resulted)


def _in_need(stored: Stored, person: Person) -> Iterator[Happened]:
    yield Happened(
        stored.record,
        person,
        "child-in-need",
        _first_day(stored),
        until=_on(stored, "CIN Closure Date"),
        code=code_in("cin_primary_need", _text(stored, "Primary Need Code")),
        outcome=code_in("cin_referral_outcome", _text(stored, "Reason for Closure")),
        details={"Status": _text(stored, "Case Status")},
    )


def _protection_plan(stored: Stored, person: Person) -> Iterator[Happened]:
    category = _text(stored, "Latest Category of Abuse") or _text(stored, "Initial Category of Abuse")
    yield Happened(
        stored.record,
        person,
        "child-protection-plan",
        _first_day(stored),
        until=_on(stored, "Child Protection Plan End Date"),
        code=code_in("cin_abuse_category", category),
        details=_count(stored, "Number of Previous Child Protection Plans", "Plans before it"),
    )


def _looked_after(stored: Stored, person: Person) -> Iterator[Happened]:
    yield Happened(
        stored.record,
        person,
        "looked-after",
        _first_day(stored),
        until=_on(stored, "Date Ceased to be Looked After"),
        code=code_in("ssda903_legal_status", _text(stored, "Child's Legal Status")),
        outcome=";".join(_of_missing(stored)),
    )


def _of_missing(stored: Stored) -> Iterator[str]:
    """What the list counts of a child's absences: counts beside the episodes that other sources tell, never added."""
    for column, words in (("Episodes Missing", "missing"), ("Episodes Absent", "absent")):
        many = stored.values[column]
        if isinstance(many, int):
            yield f"{counted(many, 'time')} {words}"
    for column, words in (("Return Interview offered", "offered"), ("Return Interview accepted", "accepted")):
        answer = yes_in(_text(stored, column))
        if answer is not None:
            yield f"return interview {'' if answer else 'not '}{words}"


def _count(stored: Stored, column: str, words: str) -> dict[str, str]:
    many = stored.values[column]
    return {words: str(many)} if isinstance(many, int) else {}


TELLS = {
    "contacts": _contact,
    "early-help": _early_help,
    "referrals": _referral,
    "assessments": _assessment,
    "enquiries": _enquiry,
    "in-need": _in_need,
    "protection-plans": _protection_plan,
    "looked-after": _looked_after,
}
