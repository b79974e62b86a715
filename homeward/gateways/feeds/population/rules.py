"""What must hold of a count of children."""

from collections.abc import Container, Iterator, Mapping

from homeward.gateways.feeds.rows import Checked, Problem
from homeward.vocabulary.loader import load_whole

OLDEST, FIRST_YEAR, LAST_YEAR = 24, 2000, 2100


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """What is wrong with one count."""
    return list(_problems(checked))


def _problems(checked: Checked) -> Iterator[Problem]:
    number, values = checked.row.number, checked.values
    if not _within(values["year"], FIRST_YEAR, LAST_YEAR):
        yield Problem(number, "year", "no-such-year", "Enter the year of the count in four figures, such as 2025.")
    if not _within(values["age"], 0, OLDEST):
        yield Problem(number, "age", "no-such-age", f"Enter an age in years from 0 to {OLDEST}, one row for each.")
    if group_of(str(values["ethnicity"])) is None:
        groups = ", ".join(load_whole("ethnicity_groups").codes)
        yield Problem(number, "ethnicity", "not-a-group", f"Use one of the groups: {groups}.")


def group_of(text: str) -> str | None:
    """The ethnic group a cell names, by its code or by how its label begins; none where it names none."""
    word = text.strip().casefold()
    for entry in load_whole("ethnicity_groups").entries:
        label = entry.label.casefold()
        if word == entry.code or word == label or label.startswith(f"{word} "):
            return entry.code
    return None


def _within(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and least <= value <= most
