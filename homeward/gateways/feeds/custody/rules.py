"""Whose times in custody may come, and what must hold of them. Each message ends with what to do."""

from collections.abc import Container, Iterator, Mapping
from datetime import datetime

from homeward.foundation.ages import is_child_on
from homeward.foundation.london import london_day
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import (
    Fault,
    as_problems,
    codes_in,
    day_in,
    later_hour,
    moment_in,
    surely_before,
    text_in,
    whose_faults,
)
from homeward.vocabulary.loader import load_whole


def admits(checked: Checked) -> bool:
    """Only somebody under 18 when they came into custody, or whose age nobody knows: they are treated as a child.

    A birth date after that day is a fault in the row, and is told as one.
    """
    came = moment_in(checked.values, "arrived_at")
    return came is None or is_child_on(day_in(checked.values, "birth_date"), london_day(came))


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: times out of their order, words that contradict each other, a flag nobody knows."""
    return as_problems(checked, _faults(checked.values))


def left_at(values: Mapping[str, Value]) -> datetime | None:
    """When the child left. In the hour that October has twice, the second where the first would be too early."""
    return later_hour(moment_in(values, "released_at"), moment_in(values, "arrived_at"))


def _faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    came = moment_in(values, "arrived_at")
    on = london_day(came) if came else None
    yield from whose_faults(values, on=on, born="birth_date", words="the day the child came into custody")
    yield from _times(values)
    yield from _ending(values)
    known = load_whole("exploitation_flags").codes
    if any(flag not in known for flag in codes_in(values, "exploitation_flags")):
        words = f"Use flags from this list, with semicolons between: {', '.join(known)}."
        yield "exploitation_flags", "unknown-flag", words


def _times(values: Mapping[str, Value]) -> Iterator[Fault]:
    arrested, came = moment_in(values, "arrested_at"), moment_in(values, "arrived_at")
    left, adult = moment_in(values, "released_at"), moment_in(values, "appropriate_adult_at")
    if surely_before(came, arrested):
        yield "arrived_at", "arrived-before-arrest", "The child came into custody before the arrest. Check both times."
    if surely_before(left, came):
        words = "The child left custody before they came. Check both times: they may be the wrong way round."
        yield "released_at", "released-before-arrival", words
    if surely_before(adult, came) or surely_before(left, adult):
        words = "The appropriate adult came while the child was not in custody. Check the times."
        yield "appropriate_adult_at", "adult-outside-custody", words


def _ending(values: Mapping[str, Value]) -> Iterator[Fault]:
    if values["outcome"] and not values["released_at"]:
        words = "This says how the time in custody ended, and not when. Enter when, or leave it empty while it lasts."
        yield "outcome", "outcome-without-release", words
    if values["appropriate_adult_at"] and text_in(values, "appropriate_adult") in ("", "none", "not-known"):
        words = "This says when an appropriate adult came, and not who. Enter who, or leave out when."
        yield "appropriate_adult", "adult-not-named", words
