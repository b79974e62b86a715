"""Which reports are one absence, and what the absence then is.

Pure decisions on plain values. How far apart reports may lie is data (`episode_joining` in the vocabulary).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from homeward.foundation.london import london_day

DAY, MINUTE = "day", "minute"
BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Joining:
    """How far apart reports of one absence may lie, as the county has set it."""

    hours_between_sources: int
    days_between_sources: int
    hours_within_a_source: int


@dataclass(frozen=True, slots=True)
class Report:
    """One source's word on one absence. `kept_with` holds the episode that a person said it belongs to, if one did."""

    id: int
    source: int
    type: str
    since: datetime
    until: datetime | None
    received_at: datetime
    precision: str = DAY
    kept_with: str | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Absence:
    """What the reports of one absence together say."""

    type: str
    since: datetime
    until: datetime | None
    precision: str


def joins(one: Report, other: Report, joining: Joining) -> str:
    """Why two reports of one child are one absence, or nothing when they are not (¶16).

    One source's reports are one only where they overlap: a source that sends two absences which merely meet says that
    there were two, and an absence of any length counts (SSDA903 guide). Different sources' may lie some hours apart, or
    share a day where either knows only the day.
    """
    if one.source == other.source:
        return "overlap" if _overlap(one, other) > timedelta(hours=joining.hours_within_a_source) else ""
    if DAY in (one.precision, other.precision):
        return "same days" if _days_apart(one, other) <= joining.days_between_sources else ""
    if _overlap(one, other) > timedelta(0):
        return "overlap"
    return "close" if _gap(one, other) <= timedelta(hours=joining.hours_between_sources) else ""


def _overlap(one: Report, other: Report) -> timedelta:
    """How long both last at once: nothing where they only meet."""
    ends = [end for end in (one.until, other.until) if end is not None]
    since = max(one.since, other.since)
    return max(min(ends) - since, timedelta(0)) if ends else timedelta.max


def _gap(one: Report, other: Report) -> timedelta:
    first, second = sorted((one, other), key=lambda report: report.since)
    return second.since - first.until if first.until else timedelta(0)


def _days_apart(one: Report, other: Report) -> int:
    first, second = sorted((one, other), key=lambda report: report.since)
    if first.until is None:
        return 0
    return max((london_day(second.since) - london_day(first.until)).days, 0)


def absences(reports: Iterable[Report], joining: Joining) -> list[list[Report]]:
    """One child's reports, put together into absences, the earliest first.

    Each report goes to the absence it joins that began nearest to it, and begins a new one where it joins none. It
    does not join an absence in which its own source has already told of another: that source counted two. A report
    that a person placed stays where they placed it.
    """
    ordered = sorted(reports, key=lambda report: (report.since, report.received_at, report.id))
    groups: list[list[Report]] = []
    for report in ordered:
        group = _group_of(report, groups, joining)
        if group is None:
            groups.append([report])
        else:
            group.append(report)
    return groups


def _group_of(report: Report, groups: Sequence[list[Report]], joining: Joining) -> list[Report] | None:
    if report.kept_with is not None:
        return next((group for group in groups if group[0].kept_with == report.kept_with), None)
    fitting = [group for group in groups if _fits(report, group, joining)]
    return min(fitting, key=lambda group: abs(group[0].since - report.since), default=None)


def _fits(report: Report, group: Sequence[Report], joining: Joining) -> bool:
    if any(each.kept_with is not None for each in group):
        return False
    own = [each for each in group if each.source == report.source]
    return any(joins(report, each, joining) for each in group) and all(joins(report, each, joining) for each in own)


def why(report: Report, group: Sequence[Report], joining: Joining) -> str:
    """Why a report is where it is, as a code: placed by hand, the first of its absence, or how it joined another."""
    if report.kept_with is not None:
        return BY_HAND
    others = (joins(report, each, joining) for each in group if each is not report)
    return next((reason for reason in others if reason), "first")


def absence_of(reports: Sequence[Report]) -> Absence:
    """What the reports of one absence say together.

    It began on the earliest day told, and ended on the day that the latest report to know one gives, each at the hour
    of whoever knows the hour. A later report corrects the end; one that does not know the end takes nothing away.
    It is missing where anybody could not tell where the child was.
    """
    began = min(reports, key=lambda report: (london_day(report.since), report.precision != MINUTE, report.since))
    until = _end(reports)
    return Absence(
        type="M" if any(report.type == "M" for report in reports) else "A",
        since=began.since,
        until=max(until, began.since) if until else None,
        precision=began.precision,
    )


def _end(reports: Sequence[Report]) -> datetime | None:
    ended = [(report.until, report) for report in reports if report.until is not None]
    if not ended:
        return None
    day = london_day(max(ended, key=lambda pair: pair[1].received_at)[0])
    that_day = [(until, report) for until, report in ended if london_day(until) == day]
    return max(that_day, key=lambda pair: (pair[1].precision == MINUTE, pair[1].received_at))[0]
