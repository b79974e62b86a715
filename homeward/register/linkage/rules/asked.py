"""What somebody asks for: a child described by whatever the caller could say, however little that is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from homeward.foundation.ages import age_on
from homeward.foundation.names import comparable_name

Precision = Literal["day", "month", "year", "age"]
SHORTEST_WORD = 2


@dataclass(frozen=True, slots=True)
class Born:
    """The days between which a birth date lies, both included, and how it was told: day, month, year or age."""

    earliest: date = field(repr=False)
    latest: date = field(repr=False)
    precision: Precision

    @property
    def day(self) -> date | None:
        """The birth date, where the whole of it was told."""
        return self.earliest if self.precision == "day" else None

    @property
    def years(self) -> range:
        """The calendar years in which the child may have been born."""
        return range(self.earliest.year, self.latest.year + 1)

    @property
    def middle(self) -> date:
        """The day in the middle of those that it could be."""
        return self.earliest + (self.latest - self.earliest) // 2

    def holds(self, born: date) -> bool:
        """True when a birth date is one that this could mean."""
        return self.earliest <= born <= self.latest

    def misses_by(self, born: date) -> int:
        """Days between a birth date and the nearest that this could mean; nought inside."""
        return max((self.earliest - born).days, (born - self.latest).days, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the hub knows by name: a district council's area, or a town in it."""

    district: int
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A description of a child. Nothing in it is ever shown by printing it, since it holds a child's name.

    `words` are names whose order nobody told. `unfinished` is the last of them while it may go on. `may_be_a_place` are
    those words that a known place begins with as well: each is tried as both.
    """

    words: tuple[str, ...] = field(default=(), repr=False)
    unfinished: str = field(default="", repr=False)
    forename: tuple[str, ...] = field(default=(), repr=False)
    surname: tuple[str, ...] = field(default=(), repr=False)
    born: Born | None = field(default=None, repr=False)
    sex: str = field(default="", repr=False)
    numbers: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    plates: tuple[str, ...] = field(default=(), repr=False)
    postcodes: tuple[str, ...] = field(default=(), repr=False)
    districts: frozenset[int] = field(default=frozenset(), repr=False)
    may_be_a_place: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that was given, wherever it was given, once each."""
        return tuple(dict.fromkeys([*self.forename, *self.surname, *self.words]))

    @property
    def is_enough(self) -> bool:
        """Whether there is anything to look for by: a name of two letters, a day, a number."""
        named = any(len(each) >= SHORTEST_WORD for each in self.names if each not in self.may_be_a_place)
        dated = self.born is not None and self.born.precision in ("day", "month")
        initial = bool(self.names) and (self.born is not None or bool(self.districts))
        return named or dated or initial or bool(self.numbers or self.phones or self.plates or self.postcodes)


def together(box: Asked, form: Asked) -> Asked:
    """What the one box says with what the full form adds: the form's birth date and sex win, all else is kept."""
    return Asked(
        words=tuple(dict.fromkeys([*box.words, *form.words])),
        unfinished=box.unfinished,
        forename=form.forename,
        surname=form.surname,
        born=form.born or box.born,
        sex=form.sex or box.sex,
        numbers=_each(box.numbers, form.numbers),
        phones=_each(box.phones, form.phones),
        plates=_each(box.plates, form.plates),
        postcodes=_each(box.postcodes, form.postcodes),
        districts=form.districts or box.districts,
        may_be_a_place=box.may_be_a_place,
    )


def words_of(*names: str) -> tuple[str, ...]:
    """The words of names, as names are compared, in order and once each."""
    return tuple(dict.fromkeys(comparable_name(" ".join(names)).split()))


def age_told(age: int, on: date, *, oldest: int | None = None, give: int = 0) -> Born:
    """The days on which somebody was born who is of an age on a day, or up to `give` years to either side of it."""
    top = (oldest if oldest is not None else age) + give
    low = max(age - give, 0)
    return Born(_years_before(on, top + 1), _years_before(on, low), "age")


def could_be(born: date | None, age: int, on: date) -> bool:
    """Whether somebody born then is of an age on a day. A birth date that nobody knows could be any."""
    return born is None or (born <= on and age_on(born, on) == age)


def _years_before(on: date, years: int) -> date:
    day = min(on.day, 28) if on.month == 2 else on.day
    return date(max(on.year - years, 1900), on.month, day)


def _each(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))
