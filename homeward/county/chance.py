"""Seeded chance: one stream for each kind of thing.

Adding a kind of thing to the county leaves every other kind as it was. The draws are hashes of seed, name and a
counter, so the same seed gives the same bytes on every machine and every release of Python.
"""

import hashlib
import math
import struct
from collections.abc import Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Stream:
    """A run of draws that depends on the seed and the name of what is drawn, and on nothing else."""

    def __init__(self, seed: int, name: str) -> None:
        self._key = f"{seed}/{name}/".encode()
        self._drawn = 0
        self._ready: list[int] = []

    def unit(self) -> float:
        """A number from zero up to, not including, one."""
        if not self._ready:
            digest = hashlib.sha512(self._key + str(self._drawn).encode()).digest()
            self._ready = list(struct.unpack(">8Q", digest))
            self._drawn += 1
        return (self._ready.pop() >> 11) * 2.0**-53

    def happens(self, chance: float) -> bool:
        """True with this chance."""
        return self.unit() < chance

    def below(self, limit: int) -> int:
        """A whole number from zero up to, not including, the limit."""
        return int(self.unit() * limit)

    def one_of(self, items: Sequence[Item]) -> Item:
        """Any item, each as likely."""
        return items[self.below(len(items))]

    def by_share(self, shares: Mapping[Item, float]) -> Item:
        """An item in proportion to its share."""
        left = self.unit() * sum(shares.values())
        for item, share in shares.items():
            left -= share
            if left < 0:
                return item
        return next(reversed(list(shares)))

    def wait(self, mean: float) -> float:
        """Time to the next event of a steady process (exponential)."""
        return -mean * math.log(1.0 - self.unit())

    def normal(self) -> float:
        """A standard normal draw (Box and Muller 1958)."""
        return math.sqrt(-2.0 * math.log(1.0 - self.unit())) * math.cos(2.0 * math.pi * self.unit())

    def count(self, mean: float) -> int:
        """How many events of a steady process fall in one period (Poisson), by adding waits."""
        found, spent = 0, self.wait(1.0)
        while spent < mean:
            found += 1
            spent += self.wait(1.0)
        return found

    def about(self, expected: float) -> int:
        """A whole number whose mean is the expected one."""
        whole = math.floor(expected)
        return whole + (1 if self.happens(expected - whole) else 0)


class Streams:
    """The streams of one run, made when first asked for."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._streams: dict[str, Stream] = {}

    def __getitem__(self, name: str) -> Stream:
        if name not in self._streams:
            self._streams[name] = Stream(self.seed, name)
        return self._streams[name]

    def of(self, name: str, number: int) -> Stream:
        """A stream of one child's own, so that who else is brought never changes what is on record of them."""
        return Stream(self.seed, f"{name}/{number}")
