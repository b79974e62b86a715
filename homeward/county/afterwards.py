"""What follows in the truth alone: return interviews, and referrals to the National Referral Mechanism.

No partner's file carries either. They are here for the pages that will ask how soon a child was spoken with, and what
became of a referral.
"""

from datetime import date, timedelta
from math import exp
from typing import Any

from homeward.county.chance import Stream
from homeward.county.children import Child
from homeward.county.world import World

SOON, LATE = 3, 21  # days
KNOWERS = ("police", "social-care")


def interviews(world: World) -> list[list[Any]]:
    """For each absence that has ended: the child, the day they were found, and the interview: offered, and its day."""
    shares = world.preset.table("interviews.shares")
    found: list[list[Any]] = []
    for each in world.absences:
        if each.until >= world.until:
            continue
        number = each.child.number * 20_000 + each.since.toordinal() % 20_000
        draw, told = world.streams.of("return interviews", number), "not offered"
        at = draw.unit()
        if at < shares["offered"]:
            told = "offered"
        on = _interviewed(each.until, draw, at < shares["done"], at < shares["within_72_hours"])
        found.append(
            [each.child.number, each.until.isoformat(), told, on if on and on < world.until.isoformat() else ""]
        )
    return found


def _interviewed(found: date, draw: Stream, done: bool, soon: bool) -> str:
    days = draw.below(SOON) if soon else SOON + 1 + draw.below(LATE)
    return (found + timedelta(days=days)).isoformat() if done else ""


def referrals(world: World) -> list[dict[str, Any]]:
    """Each referral of a child exploited by a line, with its decisions so far."""
    return [told for child in world.exploited if (told := _referral(world, child)) is not None]


def _referral(world: World, child: Child) -> dict[str, Any] | None:
    each, shares = world.exploited[child], world.preset.table("referrals.shares")
    known = [day for agency, day in world.known_to.get(child, {}).items() if agency in KNOWERS]
    draw = world.streams.of("national referrals", child.number)
    if not each.line or not known or not draw.happens(shares["referred"]):
        return None
    on = min(known) + timedelta(days=1 + draw.below(30))
    if on >= world.until:
        return None
    waits = world.preset.table("referrals.conclusive_years")
    days = int(365.25 * waits["median"] * exp(waits["spread"] * draw.normal()))
    first = _decision(world.until, on + timedelta(days=5 + draw.below(40)), draw.happens(shares["reasonable_grounds"]))
    second = _decision(world.until, on + timedelta(days=60 + days), draw.happens(shares["conclusive_grounds"]))
    going_on = first[:1] == ["positive"]
    return {
        "child": child.number,
        "line": each.line,
        "on": on.isoformat(),
        "reasonable_grounds": first,
        "conclusive_grounds": second if going_on else [],
    }


def _decision(until: date, on: date, positive: bool) -> list[str]:
    return ["positive" if positive else "negative", on.isoformat()] if on < until else []
