"""A small model with round weights, for tests that do not depend on the one that is shipped."""

from typing import Any

from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.model import Model, frozen_text, read_model


def told(**changes: Any) -> dict[str, Any]:
    """A model as its file tells it: the better the level, the more it weighs."""
    weights = {
        comparison.field: {
            level.code: {"m": 0.5 / (1 + at), "u": 0.001 * 8**at if level.code != "else" else 0.9}
            for at, level in enumerate(comparison.levels)
        }
        for comparison in COMPARISONS
    }
    for levels in weights.values():
        for each in levels.values():
            each["u"] = min(each["u"], 0.95)
    return {
        "version": "test-1",
        "prior": 0.0001,
        "weights": weights,
        "frequencies": {
            "forename": {"floor": 0.0005, "values": {"oliver": 0.02, "siobhan": 0.001}},
            "surname": {"floor": 0.0005, "values": {"smith": 0.01, "patel": 0.004}},
        },
        "rarest": {"forename": 0.0005, "surname": 0.0005, "full_name": 0.000001},
        "thresholds": {"join": 20.0, "join_with_identifier": 12.0, "possible": 14.0, "hysteresis": 6.0},
        "trained": {"on": "nothing"},
        **changes,
    }


def a_model(**changes: Any) -> Model:
    """The same, read."""
    return read_model(frozen_text(told(**changes)))
