"""Two handlers at one moment, each on a connection of their own: one child is one absence, and nobody's words go."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from homeward.practice.missing import actions
from homeward.practice.missing.actions import calls
from homeward.practice.missing.models import Call, CallPiece, MissingEpisode, MissingReport
from homeward.practice.missing.queries.calls import held_back, standing_in, value_of
from homeward.practice.missing.queries.live import live_of
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent, WaitingEvent
from homeward.register.tasks.models import Ownership
from tests import factories as f
from tests.rooms.missing.test_calls import SEEN, typed

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST_WAIT = 0.5


@pytest.fixture
def both() -> list[Viewer]:
    return [f.viewer("call-handler", on_duty=True) for _ in range(2)]


@pytest.fixture
def meet(monkeypatch) -> Callable[[str], None]:
    """Hold each of two where it has read and not yet written, for as long as the other may need to come there too."""

    def at(name: str) -> None:
        meeting, reads = Barrier(2), getattr(calls, name)

        def read_and_wait(*given: Any) -> Any:
            found = reads(*given)
            with suppress(BrokenBarrierError):  # where the other waits for this one, as it should
                meeting.wait(timeout=LONGEST_WAIT)
            return found

        monkeypatch.setattr(calls, name, read_and_wait)

    return at


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each came to, or how it was turned away, each in a thread with a connection of its own."""
    found: list[Any] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            found[number] = acts[number]()
        except Exception as turned_away:
            found[number] = turned_away
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def files(by: Viewer, call: object, child: object) -> Callable[[], Any]:
    return lambda: actions.file_call(call=call, child=child.pk, kind="M", seen=SEEN, by=by, at=f.NOW)


def test_two_reports_of_one_child_are_one_open_absence_with_both_callers_words(both, meet) -> None:
    child, numbers = f.child(), [uuid4(), uuid4()]
    for by, call, said in zip(both, numbers, ("Gone since nine", "She is not in her room"), strict=True):
        typed(call, by, words=said)
    meet("Episodes")
    first, second = at_once(*(files(by, call, child) for by, call in zip(both, numbers, strict=True)))
    assert first == second
    [episode] = MissingEpisode.objects.filter(joined_into__isnull=True)
    assert (episode.pk, episode.until) == (first, None)
    assert set(MissingReport.objects.values_list("call", "episode")) == {(call, episode.pk) for call in numbers}
    live = live_of(child.pk, first)
    assert live is not None
    assert Ownership.objects.get(matter=episode.pk, until__isnull=True).worker_id in {each.worker_id for each in both}
    assert {each["said"] for each in live.words.values()} == {"Gone since nine", "She is not in her room"}
    assert AuditEvent.objects.filter(action="call.file", outcome="allowed").count() == 2


def test_one_call_filed_to_two_children_at_once_is_filed_to_one(both, meet) -> None:
    call, children = uuid4(), [f.child(), f.child()]
    typed(call, both[0])
    meet("Episodes")
    found = at_once(*(files(by, call, child) for by, child in zip(both, children, strict=True)))
    assert sum(isinstance(each, calls.NoSuchCall) for each in found) == 1
    report = MissingReport.objects.get()
    assert (report.person_id, report.episode_id) == (Call.objects.get().person_id, MissingEpisode.objects.get().pk)


def test_first_words_typed_by_two_in_one_box_at_once_are_both_kept(both, meet) -> None:
    call, said = uuid4(), ("Her name is Wren", "His name is Rhys")
    meet("standing_in")
    one, other = ((by, words) for by, words in zip(both, said, strict=True))
    found = at_once(lambda: typed(call, one[0], words=one[1]), lambda: typed(call, other[0], words=other[1]))
    assert sorted(found) == [("beside", 1), ("kept", 1)]
    standing, [beside] = standing_in(call)["said"].words, held_back(call)
    assert {standing, value_of(beside)} == set(said)
    assert sorted(CallPiece.objects.values_list("number", flat=True)) == [1, 2]
    assert Call.objects.get().version == 2
    assert not WaitingEvent.objects.exists()


def test_two_boxes_of_one_call_typed_at_once_both_stand(both, meet) -> None:
    call = uuid4()
    meet("standing_in")
    at_once(lambda: typed(call, both[0], "said", "Gone"), lambda: typed(call, both[1], "where", "Ashmarket"))
    assert {name: each.words for name, each in standing_in(call).items()} == {"said": "Gone", "where": "Ashmarket"}
    assert sorted(CallPiece.objects.values_list("number", flat=True)) == [1, 2]
