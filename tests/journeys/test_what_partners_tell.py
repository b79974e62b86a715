"""What schools and the police tell of a child, in one record: each fact with who said it, for whoever may read it."""

import pytest
from playwright.sync_api import expect

from homeward.register.accounts.queries import viewer_of
from homeward.register.people.models import Identifier
from tests import factories
from tests.feeds.samples import loaded, sample
from tests.journeys.walking import account_of, comes_in, heading, is_allocated, never_says, says

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wren(hub):
    """A child of whom the schools' office and the force have told too, allocated to the practitioner."""
    loaded("education", sample("education", "good"), council="middleshire-education")
    loaded("custody", sample("custody", "good"), council="middleshire-police")
    person = Identifier.objects.get(type="local", value="MS900001", issuer__code="middleshire").person
    is_allocated(person, "hub-practitioner")
    return person


def test_what_partners_tell_is_in_the_record_and_the_chronology(page, wren, look):
    # Given a practitioner's own child, of whom others have told
    comes_in(page, "Hub practitioner")
    page.goto(f"/children/{wren.pk}/")
    expect(heading(page)).to_have_text("Wren Applegarth")
    # Then each fact says what happened and when, and with what came of it
    told = page.get_by_role("table", name="What agencies say happened").get_by_role("row")
    suspended = told.filter(has_text="Suspended from school")
    expect(suspended).to_contain_text("1 December 2025 to 5 December 2025")
    expect(suspended).to_contain_text("Middleshire Education and Inclusion")
    expect(told.filter(has_text="Concern about school attendance")).to_contain_text("Missed: 62% of 150 sessions")
    expect(told.filter(has_text="Alleged offence")).to_contain_text("3 June 2025, 9:40pm to 4 June 2025, 11:15am")
    look(page, "partners-record")
    # And the chronology holds them, and can be asked for one kind alone
    page.get_by_role("navigation", name="This record").get_by_role("link", name="Chronology").click()
    page.get_by_label("Suspension and attendance", exact=True).check()
    page.get_by_role("button", name="Apply filters").click()
    says(page, "Suspended from school")
    never_says(page, "Held in police custody")
    look(page, "partners-chronology")


def test_who_may_not_read_of_schools_is_told_nothing_of_them(page, wren):
    # Given a call handler, to whom a call about the child has opened the record
    factories.relate(viewer_of(account_of("call-handler"), at=factories.NOW), wren.pk, kind="call")
    comes_in(page, "Call handler")
    page.goto(f"/children/{wren.pk}/")
    expect(heading(page)).to_have_text("Wren Applegarth")
    # Then neither the suspension nor the arrest is there, in words or in the count
    never_says(page, "Suspended", "custody", "attendance")
    says(page, "No agency has told of anything here that you may read.")
