"""A machine at the phone desk is taken away: nothing that was said on a call can be read from its disk (T-CLIENT)."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Error, Page, expect

from homeward.practice.missing.models import CallPiece
from tests.journeys.conftest import ARGUMENTS, PATIENCE, WIDE
from tests.journeys.walking import comes_in, heading, never_says, tabs_to

pytestmark = pytest.mark.django_db(transaction=True)
SAID = ("CNRYSAIDONLINE", "CNRYSAIDAWAY", "CNRYSAIDAFTER")
PLANTED = "CNRYPLANTED"
Opens = Callable[[], BrowserContext]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def opens(profile: Path, chromium: tuple[BrowserType, str], live_server) -> Iterator[Opens]:
    """Start a browser that keeps its profile on the disk, as one on a desk does."""
    started: list[BrowserContext] = []
    starts, found = chromium

    def opened() -> BrowserContext:
        context = starts.launch_persistent_context(
            profile, executable_path=found, args=ARGUMENTS, base_url=live_server.url, viewport=WIDE, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        started.append(context)
        return context

    yield opened
    for context in started:
        with suppress(Error):
            context.close()


def found_on_disk(profile: Path, *words: str) -> set[str]:
    """The files of a profile in which any of these words stands, as one byte a letter or as two."""
    wanted = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    files = [each for each in profile.rglob("*") if each.is_file() and not each.is_symlink()]
    assert len(files) > 10, "this is no profile"
    return {str(each.relative_to(profile)) for each in files if any(form in each.read_bytes() for form in wanted)}


def types(page: Page, label: str, words: str) -> None:
    tabs_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def a_call_with_the_hub_there_and_away(page: Page) -> None:
    """One box saved, one sealed on the console, and one on the page that the browser kept; none can be sent."""
    told = page.locator("[data-hw-saved]")
    comes_in(page, "Call handler")
    page.goto("/calls/new/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    types(page, "What was said", SAID[0])
    expect(told).to_contain_text("Saved at")
    page.context.route("**/calls/captured/", lambda route: route.abort())
    page.context.set_offline(True)
    types(page, "Where?", SAID[1])
    expect(told).to_contain_text("sealed on this device")
    page.goto("/calls/new/")
    expect(heading(page)).to_have_text("The hub is away. Go on taking the call")
    types(page, "Wearing what?", SAID[2])
    expect(page.locator("[data-hw-pending]")).to_contain_text("2 calls")


def process_of(profile: Path) -> int:
    """The number of the browser that has the profile open, as it writes it there itself."""
    return int((profile / "SingletonLock").readlink().name.rpartition("-")[2])


def test_what_is_kept_in_the_clear_would_be_found(opens: Opens, profile: Path) -> None:
    # Given a page that keeps a word where pages may
    context = opens()
    page = context.pages[0]
    page.goto("/sign-in/")
    page.evaluate("word => localStorage.setItem('kept', word)", PLANTED)
    context.close()
    # Then it is found on the disk
    assert found_on_disk(profile, PLANTED)


def test_after_signing_out_nothing_of_a_call_is_on_the_disk_and_going_back_shows_nothing(
    opens: Opens, profile: Path, hub
) -> None:
    # Given a call taken with the hub there and away, of which two pieces still wait
    context = opens()
    page = context.pages[0]
    a_call_with_the_hub_there_and_away(page)
    # When the hub is back and the handler signs out
    context.set_offline(False)
    page.goto("/calls/")
    expect(heading(page)).to_have_text("Calls")
    page.locator(".hw-account summary").click()
    page.get_by_role("button", name="Sign out").first.click()
    expect(heading(page)).not_to_have_text("Calls")
    # Then going back shows nothing of it
    for _ in range(3):
        page.go_back()
        expect(heading(page)).not_to_have_text(re.compile("Call of|Calls"))
        never_says(page, *SAID)
    # And nothing of it is on the disk, though two sealed pieces are
    context.close()
    assert found_on_disk(profile, *SAID) == set()
    assert found_on_disk(profile, "homeward-away") and CallPiece.objects.count() == 1


def test_after_the_browser_is_killed_nothing_of_a_call_is_on_the_disk(opens: Opens, profile: Path, hub) -> None:
    # Given a call taken with the hub there and away, still open
    a_call_with_the_hub_there_and_away(opens().pages[0])
    # When the browser is killed in the middle of it
    os.kill(process_of(profile), signal.SIGKILL)
    # Then nothing of it is on the disk
    assert found_on_disk(profile, *SAID) == set()
    # And started again it sends what waited, and shows no word of it
    page = opens().pages[0]
    with page.expect_response("**/calls/captured/") as sent:
        page.goto("/calls/away/")
    assert sent.value.ok
    expect(heading(page)).to_have_text("The hub is away. Go on taking the call")
    never_says(page, *SAID)
    assert CallPiece.objects.count() == 3
