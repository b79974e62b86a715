"""Of very many children found, those worth weighing: told at a glance, by how they were found and how names look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from homeward.register.linkage.rules.asked import Asked
from homeward.register.linkage.rules.blocking import Kind

WEIGHED = 40
# No child takes more of those places than this, however many agencies have a word on them.
OF_ONE_CHILD = 2
# How much each way of being found is worth at a glance: about the bits of what it rests on.
ROUGHLY = {
    Kind.BORN: 12.0, Kind.POSTCODE: 12.0, Kind.PHONE: 18.0, Kind.PLATE: 18.0, Kind.STARTS: 8.0, Kind.SOUNDS: 6.0,
    Kind.SPOKEN: 7.0, Kind.START_AND_INITIAL: 4.0, Kind.WORD: 5.0, Kind.START: 2.0, Kind.SOUND: 2.0,
    Kind.BORN_AND_INITIAL: 4.0,
}  # fmt: skip
LIKENESS = 12.0
A_NUMBER = 18.0
A_PLACE = 2.0
AGREES, A_PART, A_YEAR = 4.0, 2.0, 366


@dataclass(slots=True, repr=False, eq=False)
class Candidate:
    """What an agency, or a worker who put it right, says of who a child is, and by which ways it was found.

    It has no printed form, since it would name a child. `subject_id` is the child's identifier as the database has it.
    """

    subject_id: str
    forename: str = ""
    middle_name: str = ""
    surname: str = ""
    also_known_as: str = ""
    birth_date: date | None = None
    birth_precision: str = "day"
    sex: str = "U"
    district: int | None = None
    numbered: bool = False
    kinds: frozenset[Kind] = frozenset()

    @property
    def name(self) -> str:
        """Every name in it, to be compared as one text."""
        return f"{self.forename} {self.middle_name} {self.surname} {self.also_known_as}".casefold()


def most_likely(ways: Mapping[int, int], most: int) -> tuple[dict[int, frozenset[Kind]], bool]:
    """Of the profiles met, at most so many: those for whom the ways they were met by speak most, and by which kinds.

    The ways of each are given as one number, a bit for each kind. Also whether one was left out that is as likely as
    one that was taken: then the child may be among those. Equals are ordered by the profile, so that nothing about
    anybody else can change who is taken.
    """
    kinds = {way: frozenset(kind for kind in Kind if way >> kind & 1) for way in set(ways.values())}
    taken, left_out = list(ways), False
    if len(ways) > most:
        bits = {way: roughly(each) for way, each in kinds.items()}
        taken.sort(key=lambda profile: (-bits[ways[profile]], profile))
        left_out = bits[ways[taken[most - 1]]] == bits[ways[taken[most]]]
        del taken[most:]
    return {profile: kinds[ways[profile]] for profile in taken}, left_out


def roughly(kinds: Iterable[Kind]) -> float:
    """About how many bits it speaks for a child to have been met by these kinds of key."""
    return sum(ROUGHLY[kind] for kind in kinds)


def worth_weighing(asked: Asked, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """All of a few candidates; of many, those that look most like it at a glance.

    Equals are ordered by the child's identifier, so that nothing about anybody else can change who is weighed.
    """
    if len(candidates) <= WEIGHED:
        return candidates
    glance = _Glance(asked)
    alike = likeness(asked, candidates)
    order = sorted(
        ((-glance.at(one) - alike[number], one.subject_id, number) for number, one in enumerate(candidates)),
    )
    kept: list[Candidate] = []
    times: dict[str, int] = {}
    for _, subject, number in order:
        times[subject] = times.get(subject, 0) + 1
        if times[subject] <= OF_ONE_CHILD:
            kept.append(candidates[number])
            if len(kept) == WEIGHED:
                break
    return kept


def likeness(asked: Asked, candidates: Sequence[Candidate]) -> list[float]:
    """How like the names typed each candidate's names are, as one text, between nought and the weight of likeness."""
    typed = " ".join(word for word in asked.names if word not in asked.may_be_a_place) or " ".join(asked.names)
    found = [0.0] * len(candidates)
    if typed:
        names = [each.name for each in candidates]
        for _, score, number in process.extract(typed, names, scorer=fuzz.token_ratio, processor=None, limit=None):
            found[number] = score / 100 * LIKENESS
    return found


class _Glance:
    """How much speaks for a candidate before its names are weighed. What many candidates share is worked out once."""

    def __init__(self, asked: Asked) -> None:
        self.born, self.districts = asked.born, asked.districts
        self.day = asked.born.day if asked.born else None
        self.by_kinds: dict[frozenset[Kind], float] = {}

    def at(self, one: Candidate) -> float:
        """About how many bits speak for a candidate."""
        bits = self.by_kinds.get(one.kinds)
        if bits is None:
            bits = self.by_kinds[one.kinds] = roughly(one.kinds)
        if one.numbered:
            bits += A_NUMBER
        if one.district in self.districts:
            bits += A_PLACE
        return bits + self._of_birth(one.birth_date) if one.birth_date else bits

    def _of_birth(self, born: date) -> float:
        if self.born is None:
            return 0.0
        misses = self.born.misses_by(born)
        bits = AGREES if not misses else -AGREES if misses > A_YEAR else 0.0
        if self.day:
            same = (born.year == self.day.year) + (born.month == self.day.month) + (born.day == self.day.day)
            bits += A_PART * same
        return bits
