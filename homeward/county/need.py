"""Children in need: when each episode of need began, and whether there is a protection plan."""

from dataclasses import dataclass
from datetime import date, timedelta

from homeward.county.chance import Streams
from homeward.county.children import Child, Town
from homeward.county.preset import Preset


@dataclass(frozen=True, slots=True)
class Need:
    """One episode of need."""

    since: date
    until: date
    plan: bool


def needs(preset: Preset, town: Town, since: date, horizon: date, streams: Streams) -> dict[Child, Need]:
    """Each child's episode of need, begun at a steady rate; a child has one at most in a run."""
    stream = streams["children in need"]
    started = preset.number("need.started") * town.scale
    lasts = 365.25 * preset.number("need.stock") / preset.number("need.started")
    pull = preset.number("need.vulnerability")
    found: dict[Child, Need] = {}
    day = -2.0 * 365
    while (day := day + stream.wait(365.25 / started)) < (horizon - since).days:
        begins = since + timedelta(days=int(day))
        sex = "M" if stream.happens(preset.number("county.boys")) else "F"
        child = town.any_aged(stream.below(17), max(begins, since), sex, stream, pull)
        while child in found:
            child = town.any_aged(stream.below(17), max(begins, since), sex, stream, pull)
        length = timedelta(days=14 + int(stream.wait(lasts)))
        found[child] = Need(max(begins, child.born), begins + length, stream.happens(preset.number("need.plan")))
    return dict(sorted(found.items(), key=lambda pair: pair[0].number))
