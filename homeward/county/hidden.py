"""The hidden truth as the truth file tells it: the exploited, the excluded, the lines and the operations.

Children are named by their number in the run; `linkage.csv` beside the truth says what each system calls them.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from homeward.county import afterwards
from homeward.county.achieved import shapes
from homeward.county.children import Child
from homeward.county.lines import Adult, Line
from homeward.county.operation import Operation
from homeward.county.world import World


def told(world: World) -> dict[str, Any]:
    """Everything that no feed carries, up to the day told to."""
    return {
        "achieved": [asdict(each) for each in shapes(world)],
        "exploited": [_exploited(world, child) for child in _begun(world)],
        "friends_among_the_exploited": [
            [tie.first.number, tie.second.number, _day(tie.since)] for tie in world.ties if tie.since < world.until
        ],
        "exclusions": [
            [each.child.number, _day(each.on), "permanent" if each.permanent else "suspension", each.days]
            for held in world.exclusions.values()
            for each in held
            if world.since <= each.on < world.until
        ],
        "lines": [_line(each) for each in world.lines],
        "operations": [_operation(each) for each in world.operations],
        "return_interviews": afterwards.interviews(world),
        "national_referrals": afterwards.referrals(world),
        "flags_recorded_since": _day(world.flags_since) if world.flags_since else None,
    }


def _begun(world: World) -> list[Child]:
    return [child for child, each in world.exploited.items() if each.since < world.until]


def _day(day: date) -> str:
    return day.isoformat()


def _exploited(world: World, child: Child) -> dict[str, Any]:
    each = world.exploited[child]
    known = world.known_to.get(child, {})
    return {
        "child": child.number,
        "since": _day(each.since),
        "until": _day(each.until) if each.until < world.until else None,
        "forms": list(each.forms),
        "line": each.line,
        "known_to": {agency: _day(day) for agency, day in known.items() if day < world.until},
    }


def _adult(each: Adult) -> dict[str, str]:
    return {"reference": each.reference, "name": each.name, "role": each.role}


def _line(line: Line) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "brand": line.brand,
        "standing": line.standing,
        "far_end": line.far_end,
        "direction": line.direction,
        "since": _day(line.since),
        "until": _day(line.until),
        "towns": list(line.towns),
        "travel": list(line.travel),
        "adults": [_adult(each) for each in line.adults],
        "children": [child.number for child in line.children],
        "homes_taken_over": [
            {"address": each.address, "postcode": each.postcode, "adult": _adult(each.adult)}
            | {"since": _day(each.since), "until": _day(each.until)}
            for each in line.premises
        ],
        "numbers": [[each.phone, _day(each.since), _day(each.until) if each.until else None] for each in line.numbers],
        "activity": [[_day(each.on), each.what, each.town, each.travel, each.evidence] for each in line.activity],
    }


def _operation(each: Operation) -> dict[str, Any]:
    return {
        "name": each.name,
        "since": _day(each.since),
        "until": _day(each.until),
        "warrants": [
            {"reference": warrant.reference, "on": _day(warrant.on), "line": warrant.line}
            | {"adults": [who.reference for who in warrant.adults]}
            | {"children": [child.number for child in warrant.children]}
            for warrant in each.warrants
        ],
        "arrested": [who.reference for who in each.arrested],
        "charged": [who.reference for who in each.charged],
        "vulnerable_adults": [who.reference for who in each.vulnerable_adults],
        "children": [child.number for child in each.children],
        "children_known_to_nobody_before": [child.number for child in each.known_to_nobody_before],
    }
