"""The return as one XML file: the same rows as the CSV files, and a record's place told in words."""

import hashlib
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from homeward.gateways.feeds.checking import Found, check
from homeward.gateways.feeds.files import PartNotKnown, parts_of
from homeward.gateways.feeds.forms import SendForm
from homeward.gateways.feeds.presenters import place_in_words
from homeward.gateways.feeds.reading.opened import from_bytes, from_path
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.xml_refusals import refuse_attributes
from homeward.gateways.feeds.registry import feed_named
from homeward.practice.missing.models import MissingEpisode
from homeward.register.documents.models import Document
from homeward.register.people.models import CareEpisode, Person
from homeward.register.sources.models import Refusal, SourceRecord
from tests import factories as f
from tests.feeds.samples import load_sample, loaded, refused, sample, told

ON = date(2026, 3, 2)
GOOD = (feed_named("ssda903").folder / "samples" / "good-xml" / "return.xml").read_bytes()
pytestmark = pytest.mark.django_db


def found_in(content: bytes) -> Found:
    return check(feed_named("ssda903"), {"return": from_bytes("return.xml", content)}, source=None, year=2026, on=ON)


def rules(content: bytes) -> list[tuple[int, str, str]]:
    found = found_in(content)
    return [(each.row, each.column, each.rule) for many in found.problems.values() for each in many]


def xml_of(kind: str) -> list[Path]:
    return sorted((feed_named("ssda903").folder / "samples" / kind).glob("*.xml"))


def test_the_xml_sample_says_what_the_csv_sample_says() -> None:
    load_sample("ssda903")
    before = [list(model.objects.order_by("pk").values()) for model in (Person, CareEpisode, MissingEpisode)]
    delivery = loaded("ssda903", xml_of("good-xml"))
    assert (delivery.rows_new, delivery.rows_changed, delivery.rows_refused, delivery.rows_known) == (0, 0, 0, 12)
    assert [list(model.objects.order_by("pk").values()) for model in (Person, CareEpisode, MissingEpisode)] == before


def test_the_xml_sample_loads_whole_by_itself() -> None:
    delivery = loaded("ssda903", xml_of("good-xml"))
    assert (delivery.state, delivery.rows_new, delivery.rows_refused) == ("loaded", 12, 0)
    assert (Person.objects.count(), CareEpisode.objects.count(), MissingEpisode.objects.count()) == (3, 4, 5)


def test_of_the_broken_xml_the_same_rules_refuse_as_of_the_broken_csv() -> None:
    csv, xml = load_sample("ssda903", "broken"), loaded("ssda903", xml_of("broken-xml"))

    def of(delivery: object) -> list[tuple[str, str, str]]:
        return sorted(Refusal.objects.filter(delivery=delivery).values_list("part", "column", "rule"))

    alone = {("missing", "CHILD", "not-in-header"), ("episodes", "CHILD", "not-in-header")}
    assert set(of(csv)) - alone == set(of(xml)) - alone
    assert {rule for *_, rule in of(xml)} >= {"564", "565", "566", "567", "570", "571", "574", "586", "1004", "1005"}


def test_of_the_broken_xml_exactly_what_it_says_is_refused() -> None:
    assert refused(loaded("ssda903", xml_of("broken-xml"))) == told("ssda903", "broken-xml")


def test_a_refusal_names_the_record_and_the_child_s_element_in_words_and_never_a_value() -> None:
    delivery = loaded("ssda903", xml_of("broken-xml"))
    refusals = list(Refusal.objects.filter(delivery=delivery, part="missing"))
    assert refusals
    for each in refusals:
        assert place_in_words(each).startswith(f"Missing period {each.row}, of the child in CHILD element ")
    for message in Refusal.objects.values_list("message", flat=True):
        assert "MS9000" not in message
        assert "/2025" not in message


def test_what_the_return_holds_beyond_the_feed_is_set_aside_in_words_and_not_kept() -> None:
    more = b"<OC2><SDQ_SCORE>21</SDQ_SCORE></OC2><AREVIEW><REVIEW>01/06/2025</REVIEW></AREVIEW><OWN>x</OWN></HEADER>"
    found = found_in(GOOD.replace(b"</HEADER>", more))
    assert not any(found.problems.values())
    said = " ".join(found.notes)
    assert "Set aside, not brought: Outcomes (OC2)" in said
    assert "Set aside, not brought: Reviews" in said
    assert "1 other kind of element" in said
    assert "OWN" not in said


