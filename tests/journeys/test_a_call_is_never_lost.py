"""The line is cut, or the database stops, in the middle of a call: every word comes, once, and none is read before."""

import json
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from homeward.practice.missing.models import Call, CallPiece, HeldCapture
from homeward.practice.missing.queries.calls import standing_in, value_of
from tests.factories.outage import away
from tests.journeys.walking import account_of, comes_in, heading, presses, says, tabs_to

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = ("Gone out of the window", "Ashmarket coach station", "Red coat", "Blue bicycle")
# Everything this browser keeps of the hub besides its cookies, as somebody with the machine would read it.
DUMP = """async () => {
  const asked = indexedDB.open("homeward-away");
  const database = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  const all = (name) => new Promise((done) => {
    const found = database.transaction(name).objectStore(name).getAll();
    found.onsuccess = () => done(found.result);
  });
  const pages = [];
  for (const name of await caches.keys()) {
    const kept = await caches.open(name);
    for (const each of await kept.keys()) pages.push(each.url, await (await kept.match(each)).text());
  }
  return JSON.stringify([await all("pieces"), await all("kept"), pages, { ...localStorage }]);
}"""


@pytest.fixture
def borne() -> re.Pattern[str]:
    return re.compile(r"Failed to load resource: (net::ERR_|the server responded with a status of 503)|.*ServiceWorker")


def types(page: Page, label: str, words: str) -> None:
    """Come to a box by Tab alone, and type."""
    tabs_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def activates(page: Page, role: str, name: str) -> None:
    """Come to a link or a button by Tab, and press Enter."""
    tabs_to(page, page.get_by_role(role, name=name))
    page.keyboard.press("Enter")


def state(page: Page) -> Locator:
    return page.locator("[data-hw-saved]")


