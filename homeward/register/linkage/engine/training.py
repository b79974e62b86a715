"""Training: what each level weighs, learnt from a table of profiles without labels, then capped and frozen.

How often strangers agree (u) is counted on pairs drawn at random; how often records of one child do (m) is learnt by
expectation maximisation, each time among pairs that agree on something else; then one child's pairs are taken out of
what was counted of strangers. A training is rare, and its model is checked against labelled pairs before it is used
(linkage reference, decisions 6 and 11).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log2
from typing import Any

import pyarrow as pa
from splink import Linker, block_on

from homeward.foundation.errors import HomewardError
from homeward.methods.matching.levels import COMPARISONS, ELSE, EXACT, Comparison
from homeward.methods.matching.model import frozen_text
from homeward.register.linkage.engine.database import Bounds, database, linker, splink_over
from homeward.register.linkage.engine.recounting import recounted
from homeward.register.linkage.engine.settings import settings

# The most that disagreement may weigh. Sexes are recorded wrong and real numbers have errors in them, so neither may
# outweigh everything else; a child moves, so neither may another postcode (linkage reference, section 2).
LEAST_BITS: Mapping[str, float] = {
    "sex": -5.0, "upn": -10.0, "nhs": -10.0, "pnc": -10.0, "names": -8.0, "birth": -10.0, "postcode": -4.0,
    "middle_name": -5.0,
}  # fmt: skip
MOST_BITS: Mapping[str, float] = {"upn": 19.0, "nhs": 20.0, "pnc": 19.0, "sex": 1.0, "middle_name": 9.0}
MOST, FEWEST, ASSUMED, ASSUMED_ELSE = 20.0, 1e-7, 15.0, -6.0
RAREST_KEPT = 3e-5
NAMES_KEPT, MOST_FROM_RARITY = 3_000, 5
STEP = 0.01
FEWEST_PROFILES = 200
THRESHOLDS = {"join": 18.0, "join_with_identifier": 12.0, "possible": 14.0, "hysteresis": 6.0}


class TooLittleToLearnFrom(HomewardError):
    """There are too few profiles, or too few that agree, for weights to be learnt from them."""

    def __init__(self, profiles: int) -> None:
        super().__init__(
            got=f"{profiles:,} profiles, too few or too seldom alike",
            expected=f"at least {FEWEST_PROFILES}, and many children whom two agencies know; thousands are better",
            next_step="Nothing was written. Go on with the model in use, and train when more has been loaded.",
        )


class TrainingStopped(HomewardError):
    """The engine could not do one of its sums. What it says of why may quote the rows, so only its kind is told."""

    def __init__(self, failed: BaseException) -> None:
        super().__init__(
            got=f"{type(failed.__cause__ or failed).__name__} from the engine in the middle of a training",
            expected="enough memory, and room on the disk for what it sets aside",
            next_step="Nothing was written. Make room, or train on fewer records, and give the command again.",
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """How one training goes: the pairs that are surely one child's, how many pairs to count, and the blocks."""

    certain: tuple[Any, ...]
    recall: float
    blocks: tuple[Any, ...]
    pairs: float = 1e7
    seed: int = 2019


def usual_plan() -> Plan:
    """Certain by a number, or by name, birth date and postcode; blocks that leave each field free in turn."""
    return Plan(
        certain=(block_on("upn"), block_on("nhs"), block_on("forename", "surname", "born", "postcode")),
        recall=0.7,
        blocks=(
            block_on("born", "postcode"),
            block_on("forename", "surname"),
            block_on("born", "substr(forename, 1, 2)", "substr(surname, 1, 2)"),
            block_on("nhs"),
            block_on("upn"),
        ),
    )


def train(
    table: pa.Table,
    *,
    version: str,
    told: Mapping[str, Any],
    plan: Plan | None = None,
    bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    comparisons: tuple[Comparison, ...] = COMPARISONS,
    growth: float = 1.0,
    **more: Any,
) -> str:
    """The JSON of a frozen model, trained on a table made ready by `tables.compared`. `told` says what it was.

    `growth` is how many times as many children the model is for: each of them has as many records, so the chance that
    two records taken at random are one child's falls in proportion. Raises TooLittleToLearnFrom or TrainingStopped.
    """
    if table.num_rows < FEWEST_PROFILES:
        raise TooLittleToLearnFrom(table.num_rows)
    plan = plan or usual_plan()
    with database(bounds) as connection:
        api = splink_over(connection)
        frame = api.register(table, dataset_display_name="profiles")
        learning = linker(frame, settings(comparisons=comparisons, **more))
        with said_in_a_sentence(table.num_rows):
            learn(learning, plan)
            learnt = learning.misc.save_model_to_json()
            counted = recounted(learning, learnt, table.num_rows)
    weights = {each.field: _weights(each, counted.levels[each.field]) for each in comparisons}
    frequencies = {name: _frequencies(table, name) for name in ("forename", "surname")}
    return frozen_text(
        {
            "version": version,
            "prior": counted.prior / growth,
            "weights": weights,
            "frequencies": frequencies,
            "rarest": {
                "forename": _rarest(weights, "forename"),
                "surname": _rarest(weights, "surname"),
                "full_name": _rarest(weights, EXACT),
            },
            "thresholds": THRESHOLDS,
            "trained": {
                **told,
                "profiles": table.num_rows,
                "seed": plan.seed,
                "growth": growth,
                "assumed": [
                    f"{each.field}: {code}" for each in comparisons for code in unmet(each, counted.levels[each.field])
                ],
            },
        }
    )


