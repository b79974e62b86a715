"""What was noticed of a child: written, put right, withdrawn, drawn from a lead; and who is told of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.indicators import actions, queries
from homeward.practice.indicators.actions import NothingStands, NothingWaits, Noticed, NotInTheCatalogue, NotThatDay
from homeward.practice.indicators.models import LeadAnswer, Observation
from homeward.practice.missing import actions as missing
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit.models import AuditEvent
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()
DAY = {"day_0": "27", "day_1": "2", "day_2": "2026"}


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
def officer(wren):
    account = f.account("police-hub", of=f.agency("force", "police", "Middleshire Police"))
    f.relate(viewer_of(account, at=f.NOW), wren.pk)
    return account


def noticed(code="out-late", value="yes", day=TODAY, of=None, **more):
    said = {"since": day, "until": day + timedelta(days=1), "precision": "day", "agency": (of or f.agency()).pk}
    return Noticed(code, value, **{**said, "heard_from": "worker", "grounds": "seen", "sure": "sure", **more})


def note(by, child, *args, at=f.NOW, **more):
    return actions.note_observation(child=child.pk, noticed=noticed(*args, **more), by=by, at=at)


def sheet(by, child, last=TODAY):
    return queries.sheet_of(child.pk, viewer=by, at=f.NOW, last=last)


def test_what_is_written_is_sealed_dated_and_recorded(by, wren) -> None:
    row = note(by, wren, words="Seen at two at night.")
    assert "night" not in row.sealed_words and queries.words_of(row) == "Seen at two at night."
    assert (row.since, row.until, row.by_id) == (TODAY, TODAY + timedelta(days=1), by.worker_id)
    event = AuditEvent.objects.get(action="indicator.note")
    assert event.outcome == "allowed" and event.detail["code"] == "out-late" and "night" not in str(event.detail)


def test_pressed_twice_it_is_kept_once_and_other_words_are_another(by, wren) -> None:
    first = note(by, wren, words="One.")
    assert note(by, wren, words="One.").pk == first.pk
    assert note(by, wren, words="Two.").pk != first.pk
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"day": TODAY + timedelta(days=1)}, NotThatDay),
        ({"day": date(2012, 5, 1)}, NotThatDay),
        ({"until": TODAY}, NotThatDay),
        ({"code": "place-drugs-sold"}, NotInTheCatalogue),
        ({"code": "no-such-thing"}, NotInTheCatalogue),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(by, wren, said, refusal) -> None:
    with pytest.raises(refusal):
        note(by, wren, **said)
    assert not Observation.objects.exists()


def test_put_right_the_one_before_is_kept_with_why(by, wren) -> None:
    row = note(by, wren)
    given = {"child": wren.pk, "observation": row.pk, "reason": "It was the brother.", "by": by, "at": f.LATER}
    new = actions.correct_observation(noticed=noticed(value="no"), **given)
    row.refresh_from_db()
    assert new.replaces_id == row.pk and row.ended_at == f.LATER and queries.reason_of(row) == "It was the brother."
    assert [each.pk for each in sheet(by, wren).rows] == [new.pk]
    with pytest.raises(NothingStands):
        actions.correct_observation(noticed=noticed(), **given)


def test_withdrawn_it_is_in_no_month_and_another_childs_cannot_be(by, wren) -> None:
    row, other = note(by, wren), f.child("Robin")
    f.relate(by, other.pk)
    given = {"observation": row.pk, "reason": "Wrong child.", "by": by, "at": f.NOW}
    with pytest.raises(NothingStands):
        actions.withdraw_observation(child=other.pk, **given)
    actions.withdraw_observation(child=wren.pk, **given)
    assert sheet(by, wren).rows == [] and Observation.objects.count() == 1
    with pytest.raises(NothingStands):
        actions.withdraw_observation(child=wren.pk, **given)


def test_what_one_agency_knows_and_another_has_not_said(by, officer, wren) -> None:
    police = viewer_of(officer, at=f.NOW)
    note(police, wren, of=officer.worker.agency)
    (gap,) = sheet(by, wren).gaps
    assert gap.known_by == ("Middleshire Police",) and gap.silent == ("Middleshire",)
    note(by, wren, value="no")
    assert sheet(by, wren).gaps[0].denied_by == ("Middleshire",)
    assert not sheet(by, wren, last=date(2025, 1, 1)).rows


def test_whoever_may_not_read_a_class_reads_no_row_count_or_gap_of_it(by, officer, wren) -> None:
    police = viewer_of(officer, at=f.NOW)
    note(by, wren, "suspended")
    note(police, wren, "carrying-weapon", of=officer.worker.agency)
    assert {row.code for row in sheet(by, wren).rows} == {"suspended", "carrying-weapon"}
    voluntary = f.viewer("hub-practitioner", of=f.agency("charity", "voluntary", "Lantern"))
    f.relate(voluntary, wren.pk)
    seen = sheet(voluntary, wren)
    assert {row.code for row in seen.rows} == {"suspended"} and {gap.code for gap in seen.gaps} == {"suspended"}
    # The police do not read education; what their own agency said they read, and no gap is drawn from it.
    note(police, wren, "not-in-education", of=officer.worker.agency)
    seen = sheet(police, wren)
    assert {row.code for row in seen.rows} == {"carrying-weapon", "not-in-education"}
    assert {gap.code for gap in seen.gaps} == {"carrying-weapon"}


def test_no_school_is_named_while_a_shield_stands(by, wren) -> None:
    school = f.agency("lark", "school", "CNRYLARK Academy")
    note(by, wren, of=school)
    assert set(sheet(by, wren).names.values()) == {"Middleshire", "CNRYLARK Academy"}
    f.placement(wren)
    assert set(sheet(by, wren).names.values()) == {"Middleshire", "A school"}


def test_a_stranger_writes_and_reads_nothing(wren) -> None:
    stranger = f.viewer("hub-practitioner", in_team=f.team("elsewhere"))
    with pytest.raises(Refused):
        note(stranger, wren)
    assert sheet(stranger, wren).rows == [] and not Observation.objects.exists()


@pytest.fixture
def lead(by, wren):
    episode = f.episode(wren, days_ago=3, lasted=1)
    given = {"child": wren.pk, "episode": episode.pk, "by": by, "at": f.NOW}
    return missing.add_lead(kind="vehicle", value="a white van", **given)


def test_a_lead_is_written_down_or_passed_once(by, wren, lead) -> None:
    given = {"child": wren.pk, "by": by, "at": f.NOW, "lead": lead.pk}
    row = actions.note_observation(noticed=noticed("cars-unknown-adults"), **given)
    assert LeadAnswer.objects.get().observation_id == row.pk
    with pytest.raises(NothingWaits):
        actions.pass_lead(**given)
    new = actions.correct_observation(
        child=wren.pk, observation=row.pk, noticed=noticed("moved-between-places"), reason="More.", by=by, at=f.NOW
    )
    assert LeadAnswer.objects.get().observation_id == new.pk


def test_the_pages_write_read_put_right_and_withdraw(client: Client, account, wren, lead) -> None:
    client.force_login(account, backend=DOOR)
    year = reverse("child_indicators", args=[wren.pk])
    page = client.get(year).content.decode()
    assert "Nothing that you may read was written down" in page and "a white van" in page
    address = f"{reverse('note_observation', args=[wren.pk])}?lead={lead.pk}"
    assert "It may be one of these" in client.get(address).content.decode()
    sent = {
        "code": "cars-unknown-adults", "value": "yes", **DAY, "agency": str(f.agency().pk), "heard_from": "child",
        "grounds": "told", "sure": "fairly", "words": "A white van waited.",
    }  # fmt: skip
    assert client.post(address, {**sent, "day_2": "2027"}).status_code == 400
    assert client.post(address, sent, follow=True).status_code == 200
    assert client.get(address).status_code == 404, "a lead that was answered is offered no more"
    page = client.get(year).content.decode()
    assert "In cars with adults the family does not know" in page and "Yes: Middleshire" in page
    record = client.get(reverse("record", args=[wren.pk])).content.decode()
    assert "In cars with adults the family does not know" in record
    row = Observation.objects.get()
    every = reverse("observations", args=[wren.pk])
    assert "A white van waited." in client.get(every).content.decode()
    correct = reverse("correct_observation", args=[wren.pk, row.pk])
    assert "A white van waited." in client.get(correct).content.decode()
    answer = client.post(correct, {**sent, "value": "not-known", "reason": "She is not sure."}, follow=True)
    assert "She is not sure." in answer.content.decode() and "Put right" in answer.content.decode()
    new = Observation.objects.get(ended_at=None)
    assert client.get(correct).status_code == 404
    withdraw = reverse("withdraw_observation", args=[wren.pk, new.pk])
    assert client.post(withdraw, {}).status_code == 400
    assert "Nobody saw it" in client.post(withdraw, {"reason": "Nobody saw it."}, follow=True).content.decode()
    assert "Nothing that you may read" in client.get(year).content.decode()


def test_the_year_before_is_a_page_of_its_own_and_nonsense_is_this_year(client: Client, account, by, wren) -> None:
    note(by, wren, day=date(2025, 2, 10))
    client.force_login(account, backend=DOOR)
    year = reverse("child_indicators", args=[wren.pk])
    assert "Out late, and often" not in client.get(year).content.decode()
    assert "Out late, and often" in client.get(f"{year}?to=2025-03").content.decode()
    for nonsense in ("2027-01", "x", "0001-01", "9999-12"):
        assert client.get(f"{year}?to={nonsense}").status_code == 200


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_pages_take_as_many_statements_for_many_as_for_few(client: Client, account, by, wren) -> None:
    client.force_login(account, backend=DOOR)
    note(by, wren)
    addresses = [reverse(name, args=[wren.pk]) for name in ("child_indicators", "observations", "record")]
    statements(client, addresses[0])
    few = [statements(client, each) for each in addresses]
    for number in range(30):
        note(by, wren, day=TODAY - timedelta(days=number + 1), of=f.agency(f"a{number}"), words="x")
    assert [statements(client, each) for each in addresses] == few


def test_an_observation_moves_with_its_child() -> None:
    assert Observation.Record.identity == "moves"  # type: ignore[attr-defined]  # read by linkage


def test_noticed_says_nothing_of_its_words_when_printed() -> None:
    assert "secret" not in repr(replace(noticed(), words="secret"))
