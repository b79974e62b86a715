"""A call handler types while the caller talks: a name as it sounds, an age, a town. On a phone, and with no script."""

from datetime import date

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.people.models import Person
from tests import factories as f
from tests.journeys.walking import comes_in, heading, never_says, presses, says, tabs_to

pytestmark = pytest.mark.django_db(transaction=True)
BOX = "Who are you looking for?"


def known(forename: str, surname: str, *, town: str, born: date = date(2010, 11, 23)) -> Person:
    """A child whom the council has told of, who lives in a town."""
    person = f.child(forename, surname, birth_date=born, district=f.district(town))
    said = Said(record=f.record(), person=person, forename=forename, surname=surname, birth_date=born, sex=person.sex)
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        keep_profiles(told=[said], at=f.NOW)
    return person


@pytest.fixture
def children(hub) -> None:
    """Beside the sample's children, some whom a caller could take for one another."""
    known("Siobhán", "McKenna", town="loughborough")
    known("Siobhan", "Mulligan", town="sandholme", born=date(2011, 5, 2))
    known("Chevonne", "Marsh", town="sandholme", born=date(2017, 1, 9))
    for number, surname in enumerate(("Aster", "Birch", "Cedar", "Elm", "Fern", "Hazel", "Iris", "Juniper", "Larch",
                                      "Maple", "Oak", "Poplar")):  # fmt: skip
        known("Rowan", surname, town="ashmarket", born=date(2009 + number % 6, 1 + number, 7))


def on_the_page(page: Page) -> None:
    comes_in(page, "Call handler")
    page.goto("/find/")
    expect(heading(page)).to_have_text("Find a child")


def types(page: Page, words: str) -> None:
    """Type into the box as somebody does, and press nothing else."""
    page.get_by_label(BOX).fill("")
    page.get_by_label(BOX).press_sequentially(words)


def first_card(page: Page):
    return page.locator(".hw-find__name").first


def test_a_child_is_found_while_the_caller_is_still_talking(page, children, look):
    # Given a call handler on shift
    on_the_page(page)
    look(page, "find-empty")
    # When a name is typed as it sounds, with an age, and nothing is pressed
    types(page, "Shivon, about 15")
    # Then the child is there, with the reason, before anything was sent by hand
    expect(first_card(page)).to_have_text("Siobhán McKenna")
    expect(page.get_by_role("status")).to_have_text("2 found")
    presses_why(page)
    says(page, "the dates agree as far as both are known", "None of these")
    look(page, "find-as-typed")
    # And nothing that was typed is in the address
    assert page.url.endswith("/find/")
    # When the town is typed before the surname is finished
    types(page, "siobhan m loughb")
    expect(first_card(page)).to_have_text("Siobhán McKenna")
    says(page, "lives in the place that was typed")
    # And each pause left one event, and not a word
    kept = AuditEvent.objects.filter(action="child.find", result_count__isnull=False)
    assert kept.count() >= 2
    assert not any("shivon" in str(row).casefold() for row in AuditEvent.objects.values())


def presses_why(page: Page) -> None:
    page.locator(".hw-find__why summary").first.click()


def test_by_keyboard_alone(page, children):
    on_the_page(page)
    # When something is typed and the arrow is pressed
    tabs_to(page, page.get_by_label(BOX))
    page.keyboard.type("siobhan")
    buttons = page.locator(".hw-find__open")
    expect(buttons.nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    # Then the first child's button has the focus, and the arrows go from one to the next
    expect(buttons.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(buttons.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    # And back at the top, as with Escape, the box has it again
    expect(page.get_by_label(BOX)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_label(BOX)).to_be_focused()
    # When Enter is pressed on a child's button
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Open a record on a call or referral")


def test_very_many_and_none_of_them(page, children, look):
    on_the_page(page)
    # When more children fit than are shown
    types(page, "rowan")
    # Then ten are shown, it says so, and nobody has to be chosen
    expect(page.get_by_role("status")).to_have_text("10 found, and more")
    expect(page.locator("article.hw-find")).to_have_count(10)
    says(page, "who fit best are shown")
    look(page, "find-many")
    presses(page, "None of these is the child")
    says(page, "Never take the nearest", "ring 999 first")
    look(page, "find-none-of-these")


def test_more_about_the_child(page, children, look):
    on_the_page(page)
    # When the rest of the form is opened and filled in a little
    page.get_by_text("More about the child").click()
    page.get_by_label("Surname").fill("Mackenna")
    page.get_by_label("Born").fill("November 2010")
    # Then the child is there without the button
    expect(first_card(page)).to_have_text("Siobhán McKenna")
    look(page, "find-more")
    # And a mistake is said when the button is pressed
    page.get_by_label("Born").fill("soon")
    page.get_by_role("button", name="Search").click()
    says(page, "Enter a date of birth, a part of one or an age")
    look(page, "find-mistake")


def test_on_a_phone(phone, children, axe, shot):
    on_the_page(phone)
    types(phone, "shivon mac")
    expect(first_card(phone)).to_have_text("Siobhán McKenna")
    axe(phone)
    shot(phone, "find-on-a-phone")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_javascript(plain_page, children):
    on_the_page(plain_page)
    types(plain_page, "Shivon, about 15")
    presses(plain_page, "Search")
    says(plain_page, "2 found", "Siobhán McKenna", "None of these is the child")
    assert plain_page.url.endswith("/find/")
    never_says(plain_page, "js-enabled")
    presses(plain_page, "None of these is the child")
    says(plain_page, "Never take the nearest")
