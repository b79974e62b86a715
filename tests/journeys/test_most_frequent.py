"""Who was missing most often, and whom a figure counts: by keyboard, on paper, and for nobody without a case."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.people.models import Person
from tests import factories
from tests.factories import NOW
from tests.journeys.walking import (
    child,
    comes_in,
    heading,
    is_allocated,
    is_answered,
    never_says,
    presses,
    says,
    tabs_to,
    turns_to,
)

pytestmark = pytest.mark.django_db(transaction=True)
WINTER = datetime(2026, 1, 9, 19, 40, tzinfo=NOW.tzinfo)
AUTUMN = datetime(2025, 10, 4, 22, 5, tzinfo=NOW.tzinfo)
TO_PRESS = "button, .govuk-button, nav, .govuk-skip-link, form, .hw-header, .govuk-footer"


def went(person: Person, times: int, first: datetime) -> None:
    """Missing so many times, a night each, four days apart."""
    sent = factories.delivery("police-missing")
    for number in range(times):
        since = first + timedelta(days=4 * number)
        until = since + timedelta(hours=11)
        episode = MissingEpisode.objects.create(person=person, type="M", since=since, until=until, precision="minute")
        MissingReport.objects.create(
            person=person, episode=episode, record=factories.record(sent, part="missing"), type="M", since=since,
            until=until, precision="minute", joined_because="first",
        )  # fmt: skip


@pytest.fixture
def with_children(hub) -> None:
    """Two children allocated to the practitioner, and one to nobody who was missing more often than either."""
    for forename, times in (("Wren", 3), ("Zoë", 2)):
        is_allocated(child(forename), "hub-practitioner")
        went(child(forename), times, WINTER)
    went(child("Wren"), 2, AUTUMN)
    went(factories.child("Unallocated", "Otherchild"), 9, WINTER)


def test_a_practitioner_reads_which_of_their_children_were_missing_most_often(page: Page, with_children, look, shot):
    # Given a worker with children of their own
    comes_in(page, "Hub practitioner")
    # When they turn to the list
    turns_to(page, "Most frequently missing")
    # Then it holds their children, says how sure each place is, and that a place is no score
    says(page, "1 January 2026 to 2 March 2026", "A place here is not a score", "By chance, 1st or 2nd")
    expect(page.get_by_role("rowheader")).to_have_count(2)
    expect(page.get_by_role("rowheader").first).to_contain_text("Wren Applegarth")
    never_says(page, "Otherchild", "Unallocated")
    look(page, "most-frequent")
    # And with the keyboard alone the quarter before is chosen
    before = page.get_by_label("October to December 2025")
    tabs_to(page, page.get_by_label("January to March 2026, so far"))
    page.keyboard.press("ArrowDown")
    expect(before).to_be_checked()
    tabs_to(page, page.get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    says(page, "1 October 2025 to 31 December 2025", "Wren Applegarth")
    look(page, "most-frequent-before")
    # And a name leads to the record
    presses(page, "Wren Applegarth")
    expect(heading(page)).to_have_text("Wren Applegarth")


def test_a_list_that_holds_nobody_says_why(page: Page, hub, look):
    comes_in(page, "Hub practitioner")
    turns_to(page, "Most frequently missing")
    says(page, "None of the children allocated to you or your team was missing twice or more")
    look(page, "most-frequent-empty")


def test_a_practitioner_opens_the_children_behind_a_figure(page: Page, with_children, look):
    # Given the quarter
    comes_in(page, "Hub practitioner")
    is_answered(page.goto("/quarter/2026-Q1/"), 200)
    look(page, "quarter-with-rows")
    # When the episodes behind a figure are opened
    presses(page, "the records behind Missing episodes")
    expect(heading(page)).to_have_text("The children behind a figure")
    # Then each says whose it was, when, who said so and why it counts
    says(page, "of children allocated to you or your team", "police-missing", "Began in")
    never_says(page, "Otherchild", "Unallocated")
    look(page, "behind-a-figure")
    # And in another order
    page.get_by_label("By child’s name").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("rowheader").first).to_contain_text("Wren")
    # And the way back is to the quarter, and on to what the figure counts
    page.get_by_role("link", name="What the figure counts").click()
    expect(heading(page)).to_have_text("Missing episodes")
    is_answered(page.goto("/quarter/2026-Q1/looked-after-missing/children/"), 200)
    look(page, "behind-looked-after")


@pytest.mark.parametrize("role", ["Performance analyst", "Director", "Police missing desk"])
def test_whoever_has_no_case_is_offered_neither_and_let_into_neither(page: Page, with_children, role):
    comes_in(page, role)
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu.get_by_role("link", name="Most frequently missing", include_hidden=True)).to_have_count(0)
    for address in ("/most-frequent/", "/quarter/2026-Q1/missing-episodes/children/"):
        is_answered(page.goto(address), 403)
        never_says(page, "Wren", "Otherchild")


@pytest.mark.parametrize("address", ["/most-frequent/", "/quarter/2026-Q1/missing-episodes/children/"])
def test_a_sheet_says_who_printed_it_and_when_and_has_nothing_to_press(page: Page, with_children, shot, address):
    # Given a list as the printer sees it
    comes_in(page, "Hub practitioner")
    page.emulate_media(media="print")
    is_answered(page.goto(address), 200)
    shot(page, f"print-{address.strip('/').replace('/', '-')}-wide")
    # Then it is marked with who printed it and when, and nothing on it can be pressed
    for each in page.locator(TO_PRESS).all():
        expect(each).to_be_hidden()
    expect(page.locator(".hw-watermark")).to_contain_text("OFFICIAL-SENSITIVE · Gideon Hollowell, 2 March 2026 at")
    expect(page.get_by_text("Wren Applegarth").first).to_be_visible()
