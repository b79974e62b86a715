"""A school tells of a worry with no account and no script; it is decided on in time, and the school is answered."""

import pytest
from playwright.sync_api import expect

from homeward.practice.frontdoor.models import Concern
from tests.journeys.walking import arrives, comes_in, heading, never_says, presses, says, turns_to

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "She was collected at the gate by a man in a grey car"


def goes_on(page, title: str) -> None:
    """Keep the page that is open, and go on to the next."""
    arrives(page, "Keep it, and go on")
    expect(heading(page)).to_have_text(title)


def test_a_school_s_worry_becomes_a_decision_on_time_and_an_answer(open_page, hub, look):
    # Given somebody at a school, whose browser runs no script and who has no account
    school = open_page(scripts=False)
    school.goto("/worry/")
    says(school, "ring 999", "you need not give your name")
    school.get_by_label("A child or a young person").check()
    goes_on(school, "Tell us what worries you")
    school.get_by_label("What are you worried about?").fill(SAID)
    goes_on(school, "The child or young person")
    never_says(school, SAID)
    school.get_by_label("Which child, or which children?").fill("Wren Applegarth, year 9")
    goes_on(school, "What do you think is happening?")
    school.get_by_label("Sexual exploitation").check()
    goes_on(school, "Is anybody in danger now?")
    school.get_by_label("No", exact=True).check()
    goes_on(school, "Who knows that you are telling us")
    goes_on(school, "About you")
    school.get_by_label("A school or a college").check()
    school.get_by_label("Where you work, if it is part of your work").fill("Larkfield Academy")
    goes_on(school, "What your organisation knows")
    for label in ("Attendance, suspensions and exclusions", "What you have done already"):
        school.get_by_label(label).fill("61 per cent; we rang her mother")
    school.get_by_label("Your safeguarding lead, and how to reach them").fill("Mr Elderbrook, 07700 900321")
    goes_on(school, "Send it")
    arrives(school, "Send it")
    expect(heading(school)).to_have_text("Sent. Thank you")
    reference = school.locator(".govuk-panel strong").inner_text()
    # When the front door takes it up
    desk = open_page()
    comes_in(desk, "Front-door social worker")
    turns_to(desk, "Worries")
    expect(heading(desk)).to_have_text("Worries at the front door")
    look(desk, "worries")
    presses(desk, "A child, 2 March 2026")
    says(desk, SAID, "Mr Elderbrook", "Nobody has said yet which child it is about", "3 March 2026")
    look(desk, "worry")
    # Then the child is looked for before anything is added
    presses(desk, "Find a child")
    expect(heading(desk)).to_have_text("Which child?")
    desk.get_by_label("Which child?").fill("Wren Applegarth")
    presses(desk, "Search")
    says(desk, "1 found")
    look(desk, "worry-find")
    presses(desk, "It is about this child")
    expect(heading(desk)).to_have_text("Is it about this child?")
    presses(desk, "It is about this child")
    says(desk, "The record is open to you", "Wren Applegarth")
    # And each stage is decided, with why
    for stage, decision in (
        ("Contact", "Take it up as a referral"),
        ("Initial", "Straight to the decision: waiting would be worse"),
        ("Decision", "Early help"),
    ):
        expect(desk.get_by_role("main").locator("form").get_by_role("heading", name=stage)).to_be_visible()
        desk.get_by_label(decision, exact=True).check()
        if stage == "Decision":
            desk.get_by_label("Level 2: early help").check()
        desk.get_by_label("Why?", exact=True).fill("The school and the family agree")
        presses(desk, "Decide")
    says(desk, "Answer whoever told", "In time")
    row = Concern.objects.get()
    assert (row.state, row.outcome) == ("decided", "early-help") and row.decided_at.date() <= row.due_on
    # And the school is answered, in words that anybody who holds the reference may read
    desk.get_by_label("We have read what you told us, and have decided what to do.").check()
    desk.get_by_label("With their reference, or on their account").check()
    presses(desk, "Answer")
    says(desk, "What whoever told was answered")
    look(desk, "worry-decided")
    school.goto("/worry/reference/")
    school.get_by_label("Your reference").fill(reference.lower())
    arrives(school, "Go on")
    says(school, "have decided what to do")
    never_says(school, SAID, "Wren", "Early help")


def test_the_open_form_on_a_phone(open_page, look):
    phone = open_page(size={"width": 390, "height": 844})
    phone.goto("/worry/")
    expect(heading(phone)).to_have_text("Tell us if you are worried about a child")
    look(phone, "worry-begin")
    phone.get_by_label("Somebody who works or volunteers with children").check()
    arrives(phone, "Keep it, and go on")
    phone.get_by_label("What are you worried about?").fill("The coach texts her at night")
    arrives(phone, "Keep it, and go on")
    says(phone, "This goes to one person only")
    look(phone, "worry-worker")
