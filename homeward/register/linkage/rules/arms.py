"""The ways in which what was asked could lead to a child, each an equality that the database answers at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product

from homeward.register.linkage.rules.asked import Asked, Born
from homeward.register.linkage.rules.blocking import (
    START,
    YEARS_NOT_KNOWN,
    Key,
    Kind,
    begun,
    born_and_initial,
    both,
    compact,
    forms_of,
    heard,
    joined,
    spoken,
)

MOST_WORDS = 5
# As many ways as one number can count who was found by which.
MOST_ARMS = 60
ANY_YEAR = (0, 9999)
NOT_KNOWN = (YEARS_NOT_KNOWN, YEARS_NOT_KNOWN)
LEAST_OF_A_NAME = 2


@dataclass(frozen=True, slots=True)
class Arm:
    """One way of fetching candidates: those under a key, born in these years, who live in these districts, if any.

    `wide` is a way that is taken only where the others find fewer than three children.
    """

    key: Key
    years: tuple[int, int] = field(default=ANY_YEAR, repr=False)
    districts: frozenset[int] = field(default=frozenset())
    wide: bool = False


def arms_of(asked: Asked) -> list[Arm]:
    """Every way in which what was asked could lead to the child, the most telling first."""
    found = [*_by_telling_things(asked)]
    places = asked.may_be_a_place
    names = [word for word in asked.names if word not in places]
    years = years_of(asked.born)
    if names:
        found += _by_names(with_joined(names), years, asked.districts)
    if places or not names:
        # The word may be a name after all: a family may be called as a town is.
        every = with_joined(asked.names)
        found += [arm for arm in _by_names(every, years, frozenset()) if not names or not arm.wide]
    return _once(found)[:MOST_ARMS]


def _by_telling_things(asked: Asked) -> Iterator[Arm]:
    initials = {form[0]: form for word in asked.names[:MOST_WORDS] if word for form in forms_of(word)}
    for day in _days(asked.born):
        yield from (Arm(born_and_initial(day, initials[each])) for each in sorted(initials))
        yield Arm(Key(Kind.BORN, day))
    for postcode in asked.postcodes:
        yield Arm(Key(Kind.POSTCODE, compact(postcode)))
    for number in asked.phones:
        yield Arm(Key(Kind.PHONE, number))
    for mark in asked.plates:
        yield Arm(Key(Kind.PLATE, compact(mark)))


def with_joined(words: Iterable[str]) -> list[str]:
    """The words typed, and each small one joined to the one after it as well: "o neil" may be O'Neil."""
    typed = list(words)[:MOST_WORDS]
    return list(dict.fromkeys([*typed, *joined(typed)]))


def _by_names(words: Sequence[str], years: tuple[int, int], districts: frozenset[int]) -> Iterator[Arm]:
    pairs = [*combinations([word for word in words if word], 2)]
    for one, other in pairs:
        for key in _of_two(one, other):
            # Two names that are both begun are telling enough; a letter of one is not.
            narrow = years if key.kind == Kind.START_AND_INITIAL else ANY_YEAR
            yield from _narrowed(key, narrow, districts, wide=False)
    for word in words:
        for key in _of_one(word):
            yield from _narrowed(key, years, districts, wide=bool(pairs))


def _of_two(one: str, other: str) -> Iterator[Key]:
    """The keys of two typed names, either of which may not be finished."""
    if len(one) >= START and len(other) >= START:
        for a, b in product(begun(one), begun(other)):
            yield from _begun_so(a, b)
        yield Key(Kind.SPOKEN, both(spoken(one), spoken(other)))
        for sound in sorted({both(heard(a), heard(b)) for a, b in _told_as(one, other)}):
            yield Key(Kind.SOUNDS, sound)
        return
    for word, letter in ((one, other), (other, one)):
        if len(word) >= LEAST_OF_A_NAME:
            yield Key(Kind.START_AND_INITIAL, f"{word[:START]} {letter[0]}")


def _begun_so(one: str, other: str) -> Iterator[Key]:
    if len(one) >= START and len(other) >= START:
        yield Key(Kind.STARTS, both(one[:START], other[:START]))
    elif len(one) >= START:
        yield Key(Kind.START_AND_INITIAL, f"{one[:START]} {other[0]}")
    elif len(other) >= START:
        yield Key(Kind.START_AND_INITIAL, f"{other[:START]} {one[0]}")


def _told_as(one: str, other: str) -> Iterator[tuple[str, str]]:
    yield from ((form, other) for form in forms_of(one))
    yield from ((one, form) for form in forms_of(other))


def _of_one(word: str) -> Iterator[Key]:
    """The keys of one typed name. Of two letters, only a name that has no more."""
    if len(word) >= LEAST_OF_A_NAME:
        for form in sorted(forms_of(word)):
            yield Key(Kind.WORD, form)
        yield from (Key(Kind.START, each[:START]) for each in begun(word))
    if len(word) >= START:
        yield Key(Kind.SOUND, heard(word))


def _narrowed(key: Key, years: tuple[int, int], districts: frozenset[int], *, wide: bool) -> Iterator[Arm]:
    """One way narrowed to the years of birth, and the same for those whose year nobody knows."""
    yield Arm(key, years, districts, wide)
    if years != ANY_YEAR and not wide:
        yield Arm(key, NOT_KNOWN, districts, wide)


def years_of(born: Born | None) -> tuple[int, int]:
    """The years in which the child may have been born. A birth date said whole may be a year out."""
    if born is None:
        return ANY_YEAR
    give = 1 if born.precision == "day" else 0
    return born.earliest.year - give, born.latest.year + give


def _days(born: Born | None) -> Iterator[str]:
    """The birth date that was told, and with its day and month the other way round."""
    if born is None or born.day is None:
        return
    day = born.day
    yield day.isoformat()
    if day.day <= 12 and day.day != day.month:
        yield date(day.year, day.day, day.month).isoformat()


def _once(arms: Iterable[Arm]) -> list[Arm]:
    """Each way once, at once where it is wanted both ways; those taken at once come first."""
    found: dict[tuple[Key, tuple[int, int], frozenset[int]], Arm] = {}
    for arm in sorted(arms, key=lambda each: each.wide):
        found.setdefault((arm.key, arm.years, arm.districts), arm)
    return list(found.values())
