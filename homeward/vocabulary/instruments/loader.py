"""The one way an instrument is read: checked against its shape and against itself, or the program does not start.

A mistake names the file, the line and what is wrong there. A band that overlaps another, or an item that a rule names
and nobody asks, would put children into the wrong band in silence.
"""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from homeward.foundation.errors import HomewardError
from homeward.vocabulary.instruments.checks import first_fault
from homeward.vocabulary.instruments.scales import SCALE_KINDS, Scale
from homeward.vocabulary.instruments.shapes import Instrument
from homeward.vocabulary.marked_yaml import MarkedText

FOLDER = Path(__file__).parent


class InstrumentUnreadable(HomewardError):
    """A definition that is missing, does not have its shape or disagrees with itself."""


class InstrumentNotInForce(HomewardError):
    """An instrument was asked for as at a day on which no version of it was in force."""


@cache
def instrument_codes() -> tuple[str, ...]:
    """The codes of every shipped instrument, in alphabetical order."""
    return tuple(sorted({path.parent.name for path in FOLDER.glob("*/*.yaml")}))


@cache
def versions(code: str) -> tuple[Instrument, ...]:
    """Every version there has been of an instrument, oldest first. Raises InstrumentUnreadable."""
    if code not in instrument_codes():
        raise _unreadable(code, 1, "no such instrument")
    paths = (FOLDER / code).glob("*.yaml")
    return read_all({f"{code}/{path.name}": path.read_text(encoding="utf-8") for path in paths})


def instrument(code: str, *, on: date) -> Instrument:
    """The version in force on a day, which is that of the assessment.

    Raises InstrumentUnreadable, InstrumentNotInForce.
    """
    found = next((each for each in versions(code) if each.in_force(on)), None)
    if found is None:
        raise InstrumentNotInForce(
            got=f"a question about {code} as at {on.isoformat()}",
            expected=f"a day from {versions(code)[0].since}",
            next_step="Check the date of the assessment, or add the version that was in force then.",
        )
    return found


def instruments(*, on: date) -> tuple[Instrument, ...]:
    """Every instrument that is in force on a day, each in the version of that day."""
    return tuple(each for code in instrument_codes() for each in versions(code) if each.in_force(on))


def version(code: str, number: int) -> Instrument:
    """One version by its number, for answers that were given under it. Raises InstrumentUnreadable."""
    found = next((each for each in versions(code) if each.version == number), None)
    if found is None:
        raise _unreadable(f"{code}/{number}.yaml", 1, "no such version")
    return found


def read_all(texts: dict[str, str]) -> tuple[Instrument, ...]:
    """Every version of one instrument from the texts of its files, oldest first, one following the other day by day.

    Raises InstrumentUnreadable, also for a day between two versions on which none or both would hold.
    """
    read_ones = sorted(
        ((read(text, file=file), file) for file, text in texts.items()), key=lambda each: each[0].version
    )
    for (earlier, _), (later, file) in zip(read_ones, read_ones[1:], strict=False):
        _refuse_days_between(earlier, later, file, texts[file])
    return tuple(each for each, _ in read_ones)


def read(text: str, *, file: str) -> Instrument:
    """One version from its text, the file being `code/version.yaml`. Raises InstrumentUnreadable."""
    try:
        marked = MarkedText(text)
    except yaml.YAMLError as mistake:
        mark = getattr(mistake, "problem_mark", None)
        problem = getattr(mistake, "problem", None) or "text that is not YAML"
        raise _unreadable(file, mark.line + 1 if mark else 1, problem) from None
    found = _shaped(marked, file)
    if file != f"{found.name}.yaml":
        raise _unreadable(file, marked.line_of(("version",)), f"an instrument that calls itself {found.name}")
    if fault := first_fault(found):
        raise _unreadable(file, marked.line_of(fault.where), fault.words)
    return found


def _shaped(marked: MarkedText, file: str) -> Instrument:
    values = marked.values
    if not isinstance(values, dict) or not isinstance(values.get("scales"), list):
        raise _unreadable(file, 1, "no scales")
    scales = tuple(_scale(marked, file, index) for index in range(len(values["scales"])))
    try:
        return Instrument.model_validate({**values, "scales": scales})
    except ValidationError as mistake:
        raise _misshapen(file, marked, (), mistake) from None


def _scale(marked: MarkedText, file: str, index: int) -> Scale:
    given = marked.values["scales"][index]
    kind = given.get("kind") if isinstance(given, dict) else None
    try:
        return SCALE_KINDS.get(str(kind), Scale).model_validate(given)
    except ValidationError as mistake:
        raise _misshapen(file, marked, ("scales", index), mistake) from None


def _misshapen(
    file: str, marked: MarkedText, above: tuple[str | int, ...], mistake: ValidationError
) -> InstrumentUnreadable:
    first = mistake.errors()[0]
    where = (*above, *first["loc"])
    return _unreadable(file, marked.line_of(where), f"{'.'.join(str(step) for step in where)}: {first['msg']}")


def _refuse_days_between(earlier: Instrument, later: Instrument, file: str, text: str) -> None:
    if later.version != earlier.version + 1:
        line = MarkedText(text).line_of(("version",))
        raise _unreadable(file, line, f"version {later.version} follows version {earlier.version}")
    if earlier.until != later.since:
        ends = f"ends on {earlier.until.isoformat()}" if earlier.until else "has no end"
        words = (
            f"version {earlier.version} {ends} and this one begins on {later.since}: a gap or an overlap between them"
        )
        raise _unreadable(file, MarkedText(text).line_of(("since",)), words)


def _unreadable(file: str, line: int, problem: str) -> InstrumentUnreadable:
    return InstrumentUnreadable(
        got=f"in {file}, line {line}: {problem}",
        expected="an instrument as the README beside the instruments describes it",
        next_step="Correct that line. An answer that looks like yes and no needs quotation marks.",
    )
