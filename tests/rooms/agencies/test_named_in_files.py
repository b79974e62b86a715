"""The agencies, teams and workers that a partner's file names."""

from collections.abc import Iterator

import pytest

from homeward.register.agencies import actions
from homeward.register.agencies.actions import Named
from homeward.register.agencies.models import Agency, Worker
from homeward.register.agencies.queries import teams_of
from homeward.register.agencies.rules import code_of
from homeward.register.audit import actions as audit
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def importing() -> Iterator[None]:
    """An import's own event is open."""
    with audit.event("feed.batch", at=f.NOW):
        yield


@pytest.mark.parametrize(
    ("name", "code"),
    [("Wolds City Council", "wolds-city-council"), ("WOLDS  City-Council", "wolds-city-council"), ("Zoë's", "zoes")],
)
def test_spelling_alone_makes_no_second_agency(name: str, code: str) -> None:
    assert code_of(name, longest=40) == code


def test_a_council_is_known_by_its_name_or_its_code(importing: None) -> None:
    ours = f.agency("middleshire", name="Middleshire County Council")
    found = actions.councils_named(names=["Middleshire County Council", "middleshire", "Wolds City Council"])
    assert found["Middleshire County Council"] == found["middleshire"] == ours
    assert found["Wolds City Council"].kind == "council"
    assert Agency.objects.count() == 2


def test_teams_and_workers_are_added_once(importing: None) -> None:
    ours = f.agency()
    for _ in range(2):
        teams = actions.teams_named(agency=ours, names=["Hub", "Front Door"])
        actions.workers_numbered(agency=ours, workers=[Named("W1", "Asha Brightwater", teams["Hub"])])
    assert [team.name for team in teams_of(ours.pk)] == ["Front Door", "Hub"]
    assert list(Worker.objects.values_list("name", "team__name")) == [("Asha Brightwater", "Hub")]


def test_a_worker_in_a_team_is_not_moved_by_a_file_and_one_in_none_is_placed(importing: None) -> None:
    ours = f.agency()
    hub, door = f.team("hub"), f.team("door")
    settled, new = f.worker("Asha", in_team=hub), f.worker("Callum")
    named = [Named(str(each.external_id), "Somebody", door) for each in (settled, new)]
    actions.workers_numbered(agency=ours, workers=named)
    assert dict(Worker.objects.values_list("name", "team__code")) == {"Asha": "hub", "Callum": "door"}


def test_another_agency_s_worker_of_the_same_number_is_another(importing: None) -> None:
    ours, theirs = f.agency(), f.agency("police", "police")
    one = actions.workers_numbered(agency=ours, workers=[Named("W1", "Asha")])["W1"]
    other = actions.workers_numbered(agency=theirs, workers=[Named("W1", "Imran")])["W1"]
    assert one != other


def test_nobody_is_added_outside_an_action() -> None:
    with pytest.raises(audit.NoOpenEvent):
        actions.councils_named(names=["Wolds City Council"])
