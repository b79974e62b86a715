"""What a scale must hold: an answer for no, one for not known, and answers that only rise from the first to the last.

An answer further up never counts less than one further down, so that a yes never lowers a score and the bounds of what
is not known are those of the lowest and the highest answer.
"""

from collections.abc import Iterator

from homeward.vocabulary.instruments.faults import Fault, Path
from homeward.vocabulary.instruments.scales import (
    LEVELS,
    Choice,
    ChoicesScale,
    Level,
    NumbersScale,
    Scale,
    WindowsScale,
)
from homeward.vocabulary.instruments.shapes import Instrument


def scales_make_sense(instrument: Instrument) -> Iterator[Fault]:
    """Every scale of an instrument, each by the rules of its kind."""
    for index, scale in enumerate(instrument.scales):
        yield from _of_kind(("scales", index), scale)


def _of_kind(where: Path, scale: Scale) -> Iterator[Fault]:
    if isinstance(scale, ChoicesScale):
        yield from _choices((*where, "choices"), scale.choices)
    elif isinstance(scale, NumbersScale):
        for number in scale.anchors:
            if number > scale.most:
                yield Fault((*where, "anchors", str(number)), f"words at {number} in a scale that ends at {scale.most}")
    elif isinstance(scale, WindowsScale):
        yield from _windows(where, scale)


def _choices(where: Path, choices: tuple[Choice, ...]) -> Iterator[Fault]:
    yield from _codes_once(where, [choice.code for choice in choices])
    meanings = [choice.means for choice in choices]
    for meaning, words in (("no", "no answer means no"), ("yes", "no answer means yes")):
        if meaning not in meanings:
            yield Fault(where, words)
    if meanings.count("not-known") != 1:
        yield Fault(where, "one answer, and no more, means not-known: it is never the same as no")
    for index, choice in enumerate(choices):
        if choice.means != "yes" and (choice.points or choice.level):
            yield Fault(
                (*where, index), f"the answer {choice.code} means {choice.means} and comes to points or a level"
            )
    yield from _rising(where, [(i, each.points, each.level) for i, each in enumerate(choices) if each.means == "yes"])


def _windows(where: Path, scale: WindowsScale) -> Iterator[Fault]:
    windows = scale.windows
    yield from _codes_once((*where, "windows"), [window.code for window in windows])
    for index, (nearer, farther) in enumerate(zip(windows, windows[1:], strict=False), start=1):
        if nearer.within is None:
            yield Fault(
                (*where, "windows", index), f"a window after {nearer.code}, which already holds any time before"
            )
        elif farther.within is not None and farther.within <= nearer.within:
            yield Fault(
                (*where, "windows", index, "within"), f"it ends no earlier than the window {nearer.code} before it"
            )
    last = len(windows) - 1
    yield from _rising((*where, "windows"), [(last - i, w.points, w.level) for i, w in enumerate(reversed(windows))])
    if scale.undated not in {window.code for window in windows}:
        yield Fault((*where, "undated"), f"unknown window {scale.undated}")


def _rising(where: Path, rows: list[tuple[int, int, Level | None]]) -> Iterator[Fault]:
    for (_, points, level), (index, more_points, more_level) in zip(rows, rows[1:], strict=False):
        if more_points < points or _height(more_level) < _height(level):
            yield Fault((*where, index), "it counts less than one that says less or was seen longer ago")


def _height(level: Level | None) -> int:
    return LEVELS.index(level) + 1 if level else 0


def _codes_once(where: Path, codes: list[str]) -> Iterator[Fault]:
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield Fault((*where, index, "code"), f"the code {code} stands twice")
