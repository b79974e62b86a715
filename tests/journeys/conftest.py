"""A real browser for the journeys, and what every step of a journey is held to."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    CDPSession,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from homeward.register.accounts.actions import open_demonstration
from tests.conftest import MONDAY_MORNING
from tests.feeds.samples import load_sample

HERE = Path(__file__).resolve().parent
AXE = HERE / "vendor/axe.min.js"
SHOTS = HERE.parent.parent / ".shots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# A page asked for by its address may rightly answer 403 or 404; a picture or a script on a page may not.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
PATIENCE = 15_000  # milliseconds: a slow machine is not a failing page
expect.set_options(timeout=PATIENCE)

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[time_machine.Traveller]:
    """The clock starts at nine on Monday 2 March 2026 and runs on, since a browser waits for time to pass."""
    with time_machine.travel(MONDAY_MORNING, tick=True) as clock:
        yield clock


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[BrowserType, str]]:
    """How Chromium is started, and where this machine's own is."""
    names = [os.environ.get("HOMEWARD_BROWSER"), *BROWSERS]
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if not found:
        pytest.fail("No Chromium on this machine: run script/test, which installs one or says how.")
    with sync_playwright() as playwright:
        yield playwright.chromium, found


@pytest.fixture(scope="session")
def browser(chromium: tuple[BrowserType, str]) -> Iterator[Browser]:
    """This machine's own Chromium, started once."""
    starts, found = chromium
    started = starts.launch(executable_path=found, args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture
def borne() -> re.Pattern[str] | None:
    """What a browser may complain of in this journey: one that cuts the line says what."""
    return None


@pytest.fixture
def two_origins(live_server, settings) -> None:
    """Pages and photographs are read from two hosts of this machine, at whatever port the server was given."""
    settings.PUBLIC_ADDRESS = live_server.url
    settings.FILES_ORIGIN = live_server.url.replace("localhost", "127.0.0.1")


@pytest.fixture
def open_page(browser: Browser, live_server, two_origins, borne) -> Iterator[Callable[..., Page]]:
    """Open a window that shares nothing with any other, as on another person's machine.

    `open_page(size=PHONE)` is a phone's; `open_page(scripts=False)` runs no JavaScript. A page that breaks
    its own security policy, or whose script fails, fails the journey.
    """
    contexts: list[BrowserContext] = []
    complaints: list[tuple[str, str]] = []
    documents = {f"{live_server.url}/favicon.ico"}  # asked for by the browser of its own accord

    def opened(*, size: dict[str, int] = WIDE, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,
            java_script_enabled=scripts,
            accept_downloads=True,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append((str(error), page.url)))
        page.on("console", lambda message: note(message, complaints))
        page.on("request", lambda request: documents.add(request.url) if request.is_navigation_request() else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    heard = [(words, url) for words, url in complaints if not (borne and borne.match(words))]
    wrong = [f"{words} ({url})" for words, url in heard if not (REFUSED.match(words) and url in documents)]
    assert not wrong, "the browser complained:\n" + "\n".join(wrong)


def note(message: ConsoleMessage, complaints: list[tuple[str, str]]) -> None:
    """Keep what the browser says is wrong, and where."""
    if message.type == "error":
        complaints.append((message.text, message.location.get("url", "")))


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A window as wide as a desk's screen."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A window as narrow as a phone."""
    return open_page(size=PHONE)


@pytest.fixture
def plain_page(open_page: Callable[..., Page]) -> Page:
    """A window that runs no JavaScript."""
    return open_page(scripts=False)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Hold a page to every rule axe knows, WCAG 2.2 AA among them; a fault is named with where it is."""
    source = AXE.read_text(encoding="utf-8")

    def checked(page: Page) -> None:
        # Asked through the developer's door, since the page's own policy rightly lets no script in.
        door = page.context.new_cdp_session(page)
        evaluate(door, source + ";true")
        found = evaluate(door, "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
        # The door is left open: closing one takes a passkey device out of the window with it.
        faults = [described(fault) for fault in found]
        assert not faults, f"axe finds fault with {page.url}:\n\n" + "\n\n".join(faults)

    return checked


def evaluate(door: CDPSession, expression: str) -> object:
    """Run a script in the page, wait for what it promises, and return that."""
    asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    answer = door.send("Runtime.evaluate", asked)
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")


def described(fault: dict[str, object]) -> str:
    """Say what axe found, in which elements, and how to put it right."""
    places = "\n".join(f"  {node['html'][:200]}\n    {node['failureSummary']}" for node in fault["nodes"])
    return f"{fault['id']} ({fault['impact']}): {fault['help']}\n{places}"


@pytest.fixture
def passkey() -> Callable[[Page], CDPSession]:
    """Give a window a passkey device that always says yes, as a person touching theirs would."""

    def plugged_in(page: Page) -> CDPSession:
        door = page.context.new_cdp_session(page)
        door.send("WebAuthn.enable")
        device = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        door.send("WebAuthn.addVirtualAuthenticator", {"options": device})
        return door

    return plugged_in


@pytest.fixture
def shot() -> Callable[[Page, str], Path]:
    """Take a picture of a whole page, to look at: `.shots/<name>.png`, which git ignores.

    Only where somebody asked (`HOMEWARD_PICTURES=1`): a run whose pictures nobody looks at is a third shorter without.
    """
    asked = bool(os.environ.get("HOMEWARD_PICTURES"))

    def taken(page: Page, name: str) -> Path:
        path = SHOTS / f"{name}.png"
        if asked:
            page.screenshot(path=path, full_page=True)
        return path

    return taken


@pytest.fixture
def look(axe: Callable[[Page], None], shot: Callable[[Page, str], Path]) -> Callable[[Page, str], None]:
    """Hold a page to the house's rules, as wide as a desk and as narrow as a phone, with a picture of each.

    It has a title and one first heading, axe finds nothing wrong, and on a phone nothing has to be pushed sideways.
    """

    def looked(page: Page, name: str) -> None:
        expect(page).to_have_title(re.compile(r"\S.* – Homeward$"))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        axe(page)
        shot(page, f"{name}-wide")
        page.set_viewport_size(PHONE)
        shot(page, f"{name}-phone")
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(WIDE)
        assert width <= PHONE["width"], f"{page.url} is {width} pixels wide on a phone of {PHONE['width']}"

    return looked


@pytest.fixture
def hub(live_server) -> None:
    """The demonstration's workers, and the shipped sample of every feed loaded."""
    open_demonstration(at=MONDAY_MORNING)
    for feed in ("population", "identity", "ssda903"):
        load_sample(feed)
