"""Information governance: who looked, what is withheld and why, and a copy that proves itself to two verifiers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from homeward.config.commands.audit import audit as command
from homeward.register.audit.jobs import seal_loop_once
from homeward.register.keys.queries import public_key
from tests import factories
from tests.journeys.walking import child, comes_in, is_allocated, is_answered, never_says, presses, says, turns_to

pytestmark = pytest.mark.django_db(transaction=True)
VERIFIER = Path(__file__).resolve().parents[2] / "script/verify_audit.py"
LEAD = "Information governance lead"


@pytest.fixture
def looked(hub, open_page) -> Page:
    """A practitioner who has opened their child's record and been refused another's."""
    is_allocated(child("Wren"), "hub-practitioner")
    page = open_page()
    comes_in(page, "Hub practitioner")
    is_answered(page.goto(f"/children/{child('Wren').pk}/"), 200)
    is_answered(page.goto(f"/children/{child('Ibrahim').pk}/"), 404)
    seal_loop_once(factories.NOW)
    return page


def verified_apart(file: Path) -> subprocess.CompletedProcess[str]:
    """What the small verifier that shares nothing with the program says of a copy."""
    given = [sys.executable, str(VERIFIER), str(file), public_key()]
    return subprocess.run(given, capture_output=True, text=True, timeout=60)


def test_information_governance_reads_who_did_what_and_filters_it(page, looked, look):
    # Given the lead on the page of everything that was done
    comes_in(page, LEAD)
    turns_to(page, "Who looked")
    says(page, "Gideon Hollowell", "Holds together")
    never_says(page, "Applegarth", "Mistry")
    look(page, "audit")
    # When only one worker's refusals are asked for
    page.get_by_label(re.compile("^Who")).select_option(label="Gideon Hollowell")
    page.get_by_label("Refusals only").check()
    presses(page, "Apply filters")
    # Then each line is one of those
    rows = page.get_by_role("table").last.locator("tbody tr")
    assert rows.count() >= 1
    for row in rows.all():
        expect(row).to_contain_text("Gideon Hollowell")
        expect(row).to_contain_text("Refused")
    look(page, "audit-filtered")
    # And a day that cannot be is said to be one
    page.get_by_role("group", name="From").get_by_label("Day").fill("31")
    presses(page, "Apply filters")
    says(page, "From must include a month and year")
    look(page, "audit-mistake")


def test_an_entry_is_withheld_from_the_worker_and_shown_again(page, looked, look):
    wren = child("Wren").pk
    # Given a manager who opened the record, as its worker sees
    comes_in(page, "Team manager")
    is_answered(page.goto(f"/children/{wren}/"), 200)
    looked.goto(f"/who-looked/{wren}/")
    theirs = looked.get_by_role("row").filter(has_text="Rosalind Merrydown")
    told = theirs.all_inner_texts()
    assert "Opened" in told[0] or "record" in told[0]
    # When the entry is withheld with a reason and a day of review
    comes_in(page, LEAD)
    page.goto(f"/who-looked/{wren}/")
    never_says(page, "Applegarth")
    look(page, "who-looked-governance")
    page.get_by_role("row").filter(has_text="Rosalind Merrydown").first.get_by_role("link", name="Withhold").click()
    presses(page, "Withhold it")
    says(page, "There is a problem")
    look(page, "withhold-mistake")
    page.get_by_label("Why would showing this entry").fill("An inquiry into the team is open.")
    review = page.get_by_role("group", name="When will you review this?")
    for box, words in (("Day", "1"), ("Month", "June"), ("Year", "2026")):
        review.get_by_label(box).fill(words)
    presses(page, "Withhold it")
    says(page, "The entry is withheld", "An inquiry into the team is open", "1 June 2026")
    look(page, "withheld")
    # Then the worker no longer sees it, and is not told that anything is missing
    looked.reload()
    assert theirs.all_inner_texts() == told[1:]
    never_says(looked, "Withheld")
    # And sees it again once it is shown again
    presses(page, "Show it again")
    says(page, "The entry is shown again")
    looked.reload()
    assert theirs.all_inner_texts() == told


def test_a_copy_is_taken_and_proved_by_both_verifiers(page, looked, tmp_path):
    comes_in(page, LEAD)
    turns_to(page, "Who looked")
    # Given a copy taken away
    with page.expect_download() as taking:
        presses(page, "Take a copy that proves itself")
    assert re.fullmatch(r"homeward-audit-2026-03-02\.jsonl", taking.value.suggested_filename)
    file = tmp_path / "copy.jsonl"
    taking.value.save_as(file)
    text = file.read_bytes()
    assert b"Applegarth" not in text and b"Gideon" not in text
    # When it is proved, then both verifiers agree that nobody edited it
    own = CliRunner().invoke(command, ["verify", str(file), "--key", public_key()])
    assert own.exit_code == 0 and "Whole and unedited" in own.output
    assert verified_apart(file).returncode == 0
    # And when one word of it is altered, both say that it was
    file.write_bytes(text.replace(b'"denied"', b'"allowed"', 1))
    assert file.read_bytes() != text
    assert CliRunner().invoke(command, ["verify", str(file), "--key", public_key()]).exit_code != 0
    assert verified_apart(file).returncode != 0
    # And the taking is on the record, asked for and done
    page.goto("/audit/")
    says(page, "Danuta Dewberry")
