"""When a case may be closed, and when an allocation may stand (¶22)."""

from datetime import date

import pytest

from homeward.practice.cases.rules import may_close, may_hold

ENOUGH = "She has been home every night since May."

CLOSING = [
    # grounds, words, refused because
    ((), ENOUGH, "no-ground"),
    (("level-fell",), ENOUGH, "level-alone"),
    (("level-fell", "harm-ended"), ENOUGH, ""),
    (("harm-ended",), ENOUGH, ""),
    (("harm-ended",), "All fine now.", "too-short"),
    (("harm-ended",), "x" + " " * 60 + "y", "too-short"),
    (("eighteen",), "Adult services took her on at the meeting of 2 March.", ""),
]


@pytest.mark.parametrize(("grounds", "words", "refused"), CLOSING)
def test_a_case_is_closed_on_what_changed_and_never_on_a_lower_level_alone(grounds, words, refused) -> None:
    assert may_close(grounds, words) == refused


DAY, NEXT, BEFORE = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 1)

HOLDING = [
    # role, somebody given, for somebody, until, refused because
    ("lead", True, False, None, ""),
    ("lead", False, False, None, "nobody"),
    ("joint", True, False, NEXT, ""),
    ("team", True, False, None, ""),
    ("cover", True, True, NEXT, ""),
    ("cover", True, True, DAY, ""),
    ("cover", True, False, NEXT, "covers-nobody"),
    ("cover", True, True, None, "no-end"),
    ("joint", True, False, BEFORE, "ends-before"),
]


@pytest.mark.parametrize(("role", "given", "covers", "until", "refused"), HOLDING)
def test_cover_is_for_somebody_and_until_a_day(role, given, covers, until, refused) -> None:
    assert may_hold(role, given=given, covers=covers, since=DAY, until=until) == refused
