"""Today's page says why a list is empty, and is marked by what it shows."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def today(*roles: str, on_duty: bool = False) -> str:
    """Today, as somebody who holds these roles reads it."""
    client = Client()
    kind = {"partner": "school", "police-missing-desk": "police"}.get(roles[0], "council")
    agency = factories.agency() if kind == "council" else factories.agency("larkfield", kind)
    account = factories.account(*roles, of=agency, on_duty=on_duty)
    client.force_login(account, backend="homeward.register.accounts.actions.DemonstrationDoor")
    return client.get("/").content.decode()


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("hub-practitioner", "No child is allocated to you."),
        ("manager", "No child is allocated to your team."),
        ("independent-interviewer", "No return interview is asked of you."),
        ("meeting-chair", "No child is on an agenda of yours."),
        ("partner", "No child of yours is with the hub."),
    ],
)
def test_an_empty_list_gives_the_reason_of_the_role(role: str, words: str) -> None:
    assert words in today(role)


def test_somebody_of_two_roles_is_answered_as_a_worker() -> None:
    assert "No child is allocated to you." in today("hub-practitioner", "meeting-chair")


@pytest.mark.parametrize(
    "role", ["call-handler", "emergency-duty-worker", "front-door-worker", "police-missing-desk", "duty-director"]
)
def test_whoever_works_in_shifts_is_told_off_shift_to_start_one_and_never_that_nobody_is_missing(role: str) -> None:
    factories.episode(factories.child("Gone"), lasted=None)
    off = today(role)
    assert off.count("Start your shift at the top of this page") == 2
    assert "Gone" not in off and "is missing now." not in off and "allocated to you" not in off
    on = today(role, on_duty=True)
    assert "Gone" in on and "at the top of this page" not in on


@pytest.mark.parametrize("role", ["publisher", "administrator", "director", "hub-intelligence-analyst"])
def test_a_page_that_can_name_no_child_is_official(role: str) -> None:
    page = today(role)
    assert "OFFICIAL" in page and "OFFICIAL-SENSITIVE" not in page


@pytest.mark.parametrize("role", ["hub-practitioner", "call-handler", "partner"])
def test_a_page_that_names_children_is_sensitive_and_says_who_opened_it(role: str) -> None:
    page = today(role)
    assert "OFFICIAL-SENSITIVE" in page and "hw-strip__watermark" in page
