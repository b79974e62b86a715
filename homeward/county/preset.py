"""The rates the invented county is made with, read from one file.

Each rate has a value, a source and a mark, so that whoever doubts a figure on a page can find what was put in.
"""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

MARKS = ("published", "derived", "assumption")
PRESETS = Path(__file__).parent / "presets"
VARIANTS = PRESETS / "variants"


class UnknownParameter(KeyError):
    """The preset has no such rate."""


class UnknownVariant(ValueError):
    """There is no variant of that name."""


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

    def with_number(self, name: str, value: float) -> "Preset":
        """The same rates with another value for one of them."""
        given = replace(self.parameters[name], value=value)
        return Preset(self.name, {**self.parameters, name: given})

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


def load(name: str, variant: str = "") -> Preset:
    """Read a preset by name: its own file, those that continue it under its name and a further word, and a variant's.

    A variant gives other values to rates that the preset has, and plants by them one thing to be found or not.
    """
    found: dict[str, Parameter] = {}
    for path in (PRESETS / f"{name}.toml", *sorted(PRESETS.glob(f"{name}-*.toml"))):
        found |= _read(path)
    if not variant:
        return Preset(name, found)
    if variant not in variants():
        raise UnknownVariant(f"Variant is {variant!r}; it must be one of {', '.join(variants())}.")
    planted = _read(VARIANTS / f"{variant}.toml")
    if new := planted.keys() - found.keys():
        raise UnknownParameter(f"Variant {variant} sets {', '.join(sorted(new))}, which preset {name} does not have.")
    return Preset(f"{name}+{variant}", found | planted)


def variants() -> tuple[str, ...]:
    """The names of the variants there are."""
    return tuple(sorted(path.stem for path in VARIANTS.glob("*.toml")))


def _read(path: Path) -> dict[str, Parameter]:
    with path.open("rb") as file:
        return {each.name: each for each in _flatten(tomllib.load(file), "")}


def _flatten(tree: dict[str, Any], prefix: str) -> list[Parameter]:
    if "value" in tree:
        return [Parameter(prefix, tree["value"], tree["source"], tree["mark"])]
    found: list[Parameter] = []
    for key, below in tree.items():
        found += _flatten(below, f"{prefix}.{key}" if prefix else key)
    return found
