"""A case is opened and given to somebody, the child is heard, both capacities stand, and a referral is prepared."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.walking import arrives, child, comes_in, is_allocated, says, turns_to

pytestmark = pytest.mark.django_db(transaction=True)


def opens(window: Page, words: str) -> None:
    """Open what lies folded under these words."""
    window.locator("summary", has_text=words).first.click()


def writes_day(window: Page, within: str) -> None:
    """Enter 2 March 2026 in the first day that a form asks for."""
    form = window.locator(f"form[action$='{within}']")
    for box, value in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        form.get_by_label(box, exact=True).first.fill(value)


def test_a_case_from_its_opening_to_a_referral(open_page, hub, look):
    window, wren = open_page(), child("Wren")
    for role in ("manager", "hub-practitioner"):
        is_allocated(wren, role)
    # Given a child with no case, when a manager opens one and gives it to the practitioner
    comes_in(window, "Team manager")
    window.goto(f"/children/{wren.pk}/case/")
    says(window, "No case has been opened")
    opens(window, "Open a case")
    window.get_by_label("Exploitation", exact=True).check()
    window.get_by_label("County lines").check()
    window.get_by_label("Why is it opened?").fill("Found on a train with two telephones.")
    look(window, "case-opening")
    arrives(window, "Open the case")
    says(window, "The case is open", "Nobody has it yet", "No lead professional")
    opens(window, "Say who has it")
    window.get_by_label("Lead professional, in place").check()
    window.get_by_label("Who?", exact=True).select_option(index=1)
    arrives(window, "Give it to them")
    says(window, "Written down")
    look(window, "case")
    # Then it is on the list, and closing it on a lower level alone is refused
    turns_to(window, "Open cases")
    says(window, "Wren", "Who has how many")
    look(window, "open-cases")
    turns_to(window, "Places and groups")
    says(window, "Nobody has written down a place or a group yet")
    look(window, "places-and-groups")
    window.goto(f"/children/{wren.pk}/case/")
    opens(window, "Close it")
    window.get_by_label("The level of risk has fallen").check()
    window.get_by_label("What changed for the child").fill("Her level has been lower for three months now.")
    arrives(window, "Close the case")
    says(window, "A lower level is never enough by itself")
    # And the practitioner writes down what the child said, and what helps her
    comes_in(window, "Hub practitioner")
    window.goto(f"/children/{wren.pk}/case/child/")
    says(window, "Nobody has written down what the child says")
    opens(window, "Write down what the child said")
    writes_day(window, "/child/voice/")
    window.get_by_label("How was it gathered?").select_option("alone")
    window.get_by_label("What did the child say").fill("I want them to stop ringing.")
    window.locator("form[action$='/child/voice/']").get_by_role("button").click()
    says(window, "I want them to stop ringing.")
    look(window, "case-child")
    # And both capacities stand beside each other, with a prompt about section 45
    window.goto(f"/children/{wren.pk}/case/capacities/")
    opens(window, "Write down that the child is a victim")
    window.get_by_label("Suspect").check()
    writes_day(window, "/capacities/justice/")
    window.locator("form[action$='/capacities/justice/']").get_by_role("button").click()
    says(window, "section 45", "Suspect")
    look(window, "capacities")
    # And a referral is begun with what the record holds, and says what it lacks
    window.goto(f"/children/{wren.pk}/case/referral/")
    says(window, "No referral has been begun")
    opens(window, "Begin a referral")
    window.get_by_label("The Single Competent Authority").check()
    window.locator("form[action$='/referral/begin/']").get_by_role("button").click()
    says(window, "Still to be answered before it is whole")
    look(window, "nrm-referral")
    window.get_by_role("link", name=re.compile("Write in this part.*The person and the police")).click()
    says(window, "From the record: check it.")
    look(window, "nrm-part")
    arrives(window, "Save and go on")
    says(window, "Where was the person born?")
    # And the census factor is accepted, and the handover is not yet due
    window.goto(f"/children/{wren.pk}/case/factors/")
    says(window, "24A: Child criminal exploitation")
    look(window, "factors")
    window.goto(f"/children/{wren.pk}/case/eighteen/")
    says(window, "Handover to adult services")
    look(window, "eighteen")
    window.goto(f"/children/{wren.pk}/case/adults/")
    says(window, "No adult has been referred")
    window.goto("/coding-gap/")
    says(window, "10A: Going missing")
    look(window, "coding-gap")
