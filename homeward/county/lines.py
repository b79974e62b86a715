"""County lines as they truly are: who holds them, who is used, their numbers, and each thing they were seen to do.

Far ends, brands and numbers are invented. No feed carries any of it: it lies in the truth for later pages to be judged
by.
"""

from dataclasses import dataclass
from datetime import date

from homeward.county.children import Child


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number of a line, for as long as the line used it."""

    phone: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult of a line: one who holds it or runs for it, or one whose home was taken over."""

    reference: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Premises:
    """A home taken over by a line, and whose it is."""

    address: str
    postcode: str
    adult: Adult
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that a line was seen to do, and how strong the evidence is."""

    on: date
    what: str
    town: str
    travel: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `standing` is what it truly is on the last day: confirmed, emerging, dormant or internal."""

    reference: str
    brand: str
    standing: str
    far_end: str
    direction: str
    towns: tuple[str, ...]
    travel: tuple[str, ...]
    adults: tuple[Adult, ...]
    children: tuple[Child, ...]
    premises: tuple[Premises, ...]
    numbers: tuple[Number, ...]
    activity: tuple[Activity, ...]
