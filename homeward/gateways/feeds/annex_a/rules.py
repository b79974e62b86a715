"""Whose rows Annex A may bring, and what must hold of them. Pure.

The workbook is of six months and of the children whose cases are open. Of which day it is, no cell says: each list is
of the latest day in it that has passed (Ofsted, inspection of local authority children's services, Annex A).
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from homeward.foundation.ages import age_on
from homeward.gateways.feeds.annex_a.words import code_in, yes_in
from homeward.gateways.feeds.rows import Checked, Problem, Value

MONTHS, GROWN = 6, 18


@dataclass(frozen=True, slots=True)
class Span:
    """The columns of a list's first and last day, and whether what has no end is still going on."""

    first: str
    last: str = ""
    goes_on: bool = False


SPANS = {
    "contacts": Span("Date of Contact"),
    "early-help": Span("Assessment start date", "Assessment completion date", goes_on=True),
    "referrals": Span("Date of Referral"),
    "assessments": Span("Continuous Assessment Start Date", "Date of Authorisation", goes_on=True),
    "enquiries": Span("Strategy discussion start date"),
    "in-need": Span("CIN Start Date", "CIN Closure Date", goes_on=True),
    "protection-plans": Span("Child Protection Plan Start Date", "Child Protection Plan End Date", goes_on=True),
    "looked-after": Span("Date Started to be Looked After", "Date Ceased to be Looked After", goes_on=True),
}
# Of each list, the columns that hold a code, and the list of the vocabulary that has it.
CODED = {
    "contacts": {"Contact Source": "cin_referral_source"},
    "referrals": {"Referral Source": "cin_referral_source"},
    "in-need": {"Primary Need Code": "cin_primary_need", "Reason for Closure": "cin_referral_outcome"},
    "protection-plans": {"Latest Category of Abuse": "cin_abuse_category"},
    "looked-after": {"Child's Legal Status": "ssda903_legal_status"},
}
# What may truly begin before a child is born: an unborn child is referred, assessed and planned for.
BEFORE_BIRTH = {"contacts", "referrals", "assessments", "enquiries", "in-need", "protection-plans"}
YES_OR_NO = {
    "referrals": ("Referral NFA",),
    "assessments": ("Requires social care support",),
    "enquiries": ("Conference deemed unnecessary", "Conference resulted in a plan"),
    "looked-after": ("Return Interview offered", "Return Interview accepted"),
}


def admits(checked: Checked) -> bool:
    """Whether a row is of a child, and of the six months before the day of its list, or still going on."""
    values, on = checked.values, _day(checked.values["List of"])
    born, span = _day(values["Date of Birth"]), SPANS[checked.row.part]
    if on is None:
        return True
    if born and born <= on and age_on(born, on) >= GROWN:
        return False
    first, last = _day(values[span.first]), _day(values[span.last]) if span.last else None
    if last is None and span.goes_on:
        return True
    ended = last or first
    return ended is None or ended >= six_months_before(on)


def six_months_before(day: date) -> date:
    """The same day six months earlier, or the last of that month where it has no such day."""
    month = day.month - MONTHS
    year, month = (day.year, month) if month > 0 else (day.year - 1, month + 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has a twenty-eighth")


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row, and what somebody should look at."""
    return list(_problems(checked))


def _problems(checked: Checked) -> Iterator[Problem]:
    part, values, number = checked.row.part, checked.values, checked.row.number
    span = SPANS[part]
    first, last = _day(values[span.first]), _day(values[span.last]) if span.last else None
    if first and last and last < first:
        words = "It ends before it begins. Check both dates: they may be the wrong way round."
        yield Problem(number, span.last, "ends-before-it-begins", words)
    born = _day(values["Date of Birth"])
    if born is None:
        yield _asked(number, "Date of Birth", "no-birth-date", "There is no birth date. Ask for it.")
    elif first and first < born and part not in BEFORE_BIRTH:
        yield _asked(number, span.first, "before-birth", "It began before the child was born. Check both dates.")
    yield from _unread(part, values, number)
    if part == "enquiries":
        yield from _conference(values, number)


def _unread(part: str, values: Mapping[str, Value], number: int) -> Iterator[Problem]:
    """Values that stand where a code should and are none: they stay in the row as they came."""
    words = "It cannot be read as one of the codes, and is kept in the row as it came."
    for column, name in CODED.get(part, {}).items():
        if values[column] and not code_in(name, str(values[column])):
            yield _asked(number, column, "not-read", f"{column}: {words}")
    for column in YES_OR_NO.get(part, ()):
        if values[column] and yes_in(str(values[column])) is None:
            yield _asked(
                number, column, "not-read-yes-or-no", f"{column}: it is neither yes nor no, and is kept as it came."
            )


def _conference(values: Mapping[str, Value], number: int) -> Iterator[Problem]:
    column = "Date of Initial Child Protection Conference"
    began, held = _day(values["Strategy discussion start date"]), _day(values[column])
    if began and held and held < began:
        yield _asked(number, column, "conference-before-enquiry", "The conference was held before the enquiry began.")
    if held and yes_in(str(values["Conference deemed unnecessary"] or "")):
        yield _asked(number, column, "conference-unnecessary", "A conference was deemed unnecessary, and one was held.")


def _asked(number: int, column: str, rule: str, words: str) -> Problem:
    return Problem(number, column, rule, words[:300], query=True)


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None
