"""What strangers agree on is counted of strangers: one child's pairs are taken out of it, without a label."""

from math import log2

import pytest

from homeward.register.linkage.engine.recounting import LEAST_LEFT, MISSING, Level, Row, without_matches

TRUE_PRIOR, PAIRS = 0.004, 1_000_000
AGREES, DIFFERS = {"name": (0.8, 0.001), "birth": (0.9, 0.002)}, (0.2, 0.1)


def levels() -> dict[str, list[Level]]:
    """Two fields as a random draw counts them: one child's pairs are among the pairs drawn."""
    found = {}
    for name, (m, u) in AGREES.items():
        drawn = TRUE_PRIOR * m + (1 - TRUE_PRIOR) * u
        found[name] = [
            {"m_probability": m, "u_probability": drawn},
            {"m_probability": 1 - m, "u_probability": 1 - drawn},
        ]
    return found


def rows() -> list[Row]:
    """As many of a million pairs as reach each pair of levels, by the truth."""
    found = []
    for name in (0, 1):
        for birth in (0, 1):
            chances = [1.0, 1.0]
            for at, (m, u) in zip((name, birth), AGREES.values(), strict=True):
                chances = [chances[0] * (1 - m if at else m), chances[1] * (1 - u if at else u)]
            many = PAIRS * (TRUE_PRIOR * chances[0] + (1 - TRUE_PRIOR) * chances[1])
            found.append(((name, birth), round(many)))
    return found


def test_the_share_of_one_child_s_pairs_and_what_strangers_agree_on_are_found_again() -> None:
    told = without_matches(levels(), rows(), pairs=PAIRS, prior=TRUE_PRIOR / 10)
    assert told.prior == pytest.approx(TRUE_PRIOR, rel=0.01)
    for name, (m, u) in AGREES.items():
        agrees = told.levels[name][0]
        assert agrees["u_probability"] == pytest.approx(u, rel=0.05)
        assert log2(agrees["m_probability"] / agrees["u_probability"]) == pytest.approx(log2(m / u), abs=0.08)
        assert levels()[name][0]["u_probability"] > 2 * u


def test_some_of_what_was_counted_is_always_believed() -> None:
    told = {"number": [{"m_probability": 1.0, "u_probability": 0.001}, {"m_probability": 1e-3, "u_probability": 0.999}]}
    found = without_matches(told, [((0,), 1_000), ((1,), 999_000)], pairs=PAIRS, prior=0.001)
    assert found.levels["number"][0]["u_probability"] >= 0.001 * LEAST_LEFT


def test_a_level_that_was_never_met_and_a_field_that_is_missing_weigh_nothing() -> None:
    told = levels() | {"pnc": [{"m_probability": None, "u_probability": None}]}
    missing = [((*reached, MISSING), many) for reached, many in rows()]
    found = without_matches(told, missing, pairs=PAIRS, prior=TRUE_PRIOR)
    assert found.levels["pnc"] == told["pnc"]
    assert found.prior == pytest.approx(TRUE_PRIOR, rel=0.01)
