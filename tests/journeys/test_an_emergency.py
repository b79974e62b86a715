"""A record opened in an emergency: one child, sixty minutes, in the opener's own name, and always reviewed."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import arrives, child, comes_in, heading, is_answered, never_says, presses, says, turns_to

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "MS900005"  # of a child allocated to nobody in the hub
REASON = "He rang from a motorway service station and said that he is being followed."
WORKER, MANAGER = "Gideon Hollowell", "Rosalind Merrydown"


def asks_to_open(page: Page, *, number: str = NUMBER, reason: str = REASON) -> None:
    turns_to(page, "Open in an emergency")
    expect(heading(page)).to_have_text("Open a record in an emergency")
    page.get_by_label("The child's local identifier").fill(number)
    page.get_by_label("The child may be in danger now").check()
    page.get_by_label("Why can it not wait").fill(reason)
    arrives(page, "Open the record for an hour")


def test_a_practitioner_opens_a_record_that_is_not_theirs_for_an_hour(page, hub, look, frozen):
    comes_in(page, "Hub practitioner")
    # Given a child who is not theirs
    address = f"/children/{child('Ibrahim').pk}/"
    is_answered(page.goto(address), 404)
    # When too little is said, or the number is not exact, then the record stays closed
    page.goto("/")
    asks_to_open(page, reason="He needs help")
    says(page, "at least 30 characters")
    look(page, "emergency-too-little")
    asks_to_open(page, number="MS90000")
    says(page, "No child has this identifier")
    is_answered(page.goto(address), 404)
    # When the exact number is given, and why it cannot wait
    page.goto("/")
    asks_to_open(page)
    # Then the record opens, marked with who opened it
    expect(heading(page)).to_have_text("Ibrahim Mistry")
    says(page, "open to you for an hour")
    expect(page.get_by_role("complementary", name="Marking")).to_contain_text(f"{WORKER}, 2 March 2026 at")
    look(page, "emergency-record")
    # And after sixty minutes it is closed
    frozen.shift(timedelta(minutes=58))
    comes_in(page, "Hub practitioner")
    is_answered(page.goto(address), 200)
    frozen.shift(timedelta(minutes=2))
    is_answered(page.goto(address), 404)


def test_an_emergency_never_opens_where_a_child_is_placed(page, hub):
    # Given a shielded child of another team, opened in an emergency by the police
    comes_in(page, "Police officer in the hub")
    asks_to_open(page, number="MS900001")
    expect(heading(page)).to_have_text("Wren Applegarth")
    # Then neither the record nor any other page tells the place
    never_says(page, "ZZ42 7EF", "Chalkstream", "Alder Bank")
    is_answered(page.goto(f"/children/{child('Wren').pk}/placement/"), 404)


def reviews(page: Page, by: str) -> None:
    turns_to(page, "Emergency openings")
    page.get_by_role("link", name=f"Review the opening by {by}").click()


def test_a_manager_reviews_what_was_opened_and_the_opener_cannot(open_page, hub, look):
    opener, reviewer = open_page(), open_page()
    # Given a record opened in an emergency
    comes_in(opener, "Hub practitioner")
    asks_to_open(opener)
    # When the opener goes to the reviews, then they are turned away
    is_answered(opener.goto("/emergency-openings/"), 403)
    expect(heading(opener)).to_have_text("You cannot open this")
    look(opener, "emergency-reviews-refused")
    # When their manager reads it
    comes_in(reviewer, "Team manager")
    turns_to(reviewer, "Emergency openings")
    look(reviewer, "emergency-openings")
    reviews(reviewer, WORKER)
    says(reviewer, WORKER, "The child may be in danger now", REASON)
    look(reviewer, "emergency-review")
    presses(reviewer, "Record the review")
    says(reviewer, "Answer the question")
    reviewer.get_by_label("It was needed", exact=True).check()
    presses(reviewer, "Record the review")
    # Then the review stands beside it
    says(reviewer, "The review is recorded", "It was needed", "No emergency opening waits for your review")
    look(reviewer, "emergency-reviewed")


def test_nobody_reviews_an_opening_of_their_own(open_page, hub, look):
    manager, governance = open_page(), open_page()
    # Given a record that a manager opened in an emergency
    comes_in(manager, "Team manager")
    asks_to_open(manager)
    # When the manager turns to the reviews, then somebody else must
    turns_to(manager, "Emergency openings")
    says(manager, "Your own: somebody else reviews it")
    expect(manager.get_by_role("link", name="Review the opening")).to_have_count(0)
    look(manager, "emergency-own")
    # And information governance does, without the child's name
    comes_in(governance, "Information governance lead")
    reviews(governance, MANAGER)
    never_says(governance, "Mistry", "Ibrahim")
    governance.get_by_label("It was not needed", exact=True).check()
    presses(governance, "Record the review")
    says(governance, "It was not needed", "Danuta Dewberry")
    look(governance, "emergency-governance")
