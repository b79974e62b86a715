"""A reviewer settles a pair of twins and undoes it, a second person agrees to a join, and a worker picks a spelling."""

import pytest
from playwright.sync_api import Page, expect

from homeward.register.accounts.actions import open_demonstration
from homeward.register.linkage.models import PairJudgement, ReviewItem
from homeward.register.subjects.models import Subject
from tests import factories as f
from tests.conftest import MONDAY_MORNING
from tests.factories import pairs
from tests.journeys.conftest import PHONE
from tests.journeys.walking import comes_in, heading, hits, is_allocated, presses, says, tabs_to, turns_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_server) -> None:
    """The demonstration's workers, a question about twins, and one about two records of one child."""
    open_demonstration(at=MONDAY_MORNING)
    pairs.twins(touches_open_matter=True)
    pairs.alike()


def chooses(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_reviewer_settles_a_twin_pair_and_undoes_it(open_page, desk, look, scripts):
    window = open_page(scripts=scripts)
    # Given a question about two children born on one day in one home
    comes_in(window, "Matching reviewer")
    turns_to(window, "Matching")
    says(window, "Wren Applegarth and Robin Applegarth", "Missing or referred")
    if scripts:
        look(window, "matching-queue")
    # When the reviewer takes it, then they read both records, the evidence, and what each answer will do
    presses(window, "Take the next question")
    says(window, "They may be twins", "different forenames speak against it", "They stay two children.")
    if scripts:
        look(window, "matching-question")
    # When they answer without a reason, then they are asked for one
    chooses(window, "Different children")
    presses(window, "Save my answer")
    says(window, "Answer the question “Why?”")
    if scripts:
        look(window, "matching-question-error")
    # When they say why, then it is kept, and what was said stands beneath
    chooses(window, "Different children", "They are twins, or brothers and sisters")
    presses(window, "Save my answer")
    says(window, "They stay two children, and the hub will not join them", "What was said")
    if scripts:
        look(window, "matching-settled-question")
    # And it is undone in one press
    presses(window, "Undo: take back what was said")
    says(window, "Taken back. The question is open again")
    assert ReviewItem.objects.filter(settled_at__isnull=False).count() == 0
    assert list(PairJudgement.objects.order_by("at").values_list("verdict", flat=True)) == ["not-same", "withdrawn"]


def test_the_same_with_the_keyboard_alone(page, desk):
    comes_in(page, "Matching reviewer")
    page.goto("/matching/")
    tabs_to(page, page.get_by_role("button", name="Take the next question"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Are these the same child?")
    # A key chooses, and the next thing asked has the focus
    hits(page, "d")
    expect(page.get_by_label("Different children", exact=True)).to_be_checked()
    expect(page.get_by_label("What the records say is enough")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("They are twins, or brothers and sisters")).to_be_checked()
    # A letter in a box is a letter
    page.get_by_label("In your own words").focus()
    page.keyboard.type("sound as a bell")
    expect(page.get_by_label("Different children", exact=True)).to_be_checked()
    expect(page.get_by_label("In your own words")).to_have_value("sound as a bell")
    tabs_to(page, page.get_by_role("button", name="Save my answer"))
    page.keyboard.press("Enter")
    says(page, "They stay two children, and the hub will not join them")
    # Z takes it back, N goes on, ? opens the list of keys
    hits(page, "z")
    says(page, "Taken back. The question is open again")
    hits(page, "n")
    says(page, "Isla Thornbury")
    hits(page, "?")
    expect(page.get_by_text("Go to the next question")).to_be_visible()
    # And whoever speaks to their machine turns the keys off
    page.get_by_role("button", name="Turn the keys off").click()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("s")
    expect(page.get_by_label("The same child", exact=True)).not_to_be_checked()


def test_a_second_person_agrees_to_a_join_and_it_is_undone(open_page, desk, look):
    first, second = open_page(), open_page(size=PHONE)
    # Given a reviewer who says that two children are one
    comes_in(first, "Matching reviewer")
    question = ReviewItem.objects.get(kind="possible")
    first.goto(f"/matching/{question.pk}/")
    chooses(first, "The same child", "What the records say is enough")
    presses(first, "Save my answer")
    says(first, "A second person is asked to agree; until then nothing moves.")
    first.get_by_role("link", name="For a second person").click()
    first.get_by_role("link", name="Isla Thornbury and Isla Thornbury").click()
    says(first, "You put this forward. Somebody else answers it.")
    assert not Subject.objects.filter(retired_into__isnull=False).exists()
    # When somebody else reads the reason on a phone and agrees, then the two are one
    comes_in(second, "Information governance lead")
    second.goto("/matching/proposals/")
    says(second, "For a second person (1)")
    look(second, "matching-proposals")
    second.get_by_role("link", name="Isla Thornbury and Isla Thornbury").click()
    says(second, "What the records say is enough", "Names with a birth date and the NHS number agree.")
    look(second, "matching-proposal")
    presses(second, "Agree")
    says(second, "Two children’s records were made one.")
    assert Subject.objects.filter(retired_into__isnull=False).count() == 1
    look(second, "matching-change")
    # And it is undone, with a reason
    chooses(second, "Two children happen to have one name")
    presses(second, "Undo it")
    says(second, "Undone. Every value that was moved is back where it was.")
    assert not Subject.objects.filter(retired_into__isnull=False).exists()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_practitioner_chooses_which_spelling_is_shown(open_page, live_server, look, scripts):
    open_demonstration(at=MONDAY_MORNING)
    window, wren = open_page(scripts=scripts), f.child("Wren", "Applegarth")
    pairs.profile(wren)
    pairs.profile(wren, agency=f.agency("middleshire-police", "police", "Middleshire Police"), forename="Wrenn")
    is_allocated(wren, "hub-practitioner")
    # Given a child whom two agencies spell differently
    comes_in(window, "Hub practitioner")
    window.goto(f"/children/{wren.pk}/")
    expect(heading(window)).to_have_text("Wren Applegarth")
    window.get_by_role("link", name="Sources").click()
    says(window, "Where they differ", "Wrenn", "Middleshire Police")
    if scripts:
        look(window, "sources")
    # When the practitioner chooses the other spelling, then it is shown, and nothing that was said is gone
    chooses(window, "Wrenn")
    presses(window, "Show this as the forename")
    says(window, "the choice is kept and shown")
    if scripts:
        look(window, "sources-chosen")
    window.get_by_role("link", name="Record", exact=True).click()
    expect(heading(window)).to_have_text("Wrenn Applegarth")
    window.go_back()
    # And it is undone
    presses(window, "Undo")
    says(window, "the hub chooses again what is shown")
    window.get_by_role("link", name="Record", exact=True).click()
    expect(heading(window)).to_have_text("Wren Applegarth")


def test_the_quality_of_matching_is_read_from_a_sample(page, desk, look):
    # Given pairs that were compared, when a sample is drawn and read
    comes_in(page, "Matching reviewer")
    turns_to(page, "Matching quality")
    look(page, "quality-none")
    presses(page, "Draw a sample to read")
    says(page, "A sample has been drawn", "0 of the 2 pairs drawn")
    presses(page, "Read the next pair")
    look(page, "quality-read")
    for words in ("2 pairs wait for you", "1 pair waits for you"):
        says(page, words)
        page.keyboard.press("d")
    says(page, "No pair of the sample waits for you")
    look(page, "quality-all-read")
    # Then the page says what it tells, and that few pairs say little
    presses(page, "See what the sample tells")
    says(page, "That is few: read the intervals")
    look(page, "quality")
