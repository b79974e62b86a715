"""Suspensions and permanent exclusions: which pupil, from which school, on which day."""

from dataclasses import dataclass
from datetime import date

from homeward.county.children import Child
from homeward.county.homes import School


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One suspension or permanent exclusion; a suspension has a length in school days."""

    child: Child
    on: date
    permanent: bool
    days: int
    school: School | None
