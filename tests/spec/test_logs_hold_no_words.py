"""An error that happens while a child's page is made leaves its kind and its place in the log, and no name (S-18)."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from homeward.config.logs import WithoutWords
from homeward.register.people import queries
from tests import factories

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


def test_the_log_is_written_without_words() -> None:
    plain = settings.LOGGING["formatters"]["plain"]
    assert plain["()"] == f"{WithoutWords.__module__}.{WithoutWords.__name__}"
    assert {each["formatter"] for each in settings.LOGGING["handlers"].values()} == {"plain"}


def test_an_error_on_a_child_s_page_leaves_no_name_in_the_log(monkeypatch, caplog) -> None:
    child = factories.child("Wren", "Applegarth")
    account = factories.account("hub-practitioner", in_team=factories.team())
    factories.relate(factories.viewer_of(account, at=factories.NOW), child.pk)

    def broken(*given: object, **named: object) -> None:
        try:
            int(child.surname)
        except ValueError as first:
            raise KeyError(child.forename) from first

    monkeypatch.setattr(queries, "record_of", broken)
    client = Client(raise_request_exception=False)
    client.force_login(account, backend=DOOR)
    assert client.get(f"/children/{child.pk}/").status_code == 500

    (failed,) = [record for record in caplog.records if record.levelno == logging.ERROR and record.exc_info]
    written = WithoutWords("%(message)s").format(logging.makeLogRecord({**failed.__dict__, "exc_text": None}))
    assert "ValueError" in written and "KeyError" in written and "in broken" in written
    assert "Wren" not in written and "Applegarth" not in written
