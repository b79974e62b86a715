"""Two records side by side, and how much each thing compared speaks for or against their being of one child.

Words only, as in `values`. What specialists call bits is *evidence* on a page: each step doubles the odds once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from homeward.design.values import Tag

WIDE = 1000.0  # units across a drawn bar, whatever its size on the page
MARGIN = 0.02  # of the width, left free at either end


@dataclass(frozen=True, slots=True)
class Side:
    """The head of one of two records: what it is of, who sent it, and where more of it stands."""

    title: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that both records may say, as each says it, and how far they agree in words."""

    label: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    agreement: Tag | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records, thing by thing."""

    caption: str
    left: Side
    right: Side
    rows: tuple[Compared, ...]

    @property
    def sides(self) -> tuple[Side, Side]:
        """The heads of both, in order."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Weight:
    """What one thing compared adds to the evidence, or takes away when it is below nought."""

    label: str
    amount: float
    words: str = ""

    @property
    def says(self) -> str:
        """The amount in words, so that neither colour nor a sign alone carries it."""
        if abs(self.amount) < 0.05:
            return "adds nothing"
        return f"{'adds' if self.amount > 0 else 'takes away'} {abs(self.amount):.1f}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A height of evidence that decides something, and what it decides."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn step: where it begins and how far it reaches, in units of `WIDE`, and which kind it is."""

    weight: Weight
    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The evidence about two records: where it starts, what each thing adds or takes away, and where it ends.

    The table that is read out is the drawing too: each row holds its own bar, all on one scale.
    """

    caption: str
    sentence: str
    weights: tuple[Weight, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def total(self) -> float:
        """Where the evidence ends."""
        return sum(each.amount for each in self.weights)

    @property
    def total_says(self) -> str:
        """The whole as a page writes it, with a true minus sign."""
        return f"{self.total:.1f}".replace("-", "−")

    def bars(self) -> Iterator[Bar]:
        """Each step in order, and the whole at the end."""
        ends = list(accumulate(each.amount for each in self.weights))
        for weight, before, after in zip(self.weights, [0.0, *ends], ends, strict=False):
            yield self._bar(weight, before, after, "adds" if weight.amount >= 0 else "takes")
        yield self._bar(Weight("All together", self.total), 0.0, self.total, "whole")

    def lines(self) -> tuple[tuple[float, int], ...]:
        """Where each mark's line stands, with the mark's number."""
        return tuple((self._x(mark.at), number) for number, mark in enumerate(self.marks, start=1))

    @property
    def nought(self) -> float:
        """Where nought stands."""
        return self._x(0.0)

    def _bar(self, weight: Weight, before: float, after: float, kind: str) -> Bar:
        left, right = sorted((self._x(before), self._x(after)))
        return Bar(weight, left, round(right - left, 1), kind)

    def _x(self, amount: float) -> float:
        reached = [0.0, *accumulate(each.amount for each in self.weights), *(mark.at for mark in self.marks)]
        low, high = min(reached), max(reached)
        share = (amount - low) / (high - low) if high > low else 0.5
        return round((MARGIN + share * (1 - 2 * MARGIN)) * WIDE, 1)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a question is asked of a person, in a word or two and a sentence."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key that does what something on the page does too."""

    key: str
    words: str
