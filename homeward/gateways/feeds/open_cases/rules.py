"""What must hold of a row of the go-live template. Each message ends with what to do, and repeats no value."""

from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime

from homeward.foundation.london import london_day
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import Fault, as_problems, codes_in, day_in, text_in, whose_faults
from homeward.vocabulary.loader import load_whole


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row."""
    faults = {"cases": _case, "plans": _plan, "episodes": _episode}[checked.row.part]
    found = [*faults(checked.values)]
    if checked.row.part != "cases" and text_in(checked.values, "person_reference") not in seen["cases"]:
        words = "No case of this child is in the file of open cases. Add the case there, or leave the row out."
        found.append(("person_reference", "no-open-case", words))
    return as_problems(checked, iter(found))


def _case(values: Mapping[str, Value]) -> Iterator[Fault]:
    opened, taken = day_in(values, "opened_on"), day_in(values, "extracted_on")
    yield from whose_faults(values, on=opened, born="birth_date", words="the day the case was opened")
    kind = load_whole("case_kinds").get(text_in(values, "kind"))
    if kind is not None and kind.group != "child":
        yield "kind", "not-of-a-child", "The template is of children’s cases. Write down a place or a group in the hub."
    known = load_whole("exploitation_forms").codes
    if any(code not in known for code in codes_in(values, "forms")):
        yield "forms", "unknown-form", f"Use forms from this list, with semicolons between: {', '.join(known)}."
    if opened and taken and opened > taken:
        yield "opened_on", "opened-later", "The case was opened after the day of the extract. Check both dates."
    if text_in(values, "lead_worker_name") and not text_in(values, "lead_worker_id"):
        words = "A name without a number cannot be told from another of that name. Enter the worker’s number."
        yield "lead_worker_id", "name-without-number", words


def _plan(values: Mapping[str, Value]) -> Iterator[Fault]:
    began, ended = day_in(values, "began_on"), day_in(values, "ended_on")
    if began and ended and ended < began:
        yield "ended_on", "ended-before", "The plan ended before it began. Check both dates."


def _episode(values: Mapping[str, Value]) -> Iterator[Fault]:
    began, ended = day_of(values["began_at"]), day_of(values["ended_at"])
    if began and ended and (ended < began or _earlier(values)):
        yield "ended_at", "ended-before", "The absence ended before it began. Check both."


def _earlier(values: Mapping[str, Value]) -> bool:
    began, ended = values["began_at"], values["ended_at"]
    return isinstance(began, datetime) and isinstance(ended, datetime) and ended < began


def day_of(value: Value) -> date | None:
    """The day of what came as a day or as a moment."""
    if isinstance(value, datetime):
        return london_day(value)
    return value if isinstance(value, date) else None
