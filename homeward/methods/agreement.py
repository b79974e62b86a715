"""How far two people who judged the same things agree, beyond what chance alone would give.

Two reviewers who say *the same child* of nearly everything agree nearly always and tell nothing by it. Cohen's kappa
takes away the agreement that their own habits would give (¶20).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from homeward.foundation.errors import HomewardError
from homeward.methods.rates import LEVEL, Estimate, proportion


class NotAgreement(HomewardError):
    """Counts that no two people's answers can have."""


@dataclass(frozen=True)
class Agreement:
    """What two people's answers to the same questions come to.

    `share` is the part of the questions to which both gave the same answer, from 0 to 1 with Wilson's interval;
    `kappa` is 1 where they always agree, 0 where they agree as chance would, and None where nothing can be said:
    both gave one and the same answer throughout, or there were no questions.
    """

    questions: int
    agreed: int
    share: Estimate
    kappa: Estimate


def agreement(counts: Mapping[tuple[str, str], int], *, level: float = LEVEL) -> Agreement:
    """Agreement and Cohen's kappa from how often the first answered this and the second that.

    counts: answers of the first and of the second person to a number of questions, each nought or more. The interval
    of kappa is the large-sample one, kept within -1 and 1: with few questions it is too narrow, so the number of
    questions is always shown beside it. Raises NotAgreement.
    Source: Cohen 1960, Educational and Psychological Measurement 20; Fleiss, Cohen and Everitt 1969, Psychological
    Bulletin 72, equation 13 for the standard error.
    """
    if any(number < 0 for number in counts.values()):
        raise _impossible()
    total = sum(counts.values())
    agreed = sum(number for (one, other), number in counts.items() if one == other)
    if total == 0:
        return Agreement(0, 0, Estimate(None, None, None, level), Estimate(None, None, None, level))
    answers = sorted({answer for pair in counts for answer in pair})
    table = [[counts.get((one, other), 0) / total for other in answers] for one in answers]
    return Agreement(total, agreed, proportion(agreed, total, level=level), _kappa(table, total, level))


def _kappa(table: Sequence[Sequence[float]], total: int, level: float) -> Estimate:
    """Kappa of a square table of shares that sum to 1, with its interval."""
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    seen = sum(table[i][i] for i in range(len(table)))
    chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    if math.isclose(chance, 1):
        return Estimate(None, None, None, level)
    kappa = (seen - chance) / (1 - chance)
    error = math.sqrt(max(0.0, _variance(table, rows, columns, kappa, chance)) / total)
    reach = NormalDist().inv_cdf((1 + level) / 2) * error
    return Estimate(kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach), level)


def _variance(
    table: Sequence[Sequence[float]], rows: Sequence[float], columns: Sequence[float], kappa: float, chance: float
) -> float:
    """The variance of kappa for one question: Fleiss, Cohen and Everitt 1969, equation 13."""
    size = range(len(table))
    on = sum(table[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in size)
    off = (1 - kappa) ** 2 * sum(table[i][j] * (columns[i] + rows[j]) ** 2 for i in size for j in size if i != j)
    return (on + off - (kappa - chance * (1 - kappa)) ** 2) / (1 - chance) ** 2


def _impossible() -> NotAgreement:
    return NotAgreement(
        got="a count of answers below nought",
        expected="how often each pair of answers was given, nought or more",
        next_step="Count each question once, with the answer of the first person and of the second.",
    )
