"""Police operations against the lines: warrants, the people met by them, and what became of those people."""

from dataclasses import dataclass
from datetime import date

from homeward.county.children import Child
from homeward.county.lines import Adult


@dataclass(frozen=True, slots=True)
class Warrant:
    """One warrant carried out, the line it was against, and who was met by it."""

    reference: str
    on: date
    line: str
    adults: tuple[Adult, ...]
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `until` is not included. People are counted once, however many warrants met them."""

    name: str
    since: date
    until: date
    warrants: tuple[Warrant, ...]
    arrested: tuple[Adult, ...]
    charged: tuple[Adult, ...]
    vulnerable_adults: tuple[Adult, ...]
    children: tuple[Child, ...]
    known_to_nobody_before: tuple[Child, ...]
