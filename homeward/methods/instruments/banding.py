"""Which band a set of readings falls into: by its total, its counts or its gravest, then by the named overrides."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from homeward.methods.instruments.readings import Reading
from homeward.vocabulary.instruments.scales import LEVELS, Level, WindowsScale, at_least
from homeward.vocabulary.instruments.shapes import Band, Counts, Instrument, Override


@dataclass(frozen=True, slots=True)
class Outcome:
    """A score, or none where the method has none; how many of each level; the band by the score; what raised it.

    `band` is the tool's band: the one by the score, or a higher one that an override names.
    """

    score: int | None
    levels: Mapping[Level, int]
    by_score: str
    overrides: tuple[str, ...]
    band: str


def outcome(
    definition: Instrument, readings: Mapping[str, Reading], *, judgement: int, younger: Collection[int]
) -> Outcome:
    """The one band of a set of readings.

    `judgement` is the points of the assessor's own score, and `younger` the ages that the child counts as younger than.
    """
    counted = {code: each for code, each in readings.items() if each.yes and not definition.items[code].protective}
    levels: dict[Level, int] = {level: sum(each.level == level for each in counted.values()) for level in LEVELS}
    score = _score(definition, counted, judgement)
    by_score = _by_score(definition, score, levels)
    fired = tuple(each for each in definition.overrides if _holds(definition, each, counted, younger))
    band = by_score
    for override in fired:
        band = definition.higher(band, override.to)
    return Outcome(score, levels, by_score, tuple(override.code for override in fired), band)


def _score(definition: Instrument, counted: Mapping[str, Reading], judgement: int) -> int | None:
    if definition.method == "sum":
        return judgement + sum(each.points for each in counted.values())
    return len(counted) if definition.method == "evidence" else None


def _by_score(definition: Instrument, score: int | None, levels: Mapping[Level, int]) -> str:
    held = [band for band in definition.bands[1:] if _reaches(definition, band, score, levels)]
    return held[-1].code if held else definition.bands[0].code


def _reaches(definition: Instrument, band: Band, score: int | None, levels: Mapping[Level, int]) -> bool:
    if score is not None:
        return band.least is not None and score >= band.least
    if definition.method == "counts":
        return any(_has(levels, counts) for counts in band.any_of)
    return band.level is not None and any(levels[level] for level in LEVELS[LEVELS.index(band.level) :])


def _has(levels: Mapping[Level, int], counts: Counts) -> bool:
    high = levels["high"]
    medium = high + levels["medium"]
    return high >= counts.high and medium >= counts.medium and medium + levels["low"] >= counts.low


def _holds(
    definition: Instrument, override: Override, counted: Mapping[str, Reading], younger: Collection[int]
) -> bool:
    when = override.when
    if when.age_under is not None and when.age_under not in younger:
        return False
    if any(code not in counted for code in when.also):
        return False
    named = bool(when.items or when.groups)
    found = 0
    for code, reading in counted.items():
        if named and code not in when.items and definition.group_of[code] not in when.groups:
            continue
        if when.level is not None and not at_least(reading.level, when.level):
            continue
        found += when.within is None or _seen_within(definition, code, reading, when.within)
    return found >= when.at_least


def _seen_within(definition: Instrument, code: str, reading: Reading, within: str) -> bool:
    scale = definition.scale[definition.items[code].scale]
    if not isinstance(scale, WindowsScale) or reading.window is None:
        return False
    return within in (window.code for window in scale.windows[reading.window :])
