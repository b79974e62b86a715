"""A school tells of a worry with no account and no script, and it becomes a safe plan: the whole of it, in a browser.

It is decided on in time, assessed by a tool that explains itself, planned with the police and printed for the family, a
service starts, and the school is answered (¶12, ¶13, ¶20 to ¶24).
"""

import pytest
from playwright.sync_api import Page, expect

from homeward.practice.frontdoor.models import Concern
from homeward.register.people.models import Person
from tests.feeds.samples import load_sample
from tests.journeys.walking import (
    account_of,
    arrives,
    child,
    comes_in,
    heading,
    never_says,
    presses,
    says,
    turns_to,
)

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "She was collected at the gate by a man in a grey car"
FEARED = "The man in the grey car waits for her after school"


def goes_on(page: Page, title: str) -> None:
    """Keep the page that is open, and go on to the next."""
    arrives(page, "Keep it, and go on")
    expect(heading(page)).to_have_text(title)


def opens(page: Page, words: str) -> None:
    """Open what lies folded under these words."""
    page.locator("summary", has_text=words).first.click()


def writes_day(page: Page, question: str, *parts: str) -> None:
    """Enter a day, a month and a year where a question asks for them."""
    asked = page.get_by_role("group", name=question)
    for box, value in zip(("Day", "Month", "Year"), parts, strict=True):
        asked.get_by_label(box, exact=True).fill(value)


def test_a_school_s_worry_becomes_a_safe_plan_and_an_answer(open_page, hub, look, shot):
    # Given a directory of services, and somebody at a school whose browser runs no script and who has no account
    load_sample("open-referral")
    wren, school, desk = child("Wren"), open_page(scripts=False), open_page()
    reference = tells(school)
    # When the front door takes it up and decides in time, and gives the case to a practitioner and to the police
    decides(desk, look)
    row = Concern.objects.get()
    assert (row.state, row.outcome) == ("decided", "hub") and row.decided_at.date() <= row.due_on
    gives(desk, wren)
    # And whoever told is answered, in words that anybody who holds the reference may read
    answers(desk, look)
    school.goto("/worry/reference/")
    school.get_by_label("Your reference").fill(reference.lower())
    arrives(school, "Go on")
    says(school, "have decided what to do")
    never_says(school, SAID, "Wren", "hub takes it")
    # Then the practitioner assesses by a tool that says what each point rests on
    comes_in(desk, "Hub practitioner")
    assesses(desk, wren)
    # And plans with the police, who do their part of it, and prints what the family may see
    plans(desk, wren, look)
    officer = open_page()
    does_their_part(officer, wren)
    prints_for_the_family(desk, wren, look, shot)
    # And a service that fits is offered, accepted and started
    starts_a_service(desk, wren, look)


def tells(school: Page) -> str:
    """Tell of the worry page by page, and send it; the reference is the answer."""
    school.goto("/worry/")
    says(school, "ring 999", "you need not give your name")
    school.get_by_label("A child or a young person").check()
    goes_on(school, "Tell us what worries you")
    school.get_by_label("What are you worried about?").fill(SAID)
    goes_on(school, "The child or young person")
    never_says(school, SAID)
    school.get_by_label("Which child, or which children?").fill("Wren Applegarth, year 9")
    goes_on(school, "What do you think is happening?")
    school.get_by_label("County lines").check()
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
    return school.locator(".govuk-panel strong").inner_text()


def decides(desk: Page, look) -> None:
    """Find the worry in the queue, look for the child before anything is added, and decide each stage with why."""
    comes_in(desk, "Front-door social worker")
    turns_to(desk, "Worries")
    expect(heading(desk)).to_have_text("Worries at the front door")
    look(desk, "worries")
    presses(desk, "A child, 2 March 2026")
    says(desk, SAID, "Mr Elderbrook", "Nobody has said yet which child it is about", "3 March 2026")
    look(desk, "worry")
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
    for stage, decision in (
        ("Contact", "Take it up as a referral"),
        ("Initial", "Straight to the decision: waiting would be worse"),
        ("Decision", "The exploitation hub takes it"),
    ):
        expect(desk.get_by_role("main").locator("form").get_by_role("heading", name=stage)).to_be_visible()
        desk.get_by_label(decision, exact=True).check()
        if stage == "Decision":
            desk.get_by_label("Level 4: acute or statutory").check()
        desk.get_by_label("Why?", exact=True).fill("The school and the family agree")
        presses(desk, "Decide")
    says(desk, "Answer whoever told", "In time")


def gives(desk: Page, wren: Person) -> None:
    """Give the case that the decision opened: a practitioner leads, and an officer works jointly."""
    written = desk.url
    desk.goto(f"/children/{wren.pk}/case/")
    for role, works in (("hub-practitioner", "Lead professional, in place"), ("police-hub", "Works jointly")):
        says(desk, "Nobody has it yet" if role == "hub-practitioner" else account_of("hub-practitioner").worker.name)
        opens(desk, "Say who has it")
        desk.get_by_label(works).check()
        desk.get_by_label("Who?", exact=True).select_option(f"worker:{account_of(role).worker_id}")
        arrives(desk, "Give it to them")
    says(desk, "Longmeadow")
    desk.goto(written)


def answers(desk: Page, look) -> None:
    """Answer whoever told with a sentence of the list."""
    desk.get_by_label("We have read what you told us, and have decided what to do.").check()
    desk.get_by_label("With their reference, or on their account").check()
    presses(desk, "Answer")
    says(desk, "What whoever told was answered")
    look(desk, "worry-decided")


