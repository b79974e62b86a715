"""A call: kept as it is typed, labelled or filed to a child, and moved when it was the wrong one."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing import actions
from homeward.practice.missing.actions.calls import NoSuchCall, NothingWasSaid
from homeward.practice.missing.actions.live import WrongEnd
from homeward.practice.missing.models import Call, CallMove, CallPiece, Grade, MissingEpisode, MissingReport
from homeward.practice.missing.queries import counted, entries_of, episodes_of, is_missing, places_of
from homeward.practice.missing.queries.calls import (
    held_back,
    labels_to_review,
    often,
    open_calls,
    standing_in,
    value_of,
)
from homeward.practice.missing.queries.live import live_of
from homeward.practice.missing.rules import Told, moment_told
from homeward.register.access.actions import Refused
from homeward.register.access.queries import may_about
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent
from homeward.register.tasks.models import Ownership
from tests import factories as f
from tests.rooms.missing.test_live import told_by

pytestmark = pytest.mark.django_db
SEEN = Told(datetime(2026, 3, 1, 21, 40, tzinfo=LONDON).astimezone(UTC), "minute")


@pytest.fixture
def handler() -> Viewer:
    return f.viewer("call-handler", on_duty=True)


def typed(call: UUID, by: Viewer, field: str = "said", words: str = "Gone out of the window", read: int = 0) -> tuple:
    return actions.save_piece(call=call, field=field, words=words, read=read, by=by, at=f.NOW)


def filed(by: Viewer, child, *, seen: Told = SEEN, call: UUID | None = None, at: datetime = f.NOW) -> UUID:
    """A call in which something was said, filed to a child; the episode."""
    number = call or uuid4()
    typed(number, by)
    typed(number, by, "where", "Ashmarket bus station")
    return actions.file_call(call=number, child=child.pk, kind="M", seen=seen, by=by, at=at)


def test_the_first_words_begin_a_call_and_one_sent_twice_is_one(handler) -> None:
    call = uuid4()
    assert typed(call, handler) == ("kept", 1)
    assert typed(call, handler) == ("same", 1)
    assert (Call.objects.count(), CallPiece.objects.count()) == (1, 1)
    assert "window" not in CallPiece.objects.get().sealed_value
    assert list(open_calls()) == [Call.objects.get()]
    assert AuditEvent.objects.filter(action="call.take", outcome="allowed").count() == 2


def test_two_handlers_on_one_call_never_overwrite_each_other(handler) -> None:
    call, other = uuid4(), f.viewer("call-handler", on_duty=True)
    typed(call, handler, words="Her name is Wren")
    assert typed(call, other, words="His name is Rhys", read=0) == ("beside", 1)
    assert standing_in(call)["said"].words == "Her name is Wren"
    assert [value_of(row) for row in held_back(call)] == ["His name is Rhys"]
    # Having seen the newer words, the other may say again; and different boxes never clash.
    assert typed(call, other, words="His name is Rhys", read=1)[0] == "kept"
    assert typed(call, other, "phone", "None with her")[0] == "kept"
    assert typed(call, handler, "wearing", "Red coat", 0)[0] == "kept"


def test_a_call_keeps_no_box_that_the_console_has_not(handler) -> None:
    with pytest.raises(NoSuchCall):
        typed(uuid4(), handler, "notes")
    assert not Call.objects.exists()


def test_a_silent_call_is_labelled_in_one_press_and_looked_at_next_day(handler) -> None:
    call = uuid4()
    actions.label(call=call, code="silent", by=handler, at=f.NOW)
    assert not open_calls() and not labels_to_review(at=f.NOW)
    actions.take_back_label(call=call, by=handler, at=f.NOW)
    assert open_calls()
    actions.label(call=call, code="silent", by=handler, at=f.NOW)
    tomorrow = f.NOW + timedelta(days=1)
    assert list(labels_to_review(at=tomorrow)) == [Call.objects.get()]
    actions.settle_label(call=call, by=f.viewer("manager"), at=tomorrow)
    assert not labels_to_review(at=tomorrow)
    assert not MissingReport.objects.exists()


def test_how_often_a_number_rang_hides_no_call(handler) -> None:
    calls = [uuid4() for _ in range(3)]
    for call in calls:
        typed(call, handler, "callback", "07700 900123")
    typed(uuid4(), handler, "callback", "07700 900456")
    assert often(Call.objects.get(pk=calls[0]), at=f.NOW) == (2, 2)
    assert len(open_calls()) == 4
    assert "900123" not in Call.objects.get(pk=calls[0]).caller_digest


def test_a_call_that_is_filed_opens_an_absence_with_an_owner(handler) -> None:
    child = f.child()
    episode = filed(handler, child)
    report = MissingReport.objects.get()
    assert (report.record, report.told_by, report.episode_id) == (None, "Call to the missing line", episode)
    assert is_missing(child.pk, at=f.NOW)
    assert places_of(report) == {"last_seen": "Ashmarket bus station"}
    owner = Ownership.objects.get(matter=episode, until=None)
    assert (owner.worker_id, owner.subject_id) == (handler.worker_id, child.pk)
    assert may_about(handler, "child.open", child.pk, at=f.NOW).allowed
    call = Call.objects.get()
    assert (call.state, call.person_id, call.episode_id) == ("filed", child.pk, episode)
    assert entries_of(episodes_of(child.pk, viewer=handler, at=f.NOW))[0].source == "Call to the missing line"
    actions.grade(child=child.pk, episode=episode, level="3", reasons=["threatened"], by=handler, at=f.NOW)
    assert Ownership.objects.get(matter=episode, until=None).grade == "3"


def test_two_reports_of_one_child_are_one_absence(handler) -> None:
    child = f.child()
    told_by("police", child)
    first, second = filed(handler, child), filed(handler, child, seen=Told(SEEN.moment + timedelta(hours=1), "hour"))
    assert first == second
    assert counted().filter(person=child).count() == 1
    assert MissingReport.objects.filter(episode=first).count() == 3
    assert Ownership.objects.filter(matter=first, until=None).count() == 1


def test_a_feed_goes_on_working_beside_calls(handler) -> None:
    child = f.child()
    episode = filed(handler, child)
    told_by("police", child, until=SEEN.moment + timedelta(hours=9))
    row = MissingEpisode.objects.get(pk=episode)
    assert row.until == SEEN.moment + timedelta(hours=9) and row.joined_into is None


def test_an_empty_call_is_not_filed(handler) -> None:
    child, call = f.child(), uuid4()
    typed(call, handler, "caller", "A neighbour")
    with pytest.raises(NothingWasSaid):
        actions.file_call(call=call, child=child.pk, kind="M", seen=SEEN, by=handler, at=f.NOW)
    assert Call.objects.get().state == "open" and not MissingReport.objects.exists()


@pytest.mark.parametrize("day", [date(1900, 3, 1), date(2026, 3, 3)])
def test_last_seen_in_1900_or_tomorrow_is_refused(handler, day) -> None:
    with pytest.raises(WrongEnd):
        filed(handler, f.child(), seen=moment_told(day, ""))
    assert Call.objects.get().state == "open" and not MissingEpisode.objects.exists()


def test_a_call_is_filed_once(handler) -> None:
    child, call = f.child(), uuid4()
    filed(handler, child, call=call)
    for again in (lambda: typed(call, handler), lambda: actions.label(call=call, code="prank", by=handler, at=f.NOW)):
        with pytest.raises(NoSuchCall):
            again()
    assert MissingReport.objects.count() == 1


def test_off_shift_nothing_is_filed_and_what_was_typed_stays(handler) -> None:
    off, call = f.viewer("call-handler"), uuid4()
    typed(call, off)
    with pytest.raises(Refused):
        actions.file_call(call=call, child=f.child().pk, kind="M", seen=SEEN, by=off, at=f.NOW)
    assert Call.objects.get().state == "open" and standing_in(call)


def test_the_wrong_child_is_put_right_with_everything_written(handler) -> None:
    wrong, right, call = f.child(), f.child("Rhys"), uuid4()
    episode = filed(handler, wrong, call=call)
    actions.grade(child=wrong.pk, episode=episode, level="2", reasons=["weather"], by=handler, at=f.NOW)
    moved = actions.move_call(call=call, child=right.pk, reason="Rhys, and not Wren", by=handler, at=f.NOW)
    assert moved == episode and not is_missing(wrong.pk, at=f.NOW) and is_missing(right.pk, at=f.NOW)
    live = live_of(right.pk, moved)
    assert live and [row.level for row in live.grades] == ["2"] and Grade.objects.count() == 1
    assert not may_about(handler, "child.open", wrong.pk, at=f.NOW).allowed
    assert may_about(handler, "child.open", right.pk, at=f.NOW).allowed
    kept = CallMove.objects.get()
    assert (kept.was_id, kept.became_id) == (wrong.pk, right.pk) and "Rhys" not in kept.sealed_reason
    assert Ownership.objects.get(until=None).subject_id == right.pk
    event = AuditEvent.objects.filter(action="call.file").latest("pk")
    assert {row.subject_id for row in event.subjects.all()} == {wrong.pk, right.pk}


def test_the_wrong_child_whom_the_police_report_too_stays_missing(handler) -> None:
    wrong, right, call = f.child(), f.child("Rhys"), uuid4()
    told_by("police", wrong)
    episode = filed(handler, wrong, call=call)
    moved = actions.move_call(call=call, child=right.pk, reason="Not Wren", by=handler, at=f.NOW)
    assert moved != episode
    assert is_missing(wrong.pk, at=f.NOW) and is_missing(right.pk, at=f.NOW)
