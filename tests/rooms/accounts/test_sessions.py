"""A session rests, ends, and leaves nothing behind."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client, override_settings

from homeward.register.accounts.models import Account
from tests import factories

pytestmark = pytest.mark.django_db


def is_in(client):
    return client.get("/me/").status_code == 200


def test_a_screen_left_alone_for_a_quarter_of_an_hour_signs_out(person, frozen):
    worker = person("hub-practitioner")
    worker.signs_in()
    frozen.shift(14 * 60)
    assert is_in(worker.client)
    frozen.shift(15 * 60)
    answer = worker.client.get("/me/", follow=True)
    assert "because nothing happened for a while" in answer.content.decode()


def test_the_phone_desk_has_half_an_hour(person, frozen):
    worker = person("call-handler")
    worker.signs_in()
    frozen.shift(29 * 60)
    assert is_in(worker.client)
    frozen.shift(30 * 60)
    assert not is_in(worker.client)


def test_ten_hours_is_the_most_a_session_lasts(person, frozen):
    worker = person("hub-practitioner")
    worker.signs_in()
    for _ in range(46):
        frozen.shift(13 * 60)
        assert is_in(worker.client)
    frozen.shift(13 * 60)
    assert not is_in(worker.client)


def test_a_changed_account_ends_its_sessions_at_the_next_request(person):
    worker = person("hub-practitioner")
    worker.signs_in()
    Account.objects.filter(pk=worker.account.pk).update(changed_at=factories.NOW)
    assert "because your account has changed" in worker.client.get("/me/", follow=True).content.decode()


def test_a_third_session_ends_the_first(person, frozen):
    worker = person("hub-practitioner")
    browsers = []
    for _ in range(3):
        worker.client = Client()
        worker.signs_in()
        browsers.append(worker.client)
        frozen.shift(61)
    assert [is_in(browser) for browser in browsers] == [False, True, True]


def test_somebody_ends_a_session_of_their_own_elsewhere(person, frozen):
    worker = person("hub-practitioner")
    worker.signs_in()
    elsewhere, worker.client = worker.client, Client()
    frozen.shift(61)
    worker.signs_in()
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    worker.client.post(f"/me/sessions/{other.pk}/end/")
    assert is_in(worker.client)
    assert not is_in(elsewhere)


def test_nobody_ends_a_session_of_somebody_else(person):
    worker, other = person("hub-practitioner"), person("manager")
    worker.signs_in()
    other.signs_in()
    session = UserSession.objects.get(user=other.account)
    worker.client.post(f"/me/sessions/{session.pk}/end/")
    assert is_in(other.client)


def test_signing_out_clears_the_browser(person):
    worker = person("hub-practitioner")
    worker.signs_in()
    answer = worker.client.post("/sign-in/out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies"'
    assert not is_in(worker.client)


@override_settings(DEMONSTRATION=False)
def test_a_session_that_did_not_come_by_the_sign_in_pages_is_ended(client):
    account = factories.account("hub-practitioner")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/me/").status_code == 302


@override_settings(DEMONSTRATION=False)
def test_a_session_of_the_demonstration_is_worth_nothing_in_real_use(client):
    account = factories.account("hub-practitioner")
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    assert client.get("/me/").status_code == 302
