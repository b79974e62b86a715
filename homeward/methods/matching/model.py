"""The frozen model: how much each level of agreement weighs, read from a file that a training wrote.

A model is trained rarely, checked, and kept under its version; every stored score names the version it was made with.
Caps (a sex recorded wrong, a number typed wrong) are already in its m and u, so that every scorer that reads the file
gives one answer. Source: linkage reference, decisions 6 and 11, section 2.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from types import MappingProxyType
from typing import Any

from homeward.foundation.errors import HomewardError
from homeward.methods.matching.levels import COMPARISONS, Comparison

LEAST_APART = 1e-6
RARITIES = ("forename", "surname", "full_name")


class ModelUnreadable(HomewardError):
    """A file that is not a whole model, or not the one that was frozen."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The chance of one level among records of one child (m) and of two (u)."""

    m: float
    u: float

    @property
    def bits(self) -> float:
        """What the level adds to the log2 of the odds."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How common each name is, as a share of records. A name not listed is as rare as the floor says."""

    values: Mapping[str, float]
    floor: float

    def of(self, name: str) -> float | None:
        """The share of records with this name; none where there is no name."""
        return self.values.get(name, self.floor) if name else None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The bits at which records are joined, asked about, or let go. Where to start: a county sets its own."""

    join: float
    join_with_identifier: float
    possible: float
    hysteresis: float


@dataclass(frozen=True, slots=True)
class Model:
    """One trained model, never changed: another training is another version."""

    version: str
    prior: float
    weights: Mapping[str, Mapping[str, Weight]]
    frequencies: Mapping[str, Frequencies]
    rarest: Mapping[str, float]
    thresholds: Thresholds
    trained: Mapping[str, Any]
    sha256: str

    @property
    def prior_bits(self) -> float:
        """The log2 of the odds that two records taken at random are one child's."""
        return log2(self.prior / (1 - self.prior))


def read_model(text: str, comparisons: tuple[Comparison, ...] = COMPARISONS) -> Model:
    """A model from its JSON text. Raises ModelUnreadable for one with a part missing, added or altered."""
    try:
        told = json.loads(text)
        model = _model(told)
    except (KeyError, TypeError, ValueError, AttributeError) as mistake:
        raise _unreadable(f"a file in which {type(mistake).__name__} was met") from None
    if told["sha256"] != digest(told):
        raise _unreadable("a file whose contents are not those it was frozen with")
    _refuse_other_levels(model, comparisons)
    _refuse_impossible(model)
    _refuse_levels_that_weigh_the_same(model)
    return model


def digest(told: Mapping[str, Any]) -> str:
    """The SHA-256 of everything in a model but the digest itself, written in one way."""
    rest = {key: value for key, value in told.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def frozen_text(told: Mapping[str, Any]) -> str:
    """A model's JSON as it is kept in a file, with its digest."""
    return json.dumps({**told, "sha256": digest(told)}, indent=1, sort_keys=True, ensure_ascii=True) + "\n"


def _model(told: Mapping[str, Any]) -> Model:
    weights = {
        field: MappingProxyType({level: Weight(float(each["m"]), float(each["u"])) for level, each in levels.items()})
        for field, levels in told["weights"].items()
    }
    frequencies = {
        name: Frequencies(MappingProxyType(dict(table["values"])), float(table["floor"]))
        for name, table in told["frequencies"].items()
    }
    return Model(
        version=str(told["version"]),
        prior=float(told["prior"]),
        weights=MappingProxyType(weights),
        frequencies=MappingProxyType(frequencies),
        rarest=MappingProxyType({name: float(told["rarest"][name]) for name in RARITIES}),
        thresholds=Thresholds(**{name: float(value) for name, value in told["thresholds"].items()}),
        trained=MappingProxyType(dict(told["trained"])),
        sha256=str(told["sha256"]),
    )


def _refuse_other_levels(model: Model, comparisons: tuple[Comparison, ...]) -> None:
    wanted = {comparison.field: [level.code for level in comparison.levels] for comparison in comparisons}
    if {field: set(levels) for field, levels in model.weights.items()} != {f: set(c) for f, c in wanted.items()}:
        raise _unreadable("a model of other fields or levels than this program compares")


def _refuse_impossible(model: Model) -> None:
    chances = [model.prior, *(p for levels in model.weights.values() for w in levels.values() for p in (w.m, w.u))]
    chances += [share for table in model.frequencies.values() for share in (table.floor, *table.values.values())]
    if not all(0 < chance < 1 for chance in chances) or not {"forename", "surname"} <= set(model.frequencies):
        raise _unreadable("a chance that is not between nought and one, or no frequencies of names")


def _refuse_levels_that_weigh_the_same(model: Model) -> None:
    """A weight must tell its level, and that the field was not missing, for the batch keeps the weights alone."""
    for levels in model.weights.values():
        bits = sorted([0.0, *(weight.bits for weight in levels.values())])
        if any(other - one < LEAST_APART for one, other in pairwise(bits)):
            raise _unreadable("a model in which two levels of a field weigh the same, or one weighs nothing")


def _unreadable(got: str) -> ModelUnreadable:
    return ModelUnreadable(
        got=got,
        expected="a linkage model as `homeward linkage train` freezes it",
        next_step="Restore the shipped file, or train and check a model again under another version.",
    )
