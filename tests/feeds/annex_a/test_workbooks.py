"""Workbooks as nobody should send them, and as people do: refused, or cleaned, in words."""

import io
import struct
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.files import PartNotKnown, parts_of
from homeward.gateways.feeds.reading import workbook_archive
from homeward.gateways.feeds.reading.opened import from_bytes
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.workbook_cells import day_of, text_of
from homeward.gateways.feeds.registry import feed_named
from tests.feeds.annex_a.workbook import contact, packed, repacked, who

ON = date(2026, 3, 2)
DAY = date(2026, 2, 20)
ONE = {"List 1": [contact(1, DAY)]}
pytestmark = pytest.mark.django_db


def found_in(whole: bytes) -> Found:
    return check(feed_named("annex-a"), {"annex-a": from_bytes("a.xlsx", whole)}, source=None, year=None, on=ON)


def whole_file(found: Found) -> list[str]:
    return [each.rule for many in found.problems.values() for each in many if each.row in (0, 1)]


def hidden(name: str):
    def change(whole: Workbook) -> None:
        whole[name].sheet_state = "hidden"

    return change


def very_hidden(whole: Workbook) -> None:
    whole["List 1"].sheet_state = "veryHidden"


def lying_size() -> bytes:
    """An archive whose list says that a sheet is small, and whose sheet is not."""
    whole = bytearray(packed(ONE))
    at = whole.rindex(b"xl/worksheets/sheet1.xml") - 46
    whole[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(whole)


def typed(name: str, part: bytes) -> bytes:
    return b'<!DOCTYPE x [<!ENTITY y "z">]>' + part if name == "xl/workbook.xml" else part


def damaged_sheet(name: str, part: bytes) -> bytes:
    return part[: len(part) // 2] if name == "xl/worksheets/sheet1.xml" else part


BOMB = b"<worksheet>" + b"<row></row>" * 400_000 + b"</worksheet>"
REFUSED = [
    ("macros", repacked(packed(ONE), more={"xl/vbaProject.bin": b"x"}), "macros"),
    ("macros under another name", repacked(packed(ONE), more={"xl/macrosheets/sheet1.xml": b"<a/>"}), "macros"),
    ("macros by its type alone",
     repacked(packed(ONE), change=lambda name, part: part.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")),
     "macros"),
    ("another file inside", repacked(packed(ONE), more={"xl/embeddings/oleObject1.bin": b"x"}), "objects"),
    ("a control inside", repacked(packed(ONE), more={"xl/activeX/activeX1.bin": b"x"}), "objects"),
    ("a list that is hidden", packed({**ONE, "List 2": []}, change=hidden("List 1")), "hidden-sheet"),
    ("a list that is hidden from Excel's own menu", packed({**ONE, "List 2": []}, change=very_hidden), "hidden-sheet"),
    ("two of one list", packed({**ONE, "Contacts": [contact(2, DAY)]}), "sheet-twice"),
    ("none of the lists", packed({"Sheet1": [["x"]]}), "no-sheets"),
    ("a part that grows a hundredfold", repacked(packed(ONE), more={"xl/media/image1.xml": BOMB}), "bomb"),
    ("too many parts", repacked(packed(ONE), more={f"xl/x{each}": b"" for each in range(1001)}), "bomb"),
    ("a part that leads elsewhere", repacked(packed(ONE), more={"../../etc/passwd": b"x"}), "bomb"),
    ("a part at the root", repacked(packed(ONE), more={"/etc/passwd": b"x"}), "bomb"),
    ("entities", repacked(packed(ONE), change=typed), "entities"),
    ("cut short", packed(ONE)[:-200], "damaged"),
    ("a part whose size is a lie", lying_size(), "damaged"),
    ("nothing in it", b"", "damaged"),
    ("a sheet cut in the middle", repacked(packed(ONE), change=damaged_sheet), "damaged"),
    ("no column names", packed({"List 1": []}, change=lambda whole: whole["List 1"].delete_rows(1)), "columns-missing"),
    ("a list without its date",
     packed(ONE, change=lambda whole: setattr(whole["List 1"]["F1"], "value", "Something else")), "columns-missing"),
    ("a column twice", packed(ONE, change=lambda whole: setattr(whole["List 1"]["H1"], "value", "date of CONTACT")),
     "column-twice"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "whole", "rule"), REFUSED, ids=[each[0] for each in REFUSED])
def test_a_workbook_is_refused_whole_and_once_in_words(case: str, whole: bytes, rule: str) -> None:
    found = found_in(whole)
    assert whole_file(found) == [rule]
    assert found.refused_whole and not found.counts()["new"]
    words = [each.message for many in found.problems.values() for each in many]
    assert all(each.endswith(".") and "passwd" not in each for each in words)


def test_a_sheet_that_is_not_read_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    of = workbook_archive.Archive.read
    monkeypatch.setattr(workbook_archive.Archive, "read", lambda self, name: read.append(name) or of(self, name))
    poison = repacked(
        packed({**ONE, "List 9": [["MS9"]], "List 10": [["MS10"]], "Care leavers": [["MS11"]]}),
        change=lambda name, part: (
            b"\0not a sheet" if name in [f"xl/worksheets/sheet{n}.xml" for n in (2, 3, 4)] else part
        ),
    )
    found = found_in(poison)
    assert found.counts() == {"new": 1}
    assert {name for name in read if "sheet" in name and "worksheets" in name} == {"xl/worksheets/sheet1.xml"}


def test_a_hidden_sheet_that_is_no_list_is_left_and_said(tmp_path) -> None:
    found = found_in(packed({**ONE, "Workings": [["x"]], "Guidance": [["y"]]}, change=hidden("Workings")))
    said = " ".join(found.notes)
    assert found.counts() == {"new": 1}
    assert "Not opened, and hidden in the workbook: 1 other sheet." in said
    assert "no lawful reason to: 1 other sheet." in said
    assert "Workings" not in said and "Guidance" not in said


def test_links_to_other_files_are_left_behind_and_said() -> None:
    found = found_in(repacked(packed(ONE), more={"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    assert found.counts() == {"new": 1}
    assert any("Links to other files were left behind" in note for note in found.notes)


NAMES = ["List 1", "LIST 1", "list1", "List 01", "List 1 - Contacts", "Annex A List 1", "Contacts", " List  1 "]


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_known_by_many_names(name: str) -> None:
    def change(whole: Workbook) -> None:
        sheet = whole["List 1"]
        sheet.title = "for now"  # or the same name in other letters would be numbered as a second one
        sheet.title = name

    assert found_in(packed(ONE, change=change)).counts() == {"new": 1}


@pytest.mark.parametrize("name", ["List 11", "List 10 adoption", "List 12"])
def test_another_list_is_not_taken_for_list_one(name: str) -> None:
    def change(whole: Workbook) -> None:
        whole["List 1"].title = name

    assert whole_file(found_in(packed(ONE, change=change))) == ["no-sheets"]


def titled(whole: Workbook) -> None:
    """A title above the names, and each name merged over two rows."""
    sheet = whole["List 1"]
    sheet.insert_rows(2)
    for letter in "ABCDEFG":
        sheet.merge_cells(f"{letter}1:{letter}2")
    sheet.move_range("A1:G3", rows=4)
    for merged in list(sheet.merged_cells.ranges):
        merged.shift(row_shift=4)
    sheet["A1"] = "Annex A, list 1: contacts"
    sheet["B5"], sheet["F5"] = "  gender ", "date OF\ncontact"


def test_a_title_above_and_names_merged_over_rows_are_no_matter() -> None:
    found = found_in(packed(ONE, change=titled))
    assert found.counts() == {"new": 1} and not whole_file(found)


DAYS = [
    ("as Excel keeps a day", date(2026, 2, 20), "2026-02-20"),
    ("with a time of midnight", datetime(2026, 2, 20), "2026-02-20"),  # noqa: DTZ001  (Excel knows no zones)
    ("as a number of days", 46073, "2026-02-20"),
    ("as text, day first", "20/02/2026", "20/02/2026"),
    ("as text, year first", "2026-02-20", "2026-02-20"),
    ("a number that is a year", 2020, "2020"),
]


@pytest.mark.parametrize(("case", "cell", "read"), DAYS, ids=[each[0] for each in DAYS])
def test_how_a_day_is_read(case: str, cell: object, read: str) -> None:
    found = found_in(packed({"List 1": [contact(1, cell)]}))
    told = [each.rule for each in found.problems["contacts"]]
    assert told == (["not-a-date"] if read == "2020" else [])


MIDNIGHT, MORNING = datetime(2026, 2, 20), datetime(2026, 2, 20, 9, 5)  # noqa: DTZ001  (Excel knows no zones)
CELLS = [
    (9212044.0, "9212044"),
    (12.5, "12.5"),
    (1.5e16, "1.50000E+16"),
    (True, "true"),
    (None, ""),
    ("\xa0Dustin\xa0H ", "Dustin H"),
    (date(2026, 2, 20), "2026-02-20"),
    (MORNING, "2026-02-20 09:05"),
    (MIDNIGHT, "2026-02-20"),
]


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_cell_as_text(cell: object, text: str) -> None:
    assert text_of(cell) == text


def test_days_counted_from_1904_are_those_days() -> None:
    assert day_of(46073.0) == "2026-02-20"
    assert day_of(46073.0 - 1462, since_1904=True) == "2026-02-20"
    assert day_of("46073") == day_of(5.0) == day_of(1e9) == ""


def test_an_identifier_that_excel_has_spoilt_is_refused_and_not_mended() -> None:
    rows = [[1.5e16, *contact(1, DAY)[1:]], ["MS000002", *contact(1, DAY)[1:]]]
    found = found_in(packed({"List 1": rows}))
    assert [(each.row, each.column, each.rule) for each in found.problems["contacts"]] == [
        (2, "Child Unique ID", "formula")
    ]
    assert found.counts()["new"] == 1


def test_a_formula_without_its_result_is_refused_by_row_and_column_and_one_with_it_is_read() -> None:
    bare = packed({"List 1": [contact(1, "=DATE(2026,2,20)"), contact(2, DAY)]})
    found = found_in(bare)
    assert [(each.row, each.column, each.rule) for each in found.problems["contacts"]] == [
        (2, "Date of Contact", "no-value")
    ]
    worked_out = repacked(
        bare, change=lambda name, part: part.replace(b"<v></v>", b"<v>46073</v>").replace(b"<v />", b"<v>46073</v>")
    )
    assert found_in(worked_out).counts() == {"new": 2}


def test_an_error_of_the_spreadsheet_is_refused_by_row_and_column() -> None:
    broken = repacked(packed(ONE), change=lambda name, part: part)
    cell = b'<c r="G2" t="e"><v>#REF!</v></c>'
    spoilt = repacked(
        broken, change=lambda name, part: _instead(part, b"G2", cell) if name.endswith("sheet1.xml") else part
    )
    found = found_in(spoilt)
    assert [(each.row, each.column, each.rule) for each in found.problems["contacts"]] == [
        (2, "Contact Source", "no-value")
    ]


def _instead(part: bytes, place: bytes, cell: bytes) -> bytes:
    import re

    return re.sub(rb'<c r="' + place + rb'"[^>]*>.*?</c>', cell, part, count=1, flags=re.DOTALL)


def test_blank_rows_are_passed_over_and_rows_keep_the_number_that_excel_shows() -> None:
    def gaps(whole: Workbook) -> None:
        whole["List 1"].insert_rows(2, 3)
        whole["List 1"]["F7"] = "yesterday"
        whole["List 1"]["A7"] = "MS000009"

    found = found_in(packed(ONE, change=gaps))
    assert [each.row for each in found.problems["contacts"]] == [7]


def test_a_csv_file_and_an_older_workbook_are_not_this_feed_s() -> None:
    feed = feed_named("annex-a")
    with pytest.raises(PartNotKnown, match="annex_a.xlsx alone"):
        parts_of(feed, [from_bytes("list1.csv", b"Child Unique ID,Date of Contact\n1,2\n")])
    with pytest.raises(FileRefused, match="locked with a password"):
        parts_of(feed, [from_bytes("annex_a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600)])
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.csv", "x")
    assert whole_file(found_in(other.getvalue())) == ["not-a-workbook"]


def test_a_sheet_of_too_many_rows_is_refused_and_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homeward.gateways.feeds.reading.workbook.MOST_ROWS", 5)
    rows = [contact(number, DAY) for number in range(1, 9)]
    assert whole_file(found_in(packed({"List 1": rows}))) == ["too-large"]


def test_a_workbook_larger_than_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_archive, "MOST_BYTES", 1000)
    assert whole_file(found_in(packed(ONE))) == ["too-large"]


def test_a_part_that_unpacks_beyond_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_archive, "MOST_OF_A_PART", 500)
    assert whole_file(found_in(packed(ONE))) == ["too-large"]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_byte_of_a_sheet_is_changed_it_is_read_or_refused_in_words(seed: int) -> None:
    import random

    chance = random.Random(seed)

    def change(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/") or chance.random() < 0.4:
            return part
        spoilt = bytearray(part)
        for _ in range(chance.randint(1, 12)):
            spoilt[chance.randrange(len(spoilt))] = chance.choice(b'<>/"&=0aZ\0\xff')
        return bytes(spoilt)

    found = found_in(
        repacked(
            packed({"List 1": [contact(1, DAY)], "List 6": [[*who(1), DAY, "N1", None, None, "", ""]]}), change=change
        )
    )
    for many in found.problems.values():
        assert all(each.message.endswith(".") for each in many)
