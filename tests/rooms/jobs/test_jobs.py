"""Work in the background: done once, going on where it stopped, and never a word of what went wrong but a code."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from homeward.register.access.actions import as_the_system
from homeward.register.audit.models import AuditEvent
from homeward.register.jobs import actions, jobs, queries
from homeward.register.jobs.models import Job
from homeward.register.jobs.queries import Beat
from tests import factories as f

pytestmark = pytest.mark.django_db

WORK: list[Callable[[Job, Beat], None]] = []


def knit(job: Job, beat: Beat) -> None:
    """The work of these tests."""
    for part in WORK:
        part(job, beat)


@pytest.fixture(autouse=True)
def knitting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A kind of job that only these tests know."""
    room = apps.get_app_config("jobs")
    monkeypatch.setattr(room, "jobs", {"knit": (f"{__name__}.knit", "Knitting")}, raising=False)
    monkeypatch.setattr(queries, "import_string", lambda path: knit)
    monkeypatch.setattr("homeward.register.jobs.jobs.rounds", list)
    yield
    WORK.clear()


@as_the_system("test.ask")
def ask(*, at: Any, about: str = "scarf", **more: Any) -> Job:
    """Ask for some knitting, as part of an action."""
    return actions.ask(kind="knit", about=about, at=at, **more)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_a_job_is_queued_with_the_event_that_asked_and_done() -> None:
    job = ask(at=f.NOW)
    asked = AuditEvent.objects.get(action="test.ask")
    assert job.options["caused_by"] == str(asked.uid)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [str(job.pk)]
    WORK.append(lambda job, beat: beat(3, 7))
    jobs.run.call(str(job.pk))
    done = fresh(job)
    assert (done.state, done.done, done.total, done.attempts) == ("done", 3, 7, 1)
    actions_taken = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert actions_taken == ["test.ask", "job.start", "job.end"]


def test_asking_twice_for_what_still_waits_is_asking_once() -> None:
    assert ask(at=f.NOW).pk == ask(at=f.NOW).pk
    assert ask(at=f.NOW, about="glove").pk != ask(at=f.NOW).pk
    assert DBTaskResult.objects.count() == 2


def test_an_action_that_is_undone_asks_for_nothing() -> None:
    @as_the_system("test.undone")
    def undone(*, at: Any) -> None:
        actions.ask(kind="knit", about="scarf", at=at)
        raise ValueError

    with pytest.raises(ValueError):
        undone(at=f.NOW)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_job_that_fails_keeps_a_code_and_no_word_of_the_error(caplog: pytest.LogCaptureFixture) -> None:
    def drop(job: Job, beat: Beat) -> None:
        raise ValueError("Wren Applegarth, born 14 June 2012")

    job = ask(at=f.NOW)
    WORK.append(drop)
    with caplog.at_level(logging.DEBUG):
        jobs.run.call(str(job.pk))
    assert (fresh(job).state, fresh(job).message_code) == ("failed", "ValueError")
    assert "ValueError" in caplog.text
    assert "Applegarth" not in caplog.text + str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_job_asked_to_stop_stops_at_its_next_beat() -> None:
    @as_the_system("test.stop")
    def stop(*, job: Job, at: Any) -> None:
        actions.stop(job=job, at=at)

    job = ask(at=f.NOW)
    WORK.append(lambda job, beat: stop(job=job, at=timezone.now()))
    WORK.append(lambda job, beat: beat(1, 2))
    WORK.append(lambda job, beat: pytest.fail("went on"))
    jobs.run.call(str(job.pk))
    assert fresh(job).state == "stopped"
    waiting = ask(at=f.NOW)
    stop(job=waiting, at=f.NOW)
    assert fresh(waiting).state == "stopped"
    jobs.run.call(str(waiting.pk))
    assert fresh(waiting).state == "stopped"


def test_a_worker_that_dies_leaves_a_job_that_another_takes_up(frozen: time_machine.Traveller) -> None:
    class Killed(BaseException):
        """What a kill looks like from within."""

    def die(job: Job, beat: Beat) -> None:
        raise Killed

    job = ask(at=f.NOW)
    WORK.append(die)
    with pytest.raises(Killed):
        jobs.run.call(str(job.pk))
    assert fresh(job).state == "running"
    assert actions.revive_silent(at=timezone.now()) == 0
    frozen.shift(timedelta(minutes=3))
    assert actions.revive_silent(at=timezone.now()) == 1
    assert DBTaskResult.objects.count() == 2
    WORK.clear()
    jobs.run.call(str(job.pk))
    assert (fresh(job).state, fresh(job).attempts) == ("done", 2)


def test_what_kills_three_workers_is_given_up(frozen: time_machine.Traveller) -> None:
    job = ask(at=f.NOW)
    for _ in range(3):
        assert actions.take_up(job_id=job.pk, at=timezone.now())
        frozen.shift(timedelta(minutes=3))
        jobs.once_a_minute()
    assert (fresh(job).state, fresh(job).message_code) == ("failed", "worker-died")


@pytest.mark.parametrize(("breaks", "ended"), [(1, ("done", "", 2)), (9, ("failed", "OperationalError", 3))])
def test_a_job_that_the_database_broke_off_is_taken_up_again_until_it_was_tried_three_times(
    breaks: int, ended: tuple[str, str, int]
) -> None:
    def work(job: Job, beat: Beat) -> None:
        if job.attempts <= breaks:
            raise OperationalError("deadlock detected")

    job = ask(at=f.NOW)
    WORK.append(work)
    for again in range(ended[-1]):
        assert (fresh(job).state, fresh(job).attempts) == ("waiting", again)
        jobs.run.call(str(job.pk))
    assert (fresh(job).state, fresh(job).message_code, fresh(job).attempts) == ended


def test_a_slow_worker_whose_job_was_taken_up_by_another_goes_no_further() -> None:
    job = ask(at=f.NOW)
    slow = actions.take_up(job_id=job.pk, at=f.NOW)
    assert slow
    Job.objects.filter(pk=job.pk).update(attempts=2)
    with pytest.raises(jobs.JobStopped):
        jobs.beat(slow, 1, 2)
    actions.end(job=slow, state="done", at=f.NOW)
    assert fresh(job).state == "running"


def test_a_job_is_begun_by_one_worker_only() -> None:
    job = ask(at=f.NOW)
    assert actions.take_up(job_id=job.pk, at=f.NOW)
    assert actions.take_up(job_id=job.pk, at=f.NOW) is None


def test_a_job_is_seen_by_whoever_asked_and_by_those_who_see_feeds(client: Any) -> None:
    asker, other = f.viewer("hub-practitioner"), f.viewer("hub-practitioner")
    job = ask(at=f.NOW, by=asker.worker_id)
    assert queries.job(job.pk, viewer=asker)
    assert queries.job(job.pk, viewer=other) is None
    assert queries.job(job.pk, viewer=f.viewer("director"))
    assert not queries.may_stop(job, viewer=f.viewer("director"))
    assert queries.may_stop(job, viewer=f.viewer("administrator"))


def test_the_page_shows_progress_and_offers_to_stop(client: Any) -> None:
    account = f.account("hub-practitioner")
    job = ask(at=f.NOW, by=account.worker_id)
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "Knitting" in page
    assert "Waiting to start" in page
    assert client.post(f"/jobs/{job.pk}/stop/").status_code == 302
    assert "Stopped" in client.get(f"/jobs/{job.pk}/").content.decode()
    client.force_login(f.account("hub-practitioner"), backend="homeward.register.accounts.actions.DemonstrationDoor")
    assert client.get(f"/jobs/{job.pk}/").status_code == 404
