"""What every agency's feed asks of the columns that say whose a row is: pure, for the feeds' own rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from homeward.foundation.identifiers import nhs_number, pnc, postcode, upn
from homeward.foundation.identifiers.reading import Reading
from homeward.gateways.feeds.rows import Checked, Problem, Value
from homeward.vocabulary.loader import load_whole

READERS: Mapping[str, Callable[..., Reading]] = {
    "upn": upn.normalise,
    "nhs_number": nhs_number.normalise,
    "pnc": pnc.normalise,
    "postcode": postcode.normalise,
}
YES = frozenset({"1", "true", "yes", "y"})
Fault = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Born:
    """A birth date as exactly as it is known: a day; the first day of a month or a year; or, of an age in years alone,
    the last day on which somebody of that age could have been born."""

    on: date
    precision: str = "day"


def text_in(values: Mapping[str, Value], column: str) -> str:
    """The words in a cell; nothing where it is empty, or where the part has no such column."""
    return str(values.get(column) or "")


def day_in(values: Mapping[str, Value], column: str) -> date | None:
    """The day in a cell, or none."""
    value = values.get(column)
    return value if isinstance(value, date) else None


def moment_in(values: Mapping[str, Value], column: str) -> datetime | None:
    """The moment in a cell, or none."""
    value = values.get(column)
    return value if isinstance(value, datetime) else None


def says_yes(values: Mapping[str, Value], column: str) -> bool:
    """Whether a cell that is a flag is set."""
    return text_in(values, column).casefold() in YES


def is_withdrawn(values: Mapping[str, Value]) -> bool:
    """Whether the sender takes back what the row said before."""
    return says_yes(values, "withdrawn")


def codes_in(values: Mapping[str, Value], column: str) -> list[str]:
    """The codes of a cell that may hold several with semicolons between, each once, in small letters."""
    words = (word.strip().casefold() for word in text_in(values, column).split(";"))
    return list(dict.fromkeys(word for word in words if word))


def born_on(values: Mapping[str, Value]) -> Born | None:
    """The birth date of a row that gives a day, or none."""
    day = day_in(values, "birth_date")
    return Born(day) if day else None


def ethnicity_in(values: Mapping[str, Value]) -> str | None:
    """The ethnic background in the return's own codes; of the police's, the one that it is kept by."""
    code = text_in(values, "ethnicity")
    police = load_whole("police_ethnicity").get(code)
    return police.group if police is not None else code or None


def numbers_read(values: Mapping[str, Value]) -> dict[str, Reading]:
    """Each national number of a row, and the postcode, read into its one form. One that says *not known* is none."""
    found = {name: number_read(values, name) for name in READERS}
    return {name: reading for name, reading in found.items() if reading is not None}


def number_read(values: Mapping[str, Value], column: str) -> Reading | None:
    """One national number, or the postcode, read; nothing where the cell is empty or says that it is not known."""
    cell = text_in(values, column)
    if not cell or (column == "upn" and upn.stands_for_unknown(cell)):
        return None
    return READERS[column](cell, synthetic=says_yes(values, "synthetic"))


def number_in(values: Mapping[str, Value], column: str) -> str:
    """A national number or the postcode of a row in its one form; nothing where it is empty or cannot be read."""
    reading = number_read(values, column)
    return (reading.value or "") if reading else ""


def whose_faults(values: Mapping[str, Value], *, on: date | None, born: str, words: str) -> Iterator[Fault]:
    """What is wrong with the columns that say whose a row is: a number that does not read, half a council's number,
    and a birth date (in the column `born`) after the day the row tells of."""
    for name, reading in numbers_read(values).items():
        if not reading.ok:
            yield name, f"{name.replace('_', '-')}-unreadable", reading.problem
    yield from half_a_number(values)
    birth = day_in(values, born)
    if birth is not None and on is not None and birth > on:
        yield born, "born-later", f"The birth date is after {words}. Correct it, or leave it empty."


def half_a_number(values: Mapping[str, Value]) -> Iterator[Fault]:
    """A council's name without its number for the child, or the number without the name."""
    council, number = text_in(values, "council"), text_in(values, "council_local_id")
    if bool(council) == bool(number):
        return
    column, absent = ("council_local_id", "the council’s number for the child")
    if number:
        column, absent = ("council", "the council that gave the number")
    words = f"A council and its number go together. Enter {absent}, or leave out both."
    yield column, "half-a-council-number", words


def as_problems(checked: Checked, faults: Iterator[Fault]) -> list[Problem]:
    """The faults of one row, as they are told."""
    return [Problem(checked.row.number, column, rule, words) for column, rule, words in faults]


def surely_before(one: datetime | None, other: datetime | None) -> bool:
    """Whether one moment came before another, in whichever of October's two hours either lies."""
    if one is None or other is None:
        return False
    return one.replace(fold=1).astimezone(UTC) < other.replace(fold=0).astimezone(UTC)


def later_hour(ended: datetime | None, began: datetime | None) -> datetime | None:
    """An end in the hour that October has twice: the second of the two, where the first would be too early."""
    if ended is not None and began is not None and ended.astimezone(UTC) < began.astimezone(UTC):
        return ended.replace(fold=1)
    return ended
