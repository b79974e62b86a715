"""The published checks on the children in need census, each by its number and applied by the year's own list.

A check with a Q asks somebody to look and keeps nothing out, as the department's own queries do; the others refuse
their row. Source: children in need census validation rules and guide, 2023-24. The words, what to do, and which of the
two a check is, are data in the vocabulary (`cin_rules`), and so are the clocks (`cin_clocks`).
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.working_days import HolidaysNotKnown, add_working_days
from homeward.gateways.feeds.reading.cells import CellRefused, date_in
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.loader import load, load_whole
from homeward.vocabulary.shapes import Entry, LimitEntry

RULES, CLOCKS, FACTORS = "cin_rules", "cin_clocks", "cin_assessment_factors"
NO_FACTOR = "21"
AFTER_ASSESSMENT = ("RC8", "RC9")
# Of each part, the days that may not lie after the case was closed (8565). The first day of a protection plan is not
# among them: the published check asks for the last.
BEFORE_CLOSING = {
    "referrals": ("DateOfInitialCPC",),
    "assessments": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "enquiries": ("S47ActualStartDate", "DateOfInitialCPC"),
    "need-plans": ("CINPlanStartDate", "CINPlanEndDate"),
    "protection-plans": ("CPPendDate",),
}
OLD_CODES = {"18A": "8945Q", "19A": "8950Q"}
# Of each part below a referral, the columns of its first and its last day.
SPANS = {
    "referrals": ("CINreferralDate", "CINclosureDate"),
    "assessments": ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    "enquiries": ("S47ActualStartDate", ""),
    "need-plans": ("CINPlanStartDate", "CINPlanEndDate"),
    "protection-plans": ("CPPstartDate", "CPPendDate"),
}
Broken = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the census says of one assessment and of the referral that it stands below."""

    referred: date | None
    began: date | None
    completed: date | None
    factors: tuple[str, ...]
    closed_because: str
    is_only_one: bool


def assessment_of(values: Mapping[str, Value]) -> Assessment:
    """A row of the assessments, read."""
    return Assessment(
        referred=_day(values["CINreferralDate"]),
        began=_day(values["AssessmentActualStartDate"]),
        completed=_day(values["AssessmentAuthorisationDate"]),
        factors=codes_in(values["AssessmentFactors"]),
        closed_because=str(values["ReasonForClosure"] or ""),
        is_only_one=values["AssessmentsOfReferral"] == 1,
    )


def codes_in(value: Value) -> tuple[str, ...]:
    """The codes of a column that takes several."""
    return tuple(str(value).split(";")) if value else ()


def is_yes(value: Value) -> bool:
    """What the census means by true, TRUE and 1."""
    entry = load_whole("cin_yes_no").get(str(value or ""))
    return bool(entry and entry.group == "yes")


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row of the census, and what somebody should look at."""
    row, found = checked.row, list[tuple[str, str]]()
    if row.part != "children" and "children" in seen and checked.values["LAchildID"] not in seen["children"]:
        found.append(("not-in-children", "LAchildID"))
    found += BY_PART[row.part](checked.values, year)
    return [problem for problem in (_problem(row.number, *each, year) for each in found) if problem]


def _child(values: Mapping[str, Value], year: int | None) -> Broken:
    if len(str(values["LAchildID"])) > 20:
        yield "1570", "LAchildID"
    if any(code not in load_whole("cin_disability") for code in codes_in(values["Disability"])):
        yield "not-a-disability", "Disability"
    if values["PersonBirthDate"] is None:
        yield ("not-yet-born", "ExpectedPersonBirthDate") if values["ExpectedPersonBirthDate"] else _no_birth_date()
    column = "Sex" if values["Sex"] else "GenderCurrent"
    if values[column] and year and values[column] not in _sexes(year):
        yield "old-sex-code", column


@cache
def _sexes(year: int) -> frozenset[str]:
    """The codes of sex that a year's census has."""
    whole = load_whole("sex_cin")
    return frozenset(load("sex_cin", on=max(_last_day(year), whole.since)).codes)


def _no_birth_date() -> tuple[str, str]:
    return "no-birth-date", "PersonBirthDate"


def _referral(values: Mapping[str, Value], year: int | None) -> Broken:
    yield from _order("referrals", values)
    yield from _after_closing("referrals", values)
    if is_yes(values["ReferralNFA"]) and values["DateOfInitialCPC"]:
        yield "conference-after-nfa", "ReferralNFA"


def _below(part: str, values: Mapping[str, Value]) -> Broken:
    """What is asked of whatever stands below a referral."""
    if is_yes(values["ReferralNFA"]):
        yield "activity-after-nfa", "ReferralNFA"
    yield from _after_closing(part, values)
    yield from _order(part, values)


