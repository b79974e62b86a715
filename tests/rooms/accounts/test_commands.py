"""`homeward serve` and `homeward account`: what they make, what they refuse, and what they say."""

import socket
from datetime import timedelta

import click
import pytest
from click.testing import CliRunner
from django.test import override_settings

from homeward.config.commands import running, serve
from homeward.config.commands.account import account
from homeward.register.accounts.models import Account, Invitation
from homeward.register.accounts.rules import digest_of
from tests import factories
from tests.factories import NOW


def taken_port():
    """A port that something listens on."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken, taken.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_said_so():
    taken, port = taken_port()
    with taken, pytest.raises(click.ClickException, match=f"Port {port} is in use"):
        running.free_port("127.0.0.1", port)


def test_the_next_free_port_is_found_and_told(monkeypatch, capsys):
    taken, port = taken_port()
    monkeypatch.setattr(running, "USUAL_PORT", port)
    with taken:
        assert running.free_port("127.0.0.1", None) > port
    assert f"Port {port} is in use" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "http://localhost:8000"), ("hub.test", "http://hub.test:8000")]
)
def test_the_address_is_one_that_a_passkey_can_belong_to(host, address):
    assert running.address_of(host, 8000) == address


def test_what_a_server_s_process_is_given():
    command = running.web_server("::1", 8000, 8001)
    bound = [after for word, after in zip(command, command[1:], strict=False) if word == "--bind"]
    assert bound == ["[::1]:8000", "[::1]:8001"]
    assert "--no-control-socket" in command


@pytest.mark.django_db
def test_a_demonstration_does_not_start_beside_a_real_record():
    serve.refuse_real_records()
    factories.delivery(synthetic=False)
    with pytest.raises(click.ClickException, match="real records"):
        serve.refuse_real_records()


@pytest.mark.django_db
def test_live_settings_make_nothing_of_themselves(monkeypatch):
    monkeypatch.setattr(serve, "changes_waiting", lambda: 3)
    monkeypatch.setattr(serve, "call_command", lambda *names, **given: None)
    with override_settings(DEMONSTRATION=False):
        answer = CliRunner().invoke(serve.serve, [])
    assert answer.exit_code == 1
    assert "3 database changes wait. Run `homeward serve --migrate` once." in answer.output
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_the_first_administrator_s_code_is_printed_once():
    asked = ["first", "--name", "Farida Puddephat", "--email", "farida@example.test"]
    assert "Give its name with --agency-name" in CliRunner().invoke(account, asked).output
    answer = CliRunner().invoke(account, [*asked, "--agency-name", "Middleshire County Council"])
    assert answer.exit_code == 0, answer.output
    code = answer.output.partition("Code:")[2].split()[0]
    assert Invitation.objects.get().secret_digest == digest_of(code)
    assert code not in answer.output.partition("Address:")[2].splitlines()[0]


@pytest.mark.django_db
def test_there_is_one_first_administrator():
    factories.account("administrator")
    answer = CliRunner().invoke(account, ["first", "--name", "Another", "--email", "another@example.test"])
    assert "There is an administrator already" in answer.output


@pytest.mark.django_db
def test_a_dry_run_closes_nothing():
    unused = factories.account("manager")
    Account.objects.filter(pk=unused.pk).update(opened_at=NOW - timedelta(days=60))
    answer = CliRunner().invoke(account, ["close-unused", "--dry-run"])
    assert "1 account would be closed." in answer.output
    assert Account.objects.get(pk=unused.pk).is_active
    assert "1 account closed." in CliRunner().invoke(account, ["close-unused"]).output
    assert not Account.objects.get(pk=unused.pk).is_active
