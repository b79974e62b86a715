"""Every place that a role is offered: on a desk's screen, on a phone, and where no script runs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from homeward.vocabulary.roles import load_roles
from tests.journeys.conftest import PHONE
from tests.journeys.walking import child, comes_in, is_allocated, is_answered

pytestmark = pytest.mark.django_db(transaction=True)
TITLES = {role.code: role.title for role in load_roles().roles}
# Shared by everybody, so walked once.
TODAY = "/"
FOR_ALL = ("/help/", "/accessibility/", "/me/", "/roles/", "/readyz")


@pytest.fixture
def with_children(hub) -> None:
    """The practitioner's children, so that their pages hold something."""
    for forename in ("Wren", "Zoë"):
        is_allocated(child(forename), "hub-practitioner")


def places(page: Page) -> list[str]:
    """Where the header leads, in its order."""
    found = page.locator("header nav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert found and found[0] == "/"
    return found


def follows(page: Page, desk: Page) -> None:
    """Be signed in as at the desk, without pressing the same buttons again."""
    page.context.add_cookies(desk.context.cookies())


def stands(page: Page, address: str) -> None:
    """The page comes, with a title and one first heading."""
    is_answered(page.goto(address), 200)
    expect(page).to_have_title(re.compile(r"\S.* – Homeward$"))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def fits(page: Page) -> None:
    """Nothing has to be pushed sideways."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], f"{page.url} is {width} pixels wide on a phone of {PHONE['width']}"


def named(role: str, address: str) -> str:
    return f"every-{role}-{address.strip('/').replace('/', '-') or 'today'}"


@pytest.fixture(scope="session")
def looked_at() -> set[str]:
    """The places in the header that this run has held to axe, a phone and no script."""
    return set()


@pytest.mark.parametrize("role", TITLES)
def test_every_place_a_role_is_offered_opens(
    open_page: Callable[..., Page], with_children, axe, shot, looked_at: set[str], role
) -> None:
    desk, phone, plain = open_page(), open_page(size=PHONE), open_page(scripts=False)
    # Given somebody who holds the role, at each of three machines
    comes_in(desk, TITLES[role])
    for page in (phone, plain):
        follows(page, desk)
    # When each place in the header is gone to, then it opens and nobody is kept out of it
    for address in places(desk):
        stands(desk, address)
        shot(desk, f"{named(role, address)}-wide")
        # And it is looked at closely where it was not before, and Today by each role, since it is another page for each
        if address == TODAY or address not in looked_at:
            looked_at.add(address)
            stands(phone, address)
            axe(phone)
            fits(phone)
            shot(phone, f"{named(role, address)}-phone")
            stands(plain, address)
    # And without a script the places are all in view, or in a group that opens
    last = plain.locator("header nav a").last
    if not last.is_visible():
        plain.locator("header nav summary").last.click()
    expect(last).to_be_visible()


def test_the_pages_that_everybody_has(open_page: Callable[..., Page], with_children, axe, shot) -> None:
    desk, phone, plain = open_page(), open_page(size=PHONE), open_page(scripts=False)
    for page in (desk, phone, plain):
        stands(page, "/sign-in/")
    axe(phone)
    fits(phone)
    shot(phone, "every-sign-in-phone")
    shot(desk, "every-sign-in-wide")
    comes_in(desk, "Front-door social worker")
    for page in (phone, plain):
        follows(page, desk)
    for address in FOR_ALL:
        stands(desk, address)
        axe(desk)
        shot(desk, f"{named('all', address)}-wide")
        stands(phone, address)
        axe(phone)
        fits(phone)
        shot(phone, f"{named('all', address)}-phone")
        stands(plain, address)
