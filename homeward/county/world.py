"""One run of the county: what is true in it, and what the council has on record."""

from dataclasses import dataclass, field
from datetime import date

from homeward.county.absences import Absence
from homeward.county.care import Care
from homeward.county.chance import Streams
from homeward.county.children import Child, Town
from homeward.county.exclusions import Exclusion
from homeward.county.exploitation import Exploitation, Tie
from homeward.county.identities import Identity, Registrar
from homeward.county.knowledge import Knowledge
from homeward.county.lines import Line
from homeward.county.need import Need
from homeward.county.operation import Operation
from homeward.county.places import HOME, Place
from homeward.county.preset import Preset
from homeward.county.workers import Allocation


@dataclass
class World:
    """One run's hidden truth, before any partner has seen it.

    The police record flags of exploitation from `flags_since` on; where that is None they always have.
    """

    preset: Preset
    town: Town
    care: Care
    absences: list[Absence]
    needs: dict[Child, Need]
    since: date
    until: date
    streams: Streams
    exploited: dict[Child, Exploitation] = field(default_factory=dict)
    exclusions: dict[Child, list[Exclusion]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    operations: tuple[Operation, ...] = ()
    known_to: Knowledge = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    flags_since: date | None = None
    place: Place = HOME
    absences_of: dict[Child, list[Absence]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.absences:
            self.absences_of.setdefault(each.child, []).append(each)

    def council_knows(self, child: Child) -> bool:
        """Whether the council has a record of a child: looked after or in need at some time, or told of by the police.

        Told of once is known for good, so that nobody is brought by one extract and left out of the next.
        """
        if child in self.care.episodes or child in self.needs:
            return True
        share = self.preset.number("council.told_by_police")
        return self.streams.of("told by the police", child.number).happens(share)

    def flags_of(self, child: Child, day: date) -> tuple[str, ...] | None:
        """What the police know a child to be exploited in on a day; None while they record no such thing."""
        if self.flags_since is not None and day < self.flags_since:
            return None
        exploited, known = self.exploited.get(child), self.known_to.get(child, {}).get("police")
        knows = exploited is not None and exploited.holds(day) and known is not None and known <= day
        return exploited.forms if exploited is not None and knows else ()


@dataclass
class Brought:
    """The children whom the council brings, as it has them on record."""

    reasons: dict[Child, str]
    identities: dict[Child, Identity]
    allocations: dict[Child, list[Allocation]]
    registrar: Registrar
    others: dict[Child, Identity] = field(default_factory=dict)
    again: dict[Child, tuple[Identity, tuple[str, ...]]] = field(default_factory=dict)

    def identity_of(self, child: Child) -> Identity:
        """Who a child is, brought or not: somebody else may know a child whom the council does not bring."""
        if child in self.identities:
            return self.identities[child]
        if child not in self.others:
            self.others[child] = self.registrar.register(child, "", False)
        return self.others[child]
