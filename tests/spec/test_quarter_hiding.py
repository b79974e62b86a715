"""What is hidden when children and their episodes stand side by side, and can be subtracted."""

from datetime import date

import pytest

from homeward.insight.analysis.queries import profile
from homeward.insight.analysis.rules import Tally, shown, whole_of_children, whole_of_episodes
from homeward.insight.analysis.rules.hiding import repeats_shown
from homeward.methods.disclosure.cells import Cell
from homeward.methods.disclosure.sums import TOTAL

PARTNERSHIP = profile(on=date(2026, 3, 31))

TABLES = [
    ("nothing small in either", [[30, 20], [12, 10]], [[60, 40], [24, 20]],
     "30 20 = 50 / 12 10 = 22", "60 40 = 100 / 24 20 = 44"),
    ("few children: hidden in both tables, and in the same places", [[3, 20], [12, 10]], [[30, 40], [24, 20]],
     "c c = 23 / c c = 22", "c c = 70 / c c = 44"),
    ("enough children, few of them missing again", [[30, 20], [12, 10]], [[33, 40], [24, 20]],
     "c c = 50 / c c = 22", "c c = 73 / c c = 44"),
    ("nobody missing again is no secret", [[30, 20], [12, 10]], [[30, 40], [24, 20]],
     "30 20 = 50 / 12 10 = 22", "30 40 = 70 / 24 20 = 44"),
    ("few missing again in the whole county: episodes are withheld", [[30, 20], [12, 10]], [[31, 21], [13, 11]],
     "30 20 = 50 / 12 10 = 22", "c c = c / c c = c"),
    ("too few in each cell to show any, and enough in all to show the whole", [[2, 2], [1, 2]], [[9, 8], [4, 8]],
     "c c = c / c c = c", "c c = c / c c = c"),
    ("few children in all", [[2, 1], [0, 1]], [[8, 1], [0, 1]], "c c = c / c c = c", "c c = c / c c = c"),
    ("nobody", [[0, 0], [0, 0]], [[0, 0], [0, 0]], "0 0 = 0 / 0 0 = 0", "0 0 = 0 / 0 0 = 0"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "children", "episodes", "children_shown", "episodes_shown"), TABLES, ids=[row[0] for row in TABLES]
)
def test_both_tables(
    case: str, children: list[list[int]], episodes: list[list[int]], children_shown: str, episodes_shown: str
) -> None:
    found = shown(Tally(keyed(children), keyed(episodes), 0), PARTNERSHIP)
    assert (printed(found.children), printed(found.episodes)) == (children_shown, episodes_shown)


WHOLES = [
    ("enough children, in cells that are all small", [[2, 2], [1, 2]], [[9, 8], [4, 8]], "7 children, 29 episodes"),
    ("few children", [[2, 1], [0, 1]], [[8, 1], [0, 1]], "c children, c episodes"),
    ("few of them missing again", [[30, 20], [12, 10]], [[31, 21], [13, 11]], "72 children, c episodes"),
    ("nobody", [[0, 0], [0, 0]], [[0, 0], [0, 0]], "0 children, 0 episodes"),
]


@pytest.mark.parametrize(("case", "children", "episodes", "whole_county"), WHOLES, ids=[row[0] for row in WHOLES])
def test_the_whole_county_is_the_same_in_the_table_and_in_the_trend(
    case: str, children: list[list[int]], episodes: list[list[int]], whole_county: str
) -> None:
    counted = Tally(keyed(children), keyed(episodes), 0)
    found = shown(counted, PARTNERSHIP)
    whole = (TOTAL, TOTAL)
    assert f"{found.children[whole]} children, {found.episodes[whole]} episodes" == whole_county
    assert found.children[whole] == whole_of_children(counted.all_children, PARTNERSHIP)
    assert found.episodes[whole] == whole_of_episodes(counted.all_children, counted.all_episodes, PARTNERSHIP)


REPEATS = [
    ("enough of everything", 72, 144, 40, "72 later, 104 by repeaters"),
    ("few were missing a third time: the two would give them by subtraction", 23, 31, 17, "8 later, c by repeaters"),
    ("nobody was missing a third time", 30, 40, 20, "10 later, 20 by repeaters"),
    ("few were missing again", 72, 76, 68, "c later, c by repeaters"),
    ("few were missing just once", 20, 60, 3, "40 later, c by repeaters"),
    ("few were missing more than once", 20, 60, 17, "40 later, c by repeaters"),
    ("few children", 3, 30, 0, "c later, c by repeaters"),
    ("nobody", 0, 0, 0, "0 later, 0 by repeaters"),
]


@pytest.mark.parametrize(("case", "children", "episodes", "once", "printed"), REPEATS, ids=[row[0] for row in REPEATS])
def test_both_meanings_of_repeat_side_by_side(case: str, children: int, episodes: int, once: int, printed: str) -> None:
    later, by_repeaters = repeats_shown(Tally(keyed([[children]]), keyed([[episodes]]), once), PARTNERSHIP)
    assert f"{later} later, {by_repeaters} by repeaters" == printed


def keyed(rows: list[list[int]]) -> dict[tuple[str, str], int]:
    return {(f"age {i}", f"sex {j}"): number for i, row in enumerate(rows) for j, number in enumerate(row)}


def printed(cells: dict[tuple[str, str], Cell]) -> str:
    return " / ".join(
        f"{cells[f'age {i}', 'sex 0']} {cells[f'age {i}', 'sex 1']} = {cells[f'age {i}', TOTAL]}" for i in range(2)
    )
