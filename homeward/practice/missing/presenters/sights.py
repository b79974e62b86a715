"""What is read of when a child was last seen, said back to whoever types it and laid into the boxes of filing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.practice.missing.forms.when import NEVER, TWICE
from homeward.practice.missing.rules import (
    DAY,
    HOUR,
    NeverThatNight,
    Sight,
    Told,
    TwiceThatNight,
    moment_told,
    sight_told,
)

NOT_READ = "No day or time is read from this. It is asked for when the call is filed."
TO_COME = "That is still to come. Check the day and the time."


@dataclass(frozen=True, slots=True)
class Heard:
    """What is said back of a sight, and whether it has to be asked which of two it was."""

    say: str = ""
    asks: bool = False


def heard(words: str, which: str, *, at: datetime) -> Heard:
    """What is read, in words: a day, about an hour or a minute; or what cannot be read and why."""
    if not words.strip():
        return Heard()
    sight = sight_told(words, at=at)
    if sight is None:
        return Heard(NOT_READ)
    try:
        told = moment_told(sight.day, sight.clock, which)
    except TwiceThatNight:
        return Heard(f"{TWICE}.", asks=True)
    except NeverThatNight:
        return Heard(f"{NEVER}.")
    if told.moment > at:
        return Heard(TO_COME)
    return Heard(f"Read as {in_words(told, sight)}.", asks=came_twice(sight))


def in_words(told: Told, sight: Sight) -> str:
    """A moment with how exactly it is known."""
    if told.precision == DAY:
        return f"{day_in_words(sight.day)}, at a time that is not known"
    return f"{'about ' if told.precision == HOUR else ''}{moment_in_words(told.moment)}"


def came_twice(sight: Sight) -> bool:
    """Whether the clock showed that time twice on that night."""
    try:
        moment_told(sight.day, sight.clock)
    except TwiceThatNight:
        return True
    except NeverThatNight:
        return False
    return False


def laid_in(words: str, which: str, *, at: datetime) -> dict[str, Any]:
    """What the boxes of filing hold at first: the day and the time that were read on the call."""
    sight = sight_told(words, at=at)
    if sight is None:
        return {}
    return {"day": sight.day, "clock": sight.clock, "which": which if came_twice(sight) else ""}
