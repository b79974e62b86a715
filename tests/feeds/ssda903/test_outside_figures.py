"""A council outside the county's figures: its children are known, and counted only once ours brings them too."""

import pytest

from homeward.register.people.models import Person
from homeward.register.sources.models import Source
from tests import factories as f
from tests.feeds.samples import loaded, sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def elsewhere() -> None:
    """Another council's returns are outside the figures."""
    Source.objects.create(agency=f.agency("wolds"), feed="ssda903", name="Return", outside_figures=True)


def test_children_of_such_a_council_are_marked() -> None:
    loaded("ssda903", sample("ssda903", "good"), council="wolds")
    assert set(Person.objects.values_list("outside_figures", flat=True)) == {True}


def test_a_child_whom_our_own_council_brings_too_counts() -> None:
    loaded("ssda903", sample("ssda903", "good"), council="wolds")
    loaded("identity", sample("identity", "good"))
    assert Person.objects.get(forename="Wren").outside_figures is False
    assert Person.objects.filter(outside_figures=True).count() == 1


def test_such_a_council_takes_nobody_out_of_the_figures() -> None:
    loaded("identity", sample("identity", "good"))
    loaded("ssda903", sample("ssda903", "good"), council="wolds")
    assert Person.objects.get(forename="Wren").outside_figures is False
