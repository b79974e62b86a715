"""What is said of a child when sources differ, and how dated facts follow one another."""

from datetime import date

import pytest

from homeward.register.people.rules import Span, chosen, followed, name_key, word_of

JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)
EXTRACT, LATER_EXTRACT = word_of("identity", JANUARY), word_of("identity", MARCH)
RETURN, LATER_RETURN = word_of("return", JANUARY), word_of("return", MARCH)

# what it shows, what was held, what is told, its weight, the weightiest before, what workers corrected, what changes
CHOICES = [
    ("the first word on a child", "", "Wren", EXTRACT, None, [], "Wren"),
    ("a newer extract", "Wren", "Ren", LATER_EXTRACT, EXTRACT, [], "Ren"),
    ("an older extract", "Wren", "Ren", EXTRACT, LATER_EXTRACT, [], None),
    ("an older extract fills what is not known", "", "Ren", EXTRACT, LATER_EXTRACT, [], "Ren"),
    ("a later return after an extract", "Wren", "Ren", LATER_RETURN, EXTRACT, [], None),
    ("a later return after a return", "Wren", "Ren", LATER_RETURN, RETURN, [], "Ren"),
    ("an extract after a later return", "Wren", "Ren", EXTRACT, LATER_RETURN, [], "Ren"),
    ("an empty cell", "Wren", "", LATER_EXTRACT, EXTRACT, [], None),
    ("a code for not known", "WBRI", "NOBT", LATER_EXTRACT, EXTRACT, [], None),
    ("a known code after one for not known", "NOBT", "WBRI", RETURN, LATER_EXTRACT, [], "WBRI"),
    ("what a worker put right", "Wren", "Ren", LATER_EXTRACT, EXTRACT, ["forename"], None),
    ("what is held already", "Wren", "Wren", LATER_EXTRACT, EXTRACT, [], None),
]


@pytest.mark.parametrize(
    ("case", "held", "told", "word", "weightiest", "corrected", "becomes"), CHOICES, ids=[row[0] for row in CHOICES]
)
def test_what_is_said_of_a_child(case, held, told, word, weightiest, corrected, becomes) -> None:  # type: ignore[no-untyped-def]
    changes = chosen({"forename": held}, {"forename": told}, word=word, weightiest=weightiest, corrected=corrected)
    assert changes == ({} if becomes is None else {"forename": becomes})


def span(of: str, since: int, until: int | None = None) -> Span:
    """A span of days of June 2025."""
    return Span(of, date(2025, 6, since), date(2025, 6, until) if until else None)


# what it shows, the spans held, the spans told, one at a time, out of date, the spans that follow
SPANS = [
    ("the first", [], [span("A", 1)], True, False, [span("A", 1)]),
    ("the next ends the one before", [span("A", 1)], [span("B", 9)], True, False, [span("A", 1, 9), span("B", 9)]),
    ("two schools may be attended at once", [span("A", 1)], [span("B", 9)], False, False, [span("A", 1), span("B", 9)]),
    ("an end is told", [span("A", 1)], [span("A", 1, 5)], False, False, [span("A", 1, 5)]),
    ("an end is taken back by a newer file", [span("A", 1, 5)], [span("A", 1)], False, False, [span("A", 1)]),
    ("an older file opens nothing again", [span("A", 1, 5)], [span("A", 1)], False, True, [span("A", 1, 5)]),
    ("an older file adds nothing open", [span("B", 9)], [span("A", 1)], False, True, [span("B", 9)]),
    ("an older file adds what had ended", [span("B", 9)], [span("A", 1, 5)], False, True,
     [span("A", 1, 5), span("B", 9)]),
    ("an earlier home comes late", [span("B", 9)], [span("A", 1)], True, True, [span("A", 1, 9), span("B", 9)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "held", "told", "one_at_a_time", "out_of_date", "then"), SPANS, ids=[row[0] for row in SPANS]
)
def test_how_dated_facts_follow(case, held, told, one_at_a_time, out_of_date, then) -> None:  # type: ignore[no-untyped-def]
    assert followed(held, told, one_at_a_time=one_at_a_time, out_of_date=out_of_date) == then


def test_a_child_is_found_by_every_name() -> None:
    assert name_key("Zoë", "O'Dell-Smith", "Zed") == "zoe odell smith zed"
