"""The rates the invented county is made with, read from one file.

Each rate has a value, a source and a mark, so that whoever doubts a figure on a page can find what was put in.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKS = ("published", "derived", "assumption")
PRESETS = Path(__file__).parent / "presets"


class UnknownParameter(KeyError):
    """The preset has no such rate."""


@dataclass(frozen=True)
class Parameter:
    """One rate, where it comes from and how far it can be trusted."""

    name: str
    value: Any
    source: str
    mark: str


@dataclass(frozen=True)
class Preset:
    """A named set of rates."""

    name: str
    parameters: dict[str, Parameter]

    def number(self, name: str) -> float:
        """One rate as a number."""
        return float(self._value(name))

    def table(self, name: str) -> dict[str, float]:
        """One rate given for several classes."""
        return {key: float(share) for key, share in self._value(name).items()}

    def shares(self, name: str) -> tuple[float, ...]:
        """One rate given in a fixed order."""
        return tuple(float(share) for share in self._value(name))

    def _value(self, name: str) -> Any:
        if name not in self.parameters:
            raise UnknownParameter(f"Preset {self.name} has no parameter {name}; add it with a source and a mark.")
        return self.parameters[name].value


def load(name: str) -> Preset:
    """Read a preset by name: its own file, and those that continue it under its name and a further word."""
    found: list[Parameter] = []
    for path in (PRESETS / f"{name}.toml", *sorted(PRESETS.glob(f"{name}-*.toml"))):
        with path.open("rb") as file:
            found += _flatten(tomllib.load(file), "")
    return Preset(name, {each.name: each for each in found})


def _flatten(tree: dict[str, Any], prefix: str) -> list[Parameter]:
    if "value" in tree:
        return [Parameter(prefix, tree["value"], tree["source"], tree["mark"])]
    found: list[Parameter] = []
    for key, below in tree.items():
        found += _flatten(below, f"{prefix}.{key}" if prefix else key)
    return found
