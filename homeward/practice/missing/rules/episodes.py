"""What may be said in an episode, and what is refused in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from homeward.foundation.london import london_day
from homeward.practice.missing.rules.joining import DAY, Absence, Report, absence_of
from homeward.practice.missing.rules.told import Told

FUTURE, BEFORE = "future", "before"


@dataclass(frozen=True, slots=True)
class Word:
    """What workers say of an episode beside its reports: when the child was found, and of which kind it is."""

    found_at: datetime | None = None
    precision: str = ""
    said_at: datetime | None = None
    type: str = ""


NOTHING_SAID = Word()


def absence_with(reports: Sequence[Report], word: Word) -> Absence:
    """What the reports of an absence say together with what workers wrote in it.

    That the child was found is one more word on the end, of the moment at which it was written: the last one is taken,
    so that an agency may still correct it. Of which kind the absence is, a worker's word stands before the reports.
    """
    absence = absence_of(reports)
    if word.found_at is not None and word.said_at is not None:
        ended = replace(
            reports[0],
            since=absence.since,
            precision=absence.precision,
            until=word.found_at,
            until_precision=word.precision,
            received_at=word.said_at,
            spans=False,
        )
        absence = absence_of([*reports, ended])
    return replace(absence, type=word.type) if word.type else absence


def wrong_end(found: Told, *, since: datetime, precision: str, at: datetime) -> str:
    """Why a child cannot have been found then: before they were gone, or in time to come. Nothing where they can.

    Where either is known by the day alone, days are compared: who left at nine and was found that day was found after.
    """
    if found.moment > at:
        return FUTURE
    if DAY in (found.precision, precision):
        return BEFORE if london_day(found.moment) < london_day(since) else ""
    return BEFORE if found.latest < since else ""


def wrong_sight(seen: Told, *, at: datetime, days_longest: int) -> str:
    """Why a child cannot have been last seen then: in time to come, or so long ago that a year is mistyped."""
    if seen.moment > at:
        return FUTURE
    return BEFORE if seen.moment < at - timedelta(days=days_longest) else ""


def says_why(reasons: Collection[str], words: str) -> bool:
    """Whether a grade says why: a prompt that was chosen, or words that somebody can weigh later."""
    return bool(reasons) or len(" ".join(words.split())) >= 10
