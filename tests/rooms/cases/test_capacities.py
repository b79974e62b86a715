"""Two capacities, each to those who may read it, one page for those who may read both, and the prompt of section 45."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.cases import actions, queries
from homeward.practice.cases.actions import NotThatDay, NotThisChilds
from homeward.practice.cases.models import JusticeCapacity, SafeguardingCapacity
from homeward.practice.indicators.models import Observation
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()
BOTH, ONE = {"core", "youth-justice"}, {"core"}
SUSPECT = {
    "role": "suspect", "since": TODAY, "until": None, "reference": "SYN/1", "words": "Held with wraps.",
    "offence": "drugs-supply",
}  # fmt: skip
DAY = {"since_0": "2", "since_1": "3", "since_2": "2026"}


@pytest.fixture
def wren():
    return f.child()


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


def stands(by, child, classes) -> queries.Capacities:
    return queries.capacities_of(child.pk, viewer=by, classes=classes, at=f.NOW)


def test_what_a_child_is_in_a_criminal_matter_is_sealed_and_read_by_its_class_alone(by, wren) -> None:
    row = actions.note_justice(child=wren.pk, by=by, at=f.NOW, **SUSPECT)
    assert "wraps" not in row.sealed_words
    assert stands(by, wren, ONE).justice == []
    assert len(stands(by, wren, BOTH).justice) == 1


def test_the_prompt_comes_with_exploitation_and_goes_when_the_suspicion_ends(by, wren) -> None:
    row = actions.note_justice(child=wren.pk, by=by, at=f.NOW, **SUSPECT)
    assert stands(by, wren, BOTH).prompt == ""
    actions.open_case(child=wren.pk, kind="exploitation", because="x", forms=["county-lines"], by=by, at=f.NOW)
    assert stands(by, wren, BOTH).prompt == "ask"
    assert stands(by, wren, ONE).prompt == ""
    actions.end_justice(child=wren.pk, row=row.pk, on=TODAY, by=by, at=f.NOW)
    assert stands(by, wren, BOTH).prompt == ""


def test_the_prompt_comes_with_what_was_noticed_while_it_stands_and_may_be_read(by, wren) -> None:
    actions.note_justice(child=wren.pk, by=by, at=f.NOW, **SUSPECT)
    f.observation(wren, "linked-to-group")
    assert stands(by, wren, BOTH).prompt == ""
    row = f.observation(wren, "debt-bondage")
    assert stands(by, wren, BOTH).prompt == "ask"
    Observation.objects.filter(pk=row.pk).update(ended_at=f.NOW)
    assert stands(by, wren, BOTH).prompt == ""
    f.observation(wren, "debt-bondage", value="not-known")
    f.observation(wren, "debt-bondage", since=TODAY - timedelta(days=400))
    assert stands(by, wren, BOTH).prompt == ""


def test_a_span_that_cannot_be_and_another_childs_row_are_refused(by, wren) -> None:
    for span in ({"since": TODAY + timedelta(days=1)}, {"until": TODAY - timedelta(days=1)}):
        with pytest.raises(NotThatDay):
            actions.note_justice(child=wren.pk, by=by, at=f.NOW, **SUSPECT | span)
    row = actions.note_justice(child=wren.pk, by=by, at=f.NOW, **SUSPECT)
    other = f.child("Robin")
    f.relate(by, other.pk)
    with pytest.raises(NotThisChilds):
        actions.withdraw_justice(child=other.pk, row=row.pk, by=by, at=f.NOW)
    actions.withdraw_justice(child=wren.pk, row=row.pk, by=by, at=f.NOW)
    assert stands(by, wren, BOTH).justice == []


def test_a_health_worker_of_the_hub_neither_reads_nor_writes_it(client: Client, by, wren) -> None:
    actions.note_justice(child=wren.pk, by=by, at=f.NOW, **SUSPECT)
    actions.open_case(child=wren.pk, kind="exploitation", because="x", forms=["criminal"], by=by, at=f.NOW)
    account = f.account("hub-practitioner", of=f.agency("trust", "health"))
    nurse = viewer_of(account, at=f.NOW)
    f.relate(nurse, wren.pk)
    with pytest.raises(Refused):
        actions.note_justice(child=wren.pk, by=nurse, at=f.NOW, **SUSPECT)
    client.force_login(account, backend=DOOR)
    page = client.get(reverse("capacities", args=[wren.pk])).content.decode()
    assert "Safeguarding" in page and "Criminal justice" not in page
    assert "section 45" not in page and "SYN/1" not in page
    assert client.post(reverse("note_justice", args=[wren.pk]), {}).status_code == 404


def test_the_page_writes_ends_and_takes_back(client: Client, account, by, wren) -> None:
    actions.open_case(child=wren.pk, kind="exploitation", because="x", forms=["criminal"], by=by, at=f.NOW)
    client.force_login(account, backend=DOOR)
    address = reverse("capacities", args=[wren.pk])
    assert client.post(reverse("note_safeguarding", args=[wren.pk]), {"role": "in-need"}).status_code == 400
    assert client.post(reverse("note_safeguarding", args=[wren.pk]), {"role": "in-need", **DAY}).status_code == 302
    assert client.post(reverse("note_justice", args=[wren.pk]), {"role": "suspect", **DAY}).status_code == 302
    page = client.get(address).content.decode()
    assert "Child in need" in page and "Suspect" in page and "section 45" in page
    justice, protects = JusticeCapacity.objects.get(), SafeguardingCapacity.objects.get()
    end = reverse("change_justice", args=[wren.pk, justice.pk, "end"])
    assert client.post(end, {}).status_code == 400
    assert client.post(end, {"on_0": "2", "on_1": "3", "on_2": "2026"}).status_code == 302
    assert "section 45" not in client.get(address).content.decode()
    assert client.post(reverse("change_safeguarding", args=[wren.pk, protects.pk, "withdraw"])).status_code == 302
    assert client.post(reverse("change_safeguarding", args=[wren.pk, protects.pk, "nonsense"])).status_code == 404
    assert "Nobody has written down in what capacity" in client.get(address).content.decode()
