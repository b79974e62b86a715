"""The districts and schools that a partner's file names."""

from collections.abc import Iterator

import pytest

from homeward.register.audit import actions as audit
from homeward.register.places import actions
from homeward.register.places.models import District, School
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def importing() -> Iterator[None]:
    """An import's own event is open."""
    with audit.event("feed.batch", at=f.NOW):
        yield


def test_a_district_spelt_two_ways_is_one(importing: None) -> None:
    found = actions.districts_named(names=["Fennick Vale", "FENNICK-VALE"])
    assert len({each.pk for each in found.values()}) == 1
    assert District.objects.get().code == "fennick-vale"


def test_a_school_keeps_the_name_it_first_came_with(importing: None) -> None:
    actions.schools_numbered(names={"990012": "Chalkstream Academy"})
    actions.schools_numbered(names={"990012": "Chalkstream", "990013": ""})
    assert dict(School.objects.values_list("urn", "name")) == {"990012": "Chalkstream Academy", "990013": "990013"}


def test_nothing_is_added_outside_an_action() -> None:
    with pytest.raises(audit.NoOpenEvent):
        actions.districts_named(names=["Ashmarket"])
