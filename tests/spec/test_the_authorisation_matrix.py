"""Every role, action, class of fact, relationship and state, against a table written independently of the code."""

from datetime import timedelta

import pytest

from homeward.register.access.models import Relationship
from homeward.register.access.queries import may_about
from homeward.vocabulary.roles import Grant, Roles, load_roles
from tests import factories
from tests.factories import NOW
from tests.spec.comparing import compared
from tests.spec.matrix import HELD_IN, rows


def with_grant(code: str, grant: Grant) -> Roles:
    """The roles with one grant more than they should have."""
    roles = load_roles()
    more = tuple(
        role.model_copy(update={"grants": (*role.grants, grant)}) if role.code == code else role for role in roles.roles
    )
    return roles.model_copy(update={"roles": more})


def test_every_cell_is_as_the_table_says(record_property, capsys) -> None:
    found = compared(load_roles())
    record_property("matrix", str(found))
    with capsys.disabled():
        print(f"\n{found}")  # noqa: T201  (the figure this test is for)
    assert found.cells > 500_000
    assert (found.wrong_allows[:5], found.wrong_denials[:5]) == ([], [])


def test_a_planted_grant_is_found_and_a_missing_one_too() -> None:
    grant = Grant(action="placement.see", because=("emergency",), classes=("location",))
    assert compared(with_grant("director", grant), only="director").wrong_allows
    roles = load_roles()
    without = tuple(role.model_copy(update={"grants": role.grants[1:]}) for role in roles.roles)
    assert compared(roles.model_copy(update={"roles": without}), only="partner").wrong_denials


def test_a_planted_grant_of_a_list_of_names_is_found() -> None:
    for role in ("director", "performance-analyst", "meeting-chair", "police-missing-desk"):
        for action in ("most-frequent.open", "figure.open-rows"):
            grant = Grant(action=action, because=("invited",), classes=("core",))
            assert compared(with_grant(role, grant), only=role).wrong_allows, (role, action)


KINDS = {kind for kind, _ in Relationship.KINDS}
OPENINGS = sorted(
    {
        (role, action, field_class, why, next(kind for kind in HELD_IN[role].split() if kind in agencies))
        for role, action, field_class, because, agencies in rows()
        for why in because & KINDS
    }
)


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "action", "field_class", "why", "kind"), OPENINGS)
def test_a_relationship_opens_while_it_lasts_and_not_a_moment_longer(role, action, field_class, why, kind) -> None:
    viewer = factories.viewer(role, of=factories.agency(kind, kind), in_team=None)
    child = factories.child()
    factories.relate(viewer, child.pk, "allocated" if why == "team" else why, since=NOW, until=NOW + timedelta(hours=1))
    Relationship.objects.update(kind=why)
    answers = {
        at: may_about(viewer, action, child.pk, at=NOW + timedelta(minutes=at), field_class=field_class).allowed
        for at in (-1, 0, 59, 60, 600)
    }
    assert answers == {-1: False, 0: True, 59: True, 60: False, 600: False}
