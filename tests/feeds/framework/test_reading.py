"""Every way in which a file can be bad: told with its row and column, and how to put it right."""

import codecs
from collections.abc import Iterator
from datetime import date

import pytest

from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.reading.opened import Opened, from_bytes
from homeward.gateways.feeds.reading.table import LONGEST, MOST_BLANK
from homeward.gateways.feeds.registry import feed_named
from tests.feeds.framework.conftest import HEAD, swimmer, swimmers

ON = date(2026, 3, 2)


def found_in(content: bytes | str, *, part: str = "swimmers", **more: bytes) -> Found:
    """What reading this file comes to."""
    files = {part: content if isinstance(content, bytes) else content.encode()} | more
    opened = {name: from_bytes(f"{name}.csv", each) for name, each in files.items()}
    return check(feed_named("swimming"), opened, source=None, year=2026, on=ON)


def told(content: bytes | str, **more: bytes) -> list[tuple[int, str, str]]:
    """Row, column and rule of each problem."""
    return [(p.row, p.column, p.rule) for many in found_in(content, **more).problems.values() for p in many]


def rows(*lines: str) -> str:
    """A file of these rows under the right column names."""
    return "\n".join([HEAD, *lines, ""])


NAMED = rows("S1,Zoë Ångström,14/06/2012,4,lessons,,")


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (NAMED.encode(), ""),
        (codecs.BOM_UTF8 + NAMED.encode(), ""),
        (NAMED.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + NAMED.encode("utf-16-be"), "UTF-16"),
        (NAMED.encode("utf-16-le"), "UTF-16"),
        (NAMED.encode("utf-16-be"), "UTF-16"),
        (NAMED.encode("cp1252"), "cp1252"),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16", "utf-16 other way", "utf-16 unmarked", "utf-16 be unmarked", "cp1252"],
)
def test_the_letters_of_every_common_program_are_read_and_a_guess_is_said(content: bytes, note: str) -> None:
    found = found_in(content)
    assert found.counts() == {"new": 1}
    assert not found.refused_whole
    assert note in " ".join(found.notes)
    assert bool(found.notes) == bool(note)


