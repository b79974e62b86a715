"""Which year's census a file is, told by its head and its elements, and by what it was checked."""

from datetime import date
from pathlib import Path

import pytest

from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.files import PartNotKnown, parts_of
from homeward.gateways.feeds.reading.opened import from_bytes
from homeward.gateways.feeds.reading.schemas import SchemaUnreadable
from homeward.gateways.feeds.registry import feed_named
from tests.feeds.cin.census import census, child, referral
from tests.feeds.cin.conftest import Send

pytestmark = pytest.mark.django_db

ONE = child(910001, referral("2024-06-03"))
# An invented schema of a few elements: the department's own may not be handed on with a program.
SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="Message"><xs:complexType><xs:sequence>
    <xs:element name="Children"><xs:complexType><xs:sequence>
      <xs:element name="Child" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="ChildIdentifiers"><xs:complexType><xs:sequence>
          <xs:element name="LAchildID" type="xs:string"/>
          <xs:element name="PersonBirthDate" type="xs:date" minOccurs="0"/>
          <xs:element name="Sex"><xs:simpleType><xs:restriction base="xs:string">
            <xs:enumeration value="M"/><xs:enumeration value="F"/>
          </xs:restriction></xs:simpleType></xs:element>
        </xs:sequence></xs:complexType></xs:element>
        <xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""


def found_in(text: str, *, year: int = 2025) -> Found:
    files = {"census": from_bytes("cin.xml", text.encode())}
    return check(feed_named("cin"), files, source=None, year=year, on=date(2026, 3, 2))


def whole_file(found: Found) -> list[str]:
    return [each.rule for many in found.problems.values() for each in many if each.row == 0]


@pytest.mark.parametrize("name", ["cin.xml", "CIN_Census_2031.xml", "x.xml"])
def test_the_year_is_the_head_s_and_never_the_name_s(send: Send, name: str) -> None:
    delivery = send(census(ONE), name=name)
    assert delivery.collection_year == 2025
    assert "Taken as the return for 2024-25, by the day in its head." in delivery.notes


