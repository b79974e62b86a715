"""Whose rows may come, and what a row of swimming lessons must say."""

from collections.abc import Container, Mapping, Sequence

from homeward.gateways.feeds.rows import Checked, Facts, Problem, Told


def admits(checked: Checked) -> bool:
    """Only swimmers whose reason is lessons; a lesson is judged by its swimmer."""
    return checked.row.part != "swimmers" or checked.values["reason"] == "lessons"


def problems(checked: Checked, year: int | None, seen: Mapping[str, Container[str]]) -> list[Problem]:
    """Nobody swims 999 lengths, and a lesson needs a swimmer of the same delivery."""
    row = checked.row
    if checked.values.get("lengths") == 999:
        return [Problem(row.number, "lengths", "too-far", "Lengths swum: count again.")]
    if row.part == "lessons" and row.cells["swimmer"] not in seen.get("swimmers", ()):
        return [Problem(row.number, "swimmer", "nobody", "Swimmer's number: not among the swimmers of this delivery.")]
    return []


def facts(checked: Checked) -> Facts | None:
    """The days of a lesson."""
    values = checked.values
    return (str(values["lesson_on"]), str(values["until"] or "")) if checked.row.part == "lessons" else None


def together(told: Sequence[Told], year: int | None) -> list[Problem]:
    """Two lessons of one swimmer do not overlap."""
    found = []
    ordered = sorted(told, key=lambda each: str(each.facts[0]))
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        until = str(earlier.facts[1])
        if until > str(later.facts[0]):
            words = f"Day of the lesson: overlaps the lesson in row {earlier.number}."
            found.append(Problem(later.number, "lesson_on", "overlap", words))
    return found
