"""Under which keys a profile is kept, and under which a search looks for it.

A search never reads every child: it asks for those who share a key with what was typed, and only they are weighed. So a
key must survive what goes wrong with names: one end misheard, the order turned round, a nickname, one slip of a finger.
No key is made of where a shielded child is, nor of a telephone or a vehicle of theirs: looking any of those up would
tell where the child lives (S-11, S-44).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from itertools import product

from jellyfish import metaphone, soundex

from homeward.methods.matching.names import SMALL_WORDS, plain
from homeward.methods.matching.records import Traits, traits
from homeward.register.linkage.rules.blocks import of_forms
from homeward.vocabulary.name_aliases import alias_groups

START = 3
YEARS_NOT_KNOWN = 0


class Kind(IntEnum):
    """What a key is made of. The number is kept with each key, so none is ever given another meaning."""

    START = 1
    SOUND = 2
    STARTS = 3
    START_AND_INITIAL = 4
    SOUNDS = 5
    SPOKEN = 6
    WORD = 11
    BORN = 7
    POSTCODE = 8
    PHONE = 9
    PLATE = 10
    FORMS = 12
    BORN_AND_INITIAL = 13


# Kinds that would tell where a child lives or how to reach them: none for a shielded child (S-11).
TELLING = frozenset({Kind.POSTCODE, Kind.PHONE, Kind.PLATE})


@dataclass(frozen=True, slots=True)
class Key:
    """One key in clear, before it is made a keyed digest. It is never kept or printed."""

    kind: Kind
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Named:
    """What a profile says that keys are made of."""

    forename: str = field(default="", repr=False)
    middle_name: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    also_known_as: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    birth_precision: str = "day"
    postcode: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    plate: str = field(default="", repr=False)

    @property
    def year(self) -> int:
        """The year of birth as far as it is known, and nought where it is not."""
        return self.birth_date.year if self.birth_date else YEARS_NOT_KNOWN

    @property
    def tells(self) -> bool:
        """Whether it holds anything that would tell where the child is."""
        return bool(self.postcode or self.phone or self.plate)


def keys_of(said: Named, *, shielded: bool) -> set[Key]:
    """Every key under which a profile is kept."""
    given, family = given_names(said), family_names(said)
    found = {key for word in {*given, *family} for key in keys_of_word(word)}
    found |= {key for one, other in product(given, family) if one != other for key in keys_of_pair(one, other)}
    found |= {Key(Kind.FORMS, form) for form in of_forms(compared(said))}
    if said.birth_date and said.birth_precision == "day":
        day = said.birth_date.isoformat()
        found.add(Key(Kind.BORN, day))
        found |= {born_and_initial(day, word) for word in (*given, *family)}
    return found if shielded else found | set(telling_keys(said))


def compared(said: Named) -> Traits:
    """The names of a profile as a run compares them."""
    return traits(forename=said.forename, surname=said.surname, also_known_as=said.also_known_as)


def born_and_initial(day: str, word: str) -> Key:
    """The key of a birth date with the first letter of one name: of all who were born that day, one in twenty."""
    return Key(Kind.BORN_AND_INITIAL, f"{day} {word[0]}")


def telling_keys(said: Named) -> Iterator[Key]:
    """The keys that a shield takes away."""
    if said.postcode:
        yield Key(Kind.POSTCODE, compact(said.postcode))
    if said.phone:
        yield Key(Kind.PHONE, said.phone)
    if said.plate:
        yield Key(Kind.PLATE, compact(said.plate))


def given_names(said: Named) -> list[str]:
    """The words of a profile's forenames, and of the other names but their last."""
    alias = plain(said.also_known_as).split()
    words = [*plain(said.forename).split(), *plain(said.middle_name).split(), *(alias[:-1] or alias)]
    return list(dict.fromkeys(words))


def family_names(said: Named) -> list[str]:
    """The words of a profile's family names: without the small words in them, and with them joined on."""
    alias = plain(said.also_known_as).split()
    return list(dict.fromkeys([*joined(plain(said.surname).split()), *alias[1:][-1:]]))


def joined(words: Sequence[str]) -> list[str]:
    """The words of a name, each small one joined to the one after it: "mc donald" is kept as donald and mcdonald."""
    found = []
    for at, word in enumerate(words):
        small = word in SMALL_WORDS or len(word) == 1
        if small and at + 1 < len(words):
            found.append(word + words[at + 1])
        if not small or len(words) == 1:
            found.append(word)
    return found


def keys_of_word(word: str) -> Iterator[Key]:
    """The keys of one name: the whole of it, how it begins, and how it sounds."""
    yield Key(Kind.WORD, word)
    yield Key(Kind.START, word[:START])
    yield Key(Kind.SOUND, heard(word))


def keys_of_pair(one: str, other: str) -> Iterator[Key]:
    """The keys of two names together, whichever comes first."""
    yield Key(Kind.STARTS, both(one[:START], other[:START]))
    yield Key(Kind.START_AND_INITIAL, f"{one[:START]} {other[0]}")
    yield Key(Kind.START_AND_INITIAL, f"{other[:START]} {one[0]}")
    yield Key(Kind.SOUNDS, both(heard(one), heard(other)))
    yield Key(Kind.SPOKEN, both(spoken(one), spoken(other)))


@lru_cache(maxsize=65_536)
def heard(word: str) -> str:
    """How a name sounds, coarsely: its first letter and three kinds of consonant. Siobhan and Shivaun sound alike.

    Source: Soundex, of Russell and Odell (United States patent 1,261,167). A name without letters is its own sound.
    """
    return soundex(word) if word.isascii() and word.isalpha() else word


@lru_cache(maxsize=65_536)
def spoken(word: str) -> str:
    """How a name is spoken, whatever it is spelt with: Caitlin and Kaitlyn are, Philips and Fillips are.

    Source: Metaphone, of Philips (1990).
    """
    return (metaphone(word) if word.isascii() and word.isalpha() else "") or word


@lru_cache(maxsize=4_096)
def forms_of(word: str) -> frozenset[str]:
    """A name with every other form of the names that it is a form of: who is told of as Bill may be down as William."""
    found = {word}
    for of, forms in _forms():
        found.update(*(forms[head] for head in of.get(word, ())))
    return frozenset(found)


@cache
def _forms() -> tuple[tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]], ...]:
    """Of forenames and of family names: the whole names that each is a form of, and the forms of each whole name."""
    told = []
    for groups in (alias_groups("forename"), alias_groups("surname")):
        forms: dict[str, set[str]] = {}
        for form, heads in groups.items():
            for head in heads:
                forms.setdefault(head, {head}).add(form)
        told.append((groups, {head: frozenset(found) for head, found in forms.items()}))
    return tuple(told)


def begun(word: str) -> tuple[str, ...]:
    """A name, and as it would begin if it were spelt the other way: Mac and Mc are one."""
    if word.startswith("mac"):
        return word, f"mc{word[3:]}"
    return (word, f"mac{word[2:]}") if word.startswith("mc") else (word,)


def both(one: str, other: str) -> str:
    """Two values in one, whichever came first."""
    return " ".join(sorted((one, other)))


def compact(text: str) -> str:
    """A postcode or a mark in capitals without its space."""
    return "".join(text.split()).upper()
