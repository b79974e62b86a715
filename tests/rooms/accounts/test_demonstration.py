"""The demonstration's door opens in a demonstration, and is not there in real use."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from homeward.config.keys import new_keys
from homeward.register.access.models import RoleHolding, Shift
from homeward.register.accounts import actions
from homeward.register.accounts.actions.demonstration import CAST, DUTY_ROLES
from homeward.register.accounts.models import Account
from homeward.register.accounts.rules import roles_for
from homeward.register.agencies.models import Worker
from homeward.vocabulary.roles import load_roles
from tests import factories
from tests.factories import NOW

ROLES = [role.code for role in load_roles().roles]


@pytest.mark.django_db
def test_every_role_has_one_invented_worker_of_a_fitting_agency():
    accounts = actions.open_demonstration(at=NOW)
    assert sorted(account.demonstrates for account in accounts) == sorted(ROLES) == sorted(CAST)
    for account in accounts:
        fitting = [role.code for role in roles_for(account.worker.agency.kind, load_roles())]
        assert account.demonstrates in fitting


@pytest.mark.django_db
def test_opening_it_twice_changes_nothing():
    actions.open_demonstration(at=NOW)
    before = [Account.objects.count(), Worker.objects.count(), RoleHolding.objects.count()]
    actions.open_demonstration(at=NOW + timedelta(days=1))
    assert [Account.objects.count(), Worker.objects.count(), RoleHolding.objects.count()] == before


@pytest.mark.django_db
def test_the_practitioner_is_the_one_the_council_s_extract_names_and_the_manager_is_theirs():
    named = factories.worker("Gideon Hollowell", in_team=factories.team("extract-hub"))
    Worker.objects.filter(pk=named.pk).update(external_id="W007")
    actions.open_demonstration(at=NOW)
    practitioner = Account.objects.get(demonstrates="hub-practitioner").worker
    assert practitioner.pk == named.pk
    assert Account.objects.get(demonstrates="manager").worker.team_id == named.team_id


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_one_press_signs_in(client, role):
    actions.open_demonstration(at=NOW)
    assert client.post(f"/sign-in/demonstration/{role}/").url == "/"
    assert client.get("/me/").status_code == 200
    assert Shift.objects.filter(worker__account__demonstrates=role).exists() == (role in DUTY_ROLES)


@pytest.mark.django_db
def test_a_third_press_ends_the_first_session(frozen):
    actions.open_demonstration(at=NOW)
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.post("/sign-in/demonstration/manager/")
        frozen.shift(61)
    assert [browser.get("/me/").status_code for browser in browsers] == [302, 200, 200]


@pytest.mark.django_db
def test_the_sign_in_page_says_what_each_role_does(client):
    actions.open_demonstration(at=NOW)
    shown = client.get("/sign-in/").content.decode()
    assert all(role.does.replace("'", "&#x27;") in shown for role in load_roles().roles)


@pytest.mark.django_db
def test_the_door_opens_to_no_get(client):
    actions.open_demonstration(at=NOW)
    assert client.get("/sign-in/demonstration/director/").status_code == 405


@pytest.mark.django_db
def test_in_real_use_the_door_refuses_and_no_account_is_opened(client):
    actions.open_demonstration(at=NOW)
    with override_settings(DEMONSTRATION=False):
        assert client.post("/sign-in/demonstration/director/").status_code == 404
        with pytest.raises(actions.AccountRefusal):
            actions.open_demonstration(at=NOW)
    assert not client.session.get("_auth_user_id")


LIVE = """
import django; django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
assert not settings.DEMONSTRATION
assert not any("Door" in way for way in settings.AUTHENTICATION_BACKENDS)
assert settings.SESSION_COOKIE_NAME.startswith("__Host-") and settings.SESSION_COOKIE_SECURE
try:
    resolve("/sign-in/demonstration/director/")
except Resolver404:
    print("no such address")
"""


def test_live_settings_have_no_door_and_no_such_address(tmp_path):
    hosts = {"HOMEWARD_HOSTS": "hub.example.test", "HOMEWARD_FILES_ORIGIN": "https://files.example.test"}
    keys = {**new_keys(), **hosts, "HOMEWARD_DATA": str(tmp_path)}
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH") if name in os.environ}
    environment = {**kept, **keys, "DJANGO_SETTINGS_MODULE": "homeward.config.settings.live"}
    done = subprocess.run([sys.executable, "-c", LIVE], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "no such address\n", done.stderr
