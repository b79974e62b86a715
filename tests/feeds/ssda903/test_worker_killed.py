"""The real worker is killed in the middle of a check and of a load; another takes each up and nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.test import Client
from django.utils import timezone

from homeward.gateways.feeds import actions
from homeward.gateways.feeds.loading import arrival_at
from homeward.gateways.feeds.registry import feed_named
from homeward.register.jobs.actions import revive_silent
from homeward.register.jobs.models import Job
from homeward.register.jobs.rules import SILENCE
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.feeds import killing
from tests.feeds.framework.test_pages import signed_in
from tests.feeds.ssda903.test_killed import CHILDREN, return_of

PATIENCE = 60  # seconds: a slow machine is not a lost row


def worker(*options: str) -> subprocess.Popen[bytes]:
    """The worker that stands beside a web server, in a process of its own."""
    words = [sys.executable, "-c", "from homeward.config.commands import run; run()", "worker", *options]
    env = {**os.environ, "DATABASE_URL": killing.address()}
    return subprocess.Popen(words, cwd=killing.ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def works_once() -> None:
    """A worker does all that waits, and stops."""
    assert worker("--once").wait(PATIENCE) == 0


def killed_when(reached: Callable[[], bool]) -> None:
    """A worker is killed, without a word, as soon as it has got so far."""
    working, began = worker(), monotonic()
    try:
        while not reached():
            assert monotonic() - began < PATIENCE and working.poll() is None, "the worker never got so far"
            sleep(0.002)
    finally:
        os.kill(working.pid, signal.SIGKILL)
        working.wait()


def found_silent(job: Job) -> None:
    """Two minutes go by in which nothing is heard of the job, and the next round takes it up."""
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - SILENCE - timedelta(seconds=1))
    assert revive_silent(at=timezone.now()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_check_and_a_load_whose_worker_is_killed_end_as_if_nothing_had_happened(
    tmp_path: Path, client: Client
) -> None:
    f.agency("unbroken"), f.agency("killed")
    folder = return_of(tmp_path / "return")
    killing.run_through("ssda903", folder, "unbroken")
    arrival = arrival_at(feed_named("ssda903"), sorted(folder.glob("*.csv")), agency=f.agency("killed"))
    loader = f.viewer("administrator")
    delivery, _ = actions.receive(arrival=arrival, by=loader, at=f.NOW)
    checking = Job.objects.get(kind="feed.check")
    address = f"/feeds/deliveries/{delivery.pk}/"

    killed_when(lambda: Job.objects.filter(pk=checking.pk, state="running", done__gt=0).exists())
    checking.refresh_from_db()
    delivery.refresh_from_db()
    assert (checking.state, delivery.state) == ("running", "received"), "nothing was killed in the middle of a check"
    found_silent(checking)
    assert (
        "taken up again where it had got to (try 2 of 3)"
        in signed_in(client, "administrator").get(address).content.decode()
    )
    works_once()
    delivery.refresh_from_db()
    assert delivery.state == "checked"

    loading = actions.load(delivery=delivery, by=loader, at=f.NOW)
    killed_when(lambda: Delivery.objects.filter(pk=delivery.pk, state="loading", batches_done__gt=0).exists())
    killing.refuse_halves("killed")
    delivery.refresh_from_db()
    assert delivery.state == "loading", "nothing was killed in the middle of a load"
    loading.refresh_from_db()
    found_silent(loading)
    works_once()

    assert killing.as_left("killed") == killing.as_left("unbroken")
    assert killing.as_left("killed")["records"][0] == 3 * CHILDREN
    assert set(Job.objects.filter(about=delivery.pk).values_list("state", "attempts")) == {("done", 2)}
    assert "Loaded: 3,600 rows brought in." in client.get(address).content.decode()
