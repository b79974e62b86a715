"""What is remembered while a delivery is checked: enough to judge rows side by side, nothing to read, nothing left."""

import tracemalloc
from collections.abc import Iterator
from datetime import date

import pytest

from homeward.gateways.feeds import checking
from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.reading.opened import Opened, from_bytes
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.scratch import Noted, Scratch
from tests.feeds.framework.conftest import HEAD, swimmer, swimmers

pytestmark = pytest.mark.django_db


def found_in(swimming: Opened, lessons: bytes = b"") -> Found:
    """What checking these files comes to."""
    files = {"swimmers": swimming, **({"lessons": from_bytes("lessons.csv", lessons)} if lessons else {})}
    return check(feed_named("swimming"), files, source=None, year=2026, on=date(2026, 3, 2))


def lines(*rows: str) -> Opened:
    """A file of swimmers."""
    return from_bytes("swimmers.csv", "\n".join([HEAD, *rows, ""]).encode())


def test_rows_with_one_key_that_differ_are_all_refused_even_those_that_say_the_same() -> None:
    found = found_in(lines(swimmer(1), swimmer(2), swimmer(1, "Finn"), swimmer(1), swimmer(2)))
    words = "Rows {} and {} are alike in “Swimmer's number” and differ elsewhere. Keep the right one."
    told = [(each.row, each.rule, each.message) for each in found.problems["swimmers"]]
    assert told == [
        (2, "same-key", words.format(2, 4)),
        (4, "same-key", words.format(2, 4)),
        (5, "same-key", words.format(4, 5)),
    ]
    assert found.counts() == {"refused": 3, "new": 1, "known": 1}


def test_a_row_refused_for_two_reasons_is_counted_once() -> None:
    lessons = "swimmer,lesson_on,until\nS1,01/02/2026,09/02/2026\nS1,02/02/2026,09/02/2026\nS1,03/02/2026,\n"
    found = found_in(lines(swimmer(1)), lessons.encode())
    assert [each.row for each in found.problems["lessons"]] == [3, 4]
    assert found.counts() == {"new": 2, "refused": 2}
    assert found.rows == 4


def test_a_file_wrong_throughout_is_given_up_with_no_more_refusals_than_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "TOO_MANY", 20)
    found = found_in(lines(*(swimmer(1, f"Wren {'a' * number}") for number in range(1, 30))))
    assert found.refused_whole
    assert len(found.problems["swimmers"]) == 22
    assert found.problems["swimmers"][-1].rule == "too-many"


def test_more_rows_of_one_child_than_any_child_can_have_refuse_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "TOO_MANY", 20)
    lessons = "\n".join(["swimmer,lesson_on,until", *(f"S1,{day:02}/01/2026," for day in range(1, 29)), ""])
    found = found_in(lines(swimmer(1)), lessons.encode())
    assert [each.rule for each in found.problems["lessons"]] == ["too-many-of-one"]


def test_nothing_in_the_scratch_can_be_read_and_two_readings_have_nothing_in_common() -> None:
    with Scratch() as one, Scratch() as other:
        for scratch in (one, other):
            facts = scratch.hidden(("2026-01-02", "Applegarth"))
            row = Noted(scratch.digest("S1"), scratch.digest("S1|x"), 2, scratch.digest("said"), "new", facts)
            scratch.note([row])
            assert scratch.shown(row.facts or b"") == ("2026-01-02", "Applegarth")
            assert "S1" in scratch.seen("swimmers", ["S1"])
            assert "S2" not in scratch.seen("swimmers", ["S1"])
        held = [
            b"".join(each for each in next(scratch.in_order()) if isinstance(each, bytes)) for scratch in (one, other)
        ]
        written = one._base.serialize() + other._base.serialize()
    assert held[0] != held[1]
    assert b"Applegarth" not in written
    assert b"2026-01-02" not in written


def test_checking_four_times_the_rows_takes_no_more_memory() -> None:
    small, large = peak_of(2_000), peak_of(8_000)
    assert large < small + 1024 * 1024


def peak_of(rows: int) -> int:
    """The most that Python holds while so many rows are checked."""

    def stretches() -> Iterator[bytes]:
        yield (HEAD + "\n").encode()
        for number in range(0, rows, 100):
            yield swimmers(100, first=number).split(b"\n", 1)[1]

    tracemalloc.start()
    try:
        assert found_in(Opened("swimmers.csv", stretches)).counts() == {"new": rows}
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
