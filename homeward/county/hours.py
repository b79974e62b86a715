"""At what time of day a missing child was last seen and found, from where they went, and how they were found.

Children go in the evening and the night more than by day, and most come back by themselves; times are minutes of the
day in London. Whoever reports an absence, and how late, is the police's affair and not the truth's.
"""

from dataclasses import replace
from itertools import groupby

from homeward.county.absences import Absence
from homeward.county.chance import Stream, Streams
from homeward.county.preset import Preset

HOUR = 60
LAST_MINUTE = 24 * HOUR - 1
LEAST = 20  # minutes between going and being found


def set_times(absences: list[Absence], preset: Preset, streams: Streams) -> list[Absence]:
    """The same absences in the same order, each with its times and places, from a stream of the child's own."""
    by_child = sorted(range(len(absences)), key=lambda at: (absences[at].child.number, at))
    found = list(absences)
    for number, places in groupby(by_child, key=lambda at: absences[at].child.number):
        draw = streams.of("hours of going", number)
        for at in places:
            found[at] = _told(absences[at], preset, draw)
    return found


def _told(each: Absence, preset: Preset, draw: Stream) -> Absence:
    since_at = _minute(preset.shares("missing.hour_gone"), draw)
    until_at = _minute(preset.shares("missing.hour_found"), draw)
    if each.since == each.until:
        since_at = min(since_at, LAST_MINUTE - 3 * HOUR // 2)
        until_at = since_at + LEAST + int((LAST_MINUTE - since_at - LEAST) * draw.unit())
    return replace(
        each,
        since_at=since_at,
        until_at=until_at,
        missing_from=_from(each, preset, draw),
        found_how=draw.by_share(preset.table(f"missing.found_how.{'looked_after' if each.looked_after else 'others'}")),
        condition=draw.by_share(preset.table(f"missing.condition.{'exploited' if each.exploited else 'others'}")),
    )


def _minute(hours: tuple[float, ...], draw: Stream) -> int:
    hour = draw.by_share(dict(enumerate(hours)))
    return hour * HOUR + draw.below(HOUR)


def _from(each: Absence, preset: Preset, draw: Stream) -> str:
    """From where they live, or from where they were."""
    place = draw.by_share(preset.table("missing.from"))
    return PLACES[each.kind] if place == "where-they-live" else place


PLACES = {
    "": "home",
    "parents": "home",
    "adoption": "home",
    "foster": "foster-care",
    "homes": "childrens-home",
    "semi": "supported-accommodation",
}
