"""What a referral to the National Referral Mechanism lacks, which step may come, and when each is due (¶12)."""

from datetime import date

import pytest

from homeward.practice.cases.rules import nrm
from homeward.practice.cases.rules.nrm import Limits, Step
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.loader import load_whole

LIMITS = Limits(reasonable_working_days=5, panel_days=45, conclusive_least_days=30)
SINGLE, PANEL = "single-authority", "local-panel"
SENT = Step("submitted", date(2026, 3, 2))
YES, NO = Step("reasonable", date(2026, 3, 9), "positive"), Step("reasonable", date(2026, 3, 9), "negative")
AGAIN = Step("reconsideration", date(2026, 3, 12))
TURNED = Step("reconsidered", date(2026, 3, 20), "positive")

COMES = [
    # steps there are, the next, on which day, who decides, whether it may come
    ([], "submitted", date(2026, 3, 2), SINGLE, True),
    ([], "reasonable", date(2026, 3, 9), SINGLE, False),
    ([], "guardian-asked", date(2026, 3, 9), SINGLE, False),
    ([SENT], "submitted", date(2026, 3, 3), SINGLE, False),
    ([SENT], "reasonable", date(2026, 3, 9), SINGLE, True),
    ([SENT], "reasonable", date(2026, 3, 1), SINGLE, False),
    ([SENT], "conclusive", date(2026, 5, 1), SINGLE, False),
    ([SENT, YES], "reasonable", date(2026, 3, 10), SINGLE, False),
    ([SENT, YES], "conclusive", date(2026, 4, 7), SINGLE, False),
    ([SENT, YES], "conclusive", date(2026, 4, 8), SINGLE, True),
    ([SENT, YES], "conclusive", date(2026, 3, 9), PANEL, True),
    ([SENT, NO], "conclusive", date(2026, 5, 1), SINGLE, False),
    ([SENT, NO], "reconsideration", date(2026, 3, 12), SINGLE, True),
    ([SENT, YES], "reconsideration", date(2026, 3, 12), SINGLE, False),
    ([SENT, NO], "reconsidered", date(2026, 3, 20), SINGLE, False),
    ([SENT, NO, AGAIN], "reconsidered", date(2026, 3, 20), SINGLE, True),
    ([SENT, NO, AGAIN, TURNED], "conclusive", date(2026, 4, 18), SINGLE, False),
    ([SENT, NO, AGAIN, TURNED], "conclusive", date(2026, 4, 19), SINGLE, True),
    ([SENT], "guardian-asked", date(2026, 3, 2), SINGLE, True),
    ([SENT, Step("withdrawn", date(2026, 3, 3))], "reasonable", date(2026, 3, 9), SINGLE, False),
]


@pytest.mark.parametrize(("steps", "kind", "on", "decider", "may"), COMES)
def test_which_step_may_come(steps, kind, on, decider, may) -> None:
    assert nrm.may_come(kind, on, steps, decider=decider, limits=LIMITS) is may


DUE = [
    # sent on, who decides, reasonable grounds due by
    (date(2026, 3, 2), SINGLE, date(2026, 3, 9)),
    (date(2026, 3, 31), SINGLE, date(2026, 4, 9)),  # Good Friday and Easter Monday lie between
    (date(2026, 3, 2), PANEL, date(2026, 4, 16)),
]


@pytest.mark.parametrize(("sent", "decider", "due"), DUE)
def test_when_reasonable_grounds_are_due(sent, decider, due) -> None:
    assert nrm.reasonable_due(sent, decider, LIMITS, bank_holidays()) == due


STANDS = [
    ([], "draft"),
    ([SENT], "sent"),
    ([SENT, YES], "reasonable-positive"),
    ([SENT, NO], "reasonable-negative"),
    ([SENT, NO, AGAIN, TURNED], "reasonable-positive"),
    ([SENT, YES, Step("conclusive", date(2026, 5, 1), "positive")], "conclusive-positive"),
    ([SENT, Step("withdrawn", date(2026, 3, 3))], "withdrawn"),
]


@pytest.mark.parametrize(("steps", "stands"), STANDS)
def test_how_a_referral_stands(steps, stands) -> None:
    assert nrm.standing_of_referral(steps) == stands


ASKED = [
    # question, a child, shielded, asked
    ("consent", True, False, False),
    ("consent", False, False, True),
    ("council-contact", True, False, True),
    ("council-contact", False, False, False),
    ("current-location", True, False, True),
    ("current-location", True, True, False),
]


@pytest.mark.parametrize(("code", "young", "hidden", "asked"), ASKED)
def test_what_is_asked_of_whom(code, young, hidden, asked) -> None:
    assert nrm.asked(load_whole("nrm_form")[code], under_18=young, shielded=hidden) is asked


def test_what_is_needed_and_not_answered_is_missing_and_spaces_are_no_answer() -> None:
    questions = [load_whole("nrm_form")[code] for code in ("name", "nickname", "current-location")]
    lacks = [each.code for each in nrm.missing(questions, {"name": "  "}, under_18=True, shielded=True)]
    assert lacks == ["name"]
    assert nrm.missing(questions, {"name": "Wren", "current-location": "x"}, under_18=True, shielded=False) == []
