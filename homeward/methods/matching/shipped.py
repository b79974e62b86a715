"""The model that is shipped, read once. A county that has trained its own keeps it beside and names it instead."""

from functools import cache
from pathlib import Path

from homeward.methods.matching.model import Model, read_model
from homeward.methods.matching.scorer import Scorer

FROZEN = Path(__file__).parent / "frozen"
VERSION = "2026-11"


@cache
def shipped_model(version: str = VERSION) -> Model:
    """A frozen model by its version. Raises ModelUnreadable, or FileNotFoundError for a version there never was."""
    return read_model((FROZEN / f"{version}.json").read_text(encoding="utf-8"))


@cache
def shipped_scorer() -> Scorer:
    """The scorer of the model that is shipped."""
    return Scorer(shipped_model())
