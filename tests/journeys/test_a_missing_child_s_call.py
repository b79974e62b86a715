"""A call at two in the morning: kept as it is typed, filed to the child, graded, and the child found."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from homeward.practice.missing.models import CallPiece
from tests.conftest import LONDON
from tests.journeys.walking import comes_in, heading, presses, says, tabs_to, turns_to

pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=LONDON)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_call_is_taken_filed_graded_and_the_child_found(open_page, hub, look, frozen, scripts):
    frozen.move_to(NIGHT)
    page = open_page(scripts=scripts)
    # Given a call handler on shift, who takes a call
    comes_in(page, "Call handler")
    turns_to(page, "Calls")
    presses(page, "Take a call")
    # When it is typed, by keyboard alone
    for label, words in (
        ("Which child?", "Wren Applegarth"),
        ("What was said", "Gone since nine"),
        ("When was the child last seen?", "yesterday 21:00"),
        ("Where?", "Bus"),
    ):
        tabs_to(page, page.get_by_label(label, exact=True))
        page.keyboard.type(words)
    if scripts:
        # Then it is kept without a button
        says(page, "Saved at 3 March 2026")
        assert CallPiece.objects.exists()
    if scripts:
        # And the child is found, the time is read back, and nothing of it is lost when the child is chosen
        says(page, "1 found", "Read as 2 March 2026 at 9pm.")
        look(page, "call-console")
        page.get_by_label("Which child?", exact=True).press("ArrowDown")
        page.keyboard.press("Enter")
    else:
        presses(page, "Find the child and file the call")
        says(page, "Which child is the call about?", "Wren Applegarth", "Hub", "None recorded")
        page.get_by_role("link", name="This is the child").first.click()
    # When it is filed, the day and the time that were read stand in their boxes
    expect(heading(page)).to_have_text("File the call")
    expect(page.get_by_label("At what time?")).to_have_value("21:00")
    page.get_by_label("Missing", exact=True).check()
    if scripts:
        look(page, "call-file")
    presses(page, "File it, and grade it")
    expect(heading(page)).to_have_text("How grave is it?")
    page.get_by_label("High", exact=True).check()
    page.get_by_label("Threatened, or in debt to somebody").check()
    if scripts:
        look(page, "episode-grade")
    presses(page, "Grade the episode")
    # Then the absence stands with its grade, its owner and what was told
    says(page, "Missing now", "High", "Owner", "Call to the missing line")
    if scripts:
        look(page, "episode")
    # And when the child is found, the page says so
    presses(page, "Found or returned")
    for label, words in (("Day", "3"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Found by the police").check()
    page.get_by_label("No harm seen or told of").check()
    if scripts:
        look(page, "episode-found")
    presses(page, "The child is found")
    says(page, "Returned", "Found by the police")


def test_a_call_is_filed_to_the_wrong_child_and_moved_to_one_who_is_new(open_page, hub, look, frozen):
    frozen.move_to(NIGHT)
    page = open_page()
    # Given a call that was filed to a child of nearly the same name
    comes_in(page, "Call handler")
    page.goto("/calls/new/")
    page.get_by_label("Which child?", exact=True).press_sequentially("Wren Applegarth")
    says(page, "1 found")
    page.get_by_label("When was the child last seen?").press_sequentially("yesterday")
    page.get_by_role("link", name="This is the child").click()
    expect(heading(page)).to_have_text("File the call")
    page.get_by_label("Missing", exact=True).check()
    presses(page, "File it, and grade it")
    expect(heading(page)).to_have_text("How grave is it?")
    presses(page, "Leave it as it is")
    says(page, "Call to the missing line", "Wren Applegarth")
    look(page, "call-on-the-episode")
    # When it turns out to be of a child whom the hub does not know
    presses(page, "Move the call")
    says(page, "is filed to Wren Applegarth")
    page.get_by_label("Who is it?").press_sequentially("wren applegath")
    says(page, "A child who is new here")
    look(page, "call-move")
    presses(page, "A child who is new here")
    page.get_by_label("Forename").fill("Robin")
    page.get_by_label("Surname").fill("Applegarth")
    page.get_by_label("Born").fill("23 11 2011")
    presses(page, "See who is like them")
    says(page, "None of these: add the child")
    look(page, "call-newcomer")
    presses(page, "None of these: add the child")
    # Then the call is moved, with why
    expect(heading(page)).to_have_text("Move the call to this child")
    page.get_by_label("Why is it of this child?").fill("The caller gave another forename.")
    look(page, "call-move-to")
    presses(page, "Move the call")
    says(page, "Moved here", "The caller gave another forename.", "Robin Applegarth")
