"""A process that is killed while it takes in a workbook: nothing lost, doubled or half, and no child unshielded."""

from datetime import date
from pathlib import Path

import pytest

from tests.feeds import killing
from tests.feeds.annex_a.workbook import contact, packed, saved, who
from tests.feeds.samples import declared

CHILDREN, BATCH = 40, 30
DAY = date(2026, 2, 20)


def workbook_of(folder: Path) -> Path:
    """A workbook of six batches: a contact, an assessment and care of each child."""
    numbers = range(1, CHILDREN + 1)
    rows = {
        "List 1": [contact(number, DAY) for number in numbers],
        "List 4": [[*who(number), DAY, "a) Yes", None, None] for number in numbers],
        "List 8": [[*who(number), DAY, None, "C2", None, None, "", 1, 0, "a) Yes", "b) No"] for number in numbers],
    }
    folder.mkdir()
    saved(folder / "annex_a.xlsx", packed(rows))
    return declared(folder, "annex-a")


@pytest.mark.django_db(transaction=True)
def test_a_workbook_that_was_killed_and_taken_up_again_is_what_one_run_leaves(tmp_path: Path) -> None:
    left = killing.left_though_killed("annex-a", workbook_of(tmp_path / "workbook"), rows=BATCH)
    assert left["records"][0] == 3 * CHILDREN
    assert left["shields"][0] == CHILDREN
