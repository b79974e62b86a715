"""A hub practitioner's day: their children, one record, a detail put right, a shield lowered by two people."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import (
    child,
    comes_in,
    heading,
    is_allocated,
    is_answered,
    never_says,
    presses,
    says,
    turns_to,
)

pytestmark = pytest.mark.django_db(transaction=True)
WORKER, MANAGER = "Gideon Hollowell", "Rosalind Merrydown"


@pytest.fixture
def wren(hub):
    """A child allocated to the practitioner."""
    person = child("Wren")
    is_allocated(person, "hub-practitioner")
    return person


def opens_wren(page: Page) -> None:
    """Come in as the practitioner, and open the record from today's page."""
    comes_in(page, "Hub practitioner")
    chooses_wren(page)


def chooses_wren(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="Wren Applegarth").first.click()
    expect(heading(page)).to_have_text("Wren Applegarth")


def follows(page: Page, part: str) -> None:
    page.get_by_role("navigation", name="This record").get_by_role("link", name=part).click()
    page.wait_for_load_state()


def test_a_practitioner_reads_a_record_and_its_chronology(page, wren, look):
    # Given their own children on today's page
    comes_in(page, "Hub practitioner")
    says(page, "Your children", "Wren Applegarth")
    never_says(page, "Mistry")
    look(page, "practitioner-today")
    # When one is opened
    chooses_wren(page)
    says(page, "Looked after", "Whereabouts shielded", "spell of being looked after")
    never_says(page, "ZZ42 7EF", "ZZ21 4AD", "Alder Bank", "Chalkstream")
    look(page, "practitioner-record")
    # Then the chronology merges the sources, and each entry says who told the hub and when
    follows(page, "Chronology")
    entries = page.locator(".hw-timeline__entry")
    every = entries.count()
    assert every > 4
    for source in entries.locator(".hw-source").all_inner_texts():
        assert re.search(r"received 2 March 2026", source)
    look(page, "practitioner-chronology")
    # And a filter leaves only what was asked for, until it is cleared
    page.get_by_label("Missing", exact=True).check()
    presses(page, "Apply filters")
    expect(page.locator(".hw-timeline .govuk-tag")).to_have_text(["Missing"] * entries.count())
    assert 0 < entries.count() < every
    look(page, "practitioner-chronology-filtered")
    since = page.get_by_role("group", name="From")
    since.get_by_label("Day").fill("1")
    since.get_by_label("Month").fill("12")
    since.get_by_label("Year").fill("2025")
    page.get_by_role("button", name="Apply filters").click()
    says(page, "3 December 2025")
    never_says(page, "18 June 2025")
    # And a day that cannot be is said to be one
    since.get_by_label("Day").fill("31")
    since.get_by_label("Month").fill("2")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("main")).to_contain_text("From must be a real date")
    look(page, "practitioner-chronology-mistake")


def test_a_shielded_placement_opens_on_a_page_of_its_own_and_who_looked_tells_of_it(page, wren, look):
    # Given an allocated child's record
    opens_wren(page)
    # When where the child is placed is opened
    presses(page, "Show where the child is placed")
    # Then the place is there, and a warning with it
    expect(heading(page)).to_have_text("Where the child is placed")
    says(page, "ZZ42 7EF", "Do not repeat this")
    look(page, "practitioner-placement")
    # And the child's worker sees that it was opened
    page.go_back()
    follows(page, "Who looked")
    says(page, WORKER, "Hub practitioner")
    row = page.get_by_role("row").filter(has_text=re.compile("placed|placement", re.I))
    expect(row.first).to_contain_text(WORKER)
    look(page, "practitioner-who-looked")


def corrects(page: Page, **values: str) -> None:
    """Open the form that puts details right, and write in it; it is not yet saved."""
    presses(page, "Correct the details")
    for label, words in values.items():
        page.get_by_label(label.replace("_", " ").capitalize()).fill(words)


def test_two_people_save_at_once_and_the_second_is_told_and_loses_nothing(open_page, wren, look):
    # Given two people with the same details open
    first, second = open_page(), open_page()
    opens_wren(second)
    comes_in(first, "Team manager")
    first.goto(f"/children/{wren.pk}/")
    corrects(first, also_known_as="Wrenny")
    corrects(second, also_known_as="Jay", communication_needs="Do not ring before noon")
    look(second, "practitioner-correct")
    # When both save
    presses(first, "Save")
    says(first, "The details have been saved", "Also known as Wrenny")
    look(first, "practitioner-corrected")
    with second.expect_response(lambda answer: answer.request.method == "POST") as saving:
        presses(second, "Save")
    # Then the second is told, beside what they wrote and what the first did
    is_answered(saving.value, 409)
    expect(heading(second)).to_have_text("Someone else saved this first")
    says(second, "Wrenny", "Jay", "Do not ring before noon")
    look(second, "practitioner-conflict")
    # And what they wrote is saved once they say so
    presses(second, "Save what I wrote")
    says(second, "The details have been saved", "Also known as Jay", "Do not ring before noon")
    # And a third who would keep what is there loses nothing either
    first.reload()
    says(first, "Also known as Jay")


def test_a_shield_comes_down_by_two_people_and_goes_up_by_one(open_page, wren, look):
    worker, keeper = open_page(), open_page()
    # Given a record with the school hidden by a shield
    opens_wren(worker)
    never_says(worker, "Chalkstream")
    # When the practitioner asks, then nothing changes yet
    presses(worker, "Ask to lower the shield")
    look(worker, "shield-ask")
    worker.get_by_label("Why should the shield be lowered?").fill("She lives at ZZ42 7EF now")
    presses(worker, "Ask a shield keeper")
    says(worker, "Take out the postcode")
    look(worker, "shield-ask-mistake")
    worker.get_by_label("Why should the shield be lowered?").fill("The threat has passed, and she asks for it.")
    presses(worker, "Ask a shield keeper")
    says(worker, "The shield stays up until they agree")
    never_says(worker, "Chalkstream")
    look(worker, "shield-asked")
    # When the keeper reads why, without the name or the place, and agrees
    comes_in(keeper, "Shield keeper")
    turns_to(keeper, "Shields")
    says(keeper, WORKER, "The threat has passed")
    never_says(keeper, "Applegarth", "ZZ42 7EF")
    look(keeper, "shields-asked")
    presses(keeper, "Lower it")
    says(keeper, "The shield is lowered")
    look(keeper, "shields-lowered")
    # Then the practitioner reads the school in the record
    is_answered(worker.goto(f"/children/{wren.pk}/"), 200)
    says(worker, "Chalkstream Academy")
    expect(worker.get_by_text("Whereabouts shielded")).to_have_count(0)
    look(worker, "shield-down-record")
    # And once it is raised again, no more
    presses(keeper, "Raise it again")
    says(keeper, "The shield is up again")
    worker.reload()
    never_says(worker, "Chalkstream")
