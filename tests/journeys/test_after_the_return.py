"""A return interview is typed at the keyboard alone and turns into four confirmed leads; and so without a script."""

import pytest
from playwright.sync_api import expect

from homeward.practice.missing.models import Lead
from homeward.practice.missing.queries.returning import confirmed_leads, value_of
from tests import factories as f
from tests.journeys.conftest import PHONE
from tests.journeys.walking import child, comes_in, hits, is_allocated, presses, says, tabs_to, turns_to

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "He got the train to Ashmarket with Kyle, and a lad they call Smoke rang from 07700 900123."
FOUR = ["train to Ashmarket", "Kyle", "Smoke", "07700 900 123"]


@pytest.fixture
def back(hub):
    """A child of the practitioner's who came back yesterday morning."""
    person = child("Wren")
    is_allocated(person, "hub-practitioner")
    person.missing_episodes.update(until=None, joined_into=None)
    person.missing_episodes.all().update(since=f.NOW, until=f.NOW)
    return f.episode(person, days_ago=3, lasted=2)


def test_an_interview_turns_into_four_leads_at_the_keyboard(open_page, back, look):
    window = open_page()
    # Given a return that is due
    comes_in(window, "Hub practitioner")
    turns_to(window, "Return interviews")
    look(window, "interviews-due")
    window.goto(f"/children/{back.person_id}/missing/{back.pk}/interview/")
    look(window, "interview-empty")
    # When the child's words are typed, then they are saved and offer leads
    box = window.get_by_label("While away: where, with whom, how they travelled")
    tabs_to(window, box)
    window.keyboard.type(SAID)
    expect(window.locator("mark")).to_have_count(4)
    look(window, "interview-offers")
    # And each is confirmed by one key
    window.keyboard.press("Escape")
    for number in range(4):
        hits(window, "y")
        expect(window.locator("#offered li")).to_have_count(number + 1)
    says(window, "Nothing that was written waits to be confirmed")
    look(window, "interview-decided")
    assert [value_of(lead) for lead in confirmed_leads()] == FOUR
    # And they wait with where they came from
    turns_to(window, "Leads")
    says(window, *FOUR, "A name after with, met, friend or the like")
    look(window, "leads")


def test_the_same_without_a_script(open_page, back):
    window = open_page(scripts=False)
    comes_in(window, "Hub practitioner")
    window.goto(f"/children/{back.person_id}/missing/{back.pk}/interview/")
    window.get_by_label("While away: where, with whom, how they travelled").fill(SAID)
    window.locator("#during").get_by_role("button", name="Save").click()
    for number in range(4):
        window.locator("#offered button[value=yes]").first.click()
        window.wait_for_load_state()
        assert Lead.objects.count() == number + 1
    window.locator("#offered").get_by_role("button", name="Undo").first.click()
    says(window, "Taken back")
    # And what was done about it is written down
    window.get_by_label("Declined by the child").check()
    for box, value in (("Day", "2"), ("Month", "3"), ("Year", "2026"), ("At what time", "08:30")):
        window.get_by_label(box).fill(value)
    window.get_by_label("Why, where it was declined or not offered").select_option("no-wish")
    window.locator("#steps").get_by_role("button", name="Write it down").click()
    says(window, "the child did not wish to talk", "Declined")


def test_on_a_phone(open_page, back, look):
    window = open_page(size=PHONE)
    comes_in(window, "Hub practitioner")
    window.goto("/return-interviews/")
    look(window, "phone-interviews")
    window.goto(f"/children/{back.person_id}/missing/{back.pk}/interview/")
    window.get_by_label("In the child’s own words").fill("It was Big Tee.")
    expect(window.locator("mark")).to_have_count(1)
    look(window, "phone-interview")
    presses(window, "A lead")
    says(window, "Big Tee")


def test_triggers_and_a_discussion(open_page, back, look):
    window = open_page()
    comes_in(window, "Team manager")
    turns_to(window, "Triggers")
    look(window, "triggers")
    turns_to(window, "Missing repeatedly")
    look(window, "repeatedly")
    is_allocated(back.person, "manager")
    window.goto(f"/children/{back.person_id}/cases/")
    window.get_by_label("Why the agencies need to talk").fill("An adult gave her money.")
    presses(window, "Ask for a discussion")
    says(window, "Asked for", "An adult gave her money.")
    window.get_by_text("Write what came of it").click()
    look(window, "cases")
