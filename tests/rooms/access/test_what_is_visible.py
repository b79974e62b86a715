"""A list keeps exactly the children on whom the viewer could act one by one."""

import random
from datetime import timedelta

import pytest

from homeward.register.access.models import Relationship
from homeward.register.access.queries import may_about, visible
from homeward.register.people.models import Person
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
KINDS = [kind for kind, _ in Relationship.KINDS]
ROLES = ["call-handler", "front-door-worker", "hub-practitioner", "manager", "meeting-chair", "director"]
SPANS = [(-2, None), (-2, 2), (-2, 0), (-2, -1), (1, None), (0, 1)]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("on_duty", [True, False])
def test_a_list_and_a_record_agree_on_every_child(role, on_duty) -> None:
    chance = random.Random(f"{role} {on_duty}")
    viewer = factories.viewer(role, in_team=factories.team(), on_duty=on_duty)
    stranger = factories.viewer(role, in_team=factories.team("other"))
    for _ in range(40):
        child = factories.child()
        for _ in range(chance.randrange(3)):
            since, until = chance.choice(SPANS)
            factories.relate(
                chance.choice([viewer, viewer, stranger]),
                child.pk,
                chance.choice(KINDS),
                since=NOW + timedelta(hours=since),
                until=None if until is None else NOW + timedelta(hours=until),
            )
    for action in ("child.find", "child.open"):
        listed = set(Person.objects.filter(visible(viewer, action, at=NOW)).values_list("pk", flat=True))
        one_by_one = {
            pk for pk in Person.objects.values_list("pk", flat=True) if may_about(viewer, action, pk, at=NOW).allowed
        }
        assert listed == one_by_one
