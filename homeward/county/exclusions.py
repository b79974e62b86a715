"""Suspensions and permanent exclusions: which pupil, from which school, on which day.

Boys and those in the middle of secondary school are excluded most, pupils on free school meals and with special
educational needs several times as often as others, and the vulnerable more than the rest. Some follow at once on being
exploited.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Streams
from homeward.county.children import Child, Town
from homeward.county.exploitation import Exploitation
from homeward.county.homes import School
from homeward.county.preset import Preset
from homeward.county.schools import Schools, school_days, school_years
from homeward.county.years import DAY

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One suspension or permanent exclusion; a suspension has a length in school days."""

    child: Child
    on: date
    permanent: bool
    days: int
    school: School | None


def lately_excluded(exclusions: Iterable[Exclusion], day: date) -> bool:
    """Whether any of them fell in the twelve months before a day."""
    return any(day - YEAR <= each.on < day for each in exclusions)


class Exclusions:
    """Simulates one school year after another, beginning a year and more early so that the past is there."""

    def __init__(self, preset: Preset, town: Town, schools: Schools, since: date, horizon: date, streams: Streams):
        self.preset, self.town, self.schools, self.since, self.horizon = preset, town, schools, since, horizon
        self.draw, self.after = streams["exclusions"], streams["exclusions after exploitation"]
        self.pull = preset.number("exclusion.vulnerability")
        self.ages = {sex: preset.table(f"exclusion.ages.{sex}") for sex in ("M", "F")}
        self.sexes = {sex: sum(ages.values()) for sex, ages in self.ages.items()}
        self.found: dict[Child, list[Exclusion]] = {}

    def run(self) -> dict[Child, list[Exclusion]]:
        """Every exclusion that exploitation did not bring."""
        for begins, ends in school_years(self.since - YEAR, self.horizon):
            self._year(begins, school_days(begins, ends))
        return self.found

    def follow(self, exploited: Iterable[Exploitation]) -> dict[Child, list[Exclusion]]:
        """The exclusions that being exploited brings within thirty days, of children at school; and all in order."""
        for each in exploited:
            days = [
                day for day in school_days(each.since + DAY, each.since + timedelta(days=31)) if self._at(each, day)
            ]
            if self.after.happens(self.preset.number("exploitation.brings_exclusion")) and days:
                permanent = self.after.happens(self.preset.number("exclusion.permanent_after_exploitation"))
                self._exclude(each.child, self.after.one_of(days), permanent)
        in_order = sorted(self.found, key=lambda child: child.number)
        self.found = {child: sorted(self.found[child], key=lambda each: each.on) for child in in_order}
        return self.found

    def lately(self, child: Child, day: date) -> bool:
        """Whether the child was excluded in the twelve months before a day."""
        return lately_excluded(self.found.get(child, ()), day)

    def _at(self, each: Exploitation, day: date) -> bool:
        return self.schools.of(each.child, day) is not None

    def _year(self, begins: date, days: list[date]) -> None:
        brought = self.preset.number("exclusion.brought")
        pupils = (self.preset.number("exclusion.pupils") - brought) * self.town.scale
        more = 1.0 - self.preset.number("exclusion.pupils") / self.preset.number("exclusion.suspensions")
        chosen: dict[Child, None] = {}
        for _ in range(self.draw.about(pupils)):
            child = self._pupil(begins, chosen)
            chosen[child] = None
            times = 1
            while self.draw.happens(more) and times < len(days):
                times += 1
            for _ in range(times):
                self._exclude(child, self.draw.one_of(days), permanent=False)
        for _ in range(self.draw.count(self.preset.number("exclusion.permanent") * self.town.scale)):
            young = self.draw.happens(self.preset.number("exclusion.permanent_primary"))
            self._exclude(self._pupil(begins, {}, young), self.draw.one_of(days), permanent=True)

    def _pupil(self, day: date, taken: dict[Child, None], young: bool | None = None) -> Child:
        """A pupil by age and sex, then drawn and refused until needs, meals and vulnerability are weighed."""
        meals, needs = self.preset.number("exclusion.meals"), self.preset.number("exclusion.needs")
        while True:
            ages = self.ages[sex := self.draw.by_share(self.sexes)]
            age = int(self.draw.by_share(ages))
            if young is not None and young != (age < 11):
                continue
            child = self.town.any_aged(age, day, sex, self.draw, self.pull)
            weight = (1.0 if child.free_meals else 1.0 / meals) * (1.0 if child.needs else 1.0 / needs)
            if child not in taken and self.draw.happens(weight):
                return child

    def _exclude(self, child: Child, day: date, permanent: bool) -> None:
        days = 0 if permanent else min(1 + math.floor(self.draw.wait(self.preset.number("exclusion.days"))), 15)
        self.found.setdefault(child, []).append(Exclusion(child, day, permanent, days, self.schools.of(child, day)))
