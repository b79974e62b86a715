"""Names drawn with a skew: a few very common, a long tail; one random number for each draw.

A table of slots holds each name as often as it is likely, at least once, so that a draw is a look-up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from homeward.county.identities_at_scale.origins import ORIGINS, Origin

Draw = Callable[[], float]
SLOTS = 1 << 14
FORENAME_SKEW, SURNAME_SKEW = 0.7, 0.6  # how fast likelihood falls with a name's place in its list (Zipf's exponent)
PLACES_BEFORE = 6  # so that the first name of a list is not as common as the next three together


@dataclass(frozen=True, slots=True)
class Names:
    """What is drawn from for one origin."""

    origin: str
    forenames: dict[str, tuple[str, ...]]
    surnames: tuple[str, ...]

    def forename(self, sex: str, draw: Draw) -> str:
        """A forename of a sex."""
        return one_of(self.forenames[sex], draw)

    def surname(self, draw: Draw) -> str:
        """A family's surname."""
        return one_of(self.surnames, draw)


def one_of(items: tuple[str, ...], draw: Draw) -> str:
    """Any of them, each as likely."""
    return items[int(draw() * len(items))]


@cache
def tables() -> tuple[Names, ...]:
    """Every origin's names, made once."""
    return tuple(_names(origin) for origin in ORIGINS)


@cache
def origin_slots() -> tuple[int, ...]:
    """Origins by their shares, as a thousand slots."""
    return tuple(at for at, origin in enumerate(ORIGINS) for _ in range(round(origin.share * 1000)))


def _names(origin: Origin) -> Names:
    forenames = {"F": _skewed(origin.girls, SLOTS // 4), "M": _skewed(origin.boys, SLOTS // 4)}
    return Names(origin.name, forenames, _surnames(origin))


def _surnames(origin: Origin) -> tuple[str, ...]:
    """The common ones in their share of slots, and the tail, in an order that mixes beginnings, in the rest."""
    composed = [
        origin.beginnings[at % len(origin.beginnings)] + ending
        for ending in origin.endings
        for at in range(len(origin.beginnings))
    ]
    tail = tuple(dict.fromkeys(each for each in composed if each not in origin.surnames))
    held = round(SLOTS * origin.tail)
    return _skewed(origin.surnames, SLOTS - held) + _skewed(tail, held)


def _skewed(names: tuple[str, ...], slots: int) -> tuple[str, ...]:
    skew = FORENAME_SKEW if slots < SLOTS // 3 else SURNAME_SKEW
    weights = [(place + PLACES_BEFORE) ** -skew for place in range(len(names))]
    whole = sum(weights)
    return tuple(
        name for name, weight in zip(names, weights, strict=True) for _ in range(max(1, round(weight / whole * slots)))
    )
