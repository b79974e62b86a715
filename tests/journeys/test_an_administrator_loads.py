"""An administrator sends what came from the council: good files, broken ones, and files that are not files at all."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from homeward.gateways.feeds.registry import feed_named
from homeward.register.accounts.actions import open_demonstration
from homeward.register.people.models import CareEpisode, Person
from homeward.register.sources.models import SourceRecord
from tests import factories
from tests.feeds.samples import sample, told
from tests.journeys.walking import comes_in, presses, says, the_worker_works, turns_to

pytestmark = pytest.mark.django_db(transaction=True)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@pytest.fixture
def desk(page, live_server) -> Page:
    """An administrator's own desk, where nothing has come yet."""
    open_demonstration(at=factories.NOW)
    comes_in(page, "Administrator")
    return page


def extract() -> str:
    """The shipped good extract, as text."""
    return sample("identity", "good")[0].read_text(encoding="utf-8")


def chooses(page: Page, feed: str, paths: list[Path], *, year: str = "", declared: bool = True) -> None:
    """Come to the page that sends a feed's files, and fill it in."""
    mapping = feed_named(feed).mapping
    turns_to(page, "Feeds")
    page.get_by_role("link", name=f"Send files of {mapping.title}").click()
    for part in mapping.parts:
        for path in paths:
            if path.name == part.file or len(mapping.parts) == 1:
                page.get_by_label(part.title).set_input_files(path)
    if year:
        page.get_by_label("Collection year").select_option(year)
    if declared:
        page.get_by_label("Every person in these files is invented").check()


def sends(page: Page, feed: str, paths: list[Path], *, year: str = "") -> None:
    """Send a feed's files, let the worker read them, and look again."""
    chooses(page, feed, paths, year=year)
    presses(page, "Check the files")
    the_worker_works()
    page.reload()


def loads(page: Page) -> None:
    """Ask for the load, see that it waits, let the worker do it, and look again."""
    presses(page, "Load now")
    says(page, "Waiting to start")
    the_worker_works()
    page.reload()


def rows_held() -> tuple[int, int, int]:
    return Person.objects.count(), CareEpisode.objects.count(), SourceRecord.objects.count()


def test_the_good_samples_are_checked_then_loaded_and_a_second_time_change_nothing(desk, look):
    page = desk
    # Given feeds of which nothing has come
    turns_to(page, "Feeds")
    says(page, "Nothing has come yet")
    look(page, "feeds-empty")
    # When the extract is sent without saying that its people are invented
    chooses(page, "identity", sample("identity", "good"), declared=False)
    look(page, "feeds-send")
    presses(page, "Check the files")
    says(page, "A demonstration takes nothing else")
    look(page, "feeds-send-mistake")
    assert rows_held() == (0, 0, 0)
    # When it is sent with the declaration, then it is read and nothing is applied
    sends(page, "identity", sample("identity", "good"))
    says(page, "Nothing of them is applied yet; loading would bring in 7 rows", "Every person is invented")
    assert rows_held() == (0, 0, 0)
    look(page, "feeds-checked")
    # When it is loaded, then what became of each row is said
    loads(page)
    says(page, "Loaded: 7 rows brought in")
    expect(page.get_by_role("row").filter(has_text="no lawful reason to bring")).to_contain_text("2")
    look(page, "feeds-loaded")
    # When the return is sent, then it asks for the collection year
    chooses(page, "ssda903", sample("ssda903", "good"))
    presses(page, "Check the files")
    says(page, "Select the year")
    sends(page, "ssda903", sample("ssda903", "good"), year="2025-26")
    says(page, "loading would bring in 12 rows", "1 April 2025 to 31 March 2026")
    loads(page)
    says(page, "Loaded: 12 rows brought in")
    held = rows_held()
    assert held == (6, 4, 19)
    # When the same files are sent again, then nothing changes
    chooses(page, "ssda903", sample("ssda903", "good"), year="2025-26")
    presses(page, "Check the files")
    the_worker_works()
    says(page, "These files came before", "Loaded: 12 rows brought in")
    look(page, "feeds-again")
    assert rows_held() == held
    turns_to(page, "Feeds")
    says(page, "Up to date")
    look(page, "feeds")


