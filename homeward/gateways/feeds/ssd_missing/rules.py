"""The published checks on absences, as far as the dataset's table lets them be asked, each by its number.

Source: SSDA903 validation rules 2024 to 2025, table Missing; Standard Safeguarding Dataset, ssd_missing. The table has
no birth date (586) and is of no one collection year (570, 571): those three cannot be asked of it.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from homeward.foundation.london import day_begins_at
from homeward.gateways.feeds.rows import Checked, Facts, Problem, Told, Value
from homeward.gateways.feeds.who import later_hour, text_in
from homeward.vocabulary.loader import load_whole

START, END = "miss_missing_episode_start_date", "miss_missing_episode_end_date"
TYPE, OFFERED, ACCEPTED = "miss_missing_episode_type", "miss_missing_rhi_offered", "miss_missing_rhi_accepted"
FOR_EVER = "9999"


def kind_in(values: Mapping[str, Value]) -> str:
    """The kind of absence, in capitals: small letters are read as the return reads them."""
    return text_in(values, TYPE).upper()


def moment_of(value: Value) -> datetime | None:
    """When an absence began or ended; of a day without a time, the midnight that begins it."""
    if isinstance(value, datetime):
        return value
    return day_begins_at(value) if isinstance(value, date) else None


def precision_of(value: Value) -> str:
    """How exactly that is known."""
    return "minute" if isinstance(value, datetime) else "day"


def ended_at(values: Mapping[str, Value]) -> datetime | None:
    """When an absence ended. In the hour that October has twice, the second where the first would be too early."""
    return later_hour(moment_of(values[END]), moment_of(values[START]))


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row."""
    values, number = checked.values, checked.row.number
    published = [_published(number, rule, column) for rule, column in _broken(values)]
    own = [Problem(number, column, rule, words) for column, rule, words in _interview(values)]
    return [*published, *own]


def _broken(values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """The published checks that an absence fails, by number, each with the column to put right."""
    kind, start, end = kind_in(values), values[START], values[END]
    if kind and kind not in load_whole("ssda903_missing_type"):
        yield "1006", TYPE
    if kind and not start:
        yield "564", START
    if not kind and start:
        yield "565", TYPE
    if not kind and end:
        yield "566", TYPE
    if not kind and not start and not end:
        yield "564", START
    if _ends_early(values):
        yield "567", END


def _ends_early(values: Mapping[str, Value]) -> bool:
    """Whether an absence surely ends before it starts: where either knows only its day, by the days alone."""
    start, end = values[START], values[END]
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end.replace(fold=1).astimezone(UTC) < start.replace(fold=0).astimezone(UTC)
    return isinstance(start, date) and isinstance(end, date) and _day(end) < _day(start)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _interview(values: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    if values[ACCEPTED] == "Y" and values[OFFERED] in ("N", "NA"):
        words = "The child accepted an interview that was not offered. Correct one of the two."
        yield ACCEPTED, "accepted-not-offered", words


def facts(checked: Checked) -> Facts | None:
    """When an absence began and ended, for the check over all of a child's."""
    start, end = moment_of(checked.values[START]), ended_at(checked.values)
    if start is None:
        return None
    return start.astimezone(UTC).isoformat(), end.astimezone(UTC).isoformat() if end else None


def together(told: Sequence[Told], year: int | None) -> list[Problem]:
    """One child's absences do not overlap, and none starts while an earlier one is open (574). They may meet."""
    found: list[Problem] = []
    latest = ""
    for since, number, until in sorted((str(each.facts[0]), each.number, each.facts[1]) for each in told):
        if since < latest:
            found.append(_published(number, "574", START))
        latest = max(latest, str(until or FOR_EVER))
    return found


def _published(row: int, rule: str, column: str) -> Problem:
    entry = load_whole("ssda903_missing_rules")[rule]
    return Problem(row, column, rule, f"{entry.label} {entry.description}".strip())
