"""What a force's extract may bring, and what must hold of its rows. Each message ends with what to do."""

from collections.abc import Container, Iterator, Mapping
from datetime import UTC, date, datetime

from homeward.foundation.ages import age_on
from homeward.foundation.london import london_day
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.vocabulary.loader import load_whole

GROWN_UP = 18
ENDINGS = ("found_how", "found_condition", "found_place")


def admits(checked: Checked) -> bool:
    """Only somebody under 18 on the day last seen, or whose age nobody knows: they are treated as a child.

    A birth date after that day is a fault in the row, and is told as one.
    """
    born, seen = checked.values["birth_date"], moment_in(checked.values, "last_seen_at")
    if not isinstance(born, date) or seen is None:
        return True
    day = london_day(seen)
    return born > day or age_on(born, day) < GROWN_UP


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: times out of their order, words that contradict each other, a flag nobody knows."""
    values = checked.values
    told = [*_times(values), *_precision(values), *_ending(values), *_grade(values), *_person(values), *_flags(values)]
    return [Problem(checked.row.number, column, rule, words) for column, rule, words in told]


def moment_in(values: Mapping[str, Value], column: str) -> datetime | None:
    """The moment in a cell, or none."""
    value = values[column]
    return value if isinstance(value, datetime) else None


def found_at(values: Mapping[str, Value]) -> datetime | None:
    """When the child was found. In the hour that October has twice, the second where the first would be too early."""
    found, seen = moment_in(values, "found_at"), moment_in(values, "last_seen_at")
    if found is not None and seen is not None and found.astimezone(UTC) < seen.astimezone(UTC):
        return found.replace(fold=1)
    return found


def flags_in(values: Mapping[str, Value]) -> list[str]:
    """The exploitation flags of a row, as they are written in the list."""
    cell = str(values["exploitation_flags"] or "")
    return [word.strip().casefold() for word in cell.split(";") if word.strip()]


def _surely_before(one: datetime | None, other: datetime | None) -> bool:
    """Whether one moment came before another, in whichever of October's two hours either lies."""
    if one is None or other is None:
        return False
    return one.replace(fold=1).astimezone(UTC) < other.replace(fold=0).astimezone(UTC)


def _times(values: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    seen, reported = moment_in(values, "last_seen_at"), moment_in(values, "reported_at")
    found, graded = moment_in(values, "found_at"), moment_in(values, "graded_at")
    if _surely_before(found, seen):
        words = "The child was found before they were last seen. Check both times: they may be the wrong way round."
        yield "found_at", "found-before-last-seen", words
    if _surely_before(reported, seen):
        words = "The report came before the child was last seen. Check both times."
        yield "reported_at", "reported-before-last-seen", words
    if _surely_before(graded, seen):
        words = "The report was graded before the child was last seen. Check when it was graded."
        yield "graded_at", "graded-before-last-seen", words
    if found and _surely_before(moment_in(values, "prevention_interview_at"), found):
        words = "The interview was held before the child was found. Check both times."
        yield "prevention_interview_at", "interview-before-found", words


def _precision(values: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    seen, precision = moment_in(values, "last_seen_at"), values["last_seen_precision"]
    if seen is None:
        return
    if precision == "hour" and seen.minute:
        words = (
            "The time last seen gives minutes, and says that only the hour is known. Write the whole hour, or minute."
        )
        yield "last_seen_precision", "precision-contradicts", words
    if precision == "day" and (seen.hour or seen.minute):
        words = "The time last seen gives an hour, and says that only the day is known. Write 00:00, or hour or minute."
        yield "last_seen_precision", "precision-contradicts", words


def _ending(values: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    if values["found_at"]:
        return
    if told := next((column for column in ENDINGS if values[column]), None):
        words = (
            "This says how the child was found, and not when. Enter when, or leave this empty while they are missing."
        )
        yield told, "found-without-time", words
    if values["prevention_interview"] == "done":
        words = "An interview is held after the return. Enter when the child was found, or write not-yet."
        yield "prevention_interview", "interview-before-found", words


def _grade(values: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    if values["graded_at"] and not values["grade"]:
        yield "grade", "graded-without-grade", "This says when the report was graded, and not how. Enter the grade."


def _person(values: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    born, seen = values["birth_date"], moment_in(values, "last_seen_at")
    if isinstance(born, date) and seen is not None and born > london_day(seen):
        words = "The birth date is after the day the child was last seen. Correct it, or leave it empty."
        yield "birth_date", "born-after-last-seen", words
    if bool(values["council"]) != bool(values["council_local_id"]):
        column, absent = ("council_local_id", "the council’s number for the child")
        if values["council_local_id"]:
            column, absent = ("council", "the council that gave the number")
        yield (
            column,
            "half-a-council-number",
            f"A council and its number go together. Enter {absent}, or leave out both.",
        )


def _flags(values: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    known = load_whole("exploitation_flags").codes
    if any(flag not in known for flag in flags_in(values)):
        words = f"Use flags from this list, with semicolons between: {', '.join(known)}."
        yield "exploitation_flags", "unknown-flag", words