@pytest.mark.parametrize(
    ("content", "rule", "row"),
    [
        (b"", "empty", 0),
        (b"  \r\n ", "empty", 0),
        (b"PK\x03\x04" + bytes(200), "not-text", 0),
        (b"%PDF-1.7", "not-text", 0),
        (swimmers(3)[:-20] + b"\0" + swimmers(1), "nul", 0),
        (swimmers(2) + b"\x81\x8d\n", "encoding", 0),
        (codecs.BOM_UTF16_LE + swimmers(2), "encoding", 0),
        (f"{HEAD}\n".encode(), "no-rows", 0),
        (HEAD.encode() + b"\n\n,,,,,,\n", "no-rows", 0),
        (swimmers(2).replace(b",", b";"), "delimiter", 1),
        (swimmers(2).replace(b",", b"\t"), "delimiter", 1),
        (swimmers(2).replace(b",", b"|"), "delimiter", 1),
        (b"\n".join(swimmers(3).split(b"\n")[1:]), "columns-missing", 1),
        (swimmers(2).replace(b"swimmer,name", b"swimmer,nom"), "columns-missing", 1),
        (swimmers(2).replace(b"remarks", b"Name"), "column-twice", 1),
        (swimmers(3)[:-40], "cut-short", 4),
        (rows('S1,"Wren,14/06/2012,4,lessons,,').encode(), "quotation", 2),
        (rows('S1,"Wren"x,14/06/2012,4,lessons,,').encode(), "quotation", 2),
    ],
)
def test_a_file_that_cannot_be_believed_is_refused_whole(content: bytes, rule: str, row: int) -> None:
    found = found_in(content)
    assert found.refused_whole
    assert [(p.rule, p.row) for p in found.problems["swimmers"]] == [(rule, row)]


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ("S1,Wren,31/02/2026,4,lessons,,", "born_on", "impossible-date"),
        ("S1,Wren,01/01/1900,4,lessons,,", "born_on", "too-early"),
        ("S1,Wren,03/03/2026,4,lessons,,", "born_on", "in-the-future"),
        ("S1,Wren,14/06/12,4,lessons,,", "born_on", "two-figure-year"),
        ("S1,Wren,June 2012,4,lessons,,", "born_on", "not-a-date"),
        ("S1,Wren,14/06/2012,four,lessons,,", "lengths", "not-a-number"),
        ("S1,Wren,14/06/2012,99999999999,lessons,,", "lengths", "not-a-number"),
        ("S1,Wren,14/06/2012,-4,lessons,,", "lengths", "not-a-number"),
        ("S1,=HYPERLINK(1),14/06/2012,4,lessons,,", "name", "formula"),
        ("S1,+Wren,14/06/2012,4,lessons,,", "name", "formula"),
        ("S1,-Wren,14/06/2012,4,lessons,,", "name", "formula"),
        ("S1, @Wren,14/06/2012,4,lessons,,", "name", "formula"),
        ("S1,＝Wren,14/06/2012,4,lessons,,", "name", "formula"),
        ("1.2E+09,Wren,14/06/2012,4,lessons,,", "swimmer", "formula"),
        ("S|1,Wren,14/06/2012,4,lessons,,", "swimmer", "not-an-identifier"),
        (f"S1,{'W' * 41},14/06/2012,4,lessons,,", "name", "too-long"),
        ("S1,Wr\x07en,14/06/2012,4,lessons,,", "name", "strange-letters"),
        ("S1,Wr\u202een,14/06/2012,4,lessons,,", "name", "strange-letters"),
        (",Wren,14/06/2012,4,lessons,,", "swimmer", "empty"),
        ("S1,,14/06/2012,4,lessons,,", "name", "empty"),
        ("S1,Wren,14/06/2012,4,lessons,", "", "cells"),
        ("S1,Wren,14/06/2012,4,lessons,,,", "", "cells"),
        ("S1,Wren,14/06/2012,999,lessons,,", "lengths", "too-far"),
    ],
)
def test_a_wrong_row_is_refused_by_row_and_column_and_the_good_ones_stay(line: str, column: str, rule: str) -> None:
    found = found_in(rows(swimmer(7), line, swimmer(8)))
    assert [(p.row, p.column, p.rule) for p in found.problems["swimmers"]] == [(3, column, rule)]
    assert found.counts() == {"new": 2, "refused": 1}
    assert not found.refused_whole


def test_a_message_never_repeats_what_the_cell_held() -> None:
    line = "S1,=Quillfeather,99/99/2012,Quillfeather,lessons,,"
    messages = " ".join(p.message for p in found_in(rows(line)).problems["swimmers"])
    assert "Quillfeather" not in messages
    assert "99/99" not in messages


