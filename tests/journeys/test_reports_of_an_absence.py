"""A practitioner reads which reports make an absence, sets one apart and undoes it, without a script too."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from homeward.foundation.london import LONDON
from homeward.practice.missing.actions import Reported, report
from homeward.register.audit import actions as audit
from tests import factories as f
from tests.journeys.walking import child, comes_in, is_allocated, presses, says

pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = datetime(2026, 2, 20, 21, 40, tzinfo=LONDON)


@pytest.fixture
def wren(hub):
    """A child allocated to the practitioner, whose last absence a force and the council each told, and differently."""
    person = child("Wren")
    is_allocated(person, "hub-practitioner")
    midnight = NIGHT.replace(hour=0, minute=0)
    details = {"grade": "2", "found_how": "found-by-police", "condition": "unharmed", "reference": "SYN-260220-0001"}
    places = {"last_seen": "Ashmarket bus station", "found": "Ashmarket fairground"}
    police = f.record(f.delivery("police"), "reports")
    rows = [
        Reported(police, person, "M", NIGHT, NIGHT + timedelta(hours=9), "minute", "minute", details, places),
        Reported(f.record(part="missing"), person, "M", midnight, midnight + timedelta(days=2)),
    ]
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        report(told=rows, at=f.NOW)
    return person


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_practitioner_sets_a_report_apart_and_undoes_it(open_page, wren, look, scripts):
    window = open_page(scripts=scripts)
    # Given a record whose last absence two agencies told
    comes_in(window, "Hub practitioner")
    window.goto(f"/children/{wren.pk}/")
    if scripts:
        look(window, "reports-record")
    window.get_by_role("navigation", name="This record").get_by_role("link", name="Missing").click()
    says(window, "The reports differ on the days", "one of the two gives only the day")
    if scripts:
        look(window, "reports-read")
    # When one is set apart, then it is asked first
    window.get_by_role("link", name="Set apart").first.click()
    says(window, "Set this report apart?", "figures count one absence more")
    if scripts:
        look(window, "reports-judge")
    presses(window, "Set apart")
    says(window, "is set apart", "A worker said that it is of an absence of its own")
    if scripts:
        look(window, "reports-judged")
    # And it is undone in one press
    presses(window, "Undo")
    says(window, "is where the rule puts it")
    # And where the child was is on a page of its own
    presses(window, "Show where the child was seen and found")
    says(window, "Ashmarket bus station", "Do not repeat this")
    if scripts:
        look(window, "reports-places")
