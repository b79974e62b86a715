"""An administrator sends what came from the council: good files, broken ones, and files that are not files at all."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from homeward.gateways.feeds.registry import feed_named
from homeward.register.accounts.actions import open_demonstration
from homeward.register.jobs.models import Job
from homeward.register.people.models import CareEpisode, Person
from homeward.register.sources.models import SourceRecord
from tests import factories
from tests.feeds.identity.rows import child
from tests.feeds.samples import sample, told, write
from tests.journeys.conftest import PHONE
from tests.journeys.walking import arrives, comes_in, never_says, presses, says, the_worker_works, turns_to

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
    arrives(page, "Check the files")
    the_worker_works()
    page.reload()


def loads(page: Page) -> None:
    """Ask for the load, see that it waits, let the worker do it, and look again."""
    arrives(page, "Load now")
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
    arrives(page, "Check the files")
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
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["part"], int(row["row"]), row["column"], row["rule"]) for row in rows} == told(feed)
    # And the good rows load without them
    arrives(page, "Load now")
    the_worker_works()
    page.reload()
    says(page, "Loaded")


@pytest.mark.parametrize(
    ("what", "content", "words"),
    [
        ("a picture", lambda: PNG, "The file is a picture, not a CSV or XML file"),
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


def week(folder: Path, number: int, rows: list[dict[str, object]]) -> Path:
    """One week's extract of the council."""
    return write(folder / f"week-{number}", "identity", {"children": rows})[0]


def children(many: int, **cells: object) -> list[dict[str, object]]:
    """So many children of one week's extract."""
    return [child(number, **cells) for number in range(1, many + 1)]


def test_the_next_weeks_file_is_tried_dry_then_sent_again_corrected(desk, look, tmp_path):
    page = desk
    # Given last week's extract, loaded
    sends(page, "identity", [week(tmp_path, 1, children(30, extracted_on="16/02/2026"))])
    loads(page)
    # When this week's is read: some have moved, two are gone, and a row cannot be used
    rows = children(28, extracted_on="23/02/2026")
    for row in rows[:3]:
        row |= {"address": "7 Heron Quay", "address_since": "03/09/2015"}
    rows[3]["surname"] = "=Applegarth"
    sends(page, "identity", [week(tmp_path, 2, rows)])
    # Then it says by column and row what would change, who is no longer there, and what to put right; and no value
    says(page, "What would change, by column", "Home address (never a placement)", "Rows that would change: 3 rows")
    says(page, "told of 30 children; 2 of them are not in this one", "Homeward does nothing by itself")
    never_says(page, "Heron", "Applegarth")
    look(page, "feeds-dry-run")
    loads(page)
    says(page, "send the whole file again: only what is new in it changes anything")
    # And when the corrected file is sent, the agency is filled in, and only the row that was refused is new
    presses(page, "Send the corrected file")
    expect(page.get_by_label("Agency that sent the files")).to_have_value("middleshire")
    rows[3]["surname"] = "Quillfeather"
    page.get_by_label("Children, homes, schools and allocations").set_input_files(week(tmp_path, 3, rows))
    page.get_by_label("Every person in these files is invented").check()
    arrives(page, "Check the files")
    the_worker_works()
    page.reload()
    says(page, "loading would bring in 1 row.")
    loads(page)
    # And the source says how fresh and how full it is, with every file that came
    page.get_by_role("link", name="Back").or_(
        page.get_by_role("link", name="Identity and allocation extract")
    ).first.click()
    says(
        page,
        "Due",
        "2 March 2026",
        "How full the newest file is",
        "Files that came",
        "Rows reach to",
        "23 February 2026",
    )
    look(page, "feeds-source")
    turns_to(page, "Feeds")
    says(page, "What came, and how fresh it is")
    look(page, "feeds-one-source")


def test_a_part_of_a_file_is_not_loaded_without_a_word(desk, look, tmp_path):
    page = desk
    # Given an extract of thirty children, loaded
    sends(page, "identity", [week(tmp_path, 1, children(30))])
    loads(page)
    # When a part of the next one comes
    sends(page, "identity", [week(tmp_path, 2, children(9, extracted_on="02/03/2026"))])
    says(page, "It lacks 21 of the 30 children whom the last file told of")
    look(page, "feeds-doubt")
    # Then it is not loaded on the first press, and the page says what to do
    presses(page, "Load now")
    says(page, "Look at what would change, then tick the box")
    look(page, "feeds-doubt-mistake")
    page.get_by_label("I have looked at what would change").check()
    loads(page)
    says(page, "Loaded: 9 rows brought in")


def test_progress_is_seen_at_another_machine_and_stopped_work_goes_on(desk, look, open_page, tmp_path):
    page = desk
    # Given a load that is a third done
    sends(page, "identity", [week(tmp_path, 1, children(30))])
    arrives(page, "Load now")
    job = Job.objects.filter(kind="feed.load")
    began = timezone.now() - timedelta(minutes=2)
    job.update(state="running", attempts=1, done=1000, total=3000, started_at=began, heartbeat_at=timezone.now())
    page.reload()
    says(page, "1,000 of 3,000 rows", "About 4 minutes left at this pace", "You can leave this page")
    look(page, "feeds-loading")
    address = page.url
    page.context.close()
    # When somebody else who may see it opens the page elsewhere, where no script runs, then it stands as far as it is
    other = open_page(size=PHONE, scripts=False)
    comes_in(other, "Director")
    other.goto(address)
    says(other, "1,000 of 3,000 rows")
    expect(other.get_by_role("button", name="Stop after this batch")).to_have_count(0)
    job.update(done=2000)
    other.get_by_role("link", name="Check again").click()
    says(other, "2,000 of 3,000 rows")
    # And when its worker died, the page says that it was taken up again
    job.update(state="waiting")
    other.get_by_role("link", name="Check again").click()
    says(other, "The worker that had it died; it was taken up again where it had got to (try 2 of 3)")
    # And whoever loads stops it, comes back, and goes on
    third = open_page()
    comes_in(third, "Administrator")
    third.goto(address)
    presses(third, "Stop after this batch")
    third.goto(address)
    says(third, "Stopped", "Ask for it again and it goes on from there")
    look(third, "feeds-stopped")
    arrives(third, "Try again")
    the_worker_works()
    third.reload()
    says(third, "Loaded: 30 rows brought in")
