"""What follows from what people said, and who keeps an identifier."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Opinion:
    """What people say of one pair, as it stands: `same`, `not-same` or `unsure`."""

    a: int
    b: int
    verdict: str


def contradicted(
    verdict: str, a: int, b: int, said: Iterable[Opinion], *, one: Collection[int], other: Collection[int]
) -> bool:
    """Whether a judgement contradicts others that stand: then nothing moves and the judges are asked.

    *The same* contradicts a *not the same* between the child of the one (`one` are all their profiles) and the child of
    the other. *Not the same* contradicts a chain of *the same* that leads from the one to the other (rule 1).
    """
    others = [each for each in said if {each.a, each.b} != {a, b}]
    if verdict == "same":
        apart = [each for each in others if each.verdict == "not-same"]
        return any(_between(each, one, other) for each in apart)
    return verdict == "not-same" and b in _reached(a, [each for each in others if each.verdict == "same"])


def _between(said: Opinion, one: Collection[int], other: Collection[int]) -> bool:
    return (said.a in one and said.b in other) or (said.b in one and said.a in other)


def _reached(start: int, same: Sequence[Opinion]) -> set[int]:
    found, grew = {start}, True
    while grew:
        more = {end for each in same for end in (each.a, each.b) if {each.a, each.b} & found} - found
        found |= more
        grew = bool(more)
    return found


def survivor(children: Mapping[UUID, tuple[int, datetime]]) -> UUID:
    """Which of some children keeps their identifier when they are one: who has most records, then the oldest.

    Each is given with how many records hang from them and when they were minted (linkage reference, rule 6).
    """
    return min(children, key=lambda child: (-children[child][0], children[child][1], str(child)))


@dataclass(frozen=True, slots=True)
class Volume:
    """What a run would do: profiles compared, pairs kept, children before, children made one, the biggest of them."""

    profiles: int
    pairs: int
    children: int
    joined: int
    biggest: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """Beyond what a run is not published: a fault in a model or a file shows first in how much it would join."""

    pairs_per_profile: float = 40.0
    biggest: int = 500
    few: int = 1000


def refused(volume: Volume, bounds: Bounds) -> str:
    """Why what a run found is not to be published, as a code; nothing where it may be.

    Of few profiles nothing is said about volume, since one family may have many pairs (linkage reference, section 3).
    """
    if volume.profiles > bounds.few and volume.pairs > bounds.pairs_per_profile * volume.profiles:
        return "too-many-pairs"
    return "cluster-too-big" if volume.biggest > bounds.biggest else ""
