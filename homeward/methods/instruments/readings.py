"""What one item's answer comes to: as it counts, and as the least and the most it could come to were more known.

A *no* comes to nothing. A *not known* comes to nothing too, and says so: it could be anything up to the scale's most. A
yes that wants evidence and has none is read in the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from homeward.methods.instruments.answers import Answer, Evidence
from homeward.methods.instruments.recency import Windows, placed
from homeward.vocabulary.instruments.scales import LEVELS, Level, Scale, WindowsScale
from homeward.vocabulary.instruments.shapes import Instrument, Item

State = Literal["known", "not-known", "not-answered", "no-such-answer", "without-evidence"]


class Reading(NamedTuple):
    """A yes or none, its points, how grave it is, and the nearest window it was seen in, 0 being the nearest."""

    yes: bool = False
    points: int = 0
    level: Level | None = None
    window: int | None = None


NOTHING = Reading()


@dataclass(frozen=True, slots=True)
class Part:
    """What one item came to, and why: its answer, its evidence, the windows it was seen in and the three readings.

    `later` is how much evidence was of days after the assessment, and so not counted. A yes that is not `dated` was
    seen on no day that anybody gave.
    """

    item: str
    said: str
    state: State
    counts: Reading
    lowest: Reading
    highest: Reading
    evidence: tuple[Evidence, ...] = ()
    windows: tuple[str, ...] = ()
    later: int = 0
    dated: bool = True

    @property
    def is_open(self) -> bool:
        """True where more knowledge could change what it comes to."""
        return self.lowest != self.highest


def parts_of(definition: Instrument, answers: Mapping[str, Answer], *, on: date) -> tuple[Part, ...]:
    """Every item of a definition with what its answer came to on a day, in the definition's order."""
    return tuple(part_of(definition, item, answers.get(code), on=on) for code, item in definition.items.items())


def part_of(definition: Instrument, item: Item, answer: Answer | None, *, on: date) -> Part:
    """What the answer to one item came to. No answer at all, and one its scale does not offer, are as not known."""
    scale = definition.scale[item.scale]
    choice = scale.by_code.get(answer.said) if answer else None
    if answer is None or choice is None or choice.means == "not-known":
        state: State = "not-answered" if answer is None else "not-known" if choice else "no-such-answer"
        evidence = answer.evidence if answer else ()
        return Part(item.code, answer.said if answer else "", state, NOTHING, NOTHING, most_of(item, scale), evidence)
    if choice.means == "no":
        return Part(item.code, answer.said, "known", NOTHING, NOTHING, NOTHING, answer.evidence)
    counted = answer.evidence
    if definition.evidence_for(item) == "required":
        counted = tuple(each for each in counted if each.says_how_known)
        if not counted:
            best = most_of(item, scale) if isinstance(scale, WindowsScale) else _by_choice(item, scale, answer.said)
            return Part(item.code, answer.said, "without-evidence", NOTHING, NOTHING, best, answer.evidence)
    if isinstance(scale, WindowsScale):
        return _by_windows(item, scale, answer, counted, on)
    reading = _by_choice(item, scale, answer.said)
    return Part(item.code, answer.said, "known", reading, reading, reading, answer.evidence)


def most_of(item: Item, scale: Scale) -> Reading:
    """The most that an item's answer could come to."""
    if isinstance(scale, WindowsScale):
        return _in_windows(item, scale, frozenset(range(len(scale.windows))))
    return _by_choice(item, scale, [choice.code for choice in scale.answers if choice.means == "yes"][-1])


def _by_choice(item: Item, scale: Scale, code: str) -> Reading:
    choice = scale.by_code[code]
    points = 0 if item.protective else item.weight * choice.points
    return Reading(True, points, item.level or choice.level)


def _by_windows(item: Item, scale: WindowsScale, answer: Answer, counted: tuple[Evidence, ...], on: date) -> Part:
    where = placed(scale, counted, on=on)
    could_be = [_in_windows(item, scale, windows) for windows in where.could_be]
    later = sum(each.since is not None and each.since > on for each in counted)
    names = tuple(scale.windows[window].code for window in sorted(where.counts))
    counts = _in_windows(item, scale, where.counts)
    lowest, highest = _least(could_be), _greatest(could_be)
    evidence = answer.evidence
    return Part(item.code, answer.said, "known", counts, lowest, highest, evidence, names, later, where.dated)


def _in_windows(item: Item, scale: WindowsScale, windows: Windows) -> Reading:
    if not windows:
        return NOTHING
    each = [scale.windows[window] for window in windows]
    points = sum(window.points for window in each) if scale.combine == "sum" else max(w.points for w in each)
    level = item.level or max((window.level for window in each if window.level), key=LEVELS.index, default=None)
    return Reading(True, 0 if item.protective else item.weight * points, level, min(windows))


def _least(readings: list[Reading]) -> Reading:
    """The least of several readings in every respect, each for itself."""
    windows = [reading.window for reading in readings]
    level = min((reading.level for reading in readings), key=_height)
    farthest = None if None in windows else max(window for window in windows if window is not None)
    return Reading(all(each.yes for each in readings), min(each.points for each in readings), level, farthest)


def _greatest(readings: list[Reading]) -> Reading:
    """The most of several readings in every respect, each for itself."""
    level = max((reading.level for reading in readings), key=_height)
    nearest = min((reading.window for reading in readings if reading.window is not None), default=None)
    return Reading(any(each.yes for each in readings), max(each.points for each in readings), level, nearest)


def _height(level: Level | None) -> int:
    return LEVELS.index(level) + 1 if level else 0
