"""The episodes behind a figure: for whoever may open every child, exactly as many as the figure counts."""

from datetime import date, datetime, timedelta

import pytest

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import queries
from homeward.insight.analysis.queries import counting
from homeward.insight.analysis.rules import Tally
from homeward.insight.analysis.rules.behind import CHOICES, Counted
from homeward.practice.missing.models import MissingReport
from homeward.register.access.rules import Viewer
from homeward.register.people.models import Person
from tests import factories
from tests.rooms.analysis.conftest import Missing

pytestmark = pytest.mark.django_db
AUTUMN = Quarter(2025, 4)
# What each figure counts, from the tally that it is printed from; a rate and a share are behind their upper number.
COUNTS = {
    "children-missing": lambda told: told.all_children,
    "missing-rate": lambda told: told.all_children,
    "missing-episodes": lambda told: told.all_episodes,
    "episode-rate": lambda told: told.all_episodes,
    "repeat-incident-share": lambda told: told.all_episodes - told.all_children,
    "share-from-repeaters": lambda told: told.all_episodes - told.children_with_one,
    "looked-after-missing": lambda told: told.looked_after,
    "looked-after-share": lambda told: told.looked_after,
}


@pytest.fixture
def manager(county: None, missing: Missing) -> Viewer:
    """A manager whose team answers for every child, those of every awkward kind among them."""
    answers_for = factories.viewer("manager", in_team=factories.team())
    for number in range(9):
        in_care = factories.child("Care", f"No{number}", birth_date=date(2010, 5, 1))
        factories.placement(in_care, since=date(2025, 11, 1), whereabouts="ZZ1 1AA")
        missing(in_care, date(2025, 10, 20))
        missing(in_care, date(2025, 11, 1 + number))
    grown = factories.child("Grown", birth_date=date(2007, 11, 10))
    factories.placement(grown, since=date(2025, 11, 9))
    missing(grown, date(2025, 11, 5))
    missing(grown, date(2025, 11, 10))
    twice_told = missing(factories.child("Twice"), date(2025, 9, 30))
    for shift in (1, 2):
        MissingReport.objects.create(
            person=twice_told.person, episode=twice_told, record=factories.record(), type="M",
            since=twice_told.since + timedelta(days=shift), joined_because="overlap",
        )  # fmt: skip
    missing(factories.child("Withdrawn"), date(2025, 11, 3), superseded_at=factories.NOW - timedelta(days=1))
    missing(factories.child("Away"), date(2025, 11, 3), kind="A")
    missing(factories.child("Sample", outside_figures=True), date(2025, 11, 3))
    for person in Person.objects.all():
        factories.relate(answers_for, person.pk, "team")
    return answers_for


def told() -> Tally:
    return counting.tally_of(AUTUMN, None)


def behind(code: str, viewer: Viewer, at: datetime = factories.NOW) -> list[Counted]:
    return queries.episodes_behind(code, AUTUMN, viewer=viewer, at=at)


@pytest.mark.parametrize("code", CHOICES)
def test_whoever_may_open_every_child_reads_as_many_episodes_as_the_figure_counts(manager, code) -> None:
    found = behind(code, manager)
    assert len(found) == COUNTS[code](told()) > 0
    assert len({each.begun.episode for each in found}) == len(found)


def test_the_printed_figure_is_that_number_where_it_is_printed(manager) -> None:
    figures = queries.quarter_in_figures(AUTUMN, viewer=manager, as_at=factories.NOW).figures
    printed = {
        code: str(figures[code].cell) for code in ("children-missing", "missing-episodes", "looked-after-missing")
    }
    assert printed == {code: str(len(behind(code, manager))) for code in printed}


def test_every_printed_count_has_its_episodes(manager) -> None:
    assert set(CHOICES) == set(COUNTS) <= set(queries.definitions(on=factories.NOW.date()))


@pytest.mark.parametrize("code", CHOICES)
def test_a_viewer_of_some_children_reads_those_rows_and_no_others(manager, code) -> None:
    some = [person.pk for person in Person.objects.order_by("pk")][::3]
    worker = factories.viewer("hub-practitioner")
    for child in some:
        factories.relate(worker, child)
    whole = [each for each in behind(code, manager) if each.begun.child in some]
    assert behind(code, worker) == whole


@pytest.mark.parametrize("role", ["director", "performance-analyst", "publisher", "meeting-chair", "administrator"])
def test_a_role_that_works_on_counts_reads_no_row(manager, role) -> None:
    assert behind("missing-episodes", factories.viewer(role)) == []


def test_nobody_reads_the_rows_of_a_case_that_is_no_longer_theirs(manager) -> None:
    assert behind("missing-episodes", manager, factories.NOW - timedelta(days=30)) == []
