"""A model to weigh pairs by, with the weights of the linkage reference, section 2; and runs by it."""

from functools import cache
from typing import Any

from homeward.methods.matching.clustering import Parameters
from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.model import Model, frozen_text, read_model
from homeward.methods.matching.scorer import Scorer
from homeward.register.linkage.actions import link
from homeward.register.linkage.actions.scoring import InProcess
from homeward.register.linkage.models import LinkageModel, LinkageRun
from tests import factories as f
from tests.rooms.linkage import telling as t

BITS = {
    "names": (15.6, 14.0, 13.0, 14.5, 13.9, 12.0, 5.9, 3.9, -5.3),
    "birth": (3.0, 12.5, 9.0, 7.0, 5.0, 2.0, 2.9, -1.7, -6.8),
    "postcode": (15.9, 4.5, 1.3, 0.3, -2.3),
    "sex": (1.0, -5.0),
    "middle_name": (8.3, 3.0, -4.8),
    "upn": (18.9, -10.0),
    "nhs": (18.9, -10.0),
    "pnc": (18.9, -10.0),
}


@cache
def plain_model() -> Model:
    """The model as the pure floor reads it."""
    weights = {
        each.field: {
            level.code: {"m": 0.5 * 2 ** min(bits, 0), "u": 0.5 * 2 ** -max(bits, 0)}
            for level, bits in zip(each.levels, BITS[each.field], strict=True)
        }
        for each in COMPARISONS
    }
    names: dict[str, Any] = {"values": {}, "floor": 1e-4}
    told = {
        "version": "of the reference", "prior": 2**-19.5, "weights": weights,
        "frequencies": {"forename": names, "surname": names},
        "rarest": {"forename": 1e-4, "surname": 1e-4, "full_name": 1e-8},
        "thresholds": {"join": 20.0, "join_with_identifier": 12.0, "possible": 14.0, "hysteresis": 6.0}, "trained": {},
    }  # fmt: skip
    return read_model(frozen_text(told))


def model(version: str = "of the reference") -> LinkageModel:
    """The model as the room keeps it."""
    return LinkageModel.objects.get_or_create(
        version=version, defaults={"sha256": plain_model().sha256, "settings": {}, "in_use_since": f.NOW}
    )[0]


def run(**more: Any) -> LinkageRun | None:
    """One whole run."""
    given: dict[str, Any] = {
        "model": model(), "source": InProcess(Scorer(plain_model()), "of the reference"), "parameters": Parameters(),
        "clock": lambda: f.NOW, "follow": t.regroup,
    }  # fmt: skip
    return link(**{**given, **more})
