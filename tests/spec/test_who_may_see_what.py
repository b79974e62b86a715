"""Who may see what of a child. Each row is one worker, one child and one moment; what is granted nowhere is denied."""

from uuid import UUID

import pytest

from homeward.register.access.rules import Context, Viewer, decide
from homeward.vocabulary.roles import load_roles

TO_FIND_A_CHILD = [
    ("call-handler", "council", True, "nothing", True, "duty"),
    ("call-handler", "council", False, "nothing", False, "no-relationship"),
    ("emergency-duty-worker", "council", True, "nothing", True, "duty"),
    ("police-missing-desk", "police", True, "nothing", True, "duty"),
    ("hub-practitioner", "council", False, "nothing", False, "no-relationship"),
    ("hub-practitioner", "council", True, "nothing", False, "no-relationship"),
    ("hub-practitioner", "council", False, "allocated", True, "allocated"),
    ("manager", "council", False, "team", True, "team"),
    ("partner", "school", False, "nothing", False, "no-relationship"),
    ("partner", "school", False, "partner", True, "partner"),
    ("performance-analyst", "council", True, "nothing", False, "no-role"),
    ("director", "council", True, "nothing", False, "no-role"),
]

TO_OPEN_A_PART_OF_A_RECORD = [
    ("call-handler", "council", True, "nothing", "core", False, "no-relationship"),
    ("call-handler", "council", True, "call", "location", True, "call"),
    ("call-handler", "council", True, "call", "education", False, "wrong-class"),
    ("call-handler", "school", True, "call", "core", False, "no-role"),
    ("front-door-worker", "council", True, "referral", "education", True, "referral"),
    ("duty-director", "council", True, "call", "core", True, "call"),
    ("hub-practitioner", "council", False, "team", "protected-characteristics", True, "team"),
    ("hub-practitioner", "council", False, "emergency", "core", True, "emergency"),
    ("hub-practitioner", "council", False, "allocated", "health", True, "allocated"),
    ("hub-practitioner", "council", False, "invited", "youth-justice", True, "invited"),
    ("hub-practitioner", "council", False, "emergency", "health", False, "no-relationship"),
    ("hub-practitioner", "health", False, "allocated", "health", True, "allocated"),
    ("hub-practitioner", "health", False, "allocated", "youth-justice", False, "wrong-class"),
    ("hub-practitioner", "voluntary", False, "allocated", "health", False, "wrong-class"),
    ("police-hub", "police", False, "team", "youth-justice", True, "team"),
    ("police-hub", "police", False, "team", "health", False, "wrong-class"),
    ("front-door-worker", "council", True, "referral", "youth-justice", True, "referral"),
    ("front-door-worker", "council", True, "call", "health", False, "no-relationship"),
    ("call-handler", "council", True, "call", "health", False, "wrong-class"),
    ("partner", "school", False, "partner", "youth-justice", False, "wrong-class"),
    ("partner", "health", False, "partner", "health", False, "wrong-class"),
    ("police-hub", "police", False, "team", "location", True, "team"),
    ("police-hub", "police", False, "team", "education", False, "wrong-class"),
    ("independent-interviewer", "voluntary", False, "interview", "core", True, "interview"),
    ("independent-interviewer", "voluntary", False, "interview", "location", False, "wrong-class"),
    ("meeting-chair", "council", False, "invited", "core", True, "invited"),
    ("partner", "school", False, "partner", "education", True, "partner"),
    ("partner", "school", False, "partner", "location", False, "wrong-class"),
    ("manager", "health", False, "nothing", "core", False, "no-relationship"),
    ("information-governance", "council", False, "nothing", "core", False, "no-role"),
    ("administrator", "council", False, "allocated", "core", False, "no-role"),
    ("shield-keeper", "council", False, "allocated", "core", False, "no-role"),
    ("hub-intelligence-analyst", "police", False, "team", "core", False, "no-role"),
]

TO_SEE_WHERE_A_SHIELDED_CHILD_IS_PLACED = [
    ("hub-practitioner", "council", False, "allocated", True, "allocated"),
    ("manager", "council", False, "team", True, "team"),
    ("hub-practitioner", "council", False, "invited", False, "no-relationship"),
    ("hub-practitioner", "council", False, "emergency", False, "no-relationship"),
    ("call-handler", "council", True, "placed by my council", True, "placing-desk"),
    ("call-handler", "council", False, "placed by my council", False, "no-relationship"),
    ("call-handler", "police", True, "placed by my council", False, "no-relationship"),
    ("call-handler", "council", True, "call", False, "no-relationship"),
    ("police-missing-desk", "police", True, "missing now", True, "open-episode"),
    ("police-missing-desk", "police", False, "missing now", False, "no-relationship"),
    ("police-missing-desk", "police", True, "call", False, "no-relationship"),
    ("police-hub", "police", False, "team", False, "no-role"),
    ("shield-keeper", "council", False, "allocated", False, "no-role"),
    ("director", "council", True, "missing now", False, "no-role"),
]

