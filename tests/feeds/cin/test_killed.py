"""A process that is killed while it takes in a census, whose one file is every part: nothing lost, doubled or half."""

from pathlib import Path

import pytest

from tests.feeds import killing
from tests.feeds.cin.census import assessment, census, child, enquiry, need_plan, protection_plan, referral
from tests.feeds.samples import declared

CHILDREN, BATCH = 40, 30


def census_of(folder: Path) -> Path:
    """A census of eight batches, every part of it."""
    below = (
        assessment("2024-06-04", "2024-06-20", "10A", "24A"),
        enquiry("2024-06-10", "2024-06-20"),
        need_plan("2024-07-01"),
        protection_plan("2024-07-01", None, "NEG", "2024-09-02"),
    )
    folder.mkdir()
    text = census(*(child(910_000 + number, referral("2024-06-03", *below)) for number in range(CHILDREN)))
    (folder / "cin.xml").write_text(text, encoding="utf-8")
    return declared(folder, "cin")


@pytest.mark.django_db(transaction=True)
def test_a_census_that_was_killed_and_taken_up_again_is_what_one_run_leaves(tmp_path: Path) -> None:
    left = killing.left_though_killed("cin", census_of(tmp_path / "census"), rows=BATCH)
    assert left["records"][0] == 6 * CHILDREN
    assert left["social-care events"][0] == 6 * CHILDREN
