"""Two agencies tell of missing children, the council's return and the police extract: no child and no absence twice."""

from datetime import date, timedelta

import pytest
from django.test import Client

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis import queries
from homeward.insight.analysis.rules import QuarterInFigures, whole_days_to
from homeward.practice.missing.models import MissingReport
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, Source
from tests import factories
from tests.rooms.analysis.conftest import Missing, populate

pytestmark = pytest.mark.django_db
AUTUMN = Quarter(2025, 4)
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


def police(extracted_on: date | None = None) -> Delivery:
    """A delivery of the police extract, drawn up on a day."""
    force = factories.agency("middleshire-police", "police", "Middleshire Police")
    source, _ = Source.objects.get_or_create(agency=force, feed="police-missing", defaults={"name": "Police reports"})
    sent = factories.delivery("police-missing")
    Delivery.objects.filter(pk=sent.pk).update(source=source, extracted_on=extracted_on)
    return Delivery.objects.get(pk=sent.pk)


def returned(year: int | None = None) -> Delivery:
    """A delivery of the council's return for a year to 31 March."""
    sent = factories.delivery()
    Delivery.objects.filter(pk=sent.pk).update(collection_year=year)
    return Delivery.objects.get(pk=sent.pk)


def autumn() -> QuarterInFigures:
    return queries.quarter_in_figures(AUTUMN, viewer=None, as_at=factories.NOW)


def told(found: QuarterInFigures) -> tuple[str, str]:
    return found.figures["children-missing"].value, found.figures["missing-episodes"].value


def test_an_absence_that_both_report_counts_once(missing: Missing) -> None:
    council, force = returned(), police()
    for number in range(9):
        episode = missing(factories.child("Child", f"No{number}"), date(2025, 11, 5), delivery=council)
        minute = episode.since + timedelta(hours=7, minutes=41)
        MissingReport.objects.create(
            person=episode.person, episode=episode, record=factories.record(force), type="M", since=minute,
            precision="minute", joined_because="overlap",
        )  # fmt: skip
    assert told(autumn()) == ("9", "9")


def test_a_child_both_know_of_counts_once_whoever_reports_which_absence(missing: Missing) -> None:
    council, force = returned(), police()
    for number in range(9):
        child = factories.child("Child", f"No{number}")
        missing(child, date(2025, 11, 5), delivery=council)
        missing(child, date(2025, 12, 5), delivery=force)
    assert told(autumn()) == ("9", "18")


def test_a_child_under_two_numbers_counts_twice_until_they_are_linked_and_the_figure_says_so(missing: Missing) -> None:
    council, force = returned(), police()
    for number in range(8):
        missing(factories.child("Child", f"No{number}"), date(2025, 11, 5), delivery=council)
    missing(factories.child("Child", "No0"), date(2025, 12, 5), delivery=force)
    assert Person.objects.filter(surname="No0").count() == 2
    assert told(autumn()) == ("9", "9")
    entry = queries.definitions(on=date(2026, 3, 2))["children-missing"]
    assert "counts twice until somebody links them" in entry.unknown


def test_a_quarter_is_whole_only_when_every_source_that_counts_reaches_its_end(missing: Missing) -> None:
    missing(factories.child(), date(2025, 8, 5), delivery=returned(2026))
    missing(factories.child(), date(2025, 11, 5), delivery=police(date(2025, 12, 31)))
    assert not autumn().complete and autumn().reaches_to == date(2025, 12, 30)
    missing(factories.child(), date(2025, 11, 6), delivery=police(date(2026, 1, 1)))
    assert autumn().complete and autumn().reaches_to == date(2025, 12, 31)


def test_a_source_that_tells_of_nobody_missing_holds_up_no_quarter(missing: Missing) -> None:
    missing(factories.child(), date(2025, 11, 5), delivery=returned(2026))
    populate()
    Delivery.objects.filter(source__feed="population").update(extracted_on=date(2025, 10, 1))
    assert autumn().complete
    assert {each.source: each.tells_of_missing for each in autumn().sources} == {"ssda903": True, "population": False}


def test_a_source_that_reaches_further_makes_no_quarter_of_another_a_nought(missing: Missing) -> None:
    """The population reaches to March 2026. It speaks of nobody missing, so it counts no quarter."""
    missing(factories.child(), date(2025, 8, 5), delivery=returned(2025))
    populate()
    Delivery.objects.filter(source__feed="population").update(extracted_on=date(2026, 3, 1))
    assert not autumn().collected


def test_a_return_for_an_earlier_year_that_comes_later_takes_no_reach_away(missing: Missing) -> None:
    missing(factories.child(), date(2025, 11, 5), delivery=returned(2026))
    missing(factories.child(), date(2024, 11, 5), delivery=returned(2025))
    assert autumn().complete


def test_the_page_says_which_source_does_not_reach_the_end(client: Client, missing: Missing) -> None:
    missing(factories.child(), date(2025, 11, 5), delivery=returned(2026))
    missing(factories.child(), date(2025, 11, 5), delivery=police(date(2025, 12, 1)))
    client.force_login(factories.account("director"), backend=DOOR)
    page = client.get("/quarter/2025-Q4/").content.decode()
    assert "Police reports (Middleshire Police) reaches to 30 November 2025" in page and "may still change" in page


REACHES = [
    ("an extract tells the whole of the day before it was drawn up", None, date(2026, 1, 1), date(2026, 1, 5),
     date(2025, 12, 31)),
    ("a return reaches to the end of its year", date(2026, 3, 31), None, date(2026, 6, 1), date(2026, 3, 31)),
    ("a return sent within its year reaches to the day before it came", date(2026, 3, 31), None, date(2026, 1, 10),
     date(2026, 1, 9)),
    ("a file that does not say", None, None, date(2026, 1, 10), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "year_ends_on", "extracted_on", "received_on", "answer"), REACHES, ids=[row[0] for row in REACHES]
)
def test_how_far_a_file_reaches(
    case: str, year_ends_on: date | None, extracted_on: date | None, received_on: date, answer: date | None
) -> None:
    found = whole_days_to(year_ends_on=year_ends_on, extracted_on=extracted_on, received_on=received_on)
    assert found == answer
