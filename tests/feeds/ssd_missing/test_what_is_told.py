"""What becomes of the dataset's absences: one child's, joined with what others say of the same night."""

from datetime import datetime
from pathlib import Path

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.practice.missing.queries import ending_of
from homeward.register.people.models import Person
from tests.factories.partners import ssd_missing
from tests.feeds.partners import Partner
from tests.feeds.samples import loaded, write
from tests.feeds.ssd_missing.test_rules import END, START
from tests.feeds.ssda903.rows import absence, header

pytestmark = pytest.mark.django_db
OFFERED, ACCEPTED = "miss_missing_rhi_offered", "miss_missing_rhi_accepted"


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("ssd-missing", tmp_path)


def test_a_time_stays_a_time_and_a_day_a_day(partner: Partner) -> None:
    partner.send(missing=[ssd_missing(1), ssd_missing(2, **{START: "2025-06-03", END: "2025-06-04 00:00:00.000"})])
    timed, by_day = MissingReport.objects.order_by("person__identifiers__value")
    assert (timed.precision, timed.since) == ("minute", datetime(2025, 6, 3, 21, 40, tzinfo=LONDON))
    assert (by_day.precision, by_day.until_precision) == ("day", "day")
    assert by_day.until == datetime(2025, 6, 4, tzinfo=LONDON)


def test_the_return_interview_is_kept_with_the_report(partner: Partner) -> None:
    partner.send(missing=[ssd_missing()])
    row = MissingReport.objects.get()
    assert (row.return_interview_offered, row.return_interview_accepted, row.reference) == ("Y", "N", "9001")


@pytest.mark.parametrize(
    ("offered", "accepted", "words"),
    [
        ("Y", "Y", "Return interview offered and accepted."),
        ("Y", "N", "Return interview offered and not accepted."),
        ("Y", "", "Return interview offered."),
        ("N", "NA", "No return interview was offered."),
        ("NA", "NA", ""),
        ("", "", ""),
    ],
)
def test_an_interview_in_words(partner: Partner, offered: str, accepted: str, words: str) -> None:
    partner.send(missing=[ssd_missing(**{OFFERED: offered, ACCEPTED: accepted})])
    assert ending_of(MissingReport.objects.get()) == words


def test_one_night_told_by_the_return_and_by_the_dataset_is_one_episode(partner: Partner, tmp_path: Path) -> None:
    rows = {"header": [header()], "missing": [absence("03/06/2025", "04/06/2025")]}
    loaded("ssda903", write(tmp_path / "return", "ssda903", rows, year="2025-26"))
    partner.send(missing=[ssd_missing()])
    assert Person.objects.count() == 1
    whole = MissingEpisode.objects.get(joined_into=None)
    assert (whole.precision, whole.reports.count()) == ("minute", 2)


def test_an_end_that_is_told_later_ends_the_same_absence(partner: Partner) -> None:
    partner.send(missing=[ssd_missing(**{END: "", OFFERED: "", ACCEPTED: ""})])
    assert MissingEpisode.objects.get().until is None
    partner.send(missing=[ssd_missing()])
    assert MissingEpisode.objects.get(joined_into=None).until is not None
    assert MissingReport.objects.filter(superseded_at=None).count() == 1