def assesses(desk: Page, wren: Person) -> None:
    """Answer an item of the Gang Association Tool with what it rests on, give a band of one's own, and finish."""
    desk.goto(f"/children/{wren.pk}/assessments/")
    desk.get_by_label("Gang Association Tool").check()
    arrives(desk, "Begin")
    says(desk, "not any county’s, and not validated")
    arrives(desk, "Answer this part")
    item = desk.locator("form#hurt-with-weapon")
    item.get_by_label("Yes", exact=True).check()
    item.get_by_label("What else it rests on").fill("Her teacher saw the bruises, and she named a knife.")
    with desk.expect_navigation():
        item.get_by_role("button", name="Save").click()
    expect(desk.locator("form#hurt-with-weapon").get_by_label("Yes", exact=True)).to_be_checked()
    desk.get_by_role("link", name="Gang Association Tool").click()
    says(desk, "Her teacher saw the bruises")
    opens(desk, "Give your own band")
    desk.locator("#professional_band_3").check()
    desk.locator("#professional_reason").fill("Hurt, and met at the gate.")
    arrives(desk, "Give this band")
    arrives(desk, "Finish the assessment")
    says(desk, "It stays as it is")


def plans(desk: Page, wren: Person, look) -> None:
    """Write the plan with the child and the family, and give a part of it to the police."""
    desk.goto(f"/children/{wren.pk}/safety/")
    says(desk, "No plan stands for this child")
    presses(desk, "Write a plan")
    expect(heading(desk)).to_have_text("Write a plan")
    desk.get_by_label("What is feared").fill(FEARED)
    desk.get_by_label("What is to come of it").fill("She walks home with Maya, and nobody waits for her.")
    desk.get_by_label("What the child says").fill("I want him to stop.")
    desk.get_by_label("If the child is missing").fill("Ring her aunt at once, then the police.")
    desk.get_by_label("The child and the family", exact=True).check()
    desk.get_by_label("A vehicle is known").check()
    writes_day(desk, "When is it looked at again?", "30", "3", "2026")
    look(desk, "plan-writing")
    arrives(desk, "Save the plan")
    says(desk, "The plan is written", FEARED, "Nothing is to be done yet")
    for what, agency, who, family in (
        ("Find whose the grey car is", "police-hub", "Nadia Longmeadow, detective", False),
        ("Somebody walks with her to the bus", "hub-practitioner", "Her worker", True),
    ):
        opens(desk, "Add what is to be done")
        desk.get_by_label("What is to be done").fill(what)
        desk.get_by_label("Which agency does it?").select_option(account_of(agency).worker.agency.code)
        desk.get_by_label("Who there").fill(who)
        writes_day(desk, "By which day?", "9", "3", "2026")
        if family:
            desk.get_by_label("It is printed for the family").check()
        arrives(desk, "Add it")
        says(desk, what)
    look(desk, "plan")


def does_their_part(officer: Page, wren: Person) -> None:
    """The police read the joint plan, and write what came of their part."""
    comes_in(officer, "Police officer in the hub")
    officer.goto(f"/children/{wren.pk}/safety/")
    says(officer, FEARED, "Find whose the grey car is")
    never_says(officer, "Print it for the family")
    opens(officer, "Write how it stands: Find whose")
    officer.get_by_label("Done", exact=True).first.check()
    writes_day(officer, "On which day", "2", "3", "2026")
    officer.get_by_label("What came of it").first.fill("A hire car; the firm was asked.")
    arrives(officer, "Write it down")
    says(officer, "A hire car; the firm was asked.")


def prints_for_the_family(desk: Page, wren: Person, look, shot) -> None:
    """What the family is handed holds its own parts, and nothing of what is feared or done about adults."""
    desk.goto(f"/children/{wren.pk}/safety/")
    says(desk, "A hire car; the firm was asked.")
    presses(desk, "Print it for the family")
    says(desk, "This is all that the family is handed", "I want him to stop.", "Somebody walks with her to the bus")
    never_says(desk, FEARED, "grey car", "hire car", "Gang Association Tool", "Larkfield")
    look(desk, "family-plan")
    desk.emulate_media(media="print")
    shot(desk, "family-plan-printed")
    desk.emulate_media(media="screen")


def starts_a_service(desk: Page, wren: Person, look) -> None:
    """Find what fits, offer it with who agreed, and write that it was accepted and began."""
    desk.goto(f"/children/{wren.pk}/services/")
    says(desk, "No service has been offered")
    presses(desk, "Find a service")
    expect(heading(desk)).to_have_text("Find a service")
    desk.get_by_label("What is it for?").select_option("exploitation")
    desk.get_by_label("County lines").check()
    presses(desk, "Find services")
    says(desk, "Services that fit: 1", "Alongside")
    look(desk, "service-found")
    presses(desk, "Offer it")
    expect(heading(desk)).to_have_text("Offer: Alongside")
    desk.get_by_label("The child and a parent or carer").check()
    writes_day(desk, "On which day was it offered?", "2", "3", "2026")
    desk.get_by_label("Why this service").fill("They stay with a child, in court too.")
    arrives(desk, "Offer it")
    for state in ("Accepted by the service", "Started"):
        opens(desk, "Write what became of it")
        desk.get_by_label(state, exact=True).check()
        writes_day(desk, "On which day", "2", "3", "2026")
        arrives(desk, "Write it down")
        says(desk, "Written down.", state)
    look(desk, "service-started")


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
