"""Whose youth justice work may come, and what must hold of a row. Each message ends with what to do."""

from collections.abc import Container, Iterator, Mapping

from homeward.foundation.ages import is_child_on
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import Fault, as_problems, day_in, whose_faults


def admits(checked: Checked) -> bool:
    """Only somebody under 18 when the work began, or of unknown age, or whom the service still works with.

    A birth date after that day is a fault in the row, and is told as one.
    """
    began, ended = day_in(checked.values, "started_on"), day_in(checked.values, "ended_on")
    return began is None or ended is None or is_child_on(day_in(checked.values, "birth_date"), began)


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: days out of their order, or an ending without its day."""
    return as_problems(checked, _faults(checked.values))


def _faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    began, due, ended = (day_in(values, name) for name in ("started_on", "due_to_end_on", "ended_on"))
    yield from whose_faults(values, on=began, born="birth_date", words="the day the work began")
    if began and ended and ended < began:
        yield "ended_on", "ends-before-it-starts", "The work ended before it began. Check both dates."
    if began and due and due < began:
        yield "due_to_end_on", "due-before-it-starts", "The work is due to end before it began. Check both dates."
    if values["outcome"] and ended is None:
        words = "This says how the work ended, and not when. Enter the day, or leave this empty while it goes on."
        yield "outcome", "outcome-without-end", words
