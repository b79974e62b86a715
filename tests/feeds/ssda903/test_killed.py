"""A process that is killed while it takes in a delivery leaves nothing half done, and the next goes on from there."""

from pathlib import Path

import pytest

from tests.feeds import killing
from tests.feeds.samples import write
from tests.feeds.ssda903.rows import absence, header

CHILDREN, BATCH = 90, 45


def return_of(folder: Path) -> Path:
    """A return of six batches."""
    numbers, days = range(CHILDREN), ("03/06/2025", "09/06/2025")
    files = {
        "header": [header(number, UPN="") for number in numbers],
        "missing": [absence(day, day, number) for number in numbers for day in days],
    }
    write(folder, "ssda903", files, year="2025-26")
    return folder


@pytest.mark.django_db(transaction=True)
def test_what_was_killed_and_taken_up_again_is_what_one_run_leaves(tmp_path: Path) -> None:
    left = killing.left_though_killed("ssda903", return_of(tmp_path / "return"), rows=BATCH)
    assert left["records"][0] == 3 * CHILDREN
