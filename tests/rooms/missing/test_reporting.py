"""Keeping reports of absences, and a worker's word on what belongs together."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.foundation.london import LONDON
from homeward.practice.missing.actions import Reported, put_back, report, set_apart
from homeward.practice.missing.actions.judging import NoSuchReport
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.practice.missing.queries import episodes_of
from homeward.register.access.actions import Refused
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery
from tests import factories as f

pytestmark = pytest.mark.django_db

NIGHT = datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)
MORNING = datetime(2025, 6, 4, 7, 15, tzinfo=LONDON)
DAY = timedelta(days=1)


@pytest.fixture
def returns() -> Delivery:
    return f.delivery("ssda903")


@pytest.fixture
def police() -> Delivery:
    return f.delivery("police")


def told(child: Person, by: Delivery, since: datetime, until: datetime | None, precision: str = "minute") -> Reported:
    return Reported(f.record(by, "missing"), child, "M", since, until, precision)


def keep(*rows: Reported) -> None:
    """Report, as an import does."""
    with audit.event("feed.batch", at=f.NOW):
        report(told=rows, at=f.NOW)


def standing() -> list[MissingEpisode]:
    return list(MissingEpisode.objects.filter(joined_into=None).order_by("since"))


def test_a_report_outside_an_action_is_refused(police: Delivery) -> None:
    with pytest.raises(audit.NoOpenEvent):
        report(told=[told(f.child(), police, NIGHT, None)], at=f.NOW)


def test_two_sources_of_one_absence_are_one_episode(police: Delivery, returns: Delivery) -> None:
    child = f.child()
    midnight = NIGHT.replace(hour=0, minute=0)
    keep(told(child, returns, midnight, midnight + DAY, "day"))
    keep(told(child, police, NIGHT, MORNING))
    [episode] = standing()
    assert (episode.since, episode.until, episode.precision) == (NIGHT, MORNING, "minute")
    assert set(MissingReport.objects.values_list("joined_because", flat=True)) == {"same days"}


def test_the_absences_of_two_children_are_never_joined(police: Delivery, returns: Delivery) -> None:
    keep(told(f.child(), police, NIGHT, MORNING), told(f.child(), returns, NIGHT, MORNING))
    assert len(standing()) == 2


def test_a_report_that_lies_between_two_makes_them_one_and_the_later_made_points_at_the_other(
    police: Delivery, returns: Delivery
) -> None:
    child = f.child()
    keep(told(child, police, NIGHT, None))
    first = standing()[0]
    keep(told(child, returns, NIGHT + 3 * DAY, NIGHT + 4 * DAY))
    assert [episode.pk for episode in standing()] == [first.pk]


def test_a_batch_applied_again_changes_nothing(police: Delivery) -> None:
    rows = [told(f.child(), police, NIGHT, MORNING) for _ in range(3)]
    keep(*rows)
    before = list(MissingEpisode.objects.values()), list(MissingReport.objects.values())
    keep(*rows)
    assert (list(MissingEpisode.objects.values()), list(MissingReport.objects.values())) == before


@pytest.fixture
def joined(police: Delivery, returns: Delivery) -> tuple[UUID, int, Viewer]:
    """A child with one absence of two reports, the later one's number, and the child's practitioner."""
    child = f.child()
    keep(told(child, police, NIGHT, MORNING))
    keep(told(child, returns, NIGHT, MORNING))
    practitioner = f.viewer("hub-practitioner")
    f.relate(practitioner, child.pk)
    return child.pk, MissingReport.objects.order_by("pk")[1].pk, practitioner


def test_a_worker_says_that_a_report_is_of_another_absence(joined: tuple[UUID, int, Viewer]) -> None:
    child, row, practitioner = joined
    set_apart(child=child, report=row, by=practitioner, at=f.NOW)
    assert len(standing()) == 2
    assert MissingReport.objects.get(pk=row).joined_because == "by hand"
    event = AuditEvent.objects.get(action="missing.judge-report")
    assert (event.outcome, event.detail["report"]) == ("allowed", row)


def test_the_worker_s_word_outlives_the_next_load(joined: tuple[UUID, int, Viewer], police: Delivery) -> None:
    child, row, practitioner = joined
    set_apart(child=child, report=row, by=practitioner, at=f.NOW)
    keep(told(Person.objects.get(pk=child), police, NIGHT + 9 * DAY, None))
    assert len(standing()) == 3


def test_the_word_can_be_taken_back(joined: tuple[UUID, int, Viewer]) -> None:
    child, row, practitioner = joined
    kept = standing()[0].pk
    set_apart(child=child, report=row, by=practitioner, at=f.NOW)
    put_back(child=child, report=row, by=practitioner, at=f.NOW)
    assert [episode.pk for episode in standing()] == [kept]
    assert MissingEpisode.objects.get(joined_into=kept)


def test_an_only_report_set_apart_leaves_no_empty_absence(police: Delivery) -> None:
    child = f.child()
    keep(told(child, police, NIGHT, MORNING))
    practitioner = f.viewer("hub-practitioner")
    f.relate(practitioner, child.pk)
    set_apart(child=child.pk, report=MissingReport.objects.get().pk, by=practitioner, at=f.NOW)
    assert len(standing()) == 1


def test_somebody_without_a_relationship_may_not(joined: tuple[UUID, int, Viewer]) -> None:
    child, row, _ = joined
    with pytest.raises(Refused):
        set_apart(child=child, report=row, by=f.viewer("hub-practitioner"), at=f.NOW)
    assert len(standing()) == 1
    assert AuditEvent.objects.get(action="missing.judge-report").outcome == "denied"


def test_another_child_s_report_may_not_be_moved(joined: tuple[UUID, int, Viewer], police: Delivery) -> None:
    child, _, practitioner = joined
    keep(told(f.child(), police, NIGHT, MORNING))
    other = MissingReport.objects.exclude(person=child).get()
    with pytest.raises(NoSuchReport):
        set_apart(child=child, report=other.pk, by=practitioner, at=f.NOW)


def reads(count: int, by: Delivery) -> int:
    """How many times the database is read to keep so many reports."""
    rows = [told(f.child(), by, NIGHT, MORNING) for _ in range(count)]
    with CaptureQueriesContext(connection) as statements:
        keep(*rows)
    return sum(statement["sql"].startswith("SELECT") for statement in statements)


def test_fifty_reports_are_kept_with_as_many_readings_as_five(police: Delivery) -> None:
    assert reads(5, police) == reads(50, police)


def test_two_absences_that_turned_out_to_be_one_are_shown_as_one(joined: tuple[UUID, int, Viewer]) -> None:
    child, row, practitioner = joined
    set_apart(child=child, report=row, by=practitioner, at=f.NOW)
    put_back(child=child, report=row, by=practitioner, at=f.NOW)
    assert MissingEpisode.objects.count() == 2
    assert len(episodes_of(child, viewer=practitioner, at=f.NOW)) == 1
