"""Living the county forward: each kind of thing after those that bear on it, on one hidden truth.

Care, need and exclusion come first, as they would without exploitation; then who is exploited, day by day, by what each
child has lived through until then; then what exploitation brings. None of what it brings bears on whether the same
child comes to be exploited, so the order of the stages changes nothing that depends on the order of days.
"""

from collections.abc import Callable
from datetime import date

from homeward.county.absences import Absences, live_years
from homeward.county.care import CareSystem
from homeward.county.chance import Streams
from homeward.county.children import populate
from homeward.county.exclusions import Exclusions
from homeward.county.exploitation import Exploiting
from homeward.county.hours import set_times
from homeward.county.knowledge import learn
from homeward.county.last_day import someone_missing
from homeward.county.lines import Lines, with_lines
from homeward.county.need import needs
from homeward.county.operation import Operations
from homeward.county.preset import Preset
from homeward.county.schools import Schools
from homeward.county.world import World
from homeward.county.years import DAY, collection_years, months_before

Progress = Callable[[str, int, int], None]
STAGES = (
    "Children of the county",
    "Children looked after",
    "Children excluded",
    "Children exploited",
    "Missing episodes",
)


def live(preset: Preset, size: str, months: int, until: date, seed: int, tell: Progress) -> World:
    """Live the county forward, to the end of the collection year that holds the last day."""
    streams = Streams(seed)
    years = collection_years(months_before(until, months), until - DAY)
    since, horizon = years[0].since, years[-1].until
    _tell(tell, 0)
    town = populate(preset, int(preset.number(f"size.{size}")), since, horizon, streams)
    _tell(tell, 1)
    system = CareSystem(preset, town, since, horizon, streams)
    care = system.run()
    in_need = needs(preset, town, since, horizon, streams)
    _tell(tell, 2)
    schools = Schools(preset, town.scale, horizon, streams)
    excluding = Exclusions(preset, town, schools, since, horizon, streams)
    excluding.run()
    _tell(tell, 3)
    exploiting = Exploiting(preset, town, care, excluding, schools, streams)
    exploited = exploiting.run(since, horizon)
    exclusions = excluding.follow(exploited.values())
    care = system.follow(exploited.values(), streams)
    _tell(tell, 4)
    lived = live_years(Absences(preset, town, care, streams, size == "town", exploited), years)
    absences = set_times(someone_missing(lived, care, until, exploited), preset, streams)
    _tell(tell, 5)
    lines = Lines(preset, until, streams).make(exploited)
    exploited = with_lines(exploited, lines)
    known = learn(exploited.values(), preset, streams)
    operations = Operations(preset, town.scale, lines, known, streams).make(exploited, since, until)
    return World(
        preset,
        town,
        care,
        absences,
        in_need,
        since,
        until,
        streams,
        exploited=exploited,
        exclusions=exclusions,
        lines=lines,
        operations=operations,
        known_to=known,
        ties=tuple(exploiting.ties.values()),
        flags_since=_flags_since(preset, until),
    )


def _flags_since(preset: Preset, until: date) -> date | None:
    """The day from which the police record flags of exploitation, where they have not always."""
    quarter = int(preset.number("recording.flags_from_quarter"))
    return date(until.year - 1, 3 * quarter - 2, 1) if quarter else None


def _tell(tell: Progress, done: int) -> None:
    tell(STAGES[min(done, len(STAGES) - 1)], done, len(STAGES))
