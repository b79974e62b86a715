"""Times in police custody: which child, when, for what they were held, and how it ended.

Most are of children whom nobody exploits. A child exploited on a line is arrested for what the line has them carry, far
more often than others; that is what the hub has to see (¶8, ¶12).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.families import Families
from homeward.county.hours import LAST_MINUTE
from homeward.county.world import World
from homeward.county.years import birthday, collection_years

MINUTE = timedelta(minutes=1)
SOONEST = 10  # the age of criminal responsibility
LATELY = 540  # days within which a brother or sister of a child brought was held


@dataclass(frozen=True, slots=True)
class Custody:
    """One time in custody. Moments are as a London clock shows them."""

    child: Child
    arrested_at: datetime
    arrived_at: datetime
    released_at: datetime
    offence: str
    adult: str
    adult_at: datetime
    outcome: str
    exploited: bool

    @property
    def on(self) -> date:
        """The day the child came into custody."""
        return self.arrived_at.date()


def live_custody(world: World, families: Families) -> list[Custody]:
    """Every time in custody of a run, to the end of its last collection year, in order."""
    held = Holding(world)
    found = [*held.of_others(), *held.of_the_exploited(), *held.of(families.known_for("custody"))]
    return sorted(found, key=lambda each: (each.arrived_at, each.child.number))


class Holding:
    """Draws who is arrested, each kind from streams of their own."""

    def __init__(self, world: World) -> None:
        self.world, self.preset, self.streams = world, world.preset, world.streams
        self.horizon = collection_years(world.since, world.until - timedelta(days=1))[-1].until

    def of_others(self) -> Iterator[Custody]:
        """Children drawn by age, sex and vulnerability, at a steady rate."""
        draw, town = self.streams["custody"], self.world.town
        ages, sexes = self.preset.table("custody.ages"), self.preset.table("custody.sexes")
        rate, day = self.preset.number("custody.arrests") * town.scale, 0.0
        while (day := day + draw.wait(365.25 / rate)) < (self.horizon - self.world.since).days:
            on = self.world.since + timedelta(days=int(day))
            age, sex = int(draw.by_share(ages)), draw.by_share(sexes)
            child = town.any_aged(age, on, sex, draw, self.preset.number("custody.vulnerability"))
            if self._may_be_held(child, on):
                yield self._held(child, on, draw, exploited=False)

    def of_the_exploited(self) -> Iterator[Custody]:
        """Each exploited child's own, while it lasts."""
        rates = self.preset.table("custody.while_exploited")
        for child, each in self.world.exploited.items():
            draw = self.streams.of("custody of the exploited", child.number)
            rate = rates["lines" if "county-lines" in each.forms else "others"]
            day = max(each.since, self.world.since)
            while (day := day + timedelta(days=1 + int(draw.wait(365.25 / rate)))) < min(each.until, self.horizon):
                if self._may_be_held(child, day):
                    yield self._held(child, day, draw, exploited="county-lines" in each.forms)

    def of(self, children: list[Child]) -> Iterator[Custody]:
        """Once each, within the last year and a half told."""
        for child in children:
            draw = self.streams.of("custody of brothers and sisters", child.number)
            on = self.world.until - timedelta(days=2 + draw.below(LATELY))
            if self._may_be_held(child, on):
                yield self._held(child, on, draw, exploited=False)

    def _may_be_held(self, child: Child, on: date) -> bool:
        return child.is_child_on(on) and birthday(child.born, SOONEST) <= on and self.world.since <= on < self.horizon

    def _held(self, child: Child, on: date, draw: Stream, *, exploited: bool) -> Custody:
        hours = self.preset.table("custody.hours")
        offences = self.preset.table("custody.offences_on_lines" if exploited else "custody.offences")
        arrested = datetime.combine(on, time()) + draw.below(LAST_MINUTE) * MINUTE
        arrived = arrested + (15 + draw.below(75)) * MINUTE
        long = min(max(hours["median"] * exp(hours["spread"] * draw.normal()), 0.7), 71.0)
        released = arrived + round(long * 60) * MINUTE
        waited = int((released - arrived) / MINUTE * (0.15 + 0.6 * draw.unit()))
        return Custody(
            child=child,
            arrested_at=shown(arrested),
            arrived_at=shown(arrived),
            released_at=shown(released),
            offence=draw.by_share(offences),
            adult=draw.by_share(self.preset.table("custody.adults")),
            adult_at=shown(arrived + waited * MINUTE),
            outcome=draw.by_share(self.preset.table("custody.outcomes")),
            exploited=exploited,
        )


def shown(moment: datetime) -> datetime:
    """A moment out of the hours that London's clocks leap over in March or show twice in October."""
    changes = moment.month in (3, 10) and moment.weekday() == 6 and moment.day > 24 and moment.hour in (1, 2)
    return moment.replace(hour=3) if changes else moment
