"""Two people at night and a third in the morning: what nobody accepts climbs, is accepted, and is told of."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from homeward.practice.missing.models import MissingEpisode
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import own
from homeward.register.tasks.jobs import climb_what_is_due
from homeward.register.tasks.rules import Matter
from tests import factories
from tests.conftest import LONDON
from tests.factories.watch import rota
from tests.journeys.walking import arrives, child, comes_in, heading, says, turns_to

pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=LONDON)
TWENTY_SECONDS = 21_000


@pytest.fixture
def gone(hub, frozen) -> MissingEpisode:
    """Wren, whom a call handler took the call about an hour ago."""
    frozen.move_to(NIGHT)
    row = MissingEpisode.objects.create(person=child("Wren"), type="M", since=NIGHT - timedelta(hours=1))
    handler = viewer_of(Account.objects.get(demonstrates="call-handler"), at=NIGHT)
    factories.relate(handler, row.person_id, "call", since=NIGHT - timedelta(hours=1))
    with audit.event("call.file", at=NIGHT):
        own(matter=Matter("missing-episode", row.pk, row.person_id), worker=handler.worker_id, at=NIGHT, grade="3")
    return row


def board_that_follows(page: Page) -> None:
    """A board that is left open: its clock is turned on by the test and by nothing else."""
    page.clock.install(time=NIGHT)
    turns_to(page, "Missing now")
    expect(heading(page)).to_have_text("Missing now")


def test_a_handover_that_nobody_accepts_climbs_is_accepted_and_stands_on_the_morning_sheet(
    open_page, gone, look, frozen
):
    handler, duty, director = open_page(), open_page(), open_page()
    desk = rota("emergency-duty-team")
    # Given a board that the emergency duty worker has open
    comes_in(duty, "Emergency duty worker")
    board_that_follows(duty)
    says(duty, "Wren Applegarth", "Made on 3 March 2026 at 2am.")
    look(duty, "board")
    # When the call handler hands the child over to a desk with nobody on it
    comes_in(handler, "Call handler")
    handler.goto(f"/children/{gone.person_id}/missing/{gone.pk}/")
    handler.get_by_text("Hand over", exact=True).first.click()
    handler.get_by_label("Hand over to").select_option(f"rota:{desk.pk}")
    arrives(handler, "Hand over")
    says(handler, "Accept within", "Emergency duty team")
    # Then the board says so by itself, and nobody pressed anything
    duty.clock.run_for(TWENTY_SECONDS)
    says(duty, "not yet accepted")
    # And when nobody accepts in time, it climbs, and the duty director is told without a word of what it is
    frozen.move_to(NIGHT + timedelta(minutes=20))
    arrives(duty, "Show it again")
    frozen.move_to(NIGHT + timedelta(minutes=31))
    while climb_what_is_due(datetime.now(tz=LONDON)):
        continue
    comes_in(director, "Duty director")
    bell = director.get_by_role("link", name="You have a message")
    expect(bell).to_be_visible()
    bell.click()
    says(director, "Something waits for you to accept it")
    turns_to(director, "Waiting to be accepted")
    says(director, "A child who is missing", "Late")
    look(director, "awaiting-late")
    # When the director accepts, the board names them
    arrives(director, "Accept")
    says(director, "Missing now")
    duty.clock.run_for(TWENTY_SECONDS)
    says(duty, Account.objects.get(demonstrates="duty-director").worker.name)
    # And in the morning the front door prints the sheet, and the child is on it
    frozen.move_to(NIGHT + timedelta(hours=7))
    morning = open_page()
    comes_in(morning, "Front-door social worker")
    turns_to(morning, "Morning sheet")
    says(morning, "1 child went missing", "Wren Applegarth")
    look(morning, "morning-sheet")
    morning.emulate_media(media="print")
    expect(morning.locator(".hw-watermark")).to_contain_text("OFFICIAL-SENSITIVE")
    expect(morning.get_by_role("button", name="Print this page")).to_be_hidden()