def takes_a_call(page: Page) -> None:
    """Open the console, say the first words, and wait until the browser could do without the hub."""
    comes_in(page, "Call handler")
    page.goto("/calls/new/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    types(page, "What was said", WORDS[0])
    expect(state(page)).to_contain_text("Saved at")


def waits_for(page: Page, calls: int) -> None:
    expect(page.locator("[data-hw-pending]")).to_contain_text(f"{calls} call")


def is_sent(page: Page) -> None:
    expect(page.locator("[data-hw-pending]")).to_be_empty()


def has_sealed(page: Page) -> None:
    """All that was typed has been sealed, and some of it is perhaps only held ready."""
    expect(page.locator("[data-hw-sealing]")).to_have_count(0)


def is_sealed(page: Page) -> None:
    """Nothing that was said can be read on this device."""
    kept = page.evaluate(DUMP)
    assert json.loads(kept)[0], "nothing is kept"
    for each in WORDS[1:]:
        assert each not in kept and each.split()[1] not in kept


def words_of(call: Call) -> dict[str, str]:
    return {name: each.words for name, each in standing_in(call.pk).items()}


def test_the_line_is_cut_in_the_middle_of_a_call(page: Page, hub, look) -> None:
    # Given a call under way
    takes_a_call(page)
    # When the line is cut, and the caller goes on
    page.context.set_offline(True)
    types(page, "Where?", WORDS[1])
    # Then what is said is sealed on the device, and only that it waits is seen
    expect(state(page)).to_contain_text("sealed on this device")
    waits_for(page, 1)
    is_sealed(page)
    # And another call is taken on the page that the browser kept, though the last word was typed a moment before
    types(page, "With whom?", WORDS[3])
    has_sealed(page)
    page.goto("/calls/new/")
    expect(heading(page)).to_have_text("The hub is away. Go on taking the call")
    types(page, "Wearing what?", WORDS[2])
    has_sealed(page)
    waits_for(page, 2)
    is_sealed(page)
    # And a silent one is labelled in one press, which the same press takes back
    presses(page, "Next call")
    expect(state(page)).to_contain_text("A new call")
    for told in ("Labelled silent", "taken back", "Labelled silent"):
        presses(page, "Silent")
        expect(page.locator("[data-hw-labelled]")).to_contain_text(told)
    waits_for(page, 3)
    look(page, "call-away")
    # When the line is back, then each word and the label have come once
    page.context.set_offline(False)
    is_sent(page)
    first, second = Call.objects.filter(state="open").order_by("opened_at")
    silent = Call.objects.get(state="labelled")
    assert (silent.label, words_of(silent)) == ("silent", {})
    assert words_of(first) == {"said": WORDS[0], "where": WORDS[1], "with_whom": WORDS[3]}
    assert words_of(second) == {"wearing": WORDS[2]}
    assert sorted(map(value_of, CallPiece.objects.all())) == sorted(WORDS)
    # And both wait among the open calls for a person
    page.goto("/calls/")
    says(page, "While the hub was away")
    look(page, "calls-captured")


def test_the_page_is_left_before_anybody_knows_that_the_line_is_cut(page: Page, hub) -> None:
    # Given a call under way, and a line that is cut unseen
    takes_a_call(page)
    page.context.set_offline(True)
    # When the page is left a moment after a word was typed
    types(page, "Where?", WORDS[1])
    has_sealed(page)
    page.goto("/calls/new/")
    # Then it lies sealed on the device, and comes when the line is back
    expect(heading(page)).to_have_text("The hub is away. Go on taking the call")
    waits_for(page, 1)
    is_sealed(page)
    page.context.set_offline(False)
    is_sent(page)
    assert words_of(Call.objects.get()) == {"said": WORDS[0], "where": WORDS[1]}


def test_the_database_stops_in_the_middle_of_a_call_and_the_handler_signs_out(page: Page, hub, look) -> None:
    # Given a call under way
    takes_a_call(page)
    number = Call.objects.get().pk
    # When the database stops
    with away():
        types(page, "Where?", WORDS[1])
        expect(state(page)).to_contain_text("sealed on this device")
        # Then the console's own address answers with the page that goes on with this call
        page.goto(f"/calls/{number}/")
        expect(heading(page)).to_have_text("The hub is away. Go on taking the call")
        types(page, "Wearing what?", WORDS[2])
        has_sealed(page)
        waits_for(page, 1)
        presses(page, "Next call")
        types(page, "With whom?", WORDS[3])
        has_sealed(page)
        waits_for(page, 2)
        is_sealed(page)
        page.context.route("**/calls/captured/", lambda route: route.abort())
    # When the handler signs out before anything could be sent, and every cookie is gone
    page.goto("/")
    page.locator(".hw-account summary").click()
    page.get_by_role("button", name="Sign out").first.click()
    expect(heading(page)).not_to_have_text("Today")
    page.context.clear_cookies()
    # Then it lies there still, and is sent from the capture page though nobody is signed in
    page.goto("/calls/away/")
    waits_for(page, 2)
    is_sealed(page)
    page.context.unroute("**/calls/captured/")
    is_sent(page)
    assert words_of(Call.objects.get(pk=number)) == {"said": WORDS[0], "where": WORDS[1], "wearing": WORDS[2]}
    assert words_of(Call.objects.exclude(pk=number).get()) == {"with_whom": WORDS[3]}
    assert CallPiece.objects.count() == 4


def test_for_when_nothing_works_there_is_paper_and_what_was_held_waits_for_a_manager(page: Page, hub, look) -> None:
    # Given something that came from a device and does not open
    worker = account_of("call-handler").worker
    facts = {"digest": "0" * 64, "why": "broken", "envelope": "{}", "worker": worker, "device": worker.pk}
    HeldCapture.objects.create(**facts, arrived_at=timezone.now())
    # When the pack is opened from the calls
    comes_in(page, "Call handler")
    page.goto("/calls/")
    activates(page, "link", "Paper duty pack, for when nothing works")
    # Then it says whom to ring, who stands where, and what to ask
    says(page, "116 000", "Out of hours line", "Wearing what?")
    look(page, "duty-pack")
    # And a manager settles what was held, with a reason
    comes_in(page, "Team manager")
    page.goto("/calls/held/")
    says(page, "it does not open")
    look(page, "held-captures")
    types(page, "Why is it put aside?", "Typed again from paper")
    activates(page, "button", "Put it aside")
    says(page, "Nothing is held back.")
