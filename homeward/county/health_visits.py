"""Attendances at emergency departments and urgent treatment, and referrals to mental health services.

Each child's come from a stream of the child's own, so that only those of the children asked after are ever drawn. Being
exploited brings more of them, and other reasons: assault, overdose, injury that nobody has explained.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.custody import MINUTE, shown
from homeward.county.hours import LAST_MINUTE
from homeward.county.world import World
from homeward.county.years import DAY, birthday

INJURIES = frozenset({"assault", "stabbing", "gunshot", "unexplained-injury"})
OUTCOMES = {"went-home": 0.80, "admitted": 0.11, "moved-on": 0.03, "left-before": 0.05, "not-known": 0.01}
REFERRED = {"accepted": 0.6, "not-accepted": 0.35, "not-known": 0.05}


@dataclass(frozen=True, slots=True)
class Visit:
    """One attendance or referral; a referral has no end."""

    child: Child
    service: str
    arrived_at: datetime
    left_at: datetime | None
    reason: str
    outcome: str


def visits_of(world: World, child: Child) -> Iterator[Visit]:
    """A child's attendances up to the last day told, in order."""
    draw, rates = world.streams.of("health visits", child.number), world.preset.table("health_visits.a_year")
    day = max(world.since, child.arrived or child.born)
    highest = max(rates.values()) * world.preset.number("health_visits.while_exploited")
    while (day := day + timedelta(days=1 + int(draw.wait(365.25 / highest)))) < min(
        world.until, birthday(child.born, 18)
    ):
        each = world.exploited.get(child)
        exploited = each is not None and each.holds(day)
        if draw.happens(_rate(world, child, day, exploited) / highest):
            yield _visit(world, child, day, draw, exploited)


def _rate(world: World, child: Child, day: date, exploited: bool) -> float:
    age, rates = child.age(day), world.preset.table("health_visits.a_year")
    usual = rates["under_5" if age < 5 else "under_10" if age < 10 else "under_18"]
    return usual * (world.preset.number("health_visits.while_exploited") if exploited else 1.0)


def _visit(world: World, child: Child, day: date, draw: Stream, exploited: bool) -> Visit:
    preset = world.preset
    service = draw.by_share(preset.table("health_visits.services"))
    reason = draw.by_share(preset.table(f"health_visits.reasons{'_while_exploited' if exploited else ''}"))
    arrived = datetime.combine(day, time()) + draw.below(LAST_MINUTE) * MINUTE
    stayed = (40 + int(draw.wait(130))) * MINUTE
    if service == "camhs":
        reason = "mental-health" if reason in INJURIES | {"other"} else reason
        return Visit(child, service, shown(arrived), None, reason, draw.by_share(REFERRED))
    left = shown(min(arrived + stayed, arrived + DAY))
    return Visit(child, service, shown(arrived), left, reason, draw.by_share(OUTCOMES))
