"""A person's age on a day, and the bands that figures are counted in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from homeward.foundation.errors import HomewardError

ADULT_AT = 18


class NotYetBorn(HomewardError):
    """An age was asked for on a day before the person's birth."""


@dataclass(frozen=True)
class AgeBand:
    """Ages counted together, in completed years, with both ends inside the band."""

    code: str
    label: str
    youngest: int
    oldest: int

    def holds(self, age: int) -> bool:
        """True when a person of this age is counted in the band."""
        return self.youngest <= age <= self.oldest


def age_on(birth: date, day: date) -> int:
    """Completed years on a day. A year is completed as the birthday begins.

    Someone born on 29 February completes a year on 1 March when the year has no such day. Source: Family
    Law Reform Act 1969, section 9.
    """
    if day < birth:
        raise NotYetBorn(
            got="a day before the date of birth",
            expected="a day on or after it",
            next_step="Check both dates against the record they came from.",
        )
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_child_on(birth: date | None, day: date) -> bool:
    """True for anyone under 18 on the day, and for anyone whose birth date is not known.

    An unknown age is treated as a child's, because the mistake that costs least is to protect an adult.
    Source: Children Act 1989, section 105.
    """
    return birth is None or day < birth or age_on(birth, day) < ADULT_AT


def band_of(age: int, bands: Iterable[AgeBand]) -> AgeBand | None:
    """The band an age is counted in, or None when no band holds it."""
    return next((band for band in bands if band.holds(age)), None)
