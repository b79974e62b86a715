"""The real worker is killed in the middle of a check and of a load; another takes each up and nothing is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from homeward.gateways.feeds import actions
from homeward.gateways.feeds.loading import arrival_at
from homeward.gateways.feeds.registry import feed_named
from homeward.register.jobs.actions import revive_silent
from homeward.register.jobs.models import Job
from homeward.register.jobs.rules import SILENCE
from tests import factories as f
from tests.feeds import killing
from tests.feeds.framework.test_pages import signed_in
from tests.feeds.left import as_left
from tests.feeds.ssda903.test_killed import BATCH, CHILDREN, return_of


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
    spans = killing.run_through("ssda903", folder, "unbroken", rows=BATCH)
    arrival = arrival_at(feed_named("ssda903"), sorted(folder.glob("*.csv")), agency=f.agency("killed"))
    loader = f.viewer("administrator")
    delivery, _ = actions.receive(arrival=arrival, by=loader, at=f.NOW)
    checking = Job.objects.get(kind="feed.check")
    address = f"/feeds/deliveries/{delivery.pk}/"

    killing.worker_killed(at=("check", spans["check"] // 2), rows=BATCH)
    checking.refresh_from_db()
    delivery.refresh_from_db()
    assert (checking.state, delivery.state) == ("running", "received"), "nothing was killed in the middle of a check"
    found_silent(checking)
    assert (
        "taken up again where it had got to (try 2 of 3)"
        in signed_in(client, "administrator").get(address).content.decode()
    )
    killing.worker_works_once(rows=BATCH)
    delivery.refresh_from_db()
    assert delivery.state == "checked"

    loading = actions.load(delivery=delivery, by=loader, at=f.NOW)
    killing.worker_killed(at=("load", spans["load"] // 2), rows=BATCH)
    killing.refuse_halves("killed")
    delivery.refresh_from_db()
    assert delivery.state == "loading" and delivery.batches_done, "nothing was killed in the middle of a load"
    loading.refresh_from_db()
    found_silent(loading)
    killing.worker_works_once(rows=BATCH)

    assert as_left("killed") == as_left("unbroken")
    assert as_left("killed")["records"][0] == 3 * CHILDREN
    assert set(Job.objects.filter(about=delivery.pk).values_list("state", "attempts")) == {("done", 2)}
    assert "Loaded: 270 rows brought in." in client.get(address).content.decode()
