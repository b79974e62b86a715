"""Evidence is drawn on one scale and told in words; two records side by side say in words whether they agree."""

import re

import pytest
from django.template.loader import render_to_string

from homeward.design.evidence import WIDE, Compared, Comparison, Mark, Side, Waterfall, Weight
from homeward.design.values import Tag

TWINS = Waterfall(
    "The evidence",
    "Likely.",
    (Weight("To begin with", -19.5), Weight("Name", 3.9), Weight("Birth date", 12.5), Weight("Postcode", 15.9)),
    (Mark(14, "a person is asked"), Mark(20, "the hub joins")),
)


def drawn(waterfall: Waterfall) -> str:
    return render_to_string("design/components/waterfall/template.html", {"waterfall": waterfall})


def test_each_bar_begins_where_the_one_before_it_ended() -> None:
    bars = list(TWINS.bars())
    ends = [TWINS.nought]
    for bar in bars[:-1]:
        left, right = bar.x, bar.x + bar.width
        assert ends[-1] == pytest.approx(left if bar.kind == "adds" else right, abs=0.2)
        ends.append(right if bar.kind == "adds" else left)
    whole = bars[-1]
    assert (whole.kind, whole.x) == ("whole", TWINS.nought)
    assert whole.x + whole.width == pytest.approx(ends[-1], abs=0.2)


def test_every_bar_and_line_is_on_the_page() -> None:
    places = [bar.x for bar in TWINS.bars()] + [bar.x + bar.width for bar in TWINS.bars()]
    places += [x for x, _ in TWINS.lines()]
    assert min(places) >= 0 and max(places) <= WIDE


@pytest.mark.parametrize(
    ("amount", "words"),
    [(12.5, "adds 12.5"), (-5.34, "takes away 5.3"), (0.0, "adds nothing"), (-0.01, "adds nothing")],
)
def test_an_amount_is_said_in_words(amount: float, words: str) -> None:
    assert Weight("Name", amount).says == words


def test_the_drawing_is_the_table_and_holds_no_style() -> None:
    page = drawn(TWINS)
    assert page.count("<svg") == 5
    assert page.count('aria-hidden="true" focusable="false"') == 5
    assert "style=" not in page
    assert "takes away 19.5" in page and "12.8" in page
    assert "The dotted line is 14: a person is asked" in page and "The dashed line is 20" in page


def test_evidence_against_has_a_true_minus_and_nothing_compared_is_still_drawn() -> None:
    assert "−19.5" in drawn(Waterfall("Evidence", "", (Weight("To begin with", -19.5),)))
    assert list(Waterfall("Evidence", "", ()).bars())[0].width == 0


def test_two_records_say_in_words_whether_they_agree_and_what_is_not_known() -> None:
    rows = (
        Compared("Surname", ("Exampleton", "<b>Inventley</b>"), ("Exampleton",), Tag("The same", "green")),
        Compared("UPN", (), ("Z9",)),
    )
    page = render_to_string(
        "design/components/compare/template.html",
        {"comparison": Comparison("The two records", Side("First"), Side("Second", "Police"), rows)},
    )
    assert page.count("The same") == 1 and page.count("Not known") == 1 and page.count("Not compared") == 1
    assert "<b>" not in page
    assert len(re.findall(r'aria-hidden="true">(First|Second)<', page)) == 4
