"""Taking one child's pairs out of what was counted of strangers.

How often strangers agree (u) is counted on pairs drawn at random, some of which are one child's. Where few agree by
chance, as on a number or on a whole name, most that agree are those, and agreement would weigh too little: in a list of
a thousand records one pair in 250 may be one person's, and each of those agrees. So once it is known how one child's
records agree (m), the model itself counts how many pairs are one child's, their part is taken out of every u, and so
again until nothing moves. No label is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from splink import Linker

ROUNDS = 10
# What the share of one child's pairs is known to: of what was counted of strangers, no less than this is believed.
LEAST_LEFT = 1 / 20
FROM_BITS = -15.0
MISSING = -1

Level = dict[str, Any]
Row = tuple[tuple[int, ...], int]


@dataclass(frozen=True)
class Recounted:
    """The share of all pairs that are one child's, and each field's levels with the u of strangers alone."""

    prior: float
    levels: Mapping[str, list[Level]]


def recounted(learning: Linker, learnt: Mapping[str, Any], profiles: int) -> Recounted:
    """What was learnt, with one child's pairs taken out of every u."""
    levels = {each["output_column_name"]: _levels(each) for each in learnt["comparisons"]}
    rows = _rows(learning, levels)
    return without_matches(levels, rows, pairs=profiles * (profiles - 1) / 2, prior=_prior(learnt))


def without_matches(levels: Mapping[str, list[Level]], rows: list[Row], *, pairs: float, prior: float) -> Recounted:
    """The same, from how many of the pairs compared reach which level of each field, of all the pairs there are."""
    counted = {name: [each.get("u_probability") for each in of_field] for name, of_field in levels.items()}
    for _ in range(ROUNDS):
        prior = sum(many * _chance(levels, reached, prior) for reached, many in rows) / pairs
        levels = {
            name: [_of_strangers(each, u, prior) for each, u in zip(of_field, counted[name], strict=True)]
            for name, of_field in levels.items()
        }
    return Recounted(prior, levels)


def _of_strangers(level: Level, counted: float | None, prior: float) -> Level:
    m = level.get("m_probability")
    if not counted or m is None:
        return level
    return level | {"u_probability": max((counted - prior * m) / (1 - prior), counted * LEAST_LEFT)}


def _chance(levels: Mapping[str, list[Level]], reached: tuple[int, ...], prior: float) -> float:
    """How likely a pair is one child's, by the levels it reaches."""
    odds = prior / (1 - prior)
    for of_field, at in zip(levels.values(), reached, strict=True):
        if at != MISSING and _is_met(of_field[at]):
            odds *= of_field[at]["m_probability"] / of_field[at]["u_probability"]
    return odds / (1 + odds)


def _rows(learning: Linker, levels: Mapping[str, list[Level]]) -> list[Row]:
    """How many of the pairs that share a block reach which levels, told by the weights, since Splink keeps no level."""
    found = learning.inference.predict(threshold_match_weight=FROM_BITS).as_duckdbpyrelation()
    columns = ", ".join(f"mw_{name}" for name in levels)
    rows = found.aggregate(f"{columns}, count(*)", columns).fetchall()
    weights = {name: _weights(of_field) for name, of_field in levels.items()}
    return [
        (tuple(_nearest(weights[name], bits) for name, bits in zip(levels, row, strict=False)), row[-1]) for row in rows
    ]


def _weights(of_field: list[Level]) -> list[tuple[float, int]]:
    met = ((at, each) for at, each in enumerate(of_field) if _is_met(each))
    return [(0.0, MISSING), *((log2(each["m_probability"] / each["u_probability"]), at) for at, each in met)]


def _nearest(weights: list[tuple[float, int]], bits: float) -> int:
    return min(weights, key=lambda each: abs(each[0] - bits))[1]


def _is_met(level: Level) -> bool:
    return bool(level.get("m_probability") and level.get("u_probability"))


def _levels(comparison: Mapping[str, Any]) -> list[Level]:
    return [dict(each) for each in comparison["comparison_levels"] if not each.get("is_null_level")]


def _prior(learnt: Mapping[str, Any]) -> float:
    return float(learnt["probability_two_random_records_match"])
