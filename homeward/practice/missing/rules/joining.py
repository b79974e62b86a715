"""Which reports are one absence, and what the absence then is.

Pure decisions on plain values. How far apart reports may lie is data (`episode_joining` in the vocabulary).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from homeward.foundation.london import london_day

DAY, HOUR, MINUTE = "day", "hour", "minute"
# How much later than it is written a time may truly be.
VAGUE = {DAY: timedelta(days=1), HOUR: timedelta(hours=1), MINUTE: timedelta(0)}
FINEST_FIRST = (MINUTE, HOUR, DAY)
BY_HAND = "by hand"
# Kinds of place whose address is where a child is placed.
PLACED = frozenset({"foster-care", "childrens-home", "supported-accommodation"})


@dataclass(frozen=True, slots=True)
class Joining:
    """How far apart reports of one absence may lie, as the county has set it."""

    hours_between_sources: int
    days_between_sources: int
    hours_within_a_source: int
    days_open_between_sources: int = 28
    days_open_within_a_source: int = 3


@dataclass(frozen=True, slots=True)
class Report:
    """One source's word on one absence. `kept_with` holds the episode that a person said it belongs to, if one did.

    `precision` is how exactly it knows when the absence began, `until_precision` when it ended. `spans` marks a report
    that another source tells apart into several absences: its own end is then not that of the first of them.
    """

    id: int
    source: int
    type: str
    since: datetime
    until: datetime | None
    received_at: datetime
    precision: str = DAY
    kept_with: str | None = field(default=None)
    until_precision: str = ""
    reported_at: datetime | None = None
    spans: bool = False

    @property
    def ended(self) -> str:
        """How exactly the end is known: as the beginning, where nobody said otherwise."""
        return self.until_precision or self.precision

    @property
    def latest(self) -> datetime:
        """The latest moment at which the absence can have begun, of a report that knows when it ended to the minute.

        A child is reported after they were last seen, and found after that.
        """
        if self.ended == DAY:
            return self.since
        bounds = (self.since + VAGUE[self.precision], self.until, self.reported_at)
        return max(self.since, min(bound for bound in bounds if bound is not None))


@dataclass(frozen=True, slots=True)
class Absence:
    """What the reports of one absence together say."""

    type: str
    since: datetime
    until: datetime | None
    precision: str
    until_precision: str


def joins(one: Report, other: Report, joining: Joining) -> str:
    """Why two reports of one child are one absence, or nothing when they are not (¶16).

    One source's reports are one only where they overlap: a source that sends two absences which merely meet says that
    there were two, and an absence of any length counts (SSDA903 guide). Different sources' may lie some hours apart, or
    share a day where either knows only the day. An absence that nobody ended is not every later one.
    """
    first, second = sorted((one, other), key=lambda report: report.since)
    if one.source == other.source:
        return "overlap" if _is_told_twice(first, second, joining) else ""
    if first.until is None and (london_day(second.since) - london_day(first.since)).days > (
        joining.days_open_between_sources
    ):
        return ""
    if DAY in (one.precision, other.precision):
        return "same days" if _days_apart(first, second) <= joining.days_between_sources else ""
    if _overlap(first, second) > timedelta(0):
        return "overlap"
    return "close" if _gap(first, second) <= timedelta(hours=joining.hours_between_sources) else ""


def _is_told_twice(first: Report, second: Report, joining: Joining) -> bool:
    """Whether one source's two reports are of one absence: a child reported again had come back between.

    Only where both surely lasted at once, or where the first has no end and the second begins soon after it.
    """
    if first.until is None and second.since - first.since > timedelta(days=joining.days_open_within_a_source):
        return False
    return _overlap(first, second) > timedelta(hours=joining.hours_within_a_source)


def _overlap(one: Report, other: Report) -> timedelta:
    """How long both surely last at once: nothing where they only meet."""
    ends = [end for end in (one.until, other.until) if end is not None]
    since = max(one.latest, other.latest)
    return max(min(ends) - since, timedelta(0)) if ends else timedelta.max


def _gap(first: Report, second: Report) -> timedelta:
    return second.since - first.until if first.until else timedelta(0)


def _days_apart(first: Report, second: Report) -> int:
    if first.until is None:
        return 0
    return max((london_day(second.since) - london_day(first.until)).days, 0)


def absences(reports: Iterable[Report], joining: Joining) -> list[list[Report]]:
    """One child's reports, put together into absences, the earliest first.

    Each report goes to the absence it joins that began nearest to it, and begins a new one where it joins none. It
    does not join an absence in which its own source has already told of another: that source counted two. A report
    that a person placed stays where they placed it.
    """
    ordered = sorted(reports, key=lambda report: (_placed_by(report), report.received_at, report.id))
    groups: list[list[Report]] = []
    near: list[list[Report]] = []
    for report in ordered:
        near = [group for group in near if _is_near(report, group, joining)]
        group = _group_of(report, groups, near, joining)
        if group is None:
            groups.append([report])
            near.append(groups[-1])
        else:
            group.append(report)
    return _with_spans(groups)


def _placed_by(report: Report) -> datetime:
    """When a report is looked at: one that gives only days before any that knows the hour and may be told beside it."""
    return report.since - VAGUE[report.precision]


def _is_near(report: Report, group: Sequence[Report], joining: Joining) -> bool:
    """Whether a report can still be of an absence: those long past are not looked at again for every later one."""
    reach = timedelta(days=joining.days_between_sources + 2, hours=joining.hours_between_sources)
    still = timedelta(days=max(joining.days_open_between_sources, joining.days_open_within_a_source) + 2)
    return any(report.since <= (each.until + reach if each.until is not None else each.since + still) for each in group)


def _group_of(
    report: Report, groups: Sequence[list[Report]], near: Sequence[list[Report]], joining: Joining
) -> list[Report] | None:
    if report.kept_with is not None:
        return next((group for group in groups if group[0].kept_with == report.kept_with), None)
    fitting = [group for group in near if _fits(report, group, joining)]
    return min(fitting, key=lambda group: _away(_begins(group), report.since), default=None)


def _away(one: datetime, other: datetime) -> tuple[int, timedelta]:
    """How far apart two beginnings are: by the day first, for the night after is nearer by the clock."""
    return abs((london_day(one) - london_day(other)).days), abs(one - other)


def _fits(report: Report, group: Sequence[Report], joining: Joining) -> bool:
    if any(each.kept_with is not None for each in group):
        return False
    ends = [each.until for each in group if each.until is not None]
    ended = max(ends, default=None)
    own = [_as_ended(each, ended) for each in group if each.source == report.source]
    return any(joins(report, each, joining) for each in group) and all(joins(report, each, joining) for each in own)


def _as_ended(report: Report, ended: datetime | None) -> Report:
    """A report without an end, with the one that another source gave: what one forgot to close, another may have."""
    if report.until is not None or ended is None or ended < report.since:
        return report
    return replace(report, until=ended)


def _with_spans(groups: Sequence[list[Report]]) -> list[list[Report]]:
    """The absences, with each report marked that reaches into a later one of a source that told both apart."""
    marked = sorted(([*group] for group in groups), key=_begins)
    for place, group in enumerate(marked):
        sources = {each.source for each in group}
        for number, report in enumerate(group):
            if report.until is not None and len(sources) > 1:
                spans = _reaches(report, marked[place + 1 :], sources - {report.source})
                group[number] = replace(report, spans=spans)
    return marked


def _begins(group: Sequence[Report]) -> datetime:
    return min(each.since for each in group)


def _reaches(report: Report, later: Iterable[Sequence[Report]], sources: set[int]) -> bool:
    """Whether a report lasts into a later absence of a source that told it apart, by days where only days are known."""
    assert report.until is not None, "only a report that ended reaches as far as a day"
    for group in later:
        if _begins(group) >= report.until:
            return False
        if any(each.source in sources and _begins_within(each, report.until, report.ended) for each in group):
            return True
    return False


def _begins_within(report: Report, until: datetime, precision: str) -> bool:
    if DAY in (report.precision, precision):
        return london_day(report.since) < london_day(until)
    return report.since < until


def why(report: Report, group: Sequence[Report], joining: Joining) -> str:
    """Why a report is where it is, as a code: placed by hand, the first of its absence, or how it joined another."""
    if report.kept_with is not None:
        return BY_HAND
    others = (joins(report, each, joining) for each in group if each.id != report.id)
    return next((reason for reason in others if reason), "first")


def as_found(report: Report, found_at: datetime, precision: str) -> Report:
    """A report that nobody ended, of an episode in which a worker wrote that the child was found."""
    if report.until is not None or found_at < report.since:
        return report
    return replace(report, until=found_at, until_precision=precision)


def absence_of(reports: Sequence[Report]) -> Absence:
    """What the reports of one absence say together.

    It began on the earliest day told, and ended on the day that the latest report to know one gives, each at the hour
    of whoever knows the hour. A later report corrects the end; one that does not know the end takes nothing away.
    It is missing where anybody could not tell where the child was.
    """
    began = min(
        reports, key=lambda report: (london_day(report.since), FINEST_FIRST.index(report.precision), report.since)
    )
    until, precision = _end(reports)
    return Absence(
        type="M" if any(report.type == "M" for report in reports) else "A",
        since=began.since,
        until=max(until, began.since) if until else None,
        precision=began.precision,
        until_precision=precision,
    )


def _end(reports: Sequence[Report]) -> tuple[datetime | None, str]:
    """When it ended, and how exactly that is known.

    The last word is taken. Where it gives only a day, and somebody who knew the minute names that day or the one
    before or after, theirs is taken: a council writes down the day on which it was told.
    """
    told = [(report.until, report) for report in reports if report.until is not None]
    ended = [pair for pair in told if not pair[1].spans] or told
    if not ended:
        return None, min((report.ended for report in reports), key=FINEST_FIRST.index)
    until, last = max(ended, key=lambda pair: (pair[1].received_at, FINEST_FIRST[::-1].index(pair[1].ended)))
    if last.ended == DAY:
        exact = [pair for pair in ended if pair[1].ended != DAY and _within_a_day(pair[0], until)]
        until, last = max(exact, key=lambda pair: pair[1].received_at, default=(until, last))
    return until, last.ended


def _within_a_day(one: datetime, other: datetime) -> bool:
    return abs((london_day(one) - london_day(other)).days) <= 1


def is_placed_in(missing_from: str) -> bool:
    """Whether a child was missing from a placement: what a report says of places then opens only where that does."""
    return missing_from in PLACED