@pytest.mark.parametrize("feed", ["identity", "ssda903"])
def test_the_broken_samples_are_refused_by_row_and_column_and_the_list_is_taken_away(desk, look, tmp_path, feed):
    page = desk
    # Given the broken sample, when it is read
    sends(page, feed, sample(feed, "broken"), year="2025-26" if feed == "ssda903" else "")
    # Then each refusal names its row and its column, and repeats nothing that the row held
    table = page.get_by_role("table", name="What was refused")
    for _, row, column, _ in sorted(told(feed))[:40]:
        found = table.get_by_role("row").filter(has_text=f"Row {row}").filter(has_text=column or "Whole row")
        expect(found.first).to_be_visible()
    expect(table).not_to_contain_text("Applegarth")
    look(page, f"feeds-broken-{feed}")
    # And the list is taken away as a file that says the same
    with page.expect_download() as taking:
        page.get_by_role("link", name="Download the refusals").click()
    path = tmp_path / "refusals.csv"
    taking.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["part"], int(row["row"]), row["column"], row["rule"]) for row in rows} == told(feed)
    # And the good rows load without them
    presses(page, "Load now")
    the_worker_works()
    page.reload()
    says(page, "Loaded")


@pytest.mark.parametrize(
    ("what", "content", "words"),
    [
        ("a picture", lambda: PNG, "The file is a picture, not a CSV file"),
        ("semicolons", lambda: extract().replace(",", ";").encode(), "The columns are parted by semicolons"),
        ("half a file", lambda: extract().encode()[:700], "The file stops in the middle of row 3"),
        ("no rows", lambda: extract().splitlines()[0].encode() + b"\n", "The file has column names and no rows"),
        (
            "no local_id",
            lambda: extract().replace("local_id", "child_id", 1).encode(),
            "The column is missing: local_id",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole_in_plain_words(desk, look, tmp_path, what, content, words):
    page = desk
    # Given a file that is no extract
    path = tmp_path / "identity.csv"
    path.write_bytes(content())
    # When it is sent
    sends(page, "identity", [path])
    # Then it is refused, or said to bring nothing, in words that say what to do; and nothing is applied
    look(page, f"feeds-{what.replace(' ', '-')}")
    says(page, "nothing of them was applied", words)
    expect(page.get_by_role("button", name="Load now")).to_have_count(0)
    assert rows_held() == (0, 0, 0)


@pytest.mark.parametrize(
    ("what", "encoding"), [("UTF-16", "utf-16"), ("a mark before it", "utf-8-sig"), ("an old Windows file", "cp1252")]
)
def test_a_file_written_otherwise_is_read_or_its_writing_is_named(desk, look, tmp_path, what, encoding):
    page = desk
    # Given the good extract, as another program saves it
    path = tmp_path / "identity.csv"
    path.write_bytes(extract().replace("Łukasz", "Lukasz").encode(encoding))
    # When it is sent and loaded
    sends(page, "identity", [path])
    look(page, f"feeds-{encoding}")
    loads(page)
    # Then every letter is what it was
    assert Person.objects.filter(forename="Zoë", surname="O'Dell").exists()


def test_an_empty_file_is_stopped_at_the_form(desk, look, tmp_path):
    page = desk
    # Given a file of nothing, when it is sent
    path = tmp_path / "identity.csv"
    path.write_bytes(b"")
    chooses(page, "identity", [path])
    presses(page, "Check the files")
    # Then the form says so, beside the box
    says(page, "The file is empty. Ask for it to be sent again")
    look(page, "feeds-empty-file")
