"""What workers write in an episode: each is a row, each leaves its event, and what cannot be is refused in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing import actions
from homeward.practice.missing.actions.live import GradeSaysNothing, NoSuchEpisode, NotThatWay, WrongEnd
from homeward.practice.missing.actions.reporting import Reported, report
from homeward.practice.missing.models import Closure, Ending, Entry, Grade, MissingEpisode, TypeChange
from homeward.practice.missing.queries import is_missing
from homeward.practice.missing.queries.live import found_where, live_of, standing_episode, text_of, words_of_grade
from homeward.practice.missing.rules import Told, moment_told
from homeward.register.access.actions import Refused
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
GONE = datetime(2026, 3, 1, 21, 40, tzinfo=LONDON)
BACK = Told(datetime(2026, 3, 2, 7, 15, tzinfo=LONDON).astimezone(UTC), "minute")


def told_by(feed: str, child: Person, since: datetime = GONE, until: datetime | None = None) -> SourceRecord:
    """A force's or a council's row of one absence, to the minute."""
    row = f.record(f.delivery(feed), "reports")
    told = [Reported(row, child, "M", since, until, "minute", "minute")]
    with audit.event("feed.batch", at=f.NOW):
        report(told=told, at=f.NOW)
    return row


@pytest.fixture
def child() -> Person:
    person = f.child()
    told_by("police", person)
    return person


@pytest.fixture
def episode(child: Person) -> MissingEpisode:
    return MissingEpisode.objects.get(person=child)


@pytest.fixture
def handler(child: Person) -> Viewer:
    viewer = f.viewer("call-handler", on_duty=True)
    f.relate(viewer, child.pk, "call")
    return viewer


def whose(child: Person, episode: MissingEpisode, by: Viewer, at: datetime = f.NOW) -> dict:
    return {"child": child.pk, "episode": episode.pk, "by": by, "at": at}


def found(child: Person, episode: MissingEpisode, by: Viewer, when: Told = BACK, at: datetime = f.NOW) -> Ending:
    place = {"where": "Ashmarket fairground", "with_whom": "two older boys", "out_of_area": "Thurrock"}
    how = {"how": "found-by-police", "condition": "unharmed"}
    return actions.end(**whose(child, episode, by, at), found=when, **how, **place)


def test_a_grade_is_a_row_and_the_last_one_stands(child, episode, handler) -> None:
    first = actions.grade(**whose(child, episode, handler), level="1", reasons=["in-touch"])
    later = f.NOW + timedelta(hours=1)
    actions.grade(
        **whose(child, episode, handler, later), level="3", reasons=["threatened", "medicine"], words="Owes money."
    )
    live = live_of(child.pk, episode.pk)
    assert live and live.grade
    assert [row.level for row in live.grades] == ["1", "3"] and live.grade.level == "3"
    assert words_of_grade(live.grade) == "Owes money." and "Owes" not in live.grade.sealed_words
    assert words_of_grade(first) == ""
    event = AuditEvent.objects.filter(action="missing.work").latest("pk")
    assert (event.outcome, event.detail["level"], event.detail["wrote"]) == ("allowed", "3", "grade")
    assert [row.subject_id for row in event.subjects.all()] == [child.pk]


def test_a_grade_says_why(child, episode, handler) -> None:
    with pytest.raises(GradeSaysNothing):
        actions.grade(**whose(child, episode, handler), level="3", reasons=[], words="high")
    assert not Grade.objects.exists()


def test_what_was_learnt_keeps_its_source_and_both_times(child, episode, handler) -> None:
    seen = moment_told(f.NOW.date(), "8am")
    row = actions.note(
        **whose(child, episode, handler), kind="update", source="friend", text="Seen at the fair", happened=seen
    )
    assert (row.at, row.precision, row.recorded_at) == (f.NOW - timedelta(hours=1), "hour", f.NOW)
    assert text_of(row) == "Seen at the fair" and "fair" not in row.sealed_text


def test_nothing_is_written_of_a_time_to_come(child, episode, handler) -> None:
    to_come = Told(f.NOW + timedelta(hours=1), "minute")
    with pytest.raises(WrongEnd):
        actions.note(**whose(child, episode, handler), kind="update", source="own", text="x", happened=to_come)
    assert not Entry.objects.exists()


def test_a_child_who_is_found_is_missing_no_longer(child, episode, handler) -> None:
    ending = found(child, episode, handler)
    episode.refresh_from_db()
    assert (episode.until, episode.until_precision) == (BACK.moment, "minute")
    assert not is_missing(child.pk, at=f.NOW)
    assert found_where(ending) == "Ashmarket fairground" and "fairground" not in ending.sealed_where


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (Told(GONE - timedelta(minutes=1), "minute"), "before"),
        (moment_told(date(1900, 1, 1), ""), "before"),
        (moment_told(date(2026, 2, 28), ""), "before"),
        (Told(f.NOW + timedelta(minutes=1), "minute"), "future"),
    ],
)
def test_found_before_missing_or_in_time_to_come_is_refused(child, episode, handler, when, why) -> None:
    with pytest.raises(WrongEnd) as refused:
        found(child, episode, handler, when)
    assert refused.value.why == why
    episode.refresh_from_db()
    assert episode.until is None and not Ending.objects.exists()


def test_found_on_the_day_of_going_is_no_mistake(child, episode, handler) -> None:
    found(child, episode, handler, moment_told(GONE.date(), ""))
    episode.refresh_from_db()
    assert episode.until is not None and episode.until >= episode.since


def test_an_ending_is_said_once_and_may_be_taken_back(child, episode, handler) -> None:
    found(child, episode, handler)
    with pytest.raises(NotThatWay):
        found(child, episode, handler)
    actions.take_back_ending(**whose(child, episode, handler))
    episode.refresh_from_db()
    assert episode.until is None and is_missing(child.pk, at=f.NOW)
    found(child, episode, handler)
    assert Ending.objects.count() == 2 and Ending.objects.filter(undone_at__isnull=True).count() == 1


def test_closing_needs_an_ending_and_may_be_opened_again(child, episode, handler) -> None:
    with pytest.raises(NotThatWay):
        actions.close(**whose(child, episode, handler))
    found(child, episode, handler)
    actions.close(**whose(child, episode, handler), reason="Home, and spoken with.")
    with pytest.raises(NotThatWay):
        actions.close(**whose(child, episode, handler))
    with pytest.raises(NotThatWay):  # an ending is not taken back behind a closure
        actions.take_back_ending(**whose(child, episode, handler))
    actions.reopen(**whose(child, episode, handler))
    with pytest.raises(NotThatWay):
        actions.reopen(**whose(child, episode, handler))
    assert Closure.objects.get().reopened_at == f.NOW


def test_an_absence_becomes_of_the_other_kind_by_a_word_that_stays(child, episode, handler) -> None:
    actions.change_type(**whose(child, episode, handler), kind="A", reason="At an aunt’s, and will not come back")
    episode.refresh_from_db()
    assert episode.type == "A"
    told_by("ssda903", child)  # a further report that says missing does not take the word back
    episode.refresh_from_db()
    assert episode.type == "A"
    with pytest.raises(NotThatWay):
        actions.change_type(**whose(child, episode, handler), kind="A", reason="again")
    assert [(row.was, row.type) for row in TypeChange.objects.all()] == [("M", "A")]


def test_a_later_absence_is_another_once_a_worker_ended_the_first(child, episode, handler) -> None:
    found(child, episode, handler)
    told_by("police", child, since=f.NOW + timedelta(hours=10))
    assert MissingEpisode.objects.filter(person=child, joined_into__isnull=True).count() == 2
    episode.refresh_from_db()
    assert episode.until == BACK.moment


def test_an_agency_that_tells_the_end_later_corrects_it(child, episode, handler) -> None:
    found(child, episode, handler)
    true_end = GONE + timedelta(hours=5)
    row = f.record(f.delivery("ssda903"), "missing")
    SourceRecord.objects.filter(pk=row.pk).update(received_at=f.NOW + timedelta(days=1))
    row.refresh_from_db()
    with audit.event("feed.batch", at=f.NOW):
        report(told=[Reported(row, child, "M", GONE, true_end, "minute", "minute")], at=f.NOW)
    episode.refresh_from_db()
    assert episode.until == true_end


def test_what_was_written_is_read_with_the_episode_that_stays(child, episode, handler) -> None:
    other = told_by("ssda903", child, since=GONE + timedelta(hours=30), until=GONE + timedelta(hours=40))
    assert other
    actions.grade(**whose(child, episode, handler), level="2", reasons=["weather"])
    # Two absences that a later row shows to be one: the later-made points at the one that stays.
    second = MissingEpisode.objects.create(person=child, type="M", since=GONE, joined_into=episode)
    Grade.objects.create(episode=second, level="3", at=f.NOW + timedelta(hours=1), by_id=handler.worker_id)
    live = live_of(child.pk, episode.pk)
    assert live and [row.level for row in live.grades] == ["2", "3"]
    assert standing_episode(second.pk) == (child.pk, episode.pk)
    with pytest.raises(NoSuchEpisode):
        actions.grade(**whose(child, second, handler), level="2", reasons=["weather"])


def test_nobody_writes_about_a_child_without_a_reason_to(child, episode) -> None:
    stranger = f.viewer("call-handler", on_duty=True)
    with pytest.raises(Refused):
        actions.grade(**whose(child, episode, stranger), level="2", reasons=["weather"])
    assert not Grade.objects.exists()


def test_an_episode_of_another_child_is_not_written_in(child, episode, handler) -> None:
    other = f.child("Zoë")
    f.relate(handler, other.pk, "call")
    with pytest.raises(NoSuchEpisode):
        actions.grade(**whose(other, episode, handler), level="2", reasons=["weather"])
