"""Finding a service for a child, referring, what became of it, what a service says of its room, and what helps."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.assessment.models import Assessment, BandGiven
from homeward.practice.cases import actions as cases
from homeward.practice.pathway import actions
from homeward.practice.pathway.models import CapacityWord, ReferralStep, ServiceReferral
from homeward.practice.pathway.queries import finding, helping, knowing, referrals
from homeward.practice.pathway.rules import Asked
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from tests import factories as f
from tests.rooms.pathway.telling import said, told

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()


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


@pytest.fixture
def services():
    areas = [{"id": "5a3f8b34-0000-4000-8000-000000000001", "name": "Ashmarket"}]
    f.district()
    return told(
        said("Alongside", "need:exploitation", "form:criminal", minimum_age=10, maximum_age=17),
        said("Clinic"),
        said("Drop-in", "need:mental-health", "for:child", service_areas=areas),
        said("For parents", "need:mental-health", "for:parent", minimum_age=18),
        said("Gone", "need:exploitation", status="defunct"),
    )


def offer(by, child, service, need="exploitation", on=TODAY, **more):
    given = {"whom": "child", "agreed": "child", "reason": "She asked for a woman.", "offered_on": on} | more
    return actions.refer(child=child, service=service.pk, need=need, by=by, at=f.NOW, **given)


def step(by, row, state, on=TODAY, outcome="", note=""):
    given = {"child": row.person_id, "referral": row.pk, "state": state, "on": on, "outcome": outcome, "note": note}
    return actions.write_step(**given, by=by, at=f.NOW)


def test_what_fits_is_found_with_why_in_constant_statements(by, services) -> None:
    def names(**asked: object) -> list[str]:
        return [each.service.name for each in finding.fitting(Asked(**asked))]

    assert names(need="exploitation", age=13) == ["Alongside", "Clinic"]
    assert names(need="exploitation", age=19) == ["Clinic"]
    assert names(need="mental-health", age=13, district="ashmarket") == ["Drop-in", "Clinic"]
    assert names(need="mental-health", age=13, whom="parent") == ["For parents"]
    actions.say_capacity(
        service=services[0].pk, takes_referrals=True, free_places=2, wait_weeks=3, said_on=TODAY, by=by, at=f.NOW
    )
    (first, *_) = finding.fitting(Asked(need="exploitation", age=13, forms=frozenset({"county-lines"})))
    assert (first.word.wait_weeks, first.fit.agreeing) == (3, 4)
    with CaptureQueriesContext(connection) as few:
        finding.fitting(Asked(need="exploitation"))
    told(*(said(f"More {number}", "need:exploitation") for number in range(20)))
    with CaptureQueriesContext(connection) as more:
        assert len(finding.fitting(Asked(need="exploitation"))) == 22
    assert len(more) == len(few)


def test_a_referral_goes_from_offered_to_ended_a_row_each_time(by, wren, services) -> None:
    row = offer(by, wren.pk, services[0], on=date(2026, 2, 20))
    assert "woman" not in row.sealed_reason and referrals.reason_of(row) == "She asked for a woman."
    step(by, row, "accepted", date(2026, 2, 22))
    step(by, row, "waiting", date(2026, 2, 22))
    step(by, row, "started", date(2026, 2, 25), note="With Ines.")
    with pytest.raises(actions.NotThatStep):
        step(by, row, "ended")
    step(by, row, "ended", outcome="helped")
    assert [each for each, _ in referrals.days_of(row)] == ["offered", "accepted", "waiting", "started", "ended"]
    noted = ReferralStep.objects.get(state="started")
    assert "Ines" not in noted.sealed_note and referrals.note_of(noted) == "With Ines."
    assert AuditEvent.objects.filter(action="services.refer", outcome="allowed").count() == 5


def test_what_cannot_be_is_refused_and_leaves_nothing(by, wren, services) -> None:
    for wrong in (services[4],):
        with pytest.raises(actions.NotThatService):
            offer(by, wren.pk, wrong)
    with pytest.raises(actions.NotThatStep):
        offer(by, wren.pk, services[0], on=TODAY + timedelta(days=1))
    row = offer(by, wren.pk, services[0])
    for state, day in (
        ("ended", TODAY),
        ("accepted", TODAY - timedelta(days=1)),
        ("accepted", TODAY + timedelta(days=1)),
    ):
        with pytest.raises(actions.NotThatStep):
            step(by, row, state, day, "helped")
    other = f.child("Robin")
    f.relate(by, other.pk)
    with pytest.raises(actions.NotThisChilds):
        actions.write_step(
            child=other.pk, referral=row.pk, state="accepted", on=TODAY, outcome="", note="", by=by, at=f.NOW
        )
    for stranger in (
        f.viewer("hub-practitioner"),
        f.viewer("director"),
        f.viewer("police-hub", of=f.agency("p", "police")),
    ):
        with pytest.raises(Refused):
            offer(stranger, wren.pk, services[0])
    assert ServiceReferral.objects.count() == 1 and not ReferralStep.objects.exists()


def test_what_helps_counts_each_child_once_and_hides_the_few(by, services) -> None:
    for number in range(14):
        child = f.child(f"Child{number}")
        f.relate(by, child.pk)
        for on in (date(2026, 2, 1), date(2026, 2, 2)):
            row = offer(by, child.pk, services[0], on=on)
            step(by, row, "started", on)
            step(by, row, "ended", on + timedelta(days=1), outcome="helped" if number < 12 else "worse")
    found = helping.what_helps(since=date(2026, 1, 1), until=date(2026, 3, 1), on=TODAY)
    counts, key = found.by_need, str(services[0].pk)
    assert found.by_service.rows == (key,) and found.names == {key: services[0].name}
    assert (str(found.by_service[key, "total"]), str(found.by_service[key, "worse"])) == ("14", "c")
    assert str(counts["exploitation", "total"]) == "14"
    assert str(counts["exploitation", "worse"]) == "c"
    assert str(counts["mental-health", "total"]) in ("0", "c")
    nobody = helping.what_helps(since=date(2025, 1, 1), until=date(2025, 3, 1), on=TODAY)
    assert str(nobody.by_need["exploitation", "total"]) == "0" and nobody.by_service.rows == ()


def test_a_look_begins_with_what_the_record_holds_and_may_be_changed(client: Client, account, by, wren) -> None:
    find = reverse("find_service", args=[wren.pk])
    client.force_login(account, backend=DOOR)
    assert "As the open case names them" not in client.get(find).content.decode()
    cases.open_case(child=wren.pk, kind="exploitation", because="x", forms=["sexual", "other"], by=by, at=f.NOW)
    need = {"language": "Tigrinya", "interpreter": "yes", "helps": "", "disability": ""}
    cases.note_needs(child=wren.pk, **need, by=by, at=f.NOW)
    done = {"subject_id": wren.pk, "instrument": "criminal-exploitation-tool", "version": 1, "started_at": f.NOW,
            "by": f.worker(), "band": "few", "lowest": "few", "highest": "few"}  # fmt: skip
    old = Assessment.objects.create(**done, as_at=TODAY - timedelta(days=90), done_at=f.NOW)
    new = Assessment.objects.create(**done, as_at=TODAY, done_at=f.NOW)
    draft = Assessment.objects.create(**done, as_at=TODAY)
    for row, kind, band in (
        (old, "agreed", "serious"), (new, "professional", "serious"), (new, "agreed", "emerging"),
        (draft, "agreed", "few"),
    ):  # fmt: skip
        BandGiven.objects.create(assessment=row, kind=kind, band=band, sealed_reason="", by=f.worker(), at=f.NOW)
    assert knowing.known_of(wren.pk) == knowing.Known(("other", "sexual"), "targeted", "Tigrinya")
    page = client.get(find).content.decode()
    assert "As the open case names them" in page and 'value="Tigrinya"' in page
    assert re.search(r'value="sexual"[^>]*checked', page) and re.search(r'value="targeted"[^>]*selected', page)
    sent = {"need": "exploitation", "whom": "child", "level": "universal"}
    assert "Services that fit" in client.post(find, sent).content.decode()


def test_the_pages_find_offer_and_write(client: Client, account, wren, services) -> None:
    client.force_login(account, backend=DOOR)
    own, find = reverse("child_services", args=[wren.pk]), reverse("find_service", args=[wren.pk])
    assert "No service has been offered" in client.get(own).content.decode()
    assert client.post(find, {"need": "", "whom": "child"}).status_code == 400
    page = client.post(find, {"need": "exploitation", "whom": "child"}).content.decode()
    assert "Alongside" in page and "Takes this age" in page and "For parents" not in page and "Gone" not in page
    refer = reverse("refer_to_service", args=[wren.pk])
    assert "Find a service first" in client.get(refer).content.decode()
    sent = {"service": str(services[0].pk), "need": "exploitation", "whom": "child"}
    assert "Offer: Alongside" in client.post(refer, sent).content.decode()
    assert client.post(refer, {**sent, "reason": "Near."}).status_code == 400
    day = {"offered_on_0": "2", "offered_on_1": "3", "offered_on_2": "2026"}
    assert client.post(refer, {**sent, **day, "reason": "Near.", "agreed": "both"}).status_code == 302
    row = ServiceReferral.objects.get()
    there = reverse("referral_step", args=[wren.pk, row.pk])
    on = {"on_0": "2", "on_1": "3", "on_2": "2026"}
    assert client.post(there, {"state": "ended", **on}).status_code == 400
    assert client.post(there, {"state": "started", **on}).status_code == 302
    assert "Select what it came to" in client.post(there, {"state": "ended", **on}).content.decode()
    assert client.post(there, {"state": "ended", "outcome": "helped", **on}).status_code == 302
    assert "It helped" in client.get(own).content.decode()


def test_the_directory_is_narrowed_and_a_service_says_its_room(client: Client, account, services) -> None:
    client.force_login(account, backend=DOOR)
    listed = client.get(reverse("services"), {"need": "mental-health", "whom": "parent"}).content.decode()
    assert "For parents" in listed and "Alongside" not in listed
    assert "No service is like that" in client.get(reverse("services"), {"search": "zz"}).content.decode()
    address = reverse("service", args=[services[0].pk])
    assert "It has said nothing of its room" in client.get(address).content.decode()
    room = reverse("service_capacity", args=[services[0].pk])
    assert client.post(room, {}).status_code == 400
    said_on = {"said_on_0": "2", "said_on_1": "3", "said_on_2": "2026"}
    assert client.post(room, {"takes_referrals": "no", "wait_weeks": "6", **said_on}).status_code == 302
    assert CapacityWord.objects.get().takes_referrals is False
    assert "Takes no referrals now" in client.get(address).content.decode()
    assert client.get(reverse("service", args=[wren_key()])).status_code == 404
    assert "What helps" in client.get(reverse("what_helps")).content.decode()


def wren_key():
    return f.child("Nobody").pk


def test_a_stranger_is_not_told_that_there_is_such_a_child(client: Client, wren) -> None:
    client.force_login(f.account("hub-practitioner", in_team=f.team("elsewhere")), backend=DOOR)
    for route in ("child_services", "find_service", "find_confidential", "refer_to_service"):
        assert client.get(reverse(route, args=[wren.pk])).status_code == 404
