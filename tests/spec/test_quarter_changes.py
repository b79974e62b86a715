"""What is said of a change since the last quarter (¶16): special cause, common cause, or why neither is claimed."""

import pytest

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries import profile
from homeward.insight.analysis.rules import (
    Charted,
    KnownQuarter,
    Verdict,
    change_in_words,
    charted,
    charts_of,
    described,
    point,
)
from homeward.methods.disclosure.cells import SUPPRESSED, cell_of

LAST = Quarter(2026, 1)
PARTNERSHIP = profile(on=LAST.since)
ORDINARY = [61, 55, 66, 58, 63, 57, 64, 59, 62, 56, 65]


def quarters(count: int) -> list[Quarter]:
    found = [LAST]
    while len(found) < count:
        found.insert(0, found[0].previous)
    return found


def chart_of(children: list[int | None], *, complete: bool = True, episodes: int = 30) -> Charted:
    """The chart of the rate, from each quarter's children out of 36,000; none where nobody counted."""
    known = [
        KnownQuarter(quarter, count, None if count is None else count + episodes, population=36_000)
        for quarter, count in zip(quarters(len(children)), children, strict=True)
    ]
    known[-1] = KnownQuarter(
        LAST, children[-1], None if children[-1] is None else children[-1] + episodes, population=36_000,
        complete=complete,
    )  # fmt: skip
    return charts_of([point(each, PARTNERSHIP) for each in known])["missing-rate"]


CHANGES = [
    ("within the ordinary ups and downs", [*ORDINARY, 60],
     "Down from 65 in the quarter before; common cause (no signal by 4 rules over 12 quarters)"),
    ("far above", [*ORDINARY, 110],
     "Up from 65 in the quarter before; special cause: above the upper limit"),
    ("seven in a row above the centre", [61, 38, 60, 40, 58, *[65, 66, 64, 67, 65, 66, 65]],
     "Down from 66 in the quarter before; special cause: 7 quarters in a row above the centre"),
    ("seven rising", [*ORDINARY[:5], 54, 56, 58, 60, 62, 64, 66],
     "Up from 64 in the quarter before; special cause: 7 quarters in a row rising"),
    ("a signal that ended before", [110, *ORDINARY],
     "Up from 56 in the quarter before; common cause (no signal by 4 rules over 12 quarters)"),
    ("eleven quarters, the last far above", [*ORDINARY[:10], 140],
     "Up from 56 in the quarter before; too few points for a signal (11 of the 12 needed)"),
    ("twelve, of which one is hidden", [*ORDINARY[:3], 3, *ORDINARY[4:], 140],
     "Up from 65 in the quarter before; too few points for a signal (11 of the 12 needed)"),
    ("as many", [*ORDINARY, 65],
     "The same as in the quarter before (65); common cause (no signal by 4 rules over 12 quarters)"),
    ("the one before is hidden", [*ORDINARY, 3, 60], "Not compared: one of the two is hidden"),
    ("nobody has counted", [*ORDINARY, None], "Not compared: nobody has counted this quarter"),
    ("the first there is", [60], "No quarter before it to compare with"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "children", "words"), CHANGES, ids=[row[0] for row in CHANGES])
def test_change_since_the_last_quarter(case: str, children: list[int | None], words: str) -> None:
    chart = chart_of(children)
    known = [point(KnownQuarter(LAST, count, count), PARTNERSHIP).children for count in children]
    before = known[-2] if len(known) > 1 else point(KnownQuarter(LAST), PARTNERSHIP).children
    assert change_in_words(known[-1], before, chart) == words


def test_a_quarter_that_is_not_yet_whole_stands_on_no_chart_and_is_called_nothing() -> None:
    whole, part = chart_of([*ORDINARY, 110]), chart_of([*ORDINARY, 110], complete=False)
    assert (whole.verdict, part.verdict) == (Verdict.SPECIAL, Verdict.NOT_WHOLE)
    assert part.points == 11 and part.chart and part.chart.values[-1] is None
    assert change_in_words(cell_of(110), cell_of(65), part).endswith(
        "the quarter is not yet whole, so no more can be said"
    )


@pytest.mark.parametrize(("one", "another"), [(1, 5), (2, 4)])
def test_what_is_hidden_bears_on_nothing_that_is_shown(one: int, another: int) -> None:
    """A chart, its table and its words are the same whichever small number a quarter hides."""
    first, second = (chart_of([*ORDINARY[:6], small, *ORDINARY[6:], 60]) for small in (one, another))
    assert first.cells[6] == SUPPRESSED and first.values[6] is None
    assert (first, charted(first), described(first)) == (second, charted(second), described(second))
    assert "hidden" in described(first) and "c" not in described(first).split()


def test_the_table_of_a_chart_says_what_the_drawing_shows() -> None:
    grid = charted(chart_of([*ORDINARY[:5], 3, *ORDINARY[5:], 120]))
    rows = [[slot.text for slot in row] for row in grid.rows]
    assert rows[5] == ["April to June 2024", "Hidden", "None", "Not on the chart"]
    assert rows[-1][0] == "January to March 2026" and rows[-1][1] == "3.33" and rows[-1][3] == "Above the upper limit"
    assert rows[0][3] == "None" and rows[0][2] == rows[1][2]
