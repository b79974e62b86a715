"""What a printed sheet holds: the page's words, who printed them and when, and nothing to press."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import child, comes_in, is_allocated, is_answered

pytestmark = pytest.mark.django_db(transaction=True)
TO_PRESS = "button, .govuk-button, nav, .govuk-skip-link, form, .hw-header, .govuk-footer"


@pytest.fixture
def printer(hub, page) -> Page:
    """A practitioner's window, as the printer sees it."""
    is_allocated(child("Wren"), "hub-practitioner")
    comes_in(page, "Hub practitioner")
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("sheet", ["today", "record", "chronology"])
def test_a_sheet_has_nothing_to_press_and_says_who_printed_it(printer, shot, sheet):
    # Given a page about children
    wren = child("Wren").pk
    address = {"today": "/", "record": f"/children/{wren}/", "chronology": f"/children/{wren}/chronology/"}[sheet]
    # When it is printed
    is_answered(printer.goto(address), 200)
    shot(printer, f"print-{sheet}-wide")
    # Then nothing on it is to be pressed or followed
    for each in printer.locator(TO_PRESS).all():
        expect(each).to_be_hidden()
    # And no child's address on the hub is written out beside a name
    added = printer.locator("main a").evaluate_all(
        "links => links.map(link => getComputedStyle(link, '::after').content)"
    )
    assert set(added) <= {"none"}
    # And it says whose words these are, who printed them and when
    expect(printer.get_by_role("heading", level=1)).to_be_visible()
    expect(printer.get_by_text("Wren Applegarth").first).to_be_visible()
    mark = printer.locator(".hw-watermark")
    expect(mark).to_be_visible()
    expect(mark).to_contain_text("OFFICIAL-SENSITIVE · Gideon Hollowell, 2 March 2026 at")
