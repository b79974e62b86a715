"""Nobody gets in with one factor, a code works once, and nobody can be locked out from afar."""

import pytest
from allauth.core.context import request_context
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from homeward.register.accounts import actions
from homeward.register.accounts.models import Account
from homeward.register.audit.models import AuditEvent
from tests import factories
from tests.rooms.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def reaches_today(client):
    return client.get("/").status_code == 200


def test_a_password_and_a_code_open_today_s_page(person):
    worker = person("hub-practitioner")
    assert worker.gives_password().url == "/sign-in/second/"
    assert not reaches_today(worker.client)
    assert worker.gives_code().status_code == 302
    assert reaches_today(worker.client)


def test_signing_in_is_written_down_without_an_address(person):
    worker = person("hub-practitioner")
    worker.signs_in()
    event = AuditEvent.objects.get(action="account.sign-in")
    assert (event.worker_id, event.detail["how"]) == (worker.account.worker_id, "password+mfa+other")
    assert worker.account.email not in str(AuditEvent.objects.values_list("detail", flat=True))


def test_without_a_second_factor_only_the_pages_that_set_one_up_open(person):
    worker = person("hub-practitioner", app=False)
    worker.gives_password()
    for address in ("/", "/me/", "/roles/", "/accounts/", "/feeds/"):
        assert worker.client.get(address).url == "/me/sign-in/", address
    assert worker.client.get("/me/sign-in/").status_code == 200
    assert worker.client.get("/me/sign-in/app/").status_code == 200


@pytest.mark.parametrize("role", ["administrator", "shield-keeper", "information-governance", "publisher"])
def test_some_roles_need_a_passkey_and_an_app_is_not_enough(person, role):
    worker = person(role)
    worker.signs_in()
    assert worker.client.get("/").url == "/me/sign-in/"
    assert "Your role needs a passkey" in worker.client.get("/me/sign-in/").content.decode()


def test_a_code_works_once(person):
    worker = person("hub-practitioner")
    code = worker.code()
    worker.gives_password()
    worker.gives_code(code)
    again = Client()
    again.post("/sign-in/", {"login": worker.account.email, "password": "heron teapot gravel lantern"})
    answer = again.post("/sign-in/second/", {"code": code})
    assert "has been used already" in answer.content.decode()
    assert not reaches_today(again)


def test_an_earlier_code_is_worth_nothing_after_a_later_one(person, frozen):
    worker = person("hub-practitioner")
    early = worker.code()
    frozen.shift(30)
    worker.signs_in()
    again = Client()
    again.post("/sign-in/", {"login": worker.account.email, "password": "heron teapot gravel lantern"})
    assert "has been used already" in again.post("/sign-in/second/", {"code": early}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_code_that_set_up_the_app_is_refused_at_the_next_sign_in(person):
    worker = person("hub-practitioner", app=False)
    worker.gives_password()
    page = worker.client.get("/me/sign-in/app/")
    worker.secret = page.context["form"].secret
    code = worker.code()
    assert worker.client.post("/me/sign-in/app/", {"code": code}).url == "/me/sign-in/"
    assert reaches_today(worker.client)
    again = Client()
    again.post("/sign-in/", {"login": worker.account.email, "password": "heron teapot gravel lantern"})
    assert "has been used already" in again.post("/sign-in/second/", {"code": code}).content.decode()


def test_the_last_factor_cannot_be_removed(person):
    worker = person("hub-practitioner")
    worker.signs_in()
    worker.client.post("/sign-in/again/", {"password": "heron teapot gravel lantern"})
    worker.client.post("/me/sign-in/app/remove/")
    assert worker.account.authenticator_set.count() == 1


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(person):
    worker = person("hub-practitioner")
    known = worker.gives_password("not the password at all")
    unknown = Client().post("/sign-in/", {"login": "nobody@example.test", "password": "not the password at all"})
    assert known.status_code == unknown.status_code == 200
    assert [str(text) for text in known.context["form"].errors.values()] == [
        str(text) for text in unknown.context["form"].errors.values()
    ]


def test_tries_from_far_away_slow_themselves_and_nobody_else(person):
    worker = person("call-handler")
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(7):
        answer = elsewhere.post("/sign-in/", {"login": worker.account.email, "password": "guess"})
    assert "Too many" in str(answer.context["form"].errors)
    worker.signs_in()
    assert reaches_today(worker.client)
    assert AuditEvent.objects.filter(action="account.turned-away", detail__why="throttled").exists()


def test_slowed_tries_open_again_after_a_minute(person, frozen):
    worker = person("call-handler")
    for _ in range(6):
        worker.gives_password("guess")
    assert worker.gives_password().status_code == 200
    frozen.shift(61)
    assert worker.gives_password().status_code == 302


def test_a_closed_account_does_not_sign_in(person):
    worker = person("hub-practitioner")
    Account.objects.filter(pk=worker.account.pk).update(closed_at=worker.account.opened_at)
    worker.gives_password()
    assert not reaches_today(worker.client)


def test_a_session_is_a_new_one_after_signing_in(person):
    worker = person("hub-practitioner")
    worker.client.get("/sign-in/")
    worker.gives_password()
    before = worker.client.session.session_key
    worker.gives_code()
    assert worker.client.session.session_key != before


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "login/code/", "email/", "social/signup/"])
def test_there_is_no_sign_up_and_no_password_by_email(client, db, address):
    assert client.get(f"/sign-in/{address}").status_code == 404


def test_a_password_is_changed_by_its_holder_and_ends_other_sessions(person, frozen):
    worker = person("hub-practitioner")
    worker.signs_in()
    elsewhere, worker.client = worker.client, Client()
    frozen.shift(61)
    worker.signs_in()
    new = "otter bracket violin marsh"
    form = {"oldpassword": "heron teapot gravel lantern", "password1": new, "password2": new}
    assert worker.client.get("/me/password/").status_code == 200
    assert worker.client.post("/me/password/", form).url == "/me/"
    assert reaches_today(worker.client)
    assert not reaches_today(elsewhere)
    assert AuditEvent.objects.filter(action="account.change-factor", detail__what="password-changed").exists()


@pytest.mark.parametrize(
    ("now", "new", "says"),
    [
        ("wrong", "otter bracket violin marsh", "current password"),
        ("heron teapot gravel lantern", "short", "at least 15 characters"),
        ("heron teapot gravel lantern", "abcabcabcabcabcabcabc", "does not repeat itself"),
    ],
)
def test_a_new_password_is_held_to_the_same_rules(person, now, new, says):
    worker = person("hub-practitioner")
    worker.signs_in()
    answer = worker.client.post("/me/password/", {"oldpassword": now, "password1": new, "password2": new})
    assert says in answer.content.decode()


def test_the_demonstration_s_accounts_have_no_password_to_change(client):
    actions.open_demonstration(at=factories.NOW)
    client.post("/sign-in/demonstration/director/")
    assert client.get("/me/password/").url == "/me/"


def test_a_passkey_asks_who_holds_it_as_a_second_step_too(person):
    worker = person("manager")
    second = begin_authentication_for(worker.account)
    assert second["publicKey"]["userVerification"] == "required"


def begin_authentication_for(account):
    """The challenge that a passkey answers as a second step."""
    request = RequestFactory().get("/sign-in/second/")
    request.session = SessionStore()
    with request_context(request):
        return begin_authentication(account)


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"])
def test_signing_in_leads_to_no_other_site(person, elsewhere):
    worker = person("manager")
    worker.client.post("/sign-in/", {"login": worker.account.email, "password": PASSWORD, "next": elsewhere})
    assert worker.gives_code().url == "/"
