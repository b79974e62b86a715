"""The header's groups: opened by key, by press, on a phone and without scripts, and marked where the reader is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.walking import comes_in, heading, tabs_to, turns_to

pytestmark = pytest.mark.django_db(transaction=True)


def menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Menu")


def name_of(page: Page, group: str) -> Locator:
    return menu(page).locator("summary").get_by_text(group, exact=True)


def test_a_group_opens_and_closes_by_keyboard_and_says_where_one_is(page, hub, look):
    # Given a manager, who may use twenty places
    comes_in(page, "Team manager")
    interviews = menu(page).get_by_role("link", name="Return interviews")
    expect(interviews).to_be_hidden()
    # When a group is opened by its key, then its places stand below it
    tabs_to(page, name_of(page, "Missing"))
    page.keyboard.press("Enter")
    expect(interviews).to_be_visible()
    look(page, "menu-open")
    # And Escape closes it with the focus on its name
    tabs_to(page, interviews)
    page.keyboard.press("Escape")
    expect(interviews).to_be_hidden()
    expect(name_of(page, "Missing")).to_be_focused()
    # And so does going on, so that nothing it covers has the focus
    page.keyboard.press("Enter")
    tabs_to(page, name_of(page, "Your work"))
    expect(interviews).to_be_hidden()
    # When a place is followed, then its group and itself are marked
    turns_to(page, "Return interviews")
    expect(heading(page)).to_have_text("Return interviews")
    expect(name_of(page, "Missing")).to_have_attribute("aria-current", "true")
    expect(menu(page).locator("a[aria-current]")).to_have_text("Return interviews")


def test_a_phone_has_one_menu_and_a_window_without_scripts_the_same_groups(phone, plain_page, hub, shot):
    # Given a phone, when its menu is opened, then the groups are in it
    comes_in(phone, "Team manager")
    expect(name_of(phone, "Missing")).to_be_hidden()
    menu(phone).get_by_role("button", name="Menu").click()
    shot(phone, "menu-on-a-phone")
    turns_to(phone, "Triggers")
    expect(heading(phone)).to_have_text("Triggers")
    # And a window without scripts opens them as well
    comes_in(plain_page, "Team manager")
    turns_to(plain_page, "Triggers")
    expect(heading(plain_page)).to_have_text("Triggers")
