"""Whose rows may come, and what a row of swimming lessons must say."""

from collections.abc import Mapping, Sequence, Set

from homeward.gateways.feeds.rows import Checked, Problem


def admits(checked: Checked) -> bool:
    """Only swimmers whose reason is lessons; a lesson is judged by its swimmer."""
    return checked.row.part != "swimmers" or checked.values["reason"] == "lessons"


def problems(checked: Checked, year: int | None, seen: Mapping[str, Set[str]]) -> list[Problem]:
    """Nobody swims 999 lengths, and a lesson needs a swimmer of the same delivery."""
    row = checked.row
    if checked.values.get("lengths") == 999:
        return [Problem(row.number, "lengths", "too-far", "Lengths swum: count again.")]
    if row.part == "lessons" and row.cells["swimmer"] not in seen.get("swimmers", ()):
        return [Problem(row.number, "swimmer", "nobody", "Swimmer's number: not among the swimmers of this delivery.")]
    return []


def together(rows: Sequence[Checked], year: int | None) -> list[Problem]:
    """Two lessons of one swimmer do not overlap."""
    found = []
    ordered = sorted((r for r in rows if r.row.part == "lessons"), key=lambda r: str(r.values["lesson_on"]))
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        until = earlier.values["until"]
        if until and str(until) > str(later.values["lesson_on"]):
            words = f"Day of the lesson: overlaps the lesson in row {earlier.row.number}."
            found.append(Problem(later.row.number, "lesson_on", "overlap", words))
    return found
