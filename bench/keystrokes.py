"""From a caller's first word to an open, graded episode that is handed over: keystrokes and pages loaded.

    script/bench keystrokes

A known child, a real browser, no mouse. The same facts are typed into the hub, and into a plain form per screen that
this script serves: the caller, the search, who was found, the absence, the circumstances, what was said, the risk and
the handover, each a page of its own that begins in its first box, with nothing else on it to come past. A letter is a
keystroke; so is Tab, an arrow, Space or Enter. Both begin on the page before the call, and end when the page after the
handover has come. Signing in is not counted.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from _hub import ROOT, migrate
from _results import database, keep, machine, table

PORT, PLAIN_PORT = 8764, 8765
CALLER, NUMBER, CHILD = "A foster carer", "07700 900123", "Wren Applegarth"
SAID, WHERE, DESK = "Gone out of the window since about nine", "Ashmarket bus station", "Police missing"
TEXT = '<label>{0} <input name="{0}"{1}></label><br>'
CHOICE = '<label><input type="{0}" name="{1}" value="{2}"{3}> {2}</label><br>'
DESKS = "".join(f"<option>{each}</option>" for each in ("", "Emergency duty team", "Front door", "Police missing desk"))
# Each screen of the plain forms: its title, and its boxes in order.
SCREENS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Caller", ("Who is ringing", "Number to ring back")),
    ("Search", ("Forename", "Surname")),
    ("Found", ("radio:child:Wren Applegarth",)),
    ("Absence", ("Day", "Month", "Year", "Time", "radio:kind:Missing", "radio:kind:Away")),
    ("Circumstances", ("Where", "With whom", "Wearing", "Phone")),
    ("Needs", ("Medicine", "Disability", "Language", "Interpreter")),
    ("Said", ("What was said", "Why are they worried")),
    ("Risk", ("radio:level:High", "radio:level:Medium", "radio:level:Low", "checkbox:why:Threatened")),
    ("Hand over", ("select:desk",)),
)


class Counter:
    """A keyboard that counts, at one page."""

    def __init__(self, page: Any) -> None:
        self.page, self.keys, self.loads = page, 0, 0
        page.on("request", lambda sent: self._load(sent))

    def _load(self, sent: Any) -> None:
        if sent.is_navigation_request() and sent.redirected_from is None:
            self.loads += 1

    def types(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def comes_to(self, wanted: Any, key: str = "Tab") -> None:
        """Press a key until this part has the focus."""
        for _ in range(60):
            if wanted.evaluate("node => node === document.activeElement"):
                return
            self.press(key)
        raise SystemExit("The keyboard does not come there.")

    def begins(self, title: str) -> None:
        """Wait for a page by its first heading. Nothing is counted."""
        self.page.get_by_role("heading", level=1, name=title).wait_for()


def by_the_hub(page: Any, at: str) -> Counter:
    """The call as the hub takes it."""
    page.goto(f"{at}/sign-in/")
    page.get_by_role("button", name="Call handler", exact=True).click()
    page.get_by_role("heading", level=1, name="Today").wait_for()
    page.goto(f"{at}/calls/")
    hand = Counter(page)
    hand.comes_to(page.get_by_role("button", name="Take a call"))
    hand.press("Enter")
    hand.begins("New call")
    hand.comes_to(page.get_by_label("Who is ringing?"))
    hand.types(CALLER)
    hand.press("Tab")
    hand.types(NUMBER)
    hand.press("Tab")
    hand.types(CHILD)
    page.get_by_text("1 found").first.wait_for()
    for label, words in (("What was said", SAID), ("When was the child last seen?", "yesterday 21:40")):
        hand.comes_to(page.get_by_label(label))
        hand.types(words)
    hand.press("Tab")
    hand.types(WHERE)
    hand.comes_to(page.get_by_role("link", name="This is the child"), "Shift+Tab")
    hand.press("Enter")
    hand.begins("File the call")
    hand.press("Space", "Enter")
    hand.begins("How grave is it?")
    hand.press("Space")
    hand.comes_to(page.get_by_label("Threatened, or in debt to somebody"))
    hand.press("Space", "Enter")
    hand.begins("Missing since")
    page.locator("[data-hw-keys-off]:not([hidden])").wait_for(state="attached")
    hand.press("h")
    hand.types(DESK)
    hand.press("Tab", "Enter")
    page.get_by_text("Handed over").or_(page.get_by_text("Waiting")).first.wait_for()
    return hand


def by_plain_forms(page: Any, at: str) -> Counter:
    """The same facts in a form per screen: every box is come past, and Enter sends each."""
    page.goto(f"{at}/start")
    hand = Counter(page)
    typed = {
        "Who is ringing": CALLER, "Number to ring back": NUMBER, "Forename": CHILD.split()[0],
        "Surname": CHILD.split()[1], "Day": "1", "Month": "3", "Year": "2026", "Time": "21:40", "Where": WHERE,
        "What was said": SAID,
    }  # fmt: skip
    pressed = {"Wren Applegarth": "Space", "Missing": "Space", "High": "Space", "Threatened": "Space"}
    hand.press("Enter")
    for title, boxes in SCREENS:
        hand.begins(title)
        last = [box for box in boxes if box in typed or box.split(":")[-1] in pressed or box.startswith("select")][-1:]
        for box in boxes:
            name = box.split(":")[-1]
            wanted = page.get_by_label(name, exact=True) if ":" not in box else page.locator(f"[value='{name}']")
            if box.startswith("select"):
                hand.types(DESK)
            elif box in typed:
                hand.comes_to(wanted)
                hand.types(typed[box])
            elif name in pressed:
                hand.comes_to(wanted)
                hand.press(pressed[name])
            if [box] == last:
                break
        if boxes[0].startswith("select"):
            hand.press("Tab")
        hand.press("Enter")
    hand.begins("Done")
    return hand


class Plain(BaseHTTPRequestHandler):
    """A form per screen; each leads to the next."""

    def do_GET(self) -> None:
        """One screen."""
        asked = self.path.strip("/").split("?")[0]
        number = int(asked) if asked.isdecimal() else 0
        page = screen(number)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def screen(number: int) -> bytes:
    """A screen's page: nothing on it but its boxes, and the first of them has the focus."""
    if number == 0:
        return b'<h1>Calls</h1><form action="/1"><button autofocus>New call</button></form>'
    if number > len(SCREENS):
        return b"<h1>Done</h1>"
    title, boxes = SCREENS[number - 1]
    parts = []
    for at, box in enumerate(boxes):
        begins, (kind, _, rest) = "" if at else " autofocus", box.partition(":")
        if kind == "select":
            parts.append(f"<select name=desk{begins}>{DESKS}</select>")
        elif rest:
            parts.append(CHOICE.format(kind, *rest.split(":"), begins))
        else:
            parts.append(TEXT.format(box, begins))
    body = f"<h1>{title}</h1><form action='/{number + 1}'>{''.join(parts)}<button>Next</button></form>"
    return body.encode()


