"""Which pupils' rows may come, and what must hold of them. Each message ends with what to do."""

from collections.abc import Container, Iterator, Mapping
from datetime import date

from homeward.foundation.ages import is_child_on
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.gateways.feeds.who import Fault, as_problems, day_in, is_withdrawn, says_yes, text_in, whose_faults
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import Vocabulary

REASON = {"exclusions": "category", "attendance": "concern"}
BEGAN = {"exclusions": "start_date", "attendance": "period_start"}
REASONS = ("reason", "second_reason", "third_reason")
BANDS = {"persistent": "attendance_persistent_percent", "severe": "attendance_severe_percent"}
MOST_SESSIONS = 90  # 45 school days in a school year, two sessions to a day (2012 Regulations, regulation 13)


def admits(checked: Checked) -> bool:
    """Only a child who was suspended or excluded, or of whose attendance somebody has a concern: never the whole roll.

    Somebody who was 18 when it began is no child. A birth date after that day is a fault in the row, and told as one.
    """
    part, values = checked.row.part, checked.values
    began = day_in(values, BEGAN[part])
    return bool(values[REASON[part]]) and (began is None or is_child_on(day_in(values, "birth_date"), began))


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one row of either part."""
    part, values = checked.row.part, checked.values
    own = _exclusion if part == "exclusions" else _attendance
    return as_problems(checked, _all(own(values), values, day_in(values, BEGAN[part])))


def _all(own: Iterator[Fault], values: Mapping[str, Value], began: date | None) -> Iterator[Fault]:
    yield from whose_faults(values, on=began, born="birth_date", words="the first day of this row")
    yield from own


def reasons_in(values: Mapping[str, Value]) -> list[str]:
    """The reasons that the school gave, each once."""
    return list(dict.fromkeys(text_in(values, name) for name in REASONS if values[name]))


def percent_missed(values: Mapping[str, Value]) -> float | None:
    """The share of the sessions missed, in per cent; nothing where it was not told."""
    possible, missed = values["sessions_possible"], values["sessions_missed"]
    if not isinstance(possible, int) or not isinstance(missed, int) or not possible:
        return None
    return 100 * missed / possible


def _exclusion(values: Mapping[str, Value]) -> Iterator[Fault]:
    began, ended = day_in(values, "start_date"), day_in(values, "end_date")
    if began and ended and ended < began:
        yield "end_date", "ends-before-it-starts", "The last day is before the first. Check both dates."
    if values["category"] == "PERM" and (ended or values["sessions"]):
        column = "end_date" if ended else "sessions"
        words = "A permanent exclusion has no last day and no sessions. Leave them empty, or correct the category."
        yield column, "permanent-with-end", words
    if isinstance(values["sessions"], int) and values["sessions"] > MOST_SESSIONS:
        words = (
            f"A child cannot be suspended for more than {MOST_SESSIONS} sessions in a school year. Check the number."
        )
        yield "sessions", "too-many-sessions", words
    if not is_withdrawn(values):
        yield from _reasons(values, began)


def _reasons(values: Mapping[str, Value], began: date | None) -> Iterator[Fault]:
    """A reason is given, and each was on the list on the day."""
    if not reasons_in(values):
        yield "reason", "no-reason", "A suspension or an exclusion has a reason. Enter the code the school gave."
    reasons = load_whole("exclusion_reason")
    for name in REASONS:
        code = text_in(values, name)
        if code and began and not any(each.in_force(began) for each in reasons.entries if each.code == code):
            words = "This reason was not on the Department’s list on that day. Enter one that was."
            yield name, "not-in-force", words


def _attendance(values: Mapping[str, Value]) -> Iterator[Fault]:
    began, ended = day_in(values, "period_start"), day_in(values, "period_end")
    if began and ended and ended < began:
        yield "period_end", "ends-before-it-starts", "The last day is before the first. Check both dates."
    if says_yes(values, "ended") and ended is None:
        yield (
            "period_end",
            "ended-without-day",
            "The concern has ended, and the row does not say when. Enter the last day.",
        )
    yield from _sessions(values)
    if text_in(values, "concern") in BANDS and began:
        yield from _band(values, began)


def _sessions(values: Mapping[str, Value]) -> Iterator[Fault]:
    possible, missed = values["sessions_possible"], values["sessions_missed"]
    if (possible is None) != (missed is None):
        column = "sessions_missed" if missed is None else "sessions_possible"
        words = "The sessions missed and those possible go together. Enter both, or leave out both."
        yield column, "half-a-share", words
    if isinstance(possible, int) and isinstance(missed, int) and missed > possible:
        words = "More sessions were missed than were possible. Check both numbers."
        yield "sessions_missed", "missed-more-than-possible", words


def _band(values: Mapping[str, Value], began: date) -> Iterator[Fault]:
    """A child called persistently or severely absent missed as much as that means on the day the period began."""
    concern, share = text_in(values, "concern"), percent_missed(values)
    least = limit(BANDS[concern], on=max(began, _limits().since))
    if share is None:
        words = "Say of how many sessions the child missed how many: without them nobody can tell how much was missed."
        yield "sessions_missed", "band-without-share", words
    elif share < least:
        words = f"The child missed less than {least}% of the sessions. Check the numbers, or leave this row out."
        yield "concern", "below-its-band", words


def _limits() -> Vocabulary:
    return load_whole("limits")
