"""Absences as the return tells them: each a report, joined into episodes, corrected by later returns."""

from datetime import date

import pytest

from homeward.foundation.london import day_begins_at
from homeward.practice.missing.models import MissingEpisode, MissingReport
from tests.feeds.ssda903.conftest import Send
from tests.feeds.ssda903.rows import absence, header

pytestmark = pytest.mark.django_db


def days() -> list[tuple[date, date | None]]:
    """The days of every episode that counts, as midnights in London."""
    rows = MissingEpisode.objects.filter(joined_into=None).order_by("since")
    return [(row.since, row.until) for row in rows]  # type: ignore[misc]  # moments, compared with midnights below


def midnight(*days: date) -> tuple[object, ...]:
    return tuple(day_begins_at(day) for day in days)


def test_two_absences_that_meet_on_a_day_are_two(send: Send) -> None:
    send(header=[header()], missing=[absence("18/06/2025", "20/06/2025"), absence("20/06/2025", "20/06/2025")])
    assert days() == [
        midnight(date(2025, 6, 18), date(2025, 6, 20)),
        midnight(date(2025, 6, 20), date(2025, 6, 20)),
    ]


def test_a_later_return_ends_an_absence_that_was_open(send: Send) -> None:
    send(header=[header()], missing=[absence("20/03/2025")], year="2024-25")
    assert days() == [(day_begins_at(date(2025, 3, 20)), None)]
    first = MissingEpisode.objects.get().pk
    send(header=[header()], missing=[absence("20/03/2025", "02/04/2025")], year="2025-26")
    assert days() == [midnight(date(2025, 3, 20), date(2025, 4, 2))]
    assert MissingEpisode.objects.get().pk == first
    assert MissingReport.objects.filter(superseded_at=None).count() == 1
    assert MissingReport.objects.count() == 2


def test_an_earlier_return_that_comes_late_takes_nothing_away(send: Send) -> None:
    send(header=[header()], missing=[absence("20/03/2025", "02/04/2025")], year="2025-26")
    send(header=[header()], missing=[absence("20/03/2025")], year="2024-25")
    assert days() == [midnight(date(2025, 3, 20), date(2025, 4, 2))]


def test_a_corrected_first_day_is_the_same_absence(send: Send) -> None:
    send(header=[header()], missing=[absence("10/06/2025")])
    send(header=[header()], missing=[absence("12/06/2025", "14/06/2025")])
    assert days() == [midnight(date(2025, 6, 10), date(2025, 6, 14))]


def test_an_absence_away_without_authorisation_keeps_its_kind(send: Send) -> None:
    send(header=[header()], missing=[absence("10/06/2025", "11/06/2025", MISSING="A")])
    assert MissingEpisode.objects.get().type == "A"
