"""Which attendances may come, and what must hold of them. Each message ends with what to do.

Whether the child is on the record already is asked of the register, once for a batch: `queries.py`.
"""

from collections.abc import Container, Iterator, Mapping
from datetime import datetime

from homeward.foundation.ages import is_child_on
from homeward.foundation.london import london_day
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import (
    Fault,
    as_problems,
    day_in,
    later_hour,
    moment_in,
    surely_before,
    text_in,
    whose_faults,
)
from homeward.vocabulary.loader import load_whole

INJURIES = frozenset({"assault", "stabbing", "gunshot", "unexplained-injury"})


def admits(checked: Checked) -> bool:
    """Only an attendance at a service that is taken, of somebody under 18 that day or of unknown age."""
    values, came = checked.values, moment_in(checked.values, "arrived_at")
    is_child = came is None or is_child_on(day_in(values, "birth_date"), london_day(came))
    return is_child and kind_of(text_in(values, "service")) is not None


def kind_of(service: str) -> str | None:
    """What kind of event an attendance at a service is; nothing for one that is never taken."""
    entry = load_whole("health_service").get(service)
    return entry.group if entry else None


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: a number that does not read, times out of their order, a reason that cannot be."""
    return as_problems(checked, _faults(checked.values))


def left_at(values: Mapping[str, Value]) -> datetime | None:
    """When the child left. In the hour that October has twice, the second where the first would be too early."""
    return later_hour(moment_in(values, "left_at"), moment_in(values, "arrived_at"))


def _faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    came = moment_in(values, "arrived_at")
    on = london_day(came) if came else None
    yield from whose_faults(values, on=on, born="birth_date", words="the day the child came")
    if surely_before(moment_in(values, "left_at"), came):
        words = "The child left before they came. Check both times: they may be the wrong way round."
        yield "left_at", "left-before-arrival", words
    if text_in(values, "service") == "camhs" and text_in(values, "reason") in INJURIES:
        words = "A referral to mental health services has no injury as its reason. Enter mental-health, or another."
        yield "reason", "reason-not-of-service", words
