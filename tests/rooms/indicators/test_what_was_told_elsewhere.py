"""What was told elsewhere is offered as something to look at, and is an observation only once a person says so."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.frontdoor import actions as door
from homeward.practice.frontdoor.models import Concern
from homeward.practice.indicators import actions, queries
from homeward.practice.indicators.actions import NothingWaits, Noticed
from homeward.practice.indicators.models import Hint, Observation
from homeward.practice.indicators.rules import FORMS_OF_FLAGS, SUGGESTED_BY_FORM, entry_of, suggested_by
from homeward.practice.missing.models import MissingReport
from homeward.register.access.queries import context_of
from homeward.register.accounts.queries import viewer_of
from homeward.register.people.models import Person
from homeward.vocabulary.loader import load_whole
from tests import factories as f
from tests.factories.partners import custody
from tests.feeds.partners import Partner
from tests.rooms.missing.test_calls import filed, typed

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


@pytest.fixture
def wren():
    return f.child("Wren")


@pytest.fixture
def account(wren):
    account = f.account("hub-practitioner", in_team=f.team())
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


@pytest.fixture
def desk():
    return viewer_of(f.account("front-door-worker", in_team=f.team("door"), on_duty=True), at=f.NOW)


def told(by, *children, words: str = "Two phones", box: str = "worried", **chosen) -> Concern:
    number = door.keep(concern=None, words={box: words}, chosen=door.Chosen(about="child", **chosen), at=f.NOW)
    door.send(concern=number, at=f.NOW)
    for child in children:
        door.link_child(concern=number, child=child.pk, by=by, at=f.NOW)
    return Concern.objects.get(pk=number)


def waiting(account, child) -> list[tuple[str, tuple[str, ...]]]:
    viewer = viewer_of(account, at=f.NOW)
    found = queries.hints_waiting(child.pk, context_of(viewer, child.pk, at=f.NOW), viewer=viewer)
    return [(each.source, each.forms) for each in found]


def noticed(account, code: str) -> Noticed:
    by, span = viewer_of(account, at=f.NOW), (TODAY, TODAY + timedelta(days=1))
    return Noticed(code, "yes", *span, "day", by.agency_id, "worker", "told", "sure")


def test_a_worry_offers_its_forms_and_nothing_of_its_words(client: Client, account, desk, wren) -> None:
    row = told(desk, wren, words="A man in a grey car", forms=["county-lines"])
    assert waiting(account, wren) == [("concern", ("county-lines",))] and not Observation.objects.exists()
    client.force_login(account, backend=DOOR)
    there = reverse("child_indicators", args=[wren.pk])
    page = client.get(there).content.decode()
    assert "A worry at the front door, 2 March 2026" in page and "grey car" not in page
    note = f"{reverse('note_observation', args=[wren.pk])}?hint=concern:{row.pk}"
    form = client.get(note).content.decode()
    assert "It may be one of these" in form and "More than one phone" in form and "grey car" not in form
    sent = {
        "code": "more-than-one-phone", "value": "yes", "day_0": "2", "day_1": "3", "day_2": "2026",
        "agency": str(f.agency("middleshire").pk), "heard_from": "worker", "grounds": "told", "sure": "sure",
    }  # fmt: skip
    assert client.post(note, sent).status_code == 302
    assert Hint.objects.get().observation == Observation.objects.get() and waiting(account, wren) == []
    assert client.get(note).status_code == 404
    assert client.get(f"{reverse('note_observation', args=[wren.pk])}?hint=nonsense").status_code == 200


def test_signs_alone_are_offered_and_a_worry_without_either_is_not(account, desk, wren) -> None:
    told(desk, wren, words="He is late")
    assert waiting(account, wren) == []
    told(desk, wren, words="New shoes, and afraid", box="signs")
    assert waiting(account, wren) == [("concern", ())]


def test_one_that_is_passed_is_not_offered_again(client: Client, account, desk, wren) -> None:
    row = told(desk, wren, forms=["gangs"])
    client.force_login(account, backend=DOOR)
    assert client.post(reverse("pass_hint", args=[wren.pk]), {"hint": f"concern:{row.pk}"}).status_code == 302
    assert waiting(account, wren) == [] and not Observation.objects.exists()
    door.link_child(concern=row.pk, child=wren.pk, by=desk, at=f.NOW)
    assert waiting(account, wren) == [] and Hint.objects.count() == 1
    for key in (f"concern:{row.pk}", "report:999", ""):
        with pytest.raises(NothingWaits):
            actions.pass_hint(child=wren.pk, hint=key, by=viewer_of(account, at=f.NOW), at=f.NOW)


def test_one_found_wrongly_or_about_a_worker_is_offered_no_more(account, desk, wren) -> None:
    row = told(desk, wren, forms=["gangs"])
    door.unlink_child(concern=row.pk, child=wren.pk, by=desk, at=f.NOW)
    assert waiting(account, wren) == []
    door.link_child(concern=row.pk, child=wren.pk, by=desk, at=f.NOW)
    assert waiting(account, wren) == [("concern", ("gangs",))]
    door.send_apart(concern=row.pk, reason="It is her coach", by=desk, at=f.NOW)
    assert waiting(account, wren) == []


def test_what_a_force_flagged_is_offered_until_somebody_answers(account, wren) -> None:
    episode = f.episode(wren, days_ago=2, lasted=0)
    MissingReport.objects.filter(episode=episode).update(flags="cce;county-lines")
    ((source, forms),) = waiting(account, wren)
    assert (source, forms) == ("report", ("criminal", "county-lines")) and not Hint.objects.exists()
    by, key = viewer_of(account, at=f.NOW), f"report:{episode.reports.get().pk}"
    actions.note_observation(child=wren.pk, noticed=noticed(account, "packages-held"), hint=key, by=by, at=f.NOW)
    assert waiting(account, wren) == [] and Hint.objects.get().observation.code == "packages-held"
    row = Observation.objects.get()
    actions.correct_observation(
        child=wren.pk, observation=row.pk, noticed=noticed(account, "owes-money"), reason="So", by=by, at=f.NOW
    )
    assert Hint.objects.get().observation.code == "owes-money"


def test_what_a_force_flagged_in_custody_is_offered_to_whoever_may_read_of_custody(tmp_path: Path) -> None:
    Partner("custody", tmp_path).send(custody=[custody()])
    child = Person.objects.get()
    ours, theirs = (
        f.account("hub-practitioner", of=of, in_team=f.team(of.code))
        for of in (f.agency(), f.agency("trust", kind="health"))
    )
    for account in (ours, theirs):
        f.relate(viewer_of(account, at=f.NOW), child.pk)
    assert waiting(ours, child) == [("custody", ("criminal", "county-lines"))] and waiting(theirs, child) == []


def test_a_call_that_says_why_somebody_is_worried_is_offered_and_another_is_not(account, wren) -> None:
    handler = f.viewer("call-handler", on_duty=True)
    filed(handler, wren)
    assert waiting(account, wren) == []
    number = uuid4()
    typed(number, handler, "why_worried", "He owes money to somebody")
    filed(handler, wren, call=number)
    assert waiting(account, wren) == [("call", ())]
    by = viewer_of(account, at=f.NOW)
    actions.pass_hint(child=wren.pk, hint=f"call:{number}", by=by, at=f.NOW)
    assert waiting(account, wren) == [] and not Observation.objects.exists()


def test_whoever_may_write_down_nothing_is_offered_nothing(account, desk, wren) -> None:
    told(desk, wren, forms=["gangs"])
    assert waiting(f.account("manager", in_team=f.team("other")), wren) == []


def test_what_is_suggested_stands_in_the_catalogue_and_each_form_is_known() -> None:
    assert set(SUGGESTED_BY_FORM) <= set(load_whole("exploitation_forms").codes)
    assert all(entry_of(code) for codes in SUGGESTED_BY_FORM.values() for code in codes)
    assert entry_of(suggested_by((), call=True)[0])
    flags = {FORMS_OF_FLAGS.get(each, each) for each in load_whole("exploitation_flags").codes}
    assert flags <= set(SUGGESTED_BY_FORM)