def endless(start: bytes, piece: bytes) -> tuple[list[tuple[int, str]], int]:
    """What reading a file comes to that begins so and goes on for 40 MB, and how much of it was read as rows."""
    taken: list[int] = []

    def stretches() -> Iterator[bytes]:
        taken.append(0)
        for stretch in (start, *([piece * (LONGEST // len(piece))] * 40)):
            taken[-1] += len(stretch)
            yield stretch

    found = check(
        feed_named("swimming"), {"swimmers": Opened("swimmers.csv", stretches)}, source=None, year=2026, on=ON
    )
    return [(p.row, p.rule) for many in found.problems.values() for p in many], taken[-1]


@pytest.mark.parametrize(
    ("start", "piece", "row"),
    [
        (b"a", b"a", 1),
        (HEAD.encode() + b"\n", b"a", 2),
        (HEAD.encode() + b"\n", b",", 2),
        (HEAD.encode() + b'\nS1,"', b'\n","', 2),
    ],
    ids=["no line ends", "an endless cell", "endless cells", "an endless row of short lines"],
)
def test_a_row_without_an_end_is_refused_before_the_memory_holds_it(start: bytes, piece: bytes, row: int) -> None:
    told, read = endless(start, piece)
    assert told == [(row, "too-long")]
    assert read < 4 * LONGEST


def test_a_sum_in_remarks_is_text_like_any_other() -> None:
    assert found_in(rows("S1,Wren,14/06/2012,4,lessons,=1+1,")).counts() == {"new": 1}


def test_columns_may_come_in_any_order_and_in_any_case() -> None:
    names = HEAD.split(",")
    turned = ["Extracted On", *reversed([name.upper() for name in names[:-1]])]
    line = ",".join(["", *reversed(swimmer(1).split(",")[:-1])])
    assert found_in("\n".join([",".join(turned), line, ""])).counts() == {"new": 1}


def test_a_column_nobody_asked_for_is_left_and_said_by_its_number() -> None:
    found = found_in("\n".join([f"{HEAD},diagnosis", f"{swimmer(1)},x", ""]))
    assert found.counts() == {"new": 1}
    assert "column 8" in found.notes[0]
    assert "diagnosis" not in found.notes[0]


def test_a_column_that_may_be_left_out_is_read_as_empty_and_said() -> None:
    found = found_in("swimmer,name,reason\nS1,Wren,lessons\n")
    assert found.counts() == {"new": 1}
    assert "born_on, lengths" in found.notes[0]


def test_rows_the_feed_may_not_bring_are_counted_and_dropped() -> None:
    found = found_in(rows(swimmer(1), swimmer(2, reason="curiosity"), swimmer(3, reason="")))
    assert found.counts() == {"new": 1, "dropped": 2}


def test_a_row_sent_twice_is_known_the_second_time() -> None:
    assert found_in(rows(swimmer(1), swimmer(1))).counts() == {"new": 1, "known": 1}


def test_one_key_with_two_contents_refuses_both_and_names_both() -> None:
    found = found_in(rows(swimmer(1), swimmer(2), swimmer(1, "Linnet Applegarth")))
    assert found.counts() == {"new": 1, "refused": 2}
    assert [p.row for p in found.problems["swimmers"]] == [2, 4]
    assert "Rows 2 and 4" in found.problems["swimmers"][0].message


def test_a_column_that_is_not_compared_does_not_make_a_row_another() -> None:
    found = found_in(rows(swimmer(1), swimmer(1, day="02/03/2026")))
    assert found.counts() == {"new": 1, "known": 1}


def test_a_part_sees_who_came_in_the_parts_before_it_and_rules_over_a_childs_rows_are_asked() -> None:
    lessons = b"swimmer,lesson_on,until\nS1,01/02/2026,05/02/2026\nS1,03/02/2026,\nS9,01/02/2026,\n"
    assert told(swimmers(2), lessons=lessons) == [(3, "lesson_on", "overlap"), (4, "swimmer", "nobody")]


def test_a_cell_with_a_line_in_it_leaves_rows_numbered_as_a_spreadsheet_does() -> None:
    lines = [
        HEAD.split(","),
        ["S1", "Wren", "", "", "lessons", "two\nlines", ""],
        ["S2", "", "", "", "lessons", "", ""],
    ]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    assert told(text + "\n") == [(3, "name", "empty")]


def test_a_last_row_without_its_line_end_is_whole_when_its_cells_are() -> None:
    assert found_in(swimmers(2).rstrip()).counts() == {"new": 2}


def test_a_file_wrong_throughout_is_given_up() -> None:
    lines = [f"S{number},Wren,never,4,lessons,," for number in range(10_500)]
    found = found_in(rows(*lines))
    assert found.refused_whole
    assert found.problems["swimmers"][-1].rule == "too-many"


def test_a_file_of_blank_rows_is_given_up() -> None:
    content = f"{HEAD}\n" + "\n" * (MOST_BLANK + 1) + "S1,Ada Fernley,14/06/2012,4,lessons,,\n"
    assert told(content) == [(MOST_BLANK + 2, "", "blank-rows")]


def test_a_cell_too_large_to_hold_is_called_so() -> None:
    assert told(rows(f"S1,{'W' * 200_000},14/06/2012,4,lessons,,")) == [(2, "", "too-long")]
