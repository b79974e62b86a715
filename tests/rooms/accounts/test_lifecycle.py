"""A worker is invited, joins, moves, loses a phone, leaves, and comes back."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator

from homeward.register.access.actions import Refused
from homeward.register.access.models import Relationship, RoleHolding
from homeward.register.accounts import actions
from homeward.register.accounts.models import Account, Invitation
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
FIRST = "new"


@pytest.fixture
def administrator():
    return factories.viewer("administrator")


@pytest.fixture
def invited(administrator, mailoutbox, django_capture_on_commit_callbacks):
    """A letter on its way to somebody new, with the code it holds."""
    with django_capture_on_commit_callbacks(execute=True):
        invitation = actions.invite(
            name="Ewan Oakapple",
            email="ewan@example.test",
            agency=factories.agency(),
            team=factories.team(),
            roles=["manager"],
            by=administrator,
            at=NOW,
        )
    (letter,) = mailoutbox
    return invitation, re.search(r"code: (\S+)", letter.body)[1], letter


def held_by(worker_id, at):
    found = RoleHolding.objects.filter(worker_id=worker_id)
    return sorted(row.role for row in found if row.since <= at and (row.until is None or at < row.until))


def test_a_letter_holds_the_code_and_the_address_does_not(invited):
    invitation, code, letter = invited
    address = re.search(r"Go to (\S+)", letter.body)[1]
    assert str(invitation.pk) in address
    assert code.replace("-", "") not in address.replace("-", "").upper()
    assert code not in str(Invitation.objects.values())


def test_the_code_opens_an_account_that_still_needs_a_second_factor(invited, client):
    invitation, code, _ = invited
    answer = client.post(
        f"/sign-in/invitation/{invitation.pk}/",
        {"code": code.lower(), "password": "heron teapot gravel lantern", "again": "heron teapot gravel lantern"},
    )
    assert answer.url == "/me/sign-in/"
    assert client.get("/").url == "/me/sign-in/"
    assert Account.objects.get(email="ewan@example.test").worker.name == "Ewan Oakapple"


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("short", "short", "at least 15 characters"),
        ("passwordpassword", "passwordpassword", "does not repeat itself"),
        ("heron teapot gravel lantern", "another one altogether", "the same password twice"),
    ],
)
def test_a_password_is_long_and_meant(invited, client, password, again, says):
    invitation, code, _ = invited
    address = f"/sign-in/invitation/{invitation.pk}/"
    answer = client.post(address, {"code": code, "password": password, "again": again})
    assert says in answer.content.decode()
    assert not Account.objects.filter(email="ewan@example.test").exists()


@pytest.mark.parametrize("fault", ["used", "lapsed", "withdrawn", "wrong"])
def test_a_code_that_no_longer_opens_anything(invited, administrator, fault):
    invitation, code, _ = invited
    at = LATER
    if fault == "used":
        actions.accept_invitation(invitation_id=invitation.pk, code=code, password="x" * 15, at=NOW)
    elif fault == "lapsed":
        at = NOW + timedelta(days=7)
    elif fault == "withdrawn":
        actions.withdraw(invitation=invitation, by=administrator, at=NOW)
    else:
        code = "AAAA-AAAA-AAAA-AAAA"
    with pytest.raises(actions.CodeRefused):
        actions.accept_invitation(invitation_id=invitation.pk, code=code, password="x" * 15, at=at)


def test_a_letter_sent_again_stops_the_earlier_code(invited, administrator):
    invitation, code, _ = invited
    actions.invite_again(worker=invitation.worker, email=invitation.email, by=administrator, at=NOW)
    with pytest.raises(actions.CodeRefused):
        actions.accept_invitation(invitation_id=invitation.pk, code=code, password="x" * 15, at=NOW)


def test_an_address_nobody_was_sent_looks_like_one_that_was(client):
    address = "/sign-in/invitation/7a2f0c3e-4b1d-4c58-9d55-0a2b6f7c8d90/"
    assert client.get(address).status_code == 200


def test_a_school_cannot_be_given_the_phone(administrator):
    with pytest.raises(actions.AccountRefusal, match="cannot hold this role: call-handler"):
        actions.invite(
            name="Imran Elderbrook",
            email="imran@example.test",
            agency=factories.agency("larkfield", "school"),
            team=None,
            roles=["call-handler"],
            by=administrator,
            at=NOW,
        )
    assert not Worker.objects.filter(name="Imran Elderbrook").exists()


def test_a_mover_s_roles_are_dated_and_the_old_ones_kept(administrator):
    account = factories.account("manager")
    actions.change(
        account=account,
        team=factories.team("east"),
        roles=["hub-practitioner"],
        version=FIRST,
        by=administrator,
        at=LATER,
    )
    assert held_by(account.worker_id, NOW) == ["manager"]
    assert held_by(account.worker_id, LATER) == ["hub-practitioner"]
    assert AuditEvent.objects.get(action="accounts.change").detail["roles"] == "hub-practitioner"


def test_nobody_gives_a_role_to_themselves():
    account = factories.account("administrator")
    own = factories.viewer_of(account, at=NOW)
    with pytest.raises(actions.AccountRefusal, match="your own account"):
        actions.change(account=account, team=None, roles=["manager"], version=FIRST, by=own, at=LATER)
    assert held_by(account.worker_id, LATER) == ["administrator"]


def test_that_somebody_tried_is_written_down(client):
    account = factories.account("administrator")
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    given = {"version": FIRST, "roles": ["administrator", "manager"]}
    answer = client.post(f"/accounts/{account.worker_id}/change/", given)
    assert "cannot change your own account" in answer.content.decode()
    told = AuditEvent.objects.get(action="accounts.change")
    assert told.worker_id == account.worker_id and told.detail == {"turned_away": "OwnAccount"}


def test_only_an_administrator_changes_an_account():
    account = factories.account("manager")
    with pytest.raises(Refused):
        actions.change(
            account=account, team=None, roles=["director"], version=FIRST, by=factories.viewer("manager"), at=NOW
        )
    assert AuditEvent.objects.get(action="accounts.change").outcome == "denied"


def test_the_second_of_two_changes_is_told_and_loses_nothing(administrator, person, client):
    account = factories.account("manager")
    mine = factories.account("administrator")
    client.force_login(mine, backend="homeward.register.accounts.actions.DemonstrationDoor")
    actions.change(account=account, team=None, roles=["director"], version=FIRST, by=administrator, at=NOW)
    answer = client.post(f"/accounts/{account.worker_id}/change/", {"version": FIRST, "roles": ["hub-practitioner"]})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Director" in shown
    assert 'name="roles" value="hub-practitioner"' in shown
    assert held_by(account.worker_id, NOW) == ["director"]


def test_a_leaver_loses_every_way_in_and_every_reason(administrator, person):
    worker = person("manager")
    worker.signs_in()
    child = factories.child()
    held = factories.relate(factories.viewer_of(worker.account, at=NOW), child.pk, "allocated")
    account = Account.objects.get(pk=worker.account.pk)
    actions.close(account=account, because="left", version=account.version, by=administrator, at=LATER)
    assert worker.client.get("/me/").status_code == 302
    assert worker.gives_password().status_code == 200
    assert "_auth_user_id" not in worker.client.session
    assert Relationship.objects.get(pk=held.pk).until == LATER
    assert held_by(account.worker_id, LATER) == []
    assert not Authenticator.objects.filter(user=account).exists()
    assert Worker.objects.get(pk=account.worker_id).left_on == LATER.date()
    event = AuditEvent.objects.get(action="accounts.change")
    assert [row.subject_id for row in event.subjects.all()] == [child.pk]


def test_the_day_somebody_left_is_the_day_in_england(administrator):
    account = factories.account("manager")
    after_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    actions.close(account=account, because="left", version=account.version, by=administrator, at=after_midnight)
    assert Worker.objects.get(pk=account.worker_id).left_on == date(2026, 7, 2)


def test_the_only_administrator_stays(administrator):
    alone = Account.objects.get(worker_id=administrator.worker_id)
    leaving = factories.viewer("administrator")
    RoleHolding.objects.filter(worker_id=leaving.worker_id).update(until=LATER)
    with pytest.raises(actions.AccountRefusal, match="only administrator"):
        actions.close(account=alone, because="left", version=FIRST, by=leaving, at=LATER)
    with pytest.raises(actions.AccountRefusal, match="only administrator"):
        actions.change(account=alone, team=None, roles=["manager"], version=FIRST, by=leaving, at=LATER)


def test_one_who_comes_back_is_given_roles_afresh_and_a_letter(administrator):
    account = factories.account("manager")
    actions.close(account=account, because="moved", version=FIRST, by=administrator, at=NOW)
    account.refresh_from_db()
    actions.reopen(account=account, roles=["director"], version=account.version, by=administrator, at=LATER)
    assert held_by(account.worker_id, LATER) == ["director"]
    assert Account.objects.get(pk=account.pk).closed_at is not None
    assert Invitation.objects.filter(worker=account.worker, used_at__isnull=True).count() == 1


def test_a_lost_phone_takes_the_password_with_it(administrator, person):
    worker = person("manager")
    worker.signs_in()
    account = Account.objects.get(pk=worker.account.pk)
    actions.reset_factor(account=account, checked="in-person", version=account.version, by=administrator, at=LATER)
    assert worker.client.get("/me/").status_code == 302
    assert not Authenticator.objects.filter(user=account).exists()
    assert worker.gives_password().status_code == 200
    assert AuditEvent.objects.filter(detail__identity_checked="in-person").exists()


def test_accounts_unused_for_thirty_days_close_and_the_last_administrator_does_not():
    used, unused = factories.account("manager"), factories.account("manager")
    keeper = factories.account("administrator")
    later = NOW + timedelta(days=30)
    Account.objects.filter(pk=used.pk).update(last_used_at=NOW + timedelta(days=1))
    closed = actions.close_unused(at=later)
    assert [account.pk for account in closed] == [unused.pk]
    assert Account.objects.get(pk=keeper.pk).is_active
    assert Account.objects.get(pk=unused.pk).closed_because == "unused"


def test_the_first_administrator_is_invited_once():
    invitation, code = actions.invite_first(
        name="Farida Puddephat", email="farida@example.test", agency=factories.agency(), at=NOW
    )
    actions.accept_invitation(invitation_id=invitation.pk, code=code, password="x" * 15, at=NOW)
    with pytest.raises(actions.AccountRefusal, match="an administrator already"):
        actions.invite_first(name="Another", email="another@example.test", agency=factories.agency(), at=NOW)


def test_no_letter_goes_to_somebody_who_can_sign_in(administrator, person):
    worker = person("manager").account.worker
    with pytest.raises(actions.AccountRefusal, match="can sign in"):
        actions.invite_again(worker=worker, email="elsewhere@example.test", by=administrator, at=NOW)
    assert not Invitation.objects.exists()


def test_a_letter_that_lapsed_after_a_lost_phone_is_sent_again(administrator, person):
    account = person("manager").account
    actions.reset_factor(account=account, checked="in-person", version=FIRST, by=administrator, at=NOW)
    letter = actions.invite_again(worker=account.worker, email=account.email, by=administrator, at=LATER)
    assert letter.withdrawn_at is None