# what it shows, the day in the head, the year in the head, the element for sex, what is said
HEADS = [
    ("as it should be", "2025-03-31", "2025", "Sex", []),
    ("a day that is no 31 March", "2022-07-21", "2023", "GenderCurrent", ["not 31 March"]),
    ("a year that differs from the day", "2024-03-31", "2023", "GenderCurrent", ["The year in its head is not 2024"]),
    ("elements of a later year", "2024-03-31", "2024", "Sex", ["another year: Sex came in with 2024-25"]),
    ("elements of an earlier year", "2025-03-31", "2025", "GenderCurrent", ["GenderCurrent went out after 2023-24"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "day", "year", "sex", "said"), HEADS, ids=[each[0] for each in HEADS])
def test_where_head_day_and_layout_differ_the_delivery_says_so(send: Send, case, day, year, sex, said) -> None:
    on = date.fromisoformat(day)
    delivery = send(census(child(1, referral("2021-06-03"), sex_element=sex), day=day, year=year))
    assert delivery.state == "loaded"
    assert delivery.collection_year == (on.year if on.month < 4 else on.year + 1)
    notes = [each for each in delivery.notes if not each.startswith(("Taken as", "Checked by", "Query"))]
    assert len(notes) == len(said)
    assert all(words in note for words, note in zip(said, notes, strict=True))


REFUSED = [
    ("no day in the head", census(ONE, day=""), "no-day"),
    ("a day that is none", census(ONE, day="2025-02-30"), "no-day"),
    ("no head at all", census(ONE).replace("<Header>", "<Other>").replace("</Header>", "</Other>"), "wrong-return"),
    ("the school census, which has the same root", census(ONE, collection="SC"), "wrong-return"),
    ("the looked-after children return", "<EXPSSDA903><CHILD/></EXPSSDA903>", "wrong-root"),
]


@pytest.mark.parametrize(("case", "text", "rule"), REFUSED, ids=[each[0] for each in REFUSED])
def test_a_file_that_is_not_this_census_is_refused_whole_and_once(case: str, text: str, rule: str) -> None:
    found = found_in(text)
    refused = whole_file(found)
    assert found.refused_whole
    assert refused == [rule]


def test_a_csv_file_is_not_this_feed_s() -> None:
    with pytest.raises(PartNotKnown, match="cin.xml alone"):
        parts_of(feed_named("cin"), [from_bytes("children.csv", b"LAchildID,Sex\nMS1,F\n")])


def test_text_between_elements_is_passed_over_and_counted() -> None:
    found = found_in(census(ONE).replace("<Sex>", "PersonBirthDate<Sex>"))
    assert found.counts()["new"] == 2 and not any(found.problems.values())
    assert any("Text stands between elements" in note and "1 child." in note for note in found.notes)


def test_a_day_still_to_come_is_refused_by_row_and_column() -> None:
    found = found_in(census(child(910002, referral("2028-04-28")), ONE))
    (problem,) = found.problems["referrals"]
    assert (problem.row, problem.column, problem.rule) == (1, "CINreferralDate", "in-the-future")
    assert found.counts()["new"] == 3


@pytest.fixture
def held(tmp_path: Path, settings) -> Path:
    """A folder of the operator's, with a schema for 2024-25."""
    (tmp_path / "cin").mkdir()
    (tmp_path / "cin" / "2025.xsd").write_text(SCHEMA, encoding="utf-8")
    settings.SCHEMAS = str(tmp_path)
    return tmp_path / "cin" / "2025.xsd"


def schema_notes(found: Found) -> list[str]:
    return [note for note in found.notes if note.startswith(("Checked by", "By the schema"))]


def test_without_a_schema_the_delivery_says_so() -> None:
    found = found_in(census(ONE))
    assert schema_notes(found) == ["Checked by the published rules alone: no schema for 2024-25 is held here."]


def test_a_schema_that_is_held_is_used_and_named(held: Path) -> None:
    said = "Checked by the published rules, and by the schema for 2024-25 held here (cin/2025.xsd)."
    assert schema_notes(found_in(census(ONE))) == [f"{said} Every child keeps to it."]
    other = found_in(census(ONE, day="2024-03-31", year="2024"), year=2024)
    assert schema_notes(other) == ["Checked by the published rules alone: no schema for 2023-24 is held here."]


def test_what_a_schema_finds_is_counted_by_element_and_never_repeats_a_value(held: Path) -> None:
    children = [child(f"MS{number}", referral("2024-06-03"), sex="Q", upn="CANARY12") for number in range(3)]
    notes = schema_notes(found_in(census(ONE, *children)))
    assert notes[0].endswith("It is not kept to by 3 children.")
    assert any("By the schema, UPN: something is missing before it" in note for note in notes)
    assert any("3 children, the first of them 2" in note for note in notes)
    assert not any("CANARY" in note or "Q'" in note for note in notes)


def test_text_between_elements_is_a_fault_by_the_schema_too(held: Path) -> None:
    notes = schema_notes(found_in(census(ONE).replace("<Sex>", "stray<Sex>")))
    assert any("text stands where only elements belong" in note for note in notes)


def test_a_schema_that_is_none_stops_the_check_and_says_which_file(held: Path) -> None:
    held.write_text("<nothing/>", encoding="utf-8")
    with pytest.raises(SchemaUnreadable, match="2025.xsd"):
        found_in(census(ONE))


def test_the_memory_of_a_schema_does_not_grow_with_the_file(held: Path) -> None:
    children = [child(f"MS{number}", referral("2024-06-03"), sex="Q") for number in range(400)]
    found = found_in(census(*children))
    assert len(schema_notes(found)) <= 4
    assert found.tally.total() == 800
