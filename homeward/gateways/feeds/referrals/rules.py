"""Whose referrals may come, and what must hold of each. Each message ends with what to do."""

from collections.abc import Container, Iterator, Mapping

from homeward.foundation.ages import is_child_on
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import Fault, as_problems, codes_in, day_in, whose_faults
from homeward.vocabulary.loader import load_whole


def admits(checked: Checked) -> bool:
    """Only somebody under 18 when referred, or of unknown age. A birth date after that day is told as a fault."""
    referred = day_in(checked.values, "referred_on")
    return referred is None or is_child_on(day_in(checked.values, "birth_date"), referred)


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: a form nobody knows, or a day that had not come when the extract was taken."""
    return as_problems(checked, _faults(checked.values))


def forms_in(values: Mapping[str, Value]) -> list[str]:
    """The forms of exploitation of a referral. County lines is criminal exploitation too, whether or not it says so."""
    forms = codes_in(values, "forms")
    return ["criminal", *forms] if "county-lines" in forms and "criminal" not in forms else forms


def _faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    referred, taken = day_in(values, "referred_on"), day_in(values, "extracted_on")
    yield from whose_faults(values, on=referred, born="birth_date", words="the day of the referral")
    known = load_whole("exploitation_forms").codes
    if any(form not in known for form in codes_in(values, "forms")):
        yield "forms", "unknown-form", f"Use forms from this list, with semicolons between: {', '.join(known)}."
    if referred and taken and referred > taken:
        words = "The referral is dated after the day on which the file was taken. Check both dates."
        yield "referred_on", "after-the-extract", words