TO_SEE_WHO_LOOKED = [
    ("hub-practitioner", "council", False, "allocated", True, "allocated"),
    ("hub-practitioner", "council", False, "team", False, "no-relationship"),
    ("police-hub", "police", False, "allocated", True, "allocated"),
    ("manager", "council", False, "team", True, "team"),
    ("information-governance", "council", False, "nothing", True, "role"),
    ("administrator", "council", False, "nothing", False, "no-role"),
]

TO_READ_WHO_WAS_MISSING_MOST_OFTEN = [
    ("hub-practitioner", "council", False, "allocated", True, "allocated"),
    ("police-hub", "police", False, "team", True, "team"),
    ("manager", "council", False, "team", True, "team"),
    ("manager", "council", False, "nothing", False, "no-relationship"),
    ("hub-practitioner", "council", False, "emergency", False, "no-relationship"),
    ("hub-practitioner", "council", False, "invited", False, "no-relationship"),
    ("police-missing-desk", "police", True, "missing now", False, "no-role"),
    ("front-door-worker", "council", True, "referral", False, "no-role"),
    ("call-handler", "council", True, "call", False, "no-role"),
    ("meeting-chair", "council", False, "invited", False, "no-role"),
    ("performance-analyst", "council", False, "nothing", False, "no-role"),
    ("director", "council", False, "team", False, "no-role"),
]

STATES = {
    "nothing": Context(about_a_child=True),
    "missing now": Context(about_a_child=True, missing_now=True),
    "placed by my council": Context(about_a_child=True, placed_by_viewers_agency=True),
}


def answer(action: str, worker: str, agency: str, on_shift: bool, towards: str, part: str) -> tuple[bool, str]:
    """What the hub says, and why."""
    somebody = Viewer(UUID(int=1), 1, "an-agency", agency, roles=frozenset({worker}), on_duty=on_shift)
    context = STATES.get(towards) or Context(relationships=frozenset({towards}), about_a_child=True)
    decision = decide(somebody, action, context, part, load_roles())
    return decision.allowed, decision.reason


@pytest.mark.parametrize(("worker", "agency", "on_shift", "towards_the_child", "may", "why"), TO_FIND_A_CHILD)
def test_to_find_a_child(worker: str, agency: str, on_shift: bool, towards_the_child: str, may: bool, why: str) -> None:
    assert answer("child.find", worker, agency, on_shift, towards_the_child, "core") == (may, why)


@pytest.mark.parametrize(
    ("worker", "agency", "on_shift", "towards_the_child", "part", "may", "why"), TO_OPEN_A_PART_OF_A_RECORD
)
def test_to_open_a_part_of_a_record(
    worker: str, agency: str, on_shift: bool, towards_the_child: str, part: str, may: bool, why: str
) -> None:
    assert answer("child.open", worker, agency, on_shift, towards_the_child, part) == (may, why)


@pytest.mark.parametrize(
    ("worker", "agency", "on_shift", "towards_the_child", "may", "why"), TO_SEE_WHERE_A_SHIELDED_CHILD_IS_PLACED
)
def test_to_see_where_a_shielded_child_is_placed(
    worker: str, agency: str, on_shift: bool, towards_the_child: str, may: bool, why: str
) -> None:
    assert answer("placement.see", worker, agency, on_shift, towards_the_child, "shielded-location") == (may, why)


@pytest.mark.parametrize(("worker", "agency", "on_shift", "towards_the_child", "may", "why"), TO_SEE_WHO_LOOKED)
def test_to_see_who_looked(
    worker: str, agency: str, on_shift: bool, towards_the_child: str, may: bool, why: str
) -> None:
    assert answer("who-looked.open", worker, agency, on_shift, towards_the_child, "core") == (may, why)


@pytest.mark.parametrize(
    ("worker", "agency", "on_shift", "towards_the_child", "may", "why"), TO_READ_WHO_WAS_MISSING_MOST_OFTEN
)
def test_to_read_who_was_missing_most_often_and_whom_a_figure_counts(
    worker: str, agency: str, on_shift: bool, towards_the_child: str, may: bool, why: str
) -> None:
    for action in ("most-frequent.open", "figure.open-rows"):
        assert answer(action, worker, agency, on_shift, towards_the_child, "core") == (may, why)
