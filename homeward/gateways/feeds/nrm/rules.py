"""Whose referrals may come, and what must hold of their decisions. Each message ends with what to do.

The limits are data, each by the day on which it held: a decision later than the guidance hopes is told, and one that is
sooner than it may be is refused.
"""

from collections.abc import Container, Iterator, Mapping
from datetime import date, timedelta

from homeward.foundation.ages import is_child_on
from homeward.foundation.working_days import HolidaysNotKnown, working_days_between
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import Fault, as_problems, codes_in, day_in, text_in, whose_faults
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

DECISIONS = (("reasonable_grounds", "reasonable_grounds_on"), ("conclusive_grounds", "conclusive_grounds_on"))


def admits(checked: Checked) -> bool:
    """Only somebody under 18 when referred, or of unknown age, or said to have been exploited when under 18.

    A birth date after the referral is a fault in the row, and is told as one.
    """
    values, referred = checked.values, day_in(checked.values, "referred_on")
    if values["exploited_under_18"] == "yes" or referred is None:
        return True
    return is_child_on(day_in(values, "birth_date"), referred)


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row: a kind nobody knows, half a decision, or decisions out of their order."""
    return as_problems(checked, _faults(checked.values))


def kinds_in(values: Mapping[str, Value]) -> list[str]:
    """The kinds of exploitation of a referral. County lines is criminal exploitation too, whether or not it says so."""
    kinds = codes_in(values, "exploitation")
    return ["criminal", *kinds] if "county-lines" in kinds and "criminal" not in kinds else kinds


def days_over(values: Mapping[str, Value]) -> int:
    """By how many working days the decision on reasonable grounds came later than the guidance hopes; mostly none."""
    referred, decided = day_in(values, "referred_on"), day_in(values, "reasonable_grounds_on")
    if referred is None or decided is None or values["decided_by"] == "local-panel":
        return 0
    try:
        took = working_days_between(referred, decided, bank_holidays())
    except HolidaysNotKnown:
        return 0
    return max(0, took - _limit("nrm_reasonable_grounds_working_days", referred))


def _limit(code: str, day: date) -> int:
    return limit(code, on=max(day, load_whole("limits").since))


def _faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    referred = day_in(values, "referred_on")
    yield from whose_faults(values, on=referred, born="birth_date", words="the day of the referral")
    known = load_whole("nrm_exploitation").codes
    kinds = codes_in(values, "exploitation")
    if any(kind not in known for kind in kinds):
        words = f"Use kinds from this list, with semicolons between: {', '.join(known)}."
        yield "exploitation", "unknown-kind", words
    if "not-known" in kinds and len(kinds) > 1:
        words = "The row names a kind of exploitation and says that none is known. Leave out not-known."
        yield "exploitation", "known-and-not-known", words
    for decision, on in DECISIONS:
        yield from _decision(values, decision, on)
    yield from _order(values)


def _decision(values: Mapping[str, Value], decision: str, on: str) -> Iterator[Fault]:
    referred, day = day_in(values, "referred_on"), day_in(values, on)
    if bool(values[decision]) != (day is not None):
        column, absent = (on, "the day it was made") if values[decision] else (decision, "what was decided")
        yield column, "half-a-decision", f"A decision and its day go together. Enter {absent}, or leave out both."
    if referred and day and day < referred:
        yield on, "decided-before-referral", "The decision came before the referral. Check both dates."


def _order(values: Mapping[str, Value]) -> Iterator[Fault]:
    first, last = day_in(values, "reasonable_grounds_on"), day_in(values, "conclusive_grounds_on")
    if last is None:
        return
    if text_in(values, "reasonable_grounds") not in ("positive", "suspended"):
        words = "A conclusive decision follows a positive one on reasonable grounds. Enter that one, or leave this out."
        yield "conclusive_grounds", "conclusive-without-reasonable", words
    elif first is not None and last < first:
        words = "The conclusive decision came before the one on reasonable grounds. Check both dates."
        yield "conclusive_grounds_on", "conclusive-before-reasonable", words
    elif first is not None and _is_too_soon(values, first, last):
        days = _limit("nrm_conclusive_grounds_days", first)
        words = (
            f"No conclusive decision is made within {days} days of a positive one on reasonable grounds. Check both."
        )
        yield "conclusive_grounds_on", "conclusive-too-soon", words


def _is_too_soon(values: Mapping[str, Value], first: date, last: date) -> bool:
    """Whether a decision came within the recovery period. A local panel may decide on both grounds at one meeting."""
    if values["decided_by"] == "local-panel" or values["conclusive_grounds"] not in ("positive", "negative"):
        return False
    return last < first + timedelta(days=_limit("nrm_conclusive_grounds_days", first))
