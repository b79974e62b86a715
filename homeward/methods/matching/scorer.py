"""The weight of evidence that two records are one child's, in bits, field by field.

The prior, and for each field log2(m/u) of the level reached, and for a name what its rarity adds: log2 of the level's u
less log2 of the name's frequency. This is the model of Fellegi and Sunter (1969) with the term-frequency adjustment of
Splink; a test holds it to Splink's own weights within one in a million. It knows nothing of twins or of judgements:
see `twins` and `clustering`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import log2
from typing import Any

from homeward.methods.matching.levels import COMPARISONS, Comparison
from homeward.methods.matching.model import Model
from homeward.methods.matching.records import Traits

Rarity = Callable[[Traits, Traits], float]


@dataclass(frozen=True, slots=True)
class FieldBits:
    """What one field adds: its level, the level's own bits, and what the rarity of the name adds to them."""

    field: str
    level: str
    bits: float
    rarity: float = 0.0

    @property
    def total(self) -> float:
        """Both together, the length of the field's bar in a waterfall."""
        return self.bits + self.rarity


@dataclass(frozen=True, slots=True)
class Score:
    """The whole weight, and the fields it is made of. Fields that either record lacks are not among them."""

    total: float
    prior: float
    fields: tuple[FieldBits, ...]

    @property
    def levels(self) -> dict[str, str]:
        """The level that each field reached."""
        return {each.field: each.level for each in self.fields}


class Scorer:
    """Weighs pairs of records by one model. Made once and kept: it holds only numbers worked out beforehand."""

    def __init__(self, model: Model, comparisons: tuple[Comparison, ...] = COMPARISONS) -> None:
        self.model = model
        self.prior = model.prior_bits
        self._fields = tuple(
            (comparison.field, comparison.compare, self._weights_of(comparison)) for comparison in comparisons
        )

    def bits(self, a: Traits, b: Traits) -> float:
        """The total alone, for ranking candidates between two keystrokes."""
        total = self.prior
        for _, compare, weights in self._fields:
            level = compare(a, b)
            if level is not None:
                bits, rarity = weights[level]
                total += bits if rarity is None else bits + rarity(a, b)
        return total

    def bits_of(self, field: str, a: Traits, b: Traits) -> tuple[float, float]:
        """What one field weighs, and what all the others weigh together; the prior is in neither."""
        of_field = others = 0.0
        for name, compare, weights in self._fields:
            level = compare(a, b)
            if level is not None:
                bits, rarity = weights[level]
                found = bits if rarity is None else bits + rarity(a, b)
                if name == field:
                    of_field = found
                else:
                    others += found
        return of_field, others

    def score(self, a: Traits, b: Traits) -> Score:
        """The total with the reason for it, field by field."""
        found = []
        for field, compare, weights in self._fields:
            level = compare(a, b)
            if level is not None:
                bits, rarity = weights[level]
                found.append(FieldBits(field, level, bits, rarity(a, b) if rarity else 0.0))
        return Score(self.prior + sum(each.total for each in found), self.prior, tuple(found))

    def _weights_of(self, comparison: Comparison) -> dict[str, tuple[float, Rarity | None]]:
        weights = self.model.weights[comparison.field]
        return {
            level.code: (
                weights[level.code].bits,
                self._rarity(level.rarity, weights[level.code].u) if level.rarity else None,
            )
            for level in comparison.levels
        }

    def _rarity(self, kind: str, u: float) -> Rarity:
        """What the rarity of an agreed name adds: the commoner of the two is looked up, never below the rarest."""
        share, usual, rarest = self._share_of(kind), log2(u), self.model.rarest[kind]

        def adds(a: Traits, b: Traits) -> float:
            one, other = share(a), share(b)
            commoner = max(one or 0.0, other or 0.0)
            return usual - log2(max(commoner, rarest)) if commoner else 0.0

        return adds

    def _share_of(self, kind: str) -> Callable[[Any], float | None]:
        """The share of records with a name; of a whole name, as if forename and surname were drawn apart."""
        forename, surname = self.model.frequencies["forename"].of, self.model.frequencies["surname"].of

        def whole(traits: Traits) -> float | None:
            one, other = forename(traits.forename), surname(traits.surname)
            return one * other if one and other else None

        return {
            "forename": lambda traits: forename(traits.forename),
            "surname": lambda traits: surname(traits.surname),
            "full_name": whole,
        }[kind]
