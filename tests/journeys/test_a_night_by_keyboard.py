"""A night without a mouse: a call, the child, the grade, the handover, the child found far away, and the interview."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from homeward.practice.missing.models import Ending, MissingEpisode
from homeward.practice.missing.queries.returning import confirmed_leads
from tests.conftest import LONDON
from tests.journeys.walking import child, heading, is_allocated, says, tabs_to

pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=LONDON)
SAID = "He got the train to Ashmarket with Kyle, and a lad they call Smoke rang from 07700 900123."


def comes_to(page: Page, wanted: Locator) -> None:
    """Come to a part by the Tab key, and see where one is: what has the focus is marked."""
    tabs_to(page, wanted)
    style = "node => { const s = getComputedStyle(node); return [s.outlineStyle, s.boxShadow, s.backgroundColor] }"
    outline, shadow, ground = page.locator(":focus").evaluate(style)
    marked = outline != "none" or shadow != "none" or ground == "rgb(255, 221, 0)"
    assert marked or page.locator(":focus + label").count(), f"nothing shows where the focus is on {page.url}"


def presses(page: Page, name: str, *, role: str = "button", says_next: str) -> None:
    """Come to a button or a link by Tab, press Enter, and wait for what the next page is called."""
    comes_to(page, page.get_by_role(role, name=name, exact=True).first)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(says_next)


def signs_in(page: Page, role: str) -> None:
    page.goto("/sign-in/")
    presses(page, role, says_next="Today")


def test_a_night_is_played_through_by_keyboard_alone(open_page, hub, look, frozen):
    frozen.move_to(NIGHT)
    handler, police = open_page(), open_page()
    keys = handler.keyboard
    # Given a call handler who takes a call: the page begins in the first box, and the boxes follow one another
    signs_in(handler, "Call handler")
    presses(handler, "Calls", role="link", says_next="Calls")
    presses(handler, "Take a call", role="button", says_next="New call")
    expect(handler.get_by_label("Who is ringing?")).to_be_focused()
    for words in ("A foster carer", "07700 900123", "wren appleg"):
        keys.type(words)
        keys.press("Tab")
    says(handler, "1 found")
    comes_to(handler, handler.get_by_label("When was the child last seen?"))
    keys.type("yesterday 21:40")
    says(handler, "Read as 2 March 2026 at 9:40pm.")
    # When the child is chosen by the arrow and Enter
    handler.get_by_label("Which child?", exact=True).focus()
    keys.press("ArrowDown")
    expect(handler.locator(".hw-find__open").first).to_be_focused()
    keys.press("Enter")
    # Then it is filed and graded in a few keys
    expect(heading(handler)).to_have_text("File the call")
    expect(handler.get_by_label("Missing", exact=True)).to_be_focused()
    keys.press("Space")
    keys.press("Enter")
    expect(heading(handler)).to_have_text("How grave is it?")
    expect(handler.get_by_label("High", exact=True)).to_be_focused()
    keys.press("Space")
    comes_to(handler, handler.get_by_label("Threatened, or in debt to somebody"))
    keys.press("Space")
    keys.press("Enter")
    expect(heading(handler)).to_have_text("Missing since 2 March 2026")
    look(handler, "keyboard-episode")
    # And handed over to the police desk: one key opens it
    keys.press("h")
    expect(handler.get_by_label("Hand over to")).to_be_focused()
    keys.type("Police missing")
    keys.press("Tab")
    keys.press("Enter")
    says(handler, "Police missing desk")
    # When somebody at the desk accepts it
    signs_in(police, "Police missing desk")
    comes_to(police, police.get_by_role("navigation", name="Menu").get_by_text("Your work", exact=True))
    police.keyboard.press("Enter")
    presses(police, "Waiting to be accepted", role="link", says_next="Waiting to be accepted")
    look(police, "keyboard-awaiting")
    comes_to(police, police.get_by_role("button", name="Accept").first)
    police.keyboard.press("Enter")
    expect(police.get_by_role("button", name="Accept")).to_have_count(0)
    # And the child is found two counties away
    episode = MissingEpisode.objects.get(person=child("Wren"), until=None, joined_into=None)
    police.goto(f"/children/{episode.person_id}/missing/{episode.pk}/")
    police.locator("[data-hw-keys]").wait_for()
    presses_found(police)
    assert Ending.objects.get().out_of_area == "Thurrock"
    # Then in the morning the child's worker hears four leads, each confirmed by one key
    frozen.shift(timedelta(hours=7))
    is_allocated(child("Wren"), "hub-practitioner")
    the_morning(open_page(), episode, look)


def presses_found(page: Page) -> None:
    page.locator("body").press("f")
    expect(heading(page)).to_have_text("Found or returned")
    page.keyboard.type("3")
    for words in ("3", "2026", "1:50"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    for label in ("Found by the police", "No harm seen or told of"):
        wanted = page.get_by_label(label)
        group = page.get_by_role("group").filter(has=wanted).get_by_role("radio")
        comes_to(page, group.first)
        page.keyboard.press("Space")
        while not wanted.is_checked():
            page.keyboard.press("ArrowDown")
    comes_to(page, page.get_by_label("If outside the county, which area?"))
    page.keyboard.type("Thurrock")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Outside the county").first).to_be_visible()


def the_morning(page: Page, episode: MissingEpisode, look) -> None:
    signs_in(page, "Hub practitioner")
    page.goto(f"/children/{episode.person_id}/missing/{episode.pk}/")
    presses(page, "Return interview", role="link", says_next="Return interview")
    comes_to(page, page.get_by_label("While away: where, with whom, how they travelled"))
    page.keyboard.type(SAID)
    expect(page.locator("mark")).to_have_count(4)
    page.keyboard.press("Escape")
    for number in range(4):
        page.keyboard.press("y")
        expect(page.locator("#offered li")).to_have_count(number + 1)
    look(page, "keyboard-interview")
    assert len(confirmed_leads()) == 4
