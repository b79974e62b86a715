"""Which of the children found is most likely meant, and why each is shown.

Each candidate is weighed by the scorer and the frozen model of the batch, so that both give one answer. What a person
types is less than a record, so three things are added here: names of which nobody said which is which are tried both
ways; a name that is still being typed counts for as much of it as there is; and a place, a number or a telephone that
was typed counts as well. The weight orders a list. It decides nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import log2
from typing import Any
from uuid import UUID

from homeward.methods.matching.levels import BY_FIELD
from homeward.methods.matching.records import Traits, traits
from homeward.methods.matching.scorer import Scorer
from homeward.register.linkage.rules.asked import SHORTEST_WORD, Asked
from homeward.register.linkage.rules.blocking import Kind, begun, joined
from homeward.register.linkage.rules.glancing import Candidate, worth_weighing

SHOWN = 10
# What is said of a name where only one was typed.
OF_ONE_NAME = {
    "forename": "the forename agrees, perhaps in another form or spelling",
    "surname": "the surname agrees, perhaps in another form or spelling",
    "else": "the name typed is another",
}
# A number, a telephone or a vehicle that was typed and is the child's: about what the model gives a number.
NUMBER_BITS = 18.0
# Of ten children eight are still in the district that a caller names; the others have moved, or the caller is out.
AT_HOME = 0.8
OF_DISTRICTS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that speaks for or against a child being meant: what it is, in words, and how much it weighs."""

    title: str
    words: str
    bits: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A child who may be meant: how much speaks for it in all, in one sentence, and part by part."""

    subject_id: UUID
    bits: float
    why: str = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way of taking what was typed: which name is which, and which of them goes on."""

    traits: Traits
    unfinished: str = ""


def ranked(asked: Asked, candidates: Sequence[Candidate], scorer: Scorer, *, shown: int = SHOWN) -> list[Ranked]:
    """The children most likely meant, each once and by the best of what is said of them.

    Equal weights are ordered by how near the birth date is, and then by the child's identifier, so that nothing about
    anybody else can change the order.
    """
    ask = _Ask(asked, scorer)
    best: dict[str, tuple[float, Candidate, _Reading]] = {}
    for candidate in worth_weighing(asked, candidates):
        bits, reading = ask.weigh(candidate)
        if candidate.subject_id not in best or bits > best[candidate.subject_id][0]:
            best[candidate.subject_id] = bits, candidate, reading
    first = sorted(best.values(), key=lambda each: (-round(each[0], 6), _far(asked, each[1]), each[1].subject_id))[
        :shown
    ]
    return [ask.told(candidate, reading) for _, candidate, reading in first]


def _far(asked: Asked, candidate: Candidate) -> int:
    """Days between a birth date and the middle of those that could be meant: "about 15" is rather 15 than 14."""
    if asked.born is None or candidate.birth_date is None:
        return 0
    return abs((candidate.birth_date - asked.born.middle).days)


class _Ask:
    """One description, made ready to be compared with many children."""

    def __init__(self, asked: Asked, scorer: Scorer) -> None:
        self.asked, self.scorer = asked, scorer
        self.facts: dict[str, Any] = {**_born(asked), "sex": asked.sex, "postcode": next(iter(asked.postcodes), "")}
        names = [word for word in asked.names if word not in asked.may_be_a_place]
        self.names = names or [*asked.names]
        self.typed = sum(map(len, self.names))
        self.ways = [_Reading(way) for way in self._ways(self.names, asked)]
        if names and asked.may_be_a_place:
            self.ways += [_Reading(way) for way in self._ways([*asked.names], asked)]
        self.completed: dict[str, list[_Reading]] = {}
        self.weighed: dict[int, tuple[Traits, float, _Reading]] = {}

    def weigh(self, candidate: Candidate) -> tuple[float, _Reading]:
        """The most that speaks for a candidate, and the reading by which it does."""
        theirs = _traits_of(candidate, self.asked)
        # Agencies often say the same of a child, and equal words are the same object: they are weighed once.
        if id(theirs) not in self.weighed:
            self.weighed[id(theirs)] = theirs, *self._best(theirs)
        _, best, reading = self.weighed[id(theirs)]
        return best + sum(part.bits for part in self._added(candidate)), reading

    def _best(self, theirs: Traits) -> tuple[float, _Reading]:
        readings = self._readings(theirs)
        bits = [self._bits(reading, theirs) for reading in readings]
        best = max(bits)
        return best, readings[bits.index(best)]

    def told(self, candidate: Candidate, reading: _Reading) -> Ranked:
        """A candidate with the reasons it is shown, the strongest first."""
        score = self.scorer.score(reading.traits, _traits_of(candidate, self.asked))
        share = self._share(reading)
        said_both = bool(reading.traits.forename and reading.traits.surname)
        parts = [_part(each.field, each.level, each.total, share, said_both=said_both) for each in score.fields]
        parts += self._added(candidate)
        parts.sort(key=lambda part: -part.bits)
        return Ranked(UUID(candidate.subject_id), sum(part.bits for part in parts), _sentence(parts), tuple(parts))

    def _bits(self, reading: _Reading, theirs: Traits) -> float:
        if not reading.unfinished:
            return self.scorer.bits(reading.traits, theirs) - self.scorer.prior
        names, others = self.scorer.bits_of("names", reading.traits, theirs)
        return _of_share("names", names, self._share(reading)) + others

    def _readings(self, theirs: Traits) -> list[_Reading]:
        """The ways of taking what was typed, and those in which the unfinished name goes on as one of theirs does."""
        word = self.asked.unfinished
        if len(word) < SHORTEST_WORD or word not in self.names:
            return self.ways
        goes_on = {name for name in _names_in(theirs) if name.startswith(begun(word)) and name != word}
        return self.ways + [reading for name in sorted(goes_on) for reading in self._completed(name)]

    def _completed(self, name: str) -> list[_Reading]:
        if name not in self.completed:
            names = [name if word == self.asked.unfinished else word for word in self.names]
            self.completed[name] = [_Reading(way, name) for way in self._ways(names, self.asked)]
        return self.completed[name]

    def _share(self, reading: _Reading) -> float:
        """How much of the names has been typed: all of it, but for the name that goes on."""
        if not reading.unfinished:
            return 1.0
        return self.typed / (self.typed - len(self.asked.unfinished) + len(reading.unfinished))

    def _ways(self, names: Sequence[str], asked: Asked) -> list[Traits]:
        if asked.forename or asked.surname:
            return [self._as(" ".join(asked.forename), "", " ".join(asked.surname), asked.words)]
        return [self._as(*way) for way in ways_of(tuple(names))] or [self._as("", "", "")]

    def _as(self, forename: str, middle_name: str, surname: str, others: Collection[str] = ()) -> Traits:
        return traits(
            forename=forename, middle_name=middle_name, surname=surname, also_known_as=";".join(others), **self.facts
        )

    def _added(self, candidate: Candidate) -> list[Part]:
        """What was typed that no model weighs: a number, a telephone, a vehicle, a place."""
        found = []
        if candidate.numbered:
            found.append(Part("Number", "the number that was typed is this child’s", NUMBER_BITS))
        if Kind.PHONE in candidate.kinds:
            found.append(Part("Telephone", "a telephone that was given for this child", NUMBER_BITS))
        if Kind.PLATE in candidate.kinds:
            found.append(Part("Vehicle", "a vehicle that was given for this child", NUMBER_BITS))
        if self.asked.districts and candidate.district is not None:
            found.append(place_part(at_home=candidate.district in self.asked.districts))
        return found


