"""The pages about accounts, and the roles in words."""

import pytest

from homeward.register.accounts.models import Account
from homeward.register.accounts.presenters import ACTIONS, CLASSES, REASONS
from homeward.vocabulary.roles import load_roles
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


@pytest.fixture
def administrator(client):
    client.force_login(factories.account("administrator"), backend=DOOR)
    return client


def test_every_action_reason_and_class_has_words():
    grants = load_roles().grants_of(frozenset(role.code for role in load_roles().roles))
    assert {grant.action for grant in grants} <= set(ACTIONS)
    assert {reason for grant in grants for reason in grant.because} <= set(REASONS)
    assert {kind for grant in grants for kind in grant.classes} <= set(CLASSES)


def test_everybody_reads_the_roles_in_words(client):
    client.force_login(factories.account("call-handler"), backend=DOOR)
    shown = client.get("/roles/").content.decode()
    assert "Lowers a shield alone, and never sees the address it covers." in shown
    assert "When they took a call about the child in the last 72 hours" in shown


def test_somebody_s_own_account_says_what_their_roles_allow(client):
    client.force_login(factories.account("director"), backend=DOOR)
    assert "Sees a child&#x27;s record; a figure never opens onto names." in client.get("/me/").content.decode()


def test_only_those_who_may_see_accounts_see_them(client):
    client.force_login(factories.account("manager"), backend=DOOR)
    assert client.get("/accounts/").status_code == 403


def test_information_governance_sees_accounts_and_changes_none(client):
    account = factories.account("manager")
    client.force_login(factories.account("information-governance"), backend=DOOR)
    assert "Change their team" not in client.get(f"/accounts/{account.worker_id}/").content.decode()
    assert client.get(f"/accounts/{account.worker_id}/close/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"role": "director"}, ["Worker Two"]),
        ({"name": "one"}, ["Worker One"]),
        ({"agency": "wolds"}, ["Worker Two"]),
        ({"state": "unused"}, ["Worker Two"]),
        ({"state": "closed"}, []),
    ],
)
def test_accounts_are_found_by_name_role_agency_and_state(administrator, asked, found, frozen):
    one, two = factories.account("manager"), factories.account("director", of=factories.agency("wolds"))
    for account, name in ((one, "Worker One"), (two, "Worker Two")):
        type(account.worker).objects.filter(pk=account.worker_id).update(name=name)
    Account.objects.update(last_used_at=NOW)
    Account.objects.filter(pk=two.pk).update(last_used_at=NOW.replace(month=1))
    shown = administrator.post("/accounts/", asked).content.decode()
    assert [name for name in ("Worker One", "Worker Two") if f">{name}<" in shown] == found


def test_an_administrator_invites_through_the_pages(administrator, mailoutbox, django_capture_on_commit_callbacks):
    factories.agency("larkfield", "school", "Larkfield Academy")
    assert administrator.post("/accounts/add/", {"agency": "larkfield"}).url == "/accounts/add/larkfield/"
    form = {"name": "Imran Elderbrook", "email": "imran@example.test", "roles": ["partner"]}
    with django_capture_on_commit_callbacks(execute=True):
        assert administrator.post("/accounts/add/larkfield/", form).status_code == 302
    assert [letter.to for letter in mailoutbox] == [["imran@example.test"]]


def test_each_change_is_made_through_its_page(administrator):
    account = factories.account("manager")
    address = f"/accounts/{account.worker_id}"
    for page, form in [
        ("change", {"roles": ["director"], "version": "new"}),
        ("lost", {"checked": "video"}),
        ("close", {"because": "left"}),
        ("reopen", {"roles": ["manager"]}),
    ]:
        account.refresh_from_db()
        assert administrator.get(f"{address}/{page}/").status_code == 200
        answer = administrator.post(f"{address}/{page}/", {**form, "version": account.version})
        assert answer.status_code == 302, answer.content.decode()
    assert administrator.post(f"{address}/letter/").status_code == 302
    assert administrator.post(f"{address}/letter/withdraw/").status_code == 302


def test_a_worker_whom_a_file_named_is_invited_under_their_own_row(administrator):
    worker = factories.worker("Bryony Underbough")
    form = {"name": worker.name, "email": "bryony@example.test", "roles": ["call-handler"]}
    assert administrator.post(f"/accounts/{worker.pk}/invite/", form).status_code == 302
    assert worker.invitations.count() == 1


def test_an_address_opens_one_account(administrator):
    taken = factories.account("manager")
    form = {"name": "Another", "email": taken.email, "roles": ["call-handler"]}
    answer = administrator.post("/accounts/add/middleshire/", form)
    assert "already belongs to another account" in answer.content.decode()
