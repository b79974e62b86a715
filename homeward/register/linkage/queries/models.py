"""The model by which children are weighed, read once and kept."""

from functools import cache

from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.model import frozen_text, read_model
from homeward.methods.matching.scorer import Scorer

# What each level weighs where a county has no trained model yet: the weights of a model trained on invented records
# (linkage reference, section 2), in bits.
BITS = {
    "names": (15.6, 14.2, 13.0, 14.5, 14.0, 12.0, 5.9, 3.9, -5.3),
    "birth": (3.5, 12.5, 9.0, 7.0, 5.0, 2.0, 3.0, -1.7, -6.8),
    "postcode": (15.9, 4.5, 1.3, 0.3, -2.3),
    "sex": (1.0, -5.0),
    "middle_name": (8.3, 3.0, -4.8),
    "upn": (18.9, -10.0),
    "nhs": (18.9, -10.0),
    "pnc": (18.9, -10.0),
}


@cache
def scorer() -> Scorer:
    """The scorer of the model in use."""
    weights = {
        each.field: {
            level.code: {"m": 0.5 * 2 ** min(bits, 0), "u": 0.5 * 2 ** -max(bits, 0)}
            for level, bits in zip(each.levels, BITS[each.field], strict=True)
        }
        for each in COMPARISONS
    }
    names = {"values": {}, "floor": 1e-4}
    told = {
        "version": "starting",
        "prior": 2**-19.5,
        "weights": weights,
        "frequencies": {"forename": names, "surname": names},
        "rarest": {"forename": 1e-4, "surname": 1e-4, "full_name": 1e-8},
        "thresholds": {"join": 20.0, "join_with_identifier": 12.0, "possible": 14.0, "hysteresis": 6.0},
        "trained": {},
    }
    return Scorer(read_model(frozen_text(told)))
