"""Concerns about a child's attendance that the education service works on: never the whole roll.

The vulnerable and the exploited have more of them. How a concern is called follows what was missed: severe is half or
more of the sessions, persistent a tenth or more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.exclusions import Exclusion
from homeward.county.families import Families
from homeward.county.homes import School
from homeward.county.schools import Schools, school_days
from homeward.county.world import World
from homeward.county.years import DAY, birthday, collection_years

YOUNGEST, OLDEST = 5, 15
WITH_SESSIONS = ("severe", "persistent", "reduced-timetable", "alternative-provision")
MISSED = {"severe": (0.52, 0.45), "persistent": (0.11, 0.35), "reduced-timetable": (0.3, 0.3)}
LATELY = 400


@dataclass(frozen=True, slots=True)
class SchoolConcern:
    """One concern, for as long as somebody had it; sessions are none where nobody counts them."""

    child: Child
    kind: str
    since: date
    until: date
    school: School | None
    missed: float

    def sessions(self, upto: date) -> tuple[int, int] | None:
        """Sessions that could have been attended before a day, and those missed; nothing where none can be told."""
        days = len(school_days(self.since, min(self.until, upto) + DAY))
        if self.kind not in WITH_SESSIONS or not days or not self.missed:
            return None
        return 2 * days, min(-int(-2 * days * self.missed // 1), 2 * days)


class SchoolConcerns:
    """Draws the concerns of a run."""

    def __init__(self, world: World, families: Families) -> None:
        self.world, self.families, self.preset, self.streams = world, families, world.preset, world.streams
        self.horizon = collection_years(world.since, world.until - DAY)[-1].until
        self.schools = Schools(world.preset, world.town.scale, self.horizon, world.streams)

    def live(self) -> list[SchoolConcern]:
        """All of them, in order of day; no child has two of one kind from one day."""
        found = [*self._of_pupils(), *self._of_the_exploited(), *self._of_brothers_and_sisters()]
        once = {(each.child.number, each.kind, each.since): each for each in found}
        return sorted(once.values(), key=lambda each: (each.since, each.child.number, each.kind))

    def exclusions(self) -> list[Exclusion]:
        """Suspensions of the brothers and sisters of children brought: the county's own are in the world."""
        found = []
        for child in self.families.known_for("excluded"):
            draw = self.streams.of("exclusion of brothers and sisters", child.number)
            days = school_days(self.world.until - timedelta(days=LATELY), self.world.until - DAY)
            for _ in range(1 + draw.below(3)):
                on = draw.one_of(days)
                if YOUNGEST <= child.age(on) <= OLDEST:
                    found.append(Exclusion(child, on, False, 1 + draw.below(5), self.schools.latest(child, on)))
        return found

    def _of_pupils(self) -> Iterator[SchoolConcern]:
        draw, town = self.streams["concerns about attendance"], self.world.town
        counts, pull = self.preset.table("school_concerns.a_year"), self.preset.number("school_concerns.vulnerability")
        rate, day = sum(counts.values()) * town.scale, 0.0
        while (day := day + draw.wait(365.25 / rate)) < (self.horizon - self.world.since).days:
            on = self.world.since + timedelta(days=int(day))
            age = YOUNGEST + draw.below(OLDEST - YOUNGEST + 1)
            child = town.any_aged(age, on, "M" if draw.happens(0.53) else "F", draw, pull)
            if child.is_child_on(on):
                yield self._concern(child, draw.by_share(counts), on, draw)

    def _of_the_exploited(self) -> Iterator[SchoolConcern]:
        for child, each in self.world.exploited.items():
            draw = self.streams.of("attendance of the exploited", child.number)
            on = each.since + timedelta(days=14 + draw.below(60))
            happens = draw.happens(self.preset.number("school_concerns.while_exploited"))
            if happens and self.world.since <= on < birthday(child.born, OLDEST + 1):
                kind = draw.by_share(
                    {"severe": 0.45, "persistent": 0.3, "reduced-timetable": 0.15, "missing-education": 0.1}
                )
                yield self._concern(child, kind, on, draw)

    def _of_brothers_and_sisters(self) -> Iterator[SchoolConcern]:
        for child in self.families.known_for("attendance"):
            draw = self.streams.of("attendance of brothers and sisters", child.number)
            on = self.world.until - timedelta(days=30 + draw.below(LATELY))
            if YOUNGEST <= child.age(on) <= OLDEST:
                yield self._concern(child, draw.by_share({"severe": 0.4, "persistent": 0.6}), on, draw)

    def _concern(self, child: Child, kind: str, since: date, draw: Stream) -> SchoolConcern:
        lasts = timedelta(days=21 + int(draw.wait(self.preset.number("school_concerns.days"))))
        until = max(min(since + lasts, birthday(child.born, OLDEST + 2)), since + 14 * DAY)
        least, more = MISSED.get(kind, (0.0, 0.0))
        school = None if kind in ("missing-education", "home-education") else self.schools.of(child, since)
        return SchoolConcern(child, kind, since, until, school, least + more * draw.unit() if least else 0.0)