@contextmanager
def plain_forms() -> Iterator[str]:
    """The plain forms, served from this process."""
    server = ThreadingHTTPServer(("127.0.0.1", PLAIN_PORT), Plain)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{PLAIN_PORT}"
    finally:
        server.shutdown()


@contextmanager
def served() -> Iterator[str]:
    """A hub with the shipped samples, on the server's own processes."""
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "homeward.config.settings.demonstration"
    os.environ["PYTHONPATH"] = str(ROOT)
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from homeward.config.commands import running
    from homeward.register.accounts.actions import open_demonstration
    from tests.feeds.samples import load_sample

    migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
    open_demonstration(at=timezone.now())
    for feed in ("population", "identity", "ssda903"):
        load_sample(feed)
    hub = running.start("127.0.0.1", PORT, with_worker=False)
    try:
        yield f"http://localhost:{PORT}"
    finally:
        hub.stop()


def main() -> int:
    """Take the call both ways, and set the two side by side."""
    import os

    facts = machine()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="homeward-bench-") as folder:
        os.environ["HOMEWARD_DATA"] = folder
        with served() as at, plain_forms() as plain:
            counted = walked(at, plain)
        facts["database"] = database()
    table(("the same call", "keystrokes", "pages loaded"), [(name, *each) for name, each in counted.items()])
    rows = {name: {"keystrokes": keys, "pages": loads} for name, (keys, loads) in counted.items()}
    keep("keystrokes-postgresql" if "Post" in facts["database"] else "keystrokes", {"machine": facts, "rows": rows})
    return 0


def walked(at: str, plain: str) -> dict[str, tuple[int, int]]:
    """Keystrokes and pages loaded, of the hub and of the plain forms, in one browser."""
    from playwright.sync_api import sync_playwright

    from tests.journeys.conftest import ARGUMENTS, BROWSERS, WIDE

    found = next(filter(None, map(shutil.which, BROWSERS)))
    counted = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        for name, way in (
            ("the hub", partial(by_the_hub, at=at)),
            ("a form per screen", partial(by_plain_forms, at=plain)),
        ):
            page = browser.new_context(viewport=WIDE, locale="en-GB").new_page()
            page.set_default_timeout(60_000)
            hand = way(page)
            counted[name] = (hand.keys, hand.loads)
        browser.close()
    return counted


if __name__ == "__main__":
    sys.exit(main())
