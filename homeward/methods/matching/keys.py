"""Block keys: what two records must share before they are compared at all.

Comparing everyone with everyone is out of reach, so a record is met by equality on one of many small keys, each blind
to another kind of mistake. What no key of a pair has in common is never scored: the keys are the ceiling on what can be
found. Shielded addresses must not come here: pass Traits without their postcode (S-11, S-44). Source: linkage
reference, sections 5 and 6.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

import jellyfish

from homeward.methods.matching.names import KEPT, own_forename, parts_of_surname
from homeward.methods.matching.records import Traits


class Kind(StrEnum):
    """The kinds of key, each with its own values, so that no key of one kind meets a key of another."""

    UPN = "upn"
    NHS = "nhs"
    PNC = "pnc"
    BIRTH_AND_LETTERS = "birth-letters"
    BIRTH_AND_POSTCODE = "birth-postcode"
    BIRTH_AND_OUTCODE = "birth-outcode"
    BIRTH_AND_FORMS = "birth-forms"
    POSTCODE_AND_FORENAME = "postcode-forename"
    POSTCODE_AND_SURNAME_AND_YEAR = "postcode-surname-year"
    NAMES = "names"
    NAMES_AND_OUTCODE = "names-outcode"
    FORMS_AND_SURNAME = "forms-surname"
    SOUNDS = "sounds"
    TYPED = "typed"


# Keys made of birth dates or postcodes and names together are few to a value; these alone may be many.
BROAD = frozenset((Kind.NAMES, Kind.FORMS_AND_SURNAME, Kind.SOUNDS, Kind.TYPED))
NUMBERS = (Kind.UPN, Kind.NHS, Kind.PNC)
TYPED_FORENAME, TYPED_SURNAME = 3, 4
BETWEEN = "|"

Key = tuple[str, str]


def keys_of(traits: Traits) -> frozenset[Key]:
    """Every key that a record is found by, each a kind and a value."""
    found = (*_numbers(traits), *_by_birth(traits), *_by_postcode(traits), *_by_names(traits))
    return frozenset((str(kind), BETWEEN.join(parts)) for kind, *parts in found)


def _numbers(traits: Traits) -> Iterator[tuple[str, ...]]:
    for kind, value in zip(NUMBERS, (traits.upn, traits.nhs, traits.pnc), strict=True):
        if value:
            yield kind, value


def _by_birth(traits: Traits) -> Iterator[tuple[str, ...]]:
    if not traits.born:
        return
    for born in _dates_it_may_be(traits):
        if traits.forename and traits.surname:
            # Sorted, so that a forename and surname exchanged meet too.
            yield Kind.BIRTH_AND_LETTERS, born, *sorted((traits.forename[:2], traits.surname[:2]))
        if traits.postcode:
            yield Kind.BIRTH_AND_POSTCODE, born, traits.postcode
    for name in (traits.forename, traits.surname):
        if name and traits.district:
            yield Kind.BIRTH_AND_OUTCODE, traits.born, name, traits.district
    for form in sorted(traits.known_as | traits.family):
        yield Kind.BIRTH_AND_FORMS, traits.born, form


def _dates_it_may_be(traits: Traits) -> tuple[str, ...]:
    """The date, and the one with day and month exchanged where there is such a day."""
    if traits.born_day > 12 or traits.born_day == traits.born_month:
        return (traits.born,)
    return traits.born, f"{traits.born_year:04}-{traits.born_day:02}-{traits.born_month:02}"


def _by_postcode(traits: Traits) -> Iterator[tuple[str, ...]]:
    if not traits.postcode:
        return
    if traits.forename:
        yield Kind.POSTCODE_AND_FORENAME, traits.postcode, traits.forename
    if traits.surname and traits.born_year:
        yield Kind.POSTCODE_AND_SURNAME_AND_YEAR, traits.postcode, traits.surname, str(traits.born_year)
    if traits.forename and traits.surname:
        yield Kind.NAMES_AND_OUTCODE, *sorted((traits.forename, traits.surname)), traits.district


def _by_names(traits: Traits) -> Iterator[tuple[str, ...]]:
    if not traits.forename or not traits.surname:
        return
    yield Kind.NAMES, *sorted((traits.forename, traits.surname))
    for form in traits.known_as:
        for family in traits.family:
            yield Kind.FORMS_AND_SURNAME, form, family
    heard = zip(sounds_of(own_forename(traits.forename)), sounds_of(traits.surname), strict=False)
    for one, other in heard:
        yield Kind.SOUNDS, one, other
    yield from _typed(traits)


def _typed(traits: Traits) -> Iterator[tuple[str, ...]]:
    """The first letters of each forename with those of each part of the family name, in either order."""
    surnames = {traits.surname, *parts_of_surname(traits.surname)}
    for forename in {traits.forename, *traits.forenames}:
        for surname in surnames:
            yield Kind.TYPED, forename[:TYPED_FORENAME], surname[:TYPED_SURNAME]
            yield Kind.TYPED, surname[:TYPED_FORENAME], forename[:TYPED_SURNAME]


@lru_cache(maxsize=KEPT)
def sounds_of(name: str) -> tuple[str, ...]:
    """How a name sounds, by three reckonings: Soundex, Metaphone and the New York one. Figures sound of nothing."""
    letters = "".join(letter for letter in name if letter.isalpha())
    if not letters:
        return ()
    return (
        f"S{jellyfish.soundex(letters)}",
        f"M{jellyfish.metaphone(letters)}",
        f"N{jellyfish.nysiis(letters)}",
    )
