"""Definitions that say each published scheme in the language of instruments. They are for tests and are no tools."""

from functools import cache
from pathlib import Path

from homeward.vocabulary.instruments.loader import read
from homeward.vocabulary.instruments.shapes import Instrument

SCHEMES = Path(__file__).parent / "instrument_schemes"


def text_of(code: str) -> str:
    """A scheme's definition as it stands in its file."""
    return (SCHEMES / f"{code}.yaml").read_text(encoding="utf-8")


@cache
def scheme(code: str) -> Instrument:
    """A scheme's definition, read."""
    return read(text_of(code), file=f"{code}/1.yaml")


def scheme_codes() -> list[str]:
    """The codes of every scheme."""
    return sorted(path.stem for path in SCHEMES.glob("*.yaml"))