def test_an_absence_may_lie_in_the_header_or_beside_the_episodes() -> None:
    moved = re.sub(rb"<MISSING>(<MISSING>.*)</MISSING>", rb"<AMISSING>\1</AMISSING>", GOOD)
    assert moved != GOOD
    assert found_in(moved).counts() == found_in(GOOD).counts() == {"new": 12}


WHOLE = b"<?xml version='1.0' encoding='UTF-8'?><EXPSSDA903>%s</EXPSSDA903>"
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
TYPED = b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REFUSED = [
    ("nothing in it", b"", "empty"),
    ("entities that grow", LAUGHS + b"<EXPSSDA903>&b;</EXPSSDA903>", "entities"),
    ("an entity from elsewhere", TYPED + b"<EXPSSDA903>&x;</EXPSSDA903>", "entities"),
    ("a document type alone", b'<!DOCTYPE E SYSTEM "http://a/b.dtd">' + GOOD[GOOD.index(b"<EXP"):], "entities"),
    ("a document type in UTF-16", (LAUGHS + b"<EXPSSDA903/>").decode().encode("utf-16"), "entities"),
    ("an entity nobody declared", GOOD.replace(b"WBRI", b"&quill;"), "not-well-formed"),
    ("tags that cross", GOOD.replace(b"</SEX>", b"</XES>", 1), "not-well-formed"),
    ("cut in the middle", GOOD[: len(GOOD) // 2], "cut-short"),
    ("cut at the very end", GOOD.rstrip()[:-3], "cut-short"),
    ("another return", b"<Message><Header/></Message>", "wrong-root"),
    ("another thing", b"<shopping/>", "wrong-root"),
    ("no child", WHOLE % b"", "no-rows"),
    ("a namespace", GOOD.replace(b"<EXPSSDA903>", b'<EXPSSDA903 xmlns="urn:x">'), "namespace"),
    ("a namespace inside", GOOD.replace(b"<CHILD>", b'<CHILD xmlns="urn:x">', 1), "namespace"),
    ("nested too deep", WHOLE % (b"<CHILD>" + b"<A>" * 20 + b"</A>" * 20 + b"</CHILD>"), "too-deep"),
    ("one child without end", WHOLE % (b"<CHILD>" + b"<A/>" * 20_100 + b"</CHILD>"), "too-large"),
    ("text without end", WHOLE % (b"<CHILD><A>" + b"x" * 5_000_000 + b"</A><B/></CHILD>"), "too-large"),
    ("names without end", WHOLE % b"".join(b"<A%d/>" % each for each in range(500)), "too-many-kinds"),
    ("attributes without end", WHOLE % b"<CHILD a='%s'/>" % (b"x" * 1100), "attributes"),
    ("a NUL", GOOD.replace(b"WBRI", b"WB\0I"), "nul"),
    ("declares UTF-16 and is not", b"<?xml version='1.0' encoding='UTF-16'?>" + GOOD[GOOD.index(b"<EXP"):], "encoding"),
    ("declares UTF-8 and is not", GOOD.replace(b"WBRI", b"\xe9BRI"), "encoding"),
    ("declares ASCII and is not", GOOD.replace(b"UTF-8", b"us-ascii").replace(b"WBRI", "éBRI".encode()), "encoding"),
    ("declares one byte to a letter, and is UTF-8",
     GOOD.replace(b"UTF-8", b"ISO-8859-1").replace(b"WBRI", "éBRI".encode()), "encoding"),
    ("declares what nobody reads", GOOD.replace(b"UTF-8", b"UTF-7"), "encoding"),
    ("declares nonsense", GOOD.replace(b"UTF-8", b"x-none"), "encoding"),
    ("a zip file", b"PK\x03\x04" + bytes(100), "not-text"),
    ("a web page", b"<!DOCTYPE html><html></html>", "not-text"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "content", "rule"), REFUSED, ids=[each[0] for each in REFUSED])
def test_a_file_is_refused_whole_and_once_in_words(case: str, content: bytes, rule: str) -> None:
    found = found_in(content)
    told = [each for many in found.problems.values() for each in many if each.row == 0]
    assert [each.rule for each in told] == [rule]
    assert found.refused_whole
    assert told[0].message.endswith(".")
    assert not any(word in told[0].message for word in ("passwd", "shopping", "urn:x", "quill", "MS9000"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "us-ascii", "iso-8859-1", "windows-1252"])
def test_the_encodings_that_systems_write_are_read(encoding: str) -> None:
    named = GOOD.decode().replace("UTF-8", "utf-8" if encoding == "utf-8-sig" else encoding)
    assert found_in(named.encode(encoding)).counts() == {"new": 12}


def test_an_element_that_is_there_twice_refuses_its_record_alone() -> None:
    twice = GOOD.replace(b"<PL>", b"<PL>U4</PL><PL>", 1)
    assert rules(twice) == [(1, "PLACE", "element")]


def test_an_element_with_elements_in_it_refuses_its_record_alone() -> None:
    nested = GOOD.replace(b"<URN>", b"<URN><A/>", 1)
    assert rules(nested) == [(1, "URN", "element")]


def test_the_xml_file_is_told_by_what_it_holds_and_comes_alone() -> None:
    feed = feed_named("ssda903")
    assert list(parts_of(feed, [from_bytes("export-final.txt", GOOD)])) == ["return"]
    with pytest.raises(Exception, match="beside other files"):
        parts_of(feed, [from_bytes("return.xml", GOOD), *(from_path(path) for path in sample("ssda903", "good"))])


def test_nothing_of_a_dry_run_is_kept() -> None:
    found_in(GOOD)
    assert SourceRecord.objects.count() == 0


def test_another_table_of_the_return_is_set_aside_with_the_reason_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    for path in sample("ssda903", "good"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    reviews = b"CHILD,DOB,REVIEW,REVIEW_CODE\nMS900001,14/06/2011,01/06/2025,PN1\n"
    (tmp_path / "reviews.csv").write_bytes(reviews)
    manifest = (feed_named("ssda903").folder / "samples" / "good" / "manifest.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256(reviews).hexdigest()
    (tmp_path / "manifest.yaml").write_text(f"{manifest}  reviews.csv: {digest}\n", encoding="utf-8")
    delivery = loaded("ssda903", sorted(tmp_path.glob("*.csv")))
    assert (delivery.state, delivery.rows_new, delivery.rows_refused) == ("loaded", 12, 0)
    assert [note for note in delivery.notes if "Reviews" in note]
    assert set(Document.objects.filter(delivery=delivery).values_list("part", flat=True)) == {
        "header", "episodes", "missing"
    }  # fmt: skip
    with pytest.raises(PartNotKnown, match="sets aside"):
        loaded("ssda903", [tmp_path / "reviews.csv"])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (["file_of_every_part"], ""),
        (["file_missing"], ""),
        (["file_of_every_part", "file_missing"], "not both"),
        ([], "at least one file"),
    ],
)
def test_the_page_takes_the_xml_file_or_the_csv_files(sent: list[str], said: str) -> None:
    f.agency()
    files = MultiValueDict({name: [SimpleUploadedFile("a file", GOOD)] for name in sent})
    data = {"agency": "middleshire", "collection_year": "2025-26", "invented": "on"}
    form = SendForm(data, files, mapping=feed_named("ssda903").mapping, on=ON)
    assert form.is_valid() is not bool(said), form.errors
    assert said in str(form.errors)
    if not said:
        assert list(form.opened) == ["return" if "every" in sent[0] else "missing"]


class Unread(dict[str, str]):
    """Attributes that may be counted, and none of which may be read."""

    def values(self) -> NoReturn:
        raise AssertionError


def test_very_many_attributes_are_refused_before_any_is_read() -> None:
    element: Any = SimpleNamespace(attrib=Unread({f"a{number}": "" for number in range(11)}))
    with pytest.raises(FileRefused, match="more attributes"):
        refuse_attributes(element, 1)
