"""What the register knows of a quarter before anything is protected: it never leaves these rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from homeward.foundation.ages import AgeBand
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules.counting import Tally
from homeward.insight.analysis.rules.figures import Denominator
from homeward.insight.analysis.rules.freshness import Freshness
from homeward.methods.disclosure.cells import cell_of
from homeward.methods.disclosure.sums import TOTAL


@dataclass(frozen=True)
class Population:
    """How many children of each age and sex live in the county, from a named count."""

    counts: Mapping[tuple[int, str], int]
    source: str
    year: int

    def of(self, band: AgeBand | None = None, sex: str = TOTAL) -> int:
        """Children of a band, or of every age under 18, and of a sex or of all."""
        return sum(
            number
            for (age, each), number in self.counts.items()
            if (band is None or band.holds(age)) and sex in (TOTAL, each)
        )

    def behind(self, value: int) -> Denominator:
        """The population as a figure's denominator."""
        return Denominator(cell_of(value), "children aged 0 to 17", self.source, f"30 June {self.year}")


@dataclass(frozen=True)
class KnownQuarter:
    """One quarter's counts for a trend: none where nobody counted. `complete` says that every source reached its end.

    `looked_after` of the children reported missing were looked after as they went; `in_care` is everybody who was
    looked after at any time in the quarter.
    """

    quarter: Quarter
    children: int | None = field(default=None, repr=False)
    episodes: int | None = field(default=None, repr=False)
    looked_after: int = field(default=0, repr=False)
    in_care: int = field(default=0, repr=False)
    population: int = 0
    complete: bool = True


@dataclass(frozen=True)
class Known:
    """What the register knows of a quarter; no tally where nobody has counted. `trend` ends with the quarter itself."""

    tally: Tally | None = field(default=None, repr=False)
    trend: Sequence[KnownQuarter] = field(default=(), repr=False)
    population: Population | None = None
    reaches_to: date | None = None
    sources: tuple[Freshness, ...] = ()

    @property
    def in_care(self) -> int:
        """The children looked after at any time in the quarter."""
        return self.trend[-1].in_care if self.trend else 0

    @property
    def complete(self) -> bool:
        """Whether every source that counts had reached the quarter's end."""
        return bool(self.trend) and self.trend[-1].complete