@contextmanager
def said_in_a_sentence(profiles: int) -> Iterator[None]:
    """What a training's sums end in, in words. The library's own errors have no public name and are told by theirs."""
    try:
        yield
    except (ValueError, ZeroDivisionError) as failed:  # where no pair agrees
        raise TooLittleToLearnFrom(profiles) from failed
    except Exception as failed:
        kinds = {each.__name__ for each in type(failed).__mro__}
        if "EMTrainingException" in kinds:
            raise TooLittleToLearnFrom(profiles) from failed
        if "SplinkException" in kinds:
            raise TrainingStopped(failed) from failed
        raise


def learn(learning: Linker, plan: Plan) -> None:
    """Estimate the prior, u and m."""
    training = learning.training
    training.estimate_probability_two_random_records_match(list(plan.certain), recall=plan.recall)
    training.estimate_u_using_random_sampling(max_pairs=plan.pairs, seed=plan.seed)
    for block in plan.blocks:
        training.estimate_parameters_using_expectation_maximisation(
            block, fix_probability_two_random_records_match=True, estimate_without_term_frequencies=True
        )


def _weights(comparison: Comparison, levels: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """The m and u of each level, held within the caps. A level that was never met weighs what its neighbours do.

    Disagreement never weighs more than the least agreement.
    """
    least, most = LEAST_BITS.get(comparison.field, -10.0), MOST_BITS.get(comparison.field, MOST)
    learnt_bits = [_bits(each) for each in levels]
    found: dict[str, dict[str, float]] = {}
    taken: set[int] = {0}
    for at, (level, each) in enumerate(zip(comparison.levels, levels, strict=True)):
        bits = learnt_bits[at]
        if bits is None:
            bits = _between(learnt_bits, at) if level.code != ELSE else ASSUMED_ELSE
        bits = min(max(bits, least), most)
        if level.code == ELSE:
            bits = min(bits, -STEP, *(log2(weight["m"] / weight["u"]) for weight in found.values()))
        u = min(max(each.get("u_probability") or FEWEST, FEWEST), 1 - FEWEST)
        found[level.code] = _with_bits(u, _apart(bits, taken))
    return found


def unmet(comparison: Comparison, levels: Sequence[Mapping[str, Any]]) -> list[str]:
    """The levels of a field that the training never met, so that their weight is assumed."""
    return [level.code for level, each in zip(comparison.levels, levels, strict=True) if _bits(each) is None]


def _bits(learnt: Mapping[str, Any]) -> float | None:
    m, u = learnt.get("m_probability"), learnt.get("u_probability")
    return None if m is None or u is None else log2(max(m, FEWEST) / max(u, FEWEST))


def _between(bits: list[float | None], at: int) -> float:
    """Halfway between the nearest levels that were met, one less than the last, and for the best level as assumed."""
    before = next((each for each in reversed(bits[:at]) if each is not None), None)
    after = next((each for each in bits[at + 1 :] if each is not None), None)
    if before is not None and after is not None:
        return (before + after) / 2
    return before - 1.0 if before is not None else ASSUMED


def _apart(bits: float, taken: set[int]) -> float:
    """The bits to a hundredth, moved so far that no level of a field weighs what another does, or nothing."""
    step = round(bits / STEP)
    while step in taken:
        step += 1 if bits > 0 else -1
    taken.add(step)
    return step * STEP


def _with_bits(u: float, bits: float) -> dict[str, float]:
    """An m and u of exactly these bits. The u is kept as counted; where m would pass one, the u gives way."""
    if u * 2.0**bits >= 1:
        u = (1 - FEWEST) / 2.0**bits
    return {"m": u * 2.0**bits, "u": u}


def _frequencies(table: pa.Table, column: str) -> dict[str, Any]:
    """The commonest names with their share of records; the floor is the share of the rarest of them."""
    counted = Counter(value for value in table[column].to_pylist() if value)
    total = sum(counted.values())
    kept = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMES_KEPT]
    floor = max(kept[-1][1] / total, RAREST_KEPT)
    return {"floor": floor, "values": {name: round(count / total, 9) for name, count in kept if count / total > floor}}


def _rarest(weights: Mapping[str, Mapping[str, Mapping[str, float]]], level: str) -> float:
    """The least frequency that is believed: rarity may add five bits to a level and no more."""
    return weights["names"][level]["u"] / 2.0**MOST_FROM_RARITY