def _after_closing(part: str, values: Mapping[str, Value]) -> Broken:
    """Every day of a row that lies after the case was closed; the day itself does not."""
    told = values["CINclosureDate"]
    closed = told if isinstance(told, date) else day_in(str(told or ""))
    for column in BEFORE_CLOSING[part] if closed else ():
        day = _day(values[column])
        if day and closed and day > closed:
            yield "8565", column


def _order(part: str, values: Mapping[str, Value]) -> Broken:
    first, last = SPANS[part]
    began, ended = _day(values[first]), _day(values.get(last)) if last else None
    if began and ended and ended < began:
        yield "ends-before-it-begins", last


def _assessment(values: Mapping[str, Value], year: int | None) -> Broken:
    yield from _below("assessments", values)
    told = assessment_of(values)
    yield from _factors(told)
    if told.completed and told.referred and _took_longer(told.referred, told.completed, "assessment"):
        yield "late-assessment", "AssessmentAuthorisationDate"
    if not told.completed and told.began and year and _was_due(told.began, "assessment", year):
        yield "8670Q", "AssessmentAuthorisationDate"


def _factors(told: Assessment) -> Broken:
    column, factors = "AssessmentFactors", told.factors
    if any(code not in load_whole(FACTORS) for code in factors):
        yield "not-a-factor", column
    if len(set(factors)) < len(factors):
        yield "8898", column
    if NO_FACTOR in factors and set(factors) != {NO_FACTOR}:
        yield "8869", column
    if factors and not told.completed:
        yield "8614", "AssessmentAuthorisationDate"
    if told.completed and not factors:
        yield "8897Q", column
    yield from ((rule, column) for code, rule in OLD_CODES.items() if code in factors)
    otherwise = told.closed_because and told.closed_because not in AFTER_ASSESSMENT
    if told.is_only_one and factors == (NO_FACTOR,) and otherwise:
        yield "8873Q", "ReasonForClosure"


def _enquiry(values: Mapping[str, Value], year: int | None) -> Broken:
    yield from _below("enquiries", values)
    began, held = _day(values["S47ActualStartDate"]), _day(values["DateOfInitialCPC"])
    if began and held and held < began:
        yield "conference-before-enquiry", "DateOfInitialCPC"
    if began and held and _took_longer(began, held, "conference"):
        yield "late-conference", "DateOfInitialCPC"
    waits = not held and not is_yes(values["ICPCnotRequired"])
    if waits and began and year and _was_due(began, "conference", year):
        yield "8675Q", "DateOfInitialCPC"


def _need_plan(values: Mapping[str, Value], year: int | None) -> Broken:
    yield from _below("need-plans", values)


def _protection_plan(values: Mapping[str, Value], year: int | None) -> Broken:
    yield from _below("protection-plans", values)


BY_PART = {
    "children": _child,
    "referrals": _referral,
    "assessments": _assessment,
    "enquiries": _enquiry,
    "need-plans": _need_plan,
    "protection-plans": _protection_plan,
}


def day_in(cell: str) -> date | None:
    """The day a cell names, or nothing where it names none."""
    try:
        return date_in(cell) if cell else None
    except CellRefused:
        return None


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def _last_day(year: int) -> date:
    return CollectionYear(year).last_day


@lru_cache(maxsize=8192)
def _due(since: date, clock: str) -> date | None:
    """The day by which a clock runs out, by the list as it stood when it began; nothing where no bank holiday is known.

    A census has few different days and many rows, and counting working days takes longer than reading a row.
    """
    entry = load(CLOCKS, on=max(since, load_whole(CLOCKS).since))[clock]
    allowed = entry.value if isinstance(entry, LimitEntry) else 0
    try:
        return add_working_days(since, allowed, bank_holidays())
    except HolidaysNotKnown:
        return None


def _took_longer(since: date, until: date, clock: str) -> bool:
    due = _due(since, clock)
    return due is not None and until > due


def _was_due(since: date, clock: str, year: int) -> bool:
    """Whether what began on a day was due before the last day of the year."""
    due = _due(since, clock)
    return (due or since) < _last_day(year)


def _problem(row: int, rule: str, column: str, year: int | None) -> Problem | None:
    entry = _in_force(year).get(rule)
    if entry is None:
        return None
    return Problem(row, column, rule, f"{entry.label} {entry.description}".strip(), query=entry.group == "query")


@cache
def _in_force(year: int | None) -> dict[str, Entry]:
    """The checks that the year's census is judged by; every one there is where nobody says which year it is."""
    whole = load_whole(RULES)
    entries = load(RULES, on=max(_last_day(year), whole.since)).entries if year is not None else whole.entries
    return {entry.code: entry for entry in entries}
