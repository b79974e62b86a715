"""A child with an open case, the worker who has it, and a plan as it is written."""

from datetime import date

import pytest

from homeward.practice.cases import actions as cases
from homeward.practice.safety import actions
from homeward.practice.safety.actions.plans import Written
from homeward.register.accounts.queries import viewer_of
from tests import factories as f

SAID = {
    "risks": "A man in a silver car waits at the school.",
    "disrupting": "Officers watch the car park.",
    "outcomes": "She is home by nine.",
    "if-missing": "Ring her aunt first.",
    "contingency": "Ring the desk.",
}


def written(agreed: str = "both", review_on: date = date(2026, 3, 30), **more: object) -> Written:
    """A plan as somebody writes it."""
    facts = more.pop("facts", ())
    why_not = more.pop("why_not", "")
    return Written(
        {**SAID, **{name.replace("_", "-"): said for name, said in more.items()}}, agreed, review_on, why_not, facts
    )  # type: ignore[arg-type]


@pytest.fixture
def wren():
    return f.child()


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


@pytest.fixture
def case(by, wren):
    return cases.open_case(child=wren.pk, kind="exploitation", because="Seen with him.", by=by, at=f.NOW)


@pytest.fixture
def plan(by, wren, case):
    return actions.begin_plan(child=wren.pk, case=case.pk, written=written(), by=by, at=f.NOW)


@pytest.fixture
def park(by):
    return cases.add_context(kind="place", name="The skate park", whereabouts="Behind the station", by=by, at=f.NOW)
