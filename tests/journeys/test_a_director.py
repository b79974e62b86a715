"""A director's quarter: figures, what each counts, the board paper as a page and as a document, and never a name."""

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from homeward.register.people.models import Person
from tests.journeys.walking import (
    child,
    comes_in,
    heading,
    is_answered,
    never_says,
    presses,
    says,
    the_worker_works,
    turns_to,
)

pytestmark = pytest.mark.django_db(transaction=True)


def names() -> list[str]:
    """Every name that any child here goes by."""
    rows = Person.objects.values_list("forename", "surname", "also_known_as")
    return sorted({name for row in rows for name in row if name})


def words_in(path: Path) -> str:
    """Everything a document says: paragraphs, tables, headers and footers."""
    document = Document(str(path))
    said = [each.text for each in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        said += [each.text for part in (section.header, section.footer) for each in part.paragraphs]
    return "\n".join(said)


def places_of(page: Page) -> list[str]:
    links = page.get_by_role("navigation", name="Menu").get_by_role("link", include_hidden=True)
    return [each.strip() for each in links.all_text_contents()]


def test_three_people_see_three_systems(page, hub):
    # Given three who sign in one after another
    seen = []
    for role in ("Call handler", "Hub practitioner", "Director"):
        comes_in(page, role)
        seen.append(places_of(page))
    # Then the places they are offered differ, each to their work
    handler, practitioner, director = seen
    assert "Find a child" in handler and "The quarter" not in handler
    assert "Find a child" in practitioner and "The quarter" in practitioner
    assert "Find a child" not in director and "Board paper" in director


def test_a_director_reads_the_quarter_and_what_a_figure_counts(page, hub, look):
    everybody = names()
    # Given a director, whose first page is figures and no child's
    comes_in(page, "Director")
    says(page, "October to December 2025")
    never_says(page, *everybody)
    look(page, "director-today")
    # When the quarter is read
    presses(page, "Read the quarter")
    says(page, "Quarter by quarter", "What the figures rest on")
    never_says(page, *everybody)
    look(page, "director-quarter")
    # Then a small number is hidden, and each figure leads to how it is counted
    definition = page.get_by_role("link", name="How this is counted").first
    definition.click()
    says(page, "How it is counted")
    look(page, "director-figure")
    # And the quarter before and the months not yet counted say what they are
    turns_to(page, "The quarter")
    page.get_by_role("link", name=re.compile("the quarter before")).click()
    expect(heading(page)).to_contain_text("July to September 2025")
    never_says(page, *everybody)
    is_answered(page.goto("/quarter/2015-Q1/"), 200)
    says(page, "Nobody has counted this quarter")
    look(page, "director-quarter-uncounted")


def test_a_director_makes_the_paper_and_takes_it_away(page, hub, look, tmp_path):
    everybody = names()
    comes_in(page, "Director")
    # Given a paper that nobody has made
    turns_to(page, "Board paper")
    says(page, "No paper has been made yet")
    look(page, "papers")
    page.get_by_role("link", name=re.compile("Read the paper on")).click()
    says(page, "This paper has not been made yet")
    never_says(page, *everybody)
    look(page, "paper-draft")
    # When a figure is opened, then all that travels with it is there
    figure = page.locator("#figure-children-missing")
    figure.get_by_text("Children reported missing:").click()
    expect(figure).to_contain_text("What is counted")
    for label in ("As at", "Denominator", "95% interval", "Since the quarter before", "Since the last paper"):
        expect(figure.get_by_text(label, exact=True)).to_be_visible()
    look(page, "paper-figure-opened")
    # When the paper is asked for, the page may be left while it is made
    presses(page, "Make the paper")
    presses(page, "Make the paper")
    says(page, "is being made", "Waiting to start", "You can leave this page")
    look(page, "papers-making")
    the_worker_works()
    turns_to(page, "Board paper")
    page.get_by_role("table").get_by_role("link", name="October to December 2025").click()
    expect(page.get_by_role("img", name=re.compile("^Chart 1"))).to_be_visible()
    never_says(page, *everybody)
    expect(page.get_by_role("img", name=re.compile("^Chart"))).to_have_count(3)
    look(page, "paper-made")
    # Then it is taken away as a document that opens, is marked, and names nobody
    with page.expect_download() as taking:
        presses(page, "Download as a document")
    name = taking.value.suggested_filename
    assert name.endswith(".docx") and "RESTRICTED" in name.upper()
    taking.value.save_as(tmp_path / name)
    said = words_in(tmp_path / name)
    assert "draft, restricted, not for publication" in said.lower()
    assert "October to December 2025" in said
    assert len(Document(str(tmp_path / name)).inline_shapes) == 3
    assert not [each for each in everybody if re.search(rf"\b{re.escape(each)}\b", said)]
    # And it stands on the list
    turns_to(page, "Board paper")
    says(page, "October to December 2025", "Harriet Fairweather")
    look(page, "papers-made")


def test_the_paper_is_read_and_made_without_scripts_and_on_a_phone(plain_page, phone, hub, look):
    # Given a browser that runs no scripts, when a figure is opened and the paper asked for
    comes_in(plain_page, "Director")
    turns_to(plain_page, "Board paper")
    plain_page.get_by_role("link", name=re.compile("Read the paper on")).click()
    plain_page.locator("#figure-missing-rate").get_by_text("Children reported missing, for every 1,000:").click()
    expect(plain_page.locator("#figure-missing-rate").get_by_text("Formula", exact=True)).to_be_visible()
    turns_to(plain_page, "Board paper")
    presses(plain_page, "Make the paper")
    says(plain_page, "is being made")
    the_worker_works()
    # Then following a link is enough to see that it is ready
    turns_to(plain_page, "Board paper")
    plain_page.get_by_role("table").get_by_role("link", name="October to December 2025").click()
    says(plain_page, "Made on", "Chart 3")
    # And a phone shows the same
    comes_in(phone, "Director")
    phone.goto(plain_page.url)
    says(phone, "Made on", "Chart 3")
    phone.locator("#figure-children-missing").get_by_text("Children reported missing:").click()
    look(phone, "paper-on-a-phone")


def test_a_director_opens_no_record_and_loads_no_file(page, hub, look):
    comes_in(page, "Director")
    wren = child("Wren").pk
    # Given the addresses of a child's pages, when they are typed, then nothing is there
    for part in ("", "chronology/", "placement/", "correct/", "open/", "shield/"):
        is_answered(page.goto(f"/children/{wren}/{part}"), 404)
        never_says(page, "Applegarth")
    is_answered(page.goto(f"/who-looked/{wren}/"), 404)
    # And a search, an emergency, the audit, accounts and the loading of files are closed
    for address in ("/find/", "/emergency-openings/new/", "/audit/", "/accounts/", "/feeds/send/identity/"):
        is_answered(page.goto(address), 403)
    # Though what has come from whom is read
    page.goto("/")
    turns_to(page, "Feeds")
    says(page, "Up to date")
    expect(page.get_by_role("link", name="Send files")).to_have_count(0)
    never_says(page, *names())
    look(page, "director-feeds")
