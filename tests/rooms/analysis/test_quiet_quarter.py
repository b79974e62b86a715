"""A quarter that was counted and in which no child was reported missing: no false nought, and no empty talk."""

from datetime import date

import pytest
from django.test import Client

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries import quarter_in_figures
from homeward.insight.analysis.rules import QuarterInFigures, every_figure, rates
from homeward.insight.reports.rules import Paragraph, paper
from tests import factories
from tests.rooms.analysis.conftest import Missing, populate

pytestmark = pytest.mark.django_db
NOBODY = "No child was reported missing in the quarter."
SUMMER = Quarter(2025, 3)


@pytest.fixture
def quiet(missing: Missing) -> QuarterInFigures:
    """July to September 2025, between two quarters in which children went missing."""
    populate()
    for number in range(9):
        child = factories.child("Child", f"No{number}", birth_date=date(2011, 3, 1))
        missing(child, date(2025, 4, 7))
        missing(child, date(2025, 12, 7))
    return quarter_in_figures(SUMMER, viewer=None, as_at=factories.NOW)


def test_a_share_of_no_episodes_is_not_given(quiet: QuarterInFigures) -> None:
    for code in ("repeat-incident-share", "share-from-repeaters"):
        figure = quiet.figures[code]
        assert (figure.value, figure.state) == ("Not given", "Not given: nothing to divide by")
    assert paper.repeat_in_words(quiet.figures).endswith("there was no missing episode to divide by.")


def test_the_page_prints_no_percentage_of_nothing(client: Client, quiet: QuarterInFigures) -> None:
    client.force_login(factories.account("director"), backend="homeward.register.accounts.actions.DemonstrationDoor")
    page = client.get(f"/quarter/{SUMMER.code}/").content.decode()
    assert "0%" not in page and "Nothing to divide by" in page


def test_that_nobody_was_missing_is_said_once_and_in_one_way(quiet: QuarterInFigures) -> None:
    assert quiet.sentences == (NOBODY,)
    assert paper.totals_in_words(quiet.figures) == NOBODY
    said = [block.text for block in paper.paper_of(quiet, [], {}).blocks if isinstance(block, Paragraph)]
    assert said.count(NOBODY) == 1


def test_a_rate_of_nobody_is_written_alike_everywhere(quiet: QuarterInFigures) -> None:
    everywhere = [
        slot.text for grid in (rates(quiet, "children"), every_figure(quiet)) for row in grid.rows for slot in row
    ]
    assert quiet.figures["missing-rate"].value == "0 per 1,000"
    assert "0" in everywhere and not {"0.0", "0.0 per 1,000"} & set(everywhere)
