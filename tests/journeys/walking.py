"""What every journey does: come in by the demonstration's door, go by keyboard alone, read what a page says."""

import re
from datetime import datetime

from django.utils import timezone
from playwright.sync_api import Locator, Page, Response, expect

from homeward.register.access.models import Relationship
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.jobs.jobs import run
from homeward.register.jobs.models import Job
from homeward.register.people.models import Person
from tests import factories

FARTHEST = 90  # presses of the Tab key: a page that needs more is not usable by keyboard


def comes_in(page: Page, role: str) -> None:
    """Sign in as a role's invented worker, whoever was at this machine before."""
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_role("button", name=role, exact=True).click()
    expect(heading(page)).to_have_text("Today")


def turns_to(page: Page, place: str) -> None:
    """Follow one of the places in the header, out of its group where it stands in one. The page has to be there."""
    menu = page.get_by_role("navigation", name="Menu")
    link = page.get_by_role("link", name=place, exact=True, include_hidden=True)
    expect(menu.locator(link)).to_be_attached()
    if not menu.locator(link).is_visible():
        menu.get_by_role("group").filter(has=link).locator("summary").click()
    menu.locator(link).click()
    page.wait_for_load_state()


def presses(page: Page, words: str) -> None:
    """Press a button, or a link that looks like one, in the body of the page.

    The click waits until another page begins to come, if one does, and this until it is whole: a page read half way
    through has no rows yet.
    """
    main = page.get_by_role("main")
    main.get_by_role("button", name=words).or_(main.get_by_role("link", name=words)).first.click()
    page.wait_for_load_state()


def arrives(page: Page, words: str) -> None:
    """Press what brings another page, and wait until it is there: a reload that meets it half way is refused."""
    with page.expect_navigation():
        presses(page, words)


def heading(page: Page) -> Locator:
    """The page's first heading."""
    return page.get_by_role("heading", level=1)


def says(page: Page, *words: str) -> None:
    """The body of the page says each of these."""
    for each in words:
        expect(page.get_by_role("main")).to_contain_text(each)


def never_says(page: Page, *words: str) -> None:
    """Nowhere in what was sent, seen or unseen, stands any of these."""
    sent = page.content()
    for each in words:
        assert not re.search(rf"\b{re.escape(each)}\b", sent), f"{page.url} tells {each!r}"


def is_answered(answer: Response | None, status: int) -> None:
    """The page came with this status."""
    assert answer is not None and answer.status == status, f"{answer and answer.url}: {answer and answer.status}"


def hits(page: Page, key: str) -> None:
    """Press a key that the page's script listens for, once the page with its script is there."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def tabs_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, as somebody does who uses no mouse."""
    expect(wanted).to_be_visible()
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"the Tab key does not come to {wanted} on {page.url}")


def child(forename: str) -> Person:
    """A child of the samples."""
    return Person.objects.get(forename=forename)


def account_of(role: str) -> Account:
    """The account of a role's invented worker."""
    return Account.objects.get(demonstrates=role)


def is_allocated(person: Person, role: str, *, at: datetime = factories.NOW) -> Relationship:
    """Give a child to a role's invented worker."""
    return factories.relate(viewer_of(account_of(role), at=at), person.pk)


def the_worker_works() -> None:
    """Do every job that waits, as the worker beside the web server would."""
    for job in Job.objects.filter(state="waiting").order_by("asked_at"):
        run.call(str(job.pk))
    assert not Job.objects.filter(state="failed").exists(), f"a job failed by {timezone.now()}"
