"""What holds of the rule that decides, whoever asks and however things stand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.register.access.models import Relationship
from homeward.register.access.rules import (
    NEVER_IN_AN_EMERGENCY,
    Context,
    Viewer,
    classes_open,
    decide,
    is_reason_enough,
    needs_second_person,
    reasons_that_open,
    review_due_at,
    shift_ends_at,
)
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.roles import Grant, Role, Roles, load_roles

ROLES = load_roles()
CODES = [role.code for role in ROLES.roles]
ACTIONS = sorted(ROLES.actions())
CLASSES = [*load_whole("field_classes").codes, "shielded-location", "operational", "aggregate"]
KINDS = [kind for kind, _ in Relationship.KINDS if kind != "placing"]
AGENCIES = ["council", "police", "health", "school", "voluntary", "other"]
EVERYBODYS = {grant.action for grant in ROLES.everyone}

viewers = st.builds(
    Viewer,
    worker_id=st.just(UUID(int=1)),
    agency_id=st.just(1),
    agency_code=st.just("a"),
    agency_kind=st.sampled_from(AGENCIES),
    roles=st.frozensets(st.sampled_from(CODES), max_size=3),
    on_duty=st.booleans(),
)
contexts = st.builds(
    Context,
    relationships=st.frozensets(st.sampled_from(KINDS), max_size=3),
    about_a_child=st.just(True),
    missing_now=st.booleans(),
    placed_by_viewers_agency=st.booleans(),
)
actions = st.sampled_from(ACTIONS)
classes = st.sampled_from(CLASSES)


@given(viewers, contexts, st.text(max_size=20), classes)
def test_what_nobody_granted_is_denied(viewer, context, action, field_class) -> None:
    if action not in ACTIONS:
        decision = decide(viewer, action, context, field_class, ROLES)
        assert (decision.allowed, decision.reason, decision.obligations) == (False, "no-role", ())


@given(viewers, contexts, actions, classes)
def test_nobody_without_a_role_does_more_than_everybody_may(viewer, context, action, field_class) -> None:
    nobody = replace(viewer, roles=frozenset())
    assert not decide(nobody, action, context, field_class, ROLES).allowed or action in EVERYBODYS


@given(viewers, contexts, actions, classes, st.sampled_from(CODES))
def test_a_role_more_never_takes_anything_away(viewer, context, action, field_class, role) -> None:
    more = replace(viewer, roles=viewer.roles | {role})
    if decide(viewer, action, context, field_class, ROLES).allowed:
        assert decide(more, action, context, field_class, ROLES).allowed


@given(viewers, contexts, actions, classes, st.sampled_from(KINDS))
def test_a_relationship_more_never_takes_anything_away(viewer, context, action, field_class, kind) -> None:
    more = replace(context, relationships=context.relationships | {kind})
    if decide(viewer, action, context, field_class, ROLES).allowed:
        assert decide(viewer, action, more, field_class, ROLES).allowed


@given(viewers, contexts, st.sampled_from(["child.find", "child.open", "child.correct", "placement.see"]), classes)
def test_no_role_opens_a_child_by_itself(viewer, context, action, field_class) -> None:
    alone = Context(about_a_child=True, missing_now=context.missing_now)
    off_duty = replace(viewer, on_duty=False)
    assert not decide(off_duty, action, alone, field_class, ROLES).allowed


@given(viewers, contexts, actions, classes)
def test_what_is_allowed_is_always_recorded(viewer, context, action, field_class) -> None:
    decision = decide(viewer, action, context, field_class, ROLES)
    assert ("audit" in decision.obligations) == decision.allowed
    assert ("alert" in decision.obligations) == (decision.allowed and decision.reason == "emergency")


everything = Role(
    code="careless",
    title="Careless",
    agencies=("council",),
    does="",
    never="",
    grants=(Grant(action="child.open", because=("emergency",), classes=tuple(CLASSES)),),
)
CARELESS = Roles(source="", effective=date(2026, 4, 1), classes={}, roles=(everything,), everyone=())


@pytest.mark.parametrize("field_class", CLASSES)
def test_an_emergency_never_opens_some_things_even_where_a_role_was_granted_them(field_class) -> None:
    careless = Viewer(UUID(int=1), 1, "a", "council", roles=frozenset({"careless"}))
    emergency = Context(relationships=frozenset({"emergency"}), about_a_child=True)
    opens = field_class not in NEVER_IN_AN_EMERGENCY
    assert decide(careless, "child.open", emergency, field_class, CARELESS).allowed == opens
    assert reasons_that_open(careless, "child.open", field_class, CARELESS) == ({"emergency"} if opens else set())


@given(viewers, actions, classes, st.sampled_from([*KINDS, None]), st.booleans(), st.booleans())
def test_a_list_and_a_record_give_the_same_answer(viewer, action, field_class, kind, missing, placed) -> None:
    context = Context(frozenset({kind} if kind else ()), True, missing, placed)
    reasons = reasons_that_open(viewer, action, field_class, ROLES)
    found = {kind} if kind else set()
    found |= {"duty"} if viewer.on_duty else set()
    found |= {"placing-desk"} if viewer.on_duty and placed and viewer.agency_kind == "council" else set()
    found |= {"open-episode"} if viewer.on_duty and missing and viewer.agency_kind == "police" else set()
    assert decide(viewer, action, context, field_class, ROLES).allowed == (reasons is None or bool(reasons & found))


@given(viewers, contexts)
def test_the_parts_of_a_page_are_those_that_would_open_one_by_one(viewer, context) -> None:
    opened = classes_open(viewer, "child.open", context, tuple(CLASSES), ROLES)
    assert opened == {each for each in CLASSES if decide(viewer, "child.open", context, each, ROLES).allowed}


@given(st.text(max_size=60))
def test_spaces_do_not_make_a_reason(reason) -> None:
    assert is_reason_enough(reason) == (len(" ".join(reason.split())) >= 30)
    assert not is_reason_enough(" " * 100 + "x")


@pytest.mark.parametrize(("opened", "second"), [(0, False), (2, False), (3, True), (9, True)])
def test_after_three_a_second_person_is_needed(opened, second) -> None:
    assert needs_second_person(opened, 3) == second


LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("opened", "shielded", "due"),
    [
        ((2026, 3, 2, 9, 0), False, (2026, 3, 3, 9, 0)),
        ((2026, 3, 6, 23, 30), False, (2026, 3, 9, 23, 30)),
        ((2026, 4, 2, 10, 0), False, (2026, 4, 7, 10, 0)),
        ((2026, 3, 28, 10, 0), False, (2026, 3, 30, 10, 0)),
        ((2026, 3, 6, 23, 30), True, (2026, 3, 7, 1, 30)),
    ],
    ids=["the next day", "over a weekend", "over Easter", "over the change of clocks", "two hours when shielded"],
)
def test_when_a_review_is_due(opened, shielded, due) -> None:
    answer = review_due_at(
        datetime(*opened, tzinfo=LONDON),
        shielded=shielded,
        hours_if_shielded=2,
        working_days=1,
        holidays=bank_holidays(),
    )
    assert answer == datetime(*due, tzinfo=LONDON)


@pytest.mark.parametrize(("hours", "ends"), [(-3, 1), (0, 1), (8, 8), (12, 12), (90, 12)])
def test_a_shift_is_never_longer_than_the_longest(hours, ends) -> None:
    began = datetime(2026, 3, 2, 20, 0, tzinfo=LONDON)
    assert shift_ends_at(began, hours=hours, longest=12) == began + timedelta(hours=ends)
