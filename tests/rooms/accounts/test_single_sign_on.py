"""An agency's own sign-in opens the account that a letter joined it to, and no other."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from homeward.config.single_sign_on import app_of, origins_of, provider_of
from homeward.register.accounts.actions.inviting import hold, write_invitation
from homeward.register.accounts.models import Account
from homeward.register.audit import actions as audit
from tests import factories
from tests.factories import NOW
from tests.rooms.accounts import provider as offline

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def police():
    with offline.running() as server:
        yield server


@pytest.fixture(scope="module")
def health():
    with offline.running() as server:
        yield server


def agency(code, server):
    name = f"{code.title()} sign-in"
    return {"code": code, "name": name, "server_url": server.url, "client_id": offline.CLIENT, "secret": offline.SECRET}


@pytest.fixture(autouse=True)
def known(settings, police, health):
    """Two agencies' sign-ins in the settings."""
    settings.SINGLE_SIGN_ON = [agency("police", police), agency("health", health)]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app_of(each) for each in settings.SINGLE_SIGN_ON]}}
    factories.agency("police", "police")
    factories.agency("health", "health")


def signs_in(browser, code, server, **says):
    """Press the agency's button, be sent there, and come back with what it says."""
    server.says = says
    provider = provider_of(agency(code, server))
    sent = browser.post(f"/sign-in/agency/oidc/{provider}/login/?process=login")
    answer, state = server.code_for(sent.url)
    return browser.get(f"/sign-in/agency/oidc/{provider}/login/callback/", {"code": answer, "state": state})


def letter(code, role="police-hub", email="nadia@example.test"):
    worker = factories.worker("Nadia Longmeadow", of=factories.agency(code))
    with audit.event("account.first", at=NOW):
        hold(worker=worker, roles=[role], given_by=None, at=NOW)
        return write_invitation(worker=worker, email=email, invited_by=None, at=NOW)


def joins(code, server, browser=None, email="nadia@example.test", role="police-hub", **says):
    """Open an account with a letter's code and the agency's own sign-in."""
    invitation, secret = letter(code, role, email)
    browser = browser or Client()
    form = {"code": secret, "agency": provider_of(agency(code, server))}
    assert browser.post(f"/sign-in/invitation/{invitation.pk}/", form).status_code == 302
    signs_in(browser, code, server, **says)
    return browser


def is_in(browser):
    return browser.get("/me/").status_code == 200


def test_a_letter_joins_the_two_and_the_next_time_the_agency_is_enough(police):
    joins("police", police, sub="p-1", amr=["pwd", "otp"])
    browser = Client()
    signs_in(browser, "police", police, sub="p-1", amr=["pwd", "otp"])
    assert is_in(browser)
    assert SocialAccount.objects.get().uid == "p-1"


def test_an_agency_that_vouches_for_a_password_alone_is_asked_for_more(police):
    joins("police", police, sub="p-1", amr=["otp"])
    browser = Client()
    signs_in(browser, "police", police, sub="p-1", amr=["pwd"])
    assert browser.get("/me/").url == "/me/sign-in/"


def test_a_text_message_is_not_a_second_factor(police):
    browser = joins("police", police, sub="p-1", amr=["pwd", "sms", "mfa"])
    assert browser.get("/me/").url == "/me/sign-in/"


def test_a_role_that_needs_a_passkey_needs_the_agency_to_vouch_for_one(police):
    browser = joins("police", police, sub="p-1", role="information-governance", amr=["otp"])
    assert browser.get("/me/").url == "/me/sign-in/"
    passkey = Client()
    signs_in(passkey, "police", police, sub="p-1", amr=["hwk"])
    assert is_in(passkey)


def test_somebody_nobody_invited_is_told_so_and_no_account_is_made(police):
    factories.account("police-hub")
    before = Account.objects.count()
    answer = signs_in(Client(), "police", police, sub="p-9", amr=["otp"])
    assert "You have no account here" in answer.content.decode()
    assert Account.objects.count() == before


def test_the_same_address_at_another_agency_is_somebody_else(police, health):
    joins("police", police, sub="p-1", amr=["otp"], email="nadia@example.test")
    browser = Client()
    signs_in(browser, "health", health, sub="h-1", amr=["otp"], email="nadia@example.test", email_verified=True)
    assert not is_in(browser)


def test_the_same_subject_at_another_agency_is_somebody_else(police, health):
    joins("police", police, sub="same", amr=["otp"])
    browser = Client()
    signs_in(browser, "health", health, sub="same", amr=["otp"])
    assert not is_in(browser)


def test_an_agency_that_changes_provider_joins_its_workers_again(police, health):
    assert provider_of(agency("police", police)) != provider_of(agency("police", health))


def test_a_worker_cannot_join_the_sign_in_of_another_agency(health):
    invitation, secret = letter("police")
    browser = Client()
    form = {"code": secret, "agency": provider_of(agency("health", health))}
    browser.post(f"/sign-in/invitation/{invitation.pk}/", form)
    signs_in(browser, "health", health, sub="h-1", amr=["otp"])
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("wrong", [{"iss": "http://127.0.0.1:1"}, {"aud": "another-program"}, {"exp": 1}])
def test_a_token_made_for_somebody_else_opens_nothing(police, wrong):
    joins("police", police, sub="p-1", amr=["otp"])
    browser = Client()
    answer = signs_in(browser, "police", police, sub="p-1", amr=["otp"], **wrong)
    assert "Your agency did not sign you in" in answer.content.decode()
    assert not is_in(browser)


def test_an_answer_that_was_not_asked_for_opens_nothing(police):
    joins("police", police, sub="p-1", amr=["otp"])
    provider = provider_of(agency("police", police))
    browser = Client()
    answer = browser.get(f"/sign-in/agency/oidc/{provider}/login/callback/", {"code": "code-0", "state": "made-up"})
    assert "Your agency did not sign you in" in answer.content.decode()
    assert not is_in(browser)


def test_a_browser_may_follow_a_form_to_the_agencies_and_nowhere_else():
    agencies = [{"server_url": "https://login.police.example/tenant"}, {"server_url": "https://login.police.example"}]
    assert origins_of(agencies) == ["https://login.police.example"]
