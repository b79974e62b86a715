"""The console in a real browser, cut off or killed in the middle of what is typed."""

import random
import re
import shutil
from collections import Counter
from typing import Any

from _device import BOXES

LABELS = dict(zip(BOXES, ("Who is ringing?", "What was said", "Where?", "Wearing what?"), strict=True))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60_000


def play(
    line: Any, server: Any, *, cuts: int, kills: int, seed: int
) -> tuple[dict[tuple[str, str], list[str]], Counter]:
    """Type a call for each outage; afterwards open the console again, and wait until nothing waits on the device."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    draw, done, typed = random.Random(seed), Counter(), {}
    found = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        context = browser.new_context(base_url=f"http://localhost:{line.port}")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_role("button", name="Call handler", exact=True).click()
        page.wait_for_url("**/")
        page.goto("/calls/new/")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        for outage in ["cut"] * cuts + ["kill"] * kills:
            page.goto("/calls/new/")
            call = re.search(r"/calls/([0-9a-f-]{36})/save/", page.content())[1]
            at = draw.randrange(len(BOXES))
            for number, box in enumerate(BOXES):
                if number == at and outage == "cut":
                    context.set_offline(True)
                elif number == at:
                    server.kill(after=draw.uniform(0, 1.2))
                words = f"{box} of {call}"
                page.get_by_label(LABELS[box], exact=True).press_sequentially(words)
                typed[call, box] = [words]
            page.wait_for_timeout(draw.randrange(1600, 2400))
            context.set_offline(False)
            server.start()
            done[f"{outage}s"] += 1
            page.goto("/calls/")
            expect(page.locator("[data-hw-pending]")).to_be_empty()
        browser.close()
    return typed, done
