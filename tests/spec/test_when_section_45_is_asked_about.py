"""When a page says that the defence of section 45 may bear on a child's case (¶12; Modern Slavery Act 2015)."""

from datetime import date

import pytest

from homeward.practice.cases.rules.afterwards import shows_exploitation
from homeward.practice.cases.rules.capacities import Stands, section_45

TODAY, BORN = date(2026, 3, 2), date(2010, 6, 1)
THEN, ENDED = date(2026, 2, 1), date(2026, 2, 20)

PROMPTS = [
    # what the child is, exploited, a referral was made, born, what is said
    ([Stands("suspect", THEN, None, "drugs-supply")], True, False, BORN, "ask"),
    ([Stands("suspect", THEN, None, "")], True, False, BORN, "ask"),
    ([Stands("suspect", THEN, None, "robbery")], True, False, BORN, "ask-schedule-4"),
    ([Stands("suspect", THEN, None, "drugs-supply")], False, False, BORN, ""),
    ([Stands("suspect", THEN, None, "drugs-supply")], False, True, BORN, "ask"),
    ([Stands("suspect", THEN, ENDED, "drugs-supply")], True, False, BORN, ""),
    ([Stands("victim", THEN, None)], True, False, BORN, ""),
    ([Stands("victim", THEN, None), Stands("suspect", THEN, None, "theft")], True, False, BORN, "ask"),
    ([Stands("witness", THEN, None)], True, False, BORN, ""),
    ([Stands("suspect", THEN, None, "theft")], True, False, None, "ask"),
    ([Stands("suspect", THEN, None, "theft")], True, False, date(2008, 2, 1), "ask-adult"),
    ([Stands("suspect", THEN, None, "theft")], True, False, date(2008, 2, 2), "ask"),
    ([Stands("suspect", date(2026, 3, 1), None, "theft")], True, False, date(2008, 2, 29), "ask-adult"),
    ([], True, True, BORN, ""),
]


@pytest.mark.parametrize(("stands", "exploited", "referred", "born", "says"), PROMPTS)
def test_a_suspected_child_who_may_be_exploited_asks_for_a_lawyer(stands, exploited, referred, born, says) -> None:
    assert section_45(stands, exploited=exploited, refused=referred, birth_date=born, today=TODAY) == says


SHOWS = [
    # what was noticed, whether it is exploitation itself
    ([], False),
    (["missing-overnight"], False),
    (["linked-to-group", "out-late"], False),
    (["debt-bondage"], True),
    (["missing-overnight", "sexually-harmed"], True),
    (["wages-taken"], True),
]


@pytest.mark.parametrize(("signs", "shows"), SHOWS)
def test_what_was_noticed_may_be_exploitation_itself(signs, shows) -> None:
    assert shows_exploitation(signs) is shows