def place_part(*, at_home: bool) -> Part:
    """What living in the district that was named speaks, by how many districts there are and how many children move."""
    if at_home:
        return Part("Place", "lives in the place that was typed", log2(AT_HOME * OF_DISTRICTS))
    elsewhere = 1 - 1 / OF_DISTRICTS
    return Part("Place", "lives in another district", log2((1 - AT_HOME) / elsewhere))


@lru_cache(maxsize=256)
def ways_of(names: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Which of the names typed may be forename, middle name and surname. Nobody says, so each order is tried.

    One name may be either. Of two, either comes first. Of three, the last or the first is the surname, or two are.
    """
    if not names:
        return ()
    if len(names) == 1:
        return (names[0], "", ""), ("", "", names[0])
    if len(names) == 2:
        first, last = names
        together = tuple(each for each in joined(names) if each not in names)
        return (first, "", last), (last, "", first), *(("", "", each) for each in together)
    first, last = names[0], names[-1]
    ways = [
        (first, " ".join(names[1:-1]), last),
        (first, "", " ".join(names[1:])),
        (" ".join(names[1:]), "", first),
        (" ".join(names[:-1]), "", last),
    ]
    tail, head = joined(names[1:]), joined(names[:-1])
    ways += [(first, "", each) for each in tail if each not in names] + [
        (last, "", each) for each in head if each not in names
    ]
    return tuple(dict.fromkeys(ways))


def _born(asked: Asked) -> dict[str, Any]:
    """The birth date as the model reads one. Of an age, the middle of the days that it allows."""
    born = asked.born
    if born is None:
        return {}
    if born.precision != "age":
        return {"birth_date": born.earliest, "birth_precision": born.precision}
    return {"birth_date": born.middle, "birth_precision": "age"}


def _traits_of(candidate: Candidate, asked: Asked) -> Traits:
    # A home's postcode stays sealed: that it is the one typed is known by the key under which it was found.
    found = asked.postcodes and Kind.POSTCODE in candidate.kinds
    return _traits(
        candidate.forename,
        candidate.middle_name,
        candidate.surname,
        candidate.also_known_as,
        candidate.birth_date,
        candidate.birth_precision,
        candidate.sex,
        asked.postcodes[0] if found else "",
    )


@lru_cache(maxsize=8_192)
def _traits(
    forename: str, middle_name: str, surname: str, also: str, born: date | None, precision: str, sex: str, postcode: str
) -> Traits:
    return traits(
        forename=forename,
        middle_name=middle_name,
        surname=surname,
        also_known_as=also,
        birth_date=born,
        birth_precision=precision,
        sex=sex,
        postcode=postcode,
    )


def _names_in(theirs: Traits) -> Iterator[str]:
    yield from theirs.forenames
    yield from theirs.surname_parts
    yield theirs.surname.replace(" ", "")
    for alias in theirs.aliases:
        yield from alias.split()


def _of_share(of: str, bits: float, share: float) -> float:
    """What a field weighs when only a share of the name has been typed: less, where it speaks for the child."""
    return bits * share if of == "names" and bits > 0 else bits


def _part(of: str, level: str, bits: float, share: float, *, said_both: bool) -> Part:
    words = BY_FIELD[of].level(level).words
    if of == "names" and share < 1:
        words = "the name goes on from what was typed"
    elif of == "names" and not said_both:
        words = OF_ONE_NAME.get(level, words)
    return Part(BY_FIELD[of].title, words, _of_share(of, bits, share))


def _sentence(parts: Iterable[Part]) -> str:
    """What speaks for the child and what against, in one sentence, the strongest first."""
    found = [*parts]
    agrees = [part.words for part in found if part.bits > 0]
    differs = [part.words for part in found if part.bits <= 0]
    told = "; but ".join(_listed(each) for each in (agrees, differs) if each)
    return f"{told[:1].upper()}{told[1:]}." if told else "Nothing that was typed can be compared."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
