"""Whatever the county, a reader of both tables together can work out no small count: attacked with a linear program."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from homeward.insight.analysis.rules import Shown, Tally, shown, whole_of_children, whole_of_episodes
from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.sums import TOTAL

PROFILE = Profile(1, 5, 5, 20)
ROWS, COLUMNS = ("10-11", "12-15", "16-17"), ("M", "F", "U")
KEYS = list(product(ROWS, COLUMNS))
CELL = st.tuples(
    st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 14, 24, 40]), st.sampled_from([0, 0, 1, 2, 3, 5, 6, 8, 30])
)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Children and further episodes, with no further episode where there is no child."""
    drawn = {key: draw(CELL) for key in KEYS}
    children = {key: number for key, (number, _) in drawn.items()}
    return Tally(children, {key: number + (more if number else 0) for key, (number, more) in drawn.items()}, 0)


@given(tallies())
@settings(max_examples=60, deadline=None)
def test_no_small_count_is_shown_in_either_table_or_between_them(tally: Tally) -> None:
    found = shown(tally, PROFILE)
    for key in found.children:
        children, episodes = found.children[key].value, found.episodes[key].value
        assert children is None or not 1 <= children <= 5
        assert episodes is None or not 1 <= episodes <= 5
        assert children is None or episodes is None or not 1 <= episodes - children <= 5


@given(tallies())
@settings(max_examples=40, deadline=None)
def test_no_hidden_count_of_children_can_be_worked_out_from_both_tables(tally: Tally) -> None:
    found = shown(tally, PROFILE)
    assert found.children[TOTAL, TOTAL] == whole_of_children(tally.all_children, PROFILE)
    assert found.episodes[TOTAL, TOTAL] == whole_of_episodes(tally.all_children, tally.all_episodes, PROFILE)
    for key in KEYS:
        if found.children[key].value is None and 1 <= tally.children[key] <= 5:
            low, high = bounds(found, key)
            assert high is None or (high - low >= 4 and high > 5), (key, low, high)


def bounds(found: Shown, key: tuple[str, str]) -> tuple[float, float | None]:
    """The least and the most that a hidden count of children can be, for whoever has both tables and can add.

    Unknown are all inner cells of both tables; known are every shown cell and total, and that no child has fewer than
    one episode.
    """
    size = len(KEYS)
    equal, equal_to = [], []
    for table, cells in enumerate((found.children, found.episodes)):
        for row, column in cells:
            if (value := cells[row, column].value) is not None:
                equal.append([0.0] * 2 * size)
                for place, (r, c) in enumerate(KEYS):
                    equal[-1][table * size + place] = float(row in (r, TOTAL) and column in (c, TOTAL))
                equal_to.append(value)
    fewer = np.hstack([np.eye(size), -np.eye(size)])
    ends = []
    for way in (1, -1):
        aim = np.zeros(2 * size)
        aim[KEYS.index(key)] = way
        found_end = linprog(
            aim, A_ub=fewer, b_ub=np.zeros(size), A_eq=equal or None, b_eq=equal_to or None, bounds=(0, None)
        )
        ends.append(way * found_end.fun if found_end.status == 0 else None)
    return ends[0] or 0.0, ends[1]
