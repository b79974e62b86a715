"""A call handler at two in the morning: finds the child, opens the record on the call, goes off duty. No mouse."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import LONDON
from tests.journeys.walking import child, comes_in, heading, is_answered, never_says, says, tabs_to

pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=LONDON)
WHEREABOUTS = ("Alder Bank", "ZZ11 2AB", "ZZ21 4AD", "ZZ42 7EF", "Chalkstream")
NOBODY = "00000000-0000-4000-8000-000000000000"


def activates(page: Page, role: str, name: str) -> None:
    """Come to a button or a link by Tab, and press Enter."""
    tabs_to(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


def types(page: Page, label: str, words: str) -> None:
    tabs_to(page, page.get_by_label(label))
    page.keyboard.type(words)


def chooses(page: Page, label: str) -> None:
    """Come to the first of a group of choices by Tab, then to the one wanted by the arrows."""
    wanted = page.get_by_label(label, exact=True)
    group = page.get_by_role("group").filter(has=wanted)
    tabs_to(page, group.get_by_role("radio").first)
    page.keyboard.press("Space")
    while not wanted.is_checked():
        page.keyboard.press("ArrowDown")


def comes_on_duty(page: Page) -> None:
    page.goto("/sign-in/")
    activates(page, "button", "Call handler")
    says(page, "You are on shift until 3 March 2026 at 2pm")


def searches(page: Page, words: str) -> None:
    activates(page, "link", "Find a child")
    types(page, "Who are you looking for?", words)
    page.keyboard.press("Enter")


def opens_on_the_call(page: Page) -> None:
    activates(page, "link", "Open on a call or referral")
    expect(heading(page)).to_have_text("Open a record on a call or referral")
    chooses(page, "A call")
    types(page, "Reference of the call or referral", "CALL-2026-0142")
    chooses(page, "The child is missing")
    activates(page, "button", "Open the record")
    expect(heading(page)).to_have_text("Wren Applegarth")


def goes_off_duty(page: Page) -> None:
    page.goto("/")
    activates(page, "link", "Change")
    activates(page, "button", "End my shift")
    says(page, "Your shift has ended.")


def test_a_call_handler_finds_a_child_by_keyboard_and_opens_the_record_on_a_call(page, hub, look, frozen):
    frozen.move_to(NIGHT)
    wren = child("Wren")
    # Given a call handler who has come on duty
    comes_on_duty(page)
    look(page, "call-today")
    # When part of a name is searched for
    searches(page, "appleg")
    # Then a card tells one child from another, and no more
    says(page, "1 found", "Wren Applegarth", "14 years", "Ashmarket", "Hub")
    never_says(page, *WHEREABOUTS)
    assert "appleg" not in page.url
    look(page, "call-found")
    # And the record alone is closed
    is_answered(page.goto(f"/children/{wren.pk}/"), 404)
    # When it is opened with the call's reference
    searches(page, "appleg")
    opens_on_the_call(page)
    # Then it is read, and where the child is placed is not
    expect(heading(page)).to_have_text("Wren Applegarth")
    says(page, "Whereabouts shielded", "18 June 2025")
    never_says(page, *WHEREABOUTS)
    look(page, "call-record")
    activates(page, "link", "Chronology")
    says(page, "newest first")
    never_says(page, *WHEREABOUTS)
    look(page, "call-chronology")


def test_where_a_child_is_placed_opens_to_the_desk_that_placed_the_child(page, hub, look):
    # Given a call handler of the council that placed the child
    comes_in(page, "Call handler")
    # When the placement is opened, then it has a page of its own
    is_answered(page.goto(f"/children/{child('Wren').pk}/placement/"), 200)
    says(page, "ZZ42 7EF")
    look(page, "call-placement")


def test_to_another_desk_a_hidden_placement_and_an_absent_child_are_the_same_page(page, hub, look):
    # Given the police missing desk, and a child who is not missing
    comes_in(page, "Police missing desk")
    pages = []
    # When the addresses of a hidden placement and of nobody's are typed
    for subject in (child("Wren").pk, NOBODY):
        is_answered(page.goto(f"/children/{subject}/placement/"), 404)
        pages.append((page.title(), page.get_by_role("main").inner_html()))
    # Then nobody could tell which is which
    assert pages[0] == pages[1]
    look(page, "nothing-here")
    # And where a child who is missing now should be is seen
    is_answered(page.goto(f"/children/{child('Zoë').pk}/placement/"), 200)
    says(page, "ZZ23 1GH")


def test_after_the_shift_the_child_is_found_no_more_and_the_record_lapses(page, hub, look, frozen):
    frozen.move_to(NIGHT)
    wren = child("Wren")
    # Given a record opened on a call
    comes_on_duty(page)
    searches(page, "appleg")
    opens_on_the_call(page)
    # When the shift is ended
    goes_off_duty(page)
    says(page, "Your shift has ended", "You are not on shift, so you find nobody by searching")
    look(page, "call-off-duty")
    # Then nobody is found
    searches(page, "appleg")
    says(page, "Nobody found")
    look(page, "call-nobody-found")
    # And the record stays open to finish a note, until three days have gone
    is_answered(page.goto(f"/children/{wren.pk}/"), 200)
    frozen.shift(timedelta(hours=73))
    comes_in(page, "Call handler")
    is_answered(page.goto(f"/children/{wren.pk}/"), 404)
