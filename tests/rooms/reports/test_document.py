"""The document as it is edited: styles, numbers, captions, language, words for pictures, and parts that are whole."""

import posixpath
import re

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from lxml import etree

from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.rules import MARKING
from tests.rooms.reports.making import every_part, made, opened, parts_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
STYLES = {
    "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Numbered Paragraph", "Caption", "Picture",
    "Table Note", "List Bullet",
}  # fmt: skip


@pytest.fixture
def paper() -> BoardPaper:
    return made()


@pytest.fixture
def document(paper: BoardPaper) -> WordDocument:
    return opened(paper)


def test_every_paragraph_has_a_style_made_for_it_and_none_is_empty(document: WordDocument) -> None:
    assert {each.style.name for each in document.paragraphs} == STYLES
    empty = [each for each in document.paragraphs if not each.text and each.style.name != "Picture"]
    assert not empty


def test_headings_go_down_one_step_at_a_time(document: WordDocument) -> None:
    levels = [int(each.style.name[-1]) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert levels[0] == 1 and all(now <= before + 1 for before, now in zip(levels, levels[1:], strict=False))


def test_paragraphs_are_numbered_by_their_style(document: WordDocument) -> None:
    numbered = [each for each in document.paragraphs if each.style.name == "Numbered Paragraph"]
    assert len(numbered) > 30
    assert document.styles["Numbered Paragraph"].element.find(f".//{qn('w:numId')}") is not None
    assert not [each for each in numbered if re.match(r"\d+\.", each.text)]


def test_each_table_has_a_numbered_caption_a_title_and_a_head_that_repeats(document: WordDocument) -> None:
    captions = [each.text for each in document.paragraphs if each.style.name == "Caption"]
    assert (
        captions[0] == "Table 1: Children reported missing, by sex and age when first missing, October to December 2025"
    )
    heads = [table for table in document.tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    titles = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in heads]
    assert titles == [text for text in captions if text.startswith("Table")]
    assert {table.style.name for table in document.tables} == {"Paper Table"}
    fields = [each for each in document.element.iter(qn("w:instrText")) if "SEQ Table" in (each.text or "")]
    assert len(fields) == len(titles)


def test_the_language_is_british_everywhere(paper: BoardPaper) -> None:
    text = every_part(paper)
    assert "en-US" not in text
    assert {*re.findall(r'<w:lang [^>]*w:val="([^"]+)"', text)} == {"en-GB"}


def test_every_page_is_marked_and_numbered(document: WordDocument) -> None:
    upright, turned = document.sections
    assert (upright.orientation, turned.orientation) == (WD_ORIENTATION.PORTRAIT, WD_ORIENTATION.LANDSCAPE)
    assert turned.header.is_linked_to_previous and turned.footer.is_linked_to_previous
    assert upright.header.paragraphs[0].text.startswith(MARKING)
    assert "every person here is invented" in upright.header.paragraphs[0].text
    assert MARKING in upright.footer.paragraphs[0].text
    assert "NUMPAGES" in upright.footer._element.xml


def test_the_properties_name_the_paper_and_nobody(paper: BoardPaper, document: WordDocument) -> None:
    about = document.core_properties
    assert (about.title, about.author, about.last_modified_by) == (
        "Missing children and child criminal exploitation", "Homeward", "Homeward",
    )  # fmt: skip
    assert about.created == about.modified and about.created.isoformat().startswith("2026-03-02T09:00")
    whole = every_part(paper)
    assert not re.search(r"thumbnail|python-docx|Macintosh|Microsoft Word|<w:rsid", whole)


def test_each_chart_has_words_for_whoever_cannot_see_it(paper: BoardPaper, document: WordDocument) -> None:
    words = re.findall(r'descr="([^"]*)"', every_part(paper))
    assert len(words) == len(document.inline_shapes) == 3
    assert "October to December 2025, 2.58" in words[0] and "October to December 2025, 144" in words[1]


def test_every_part_is_well_formed_named_once_and_known(paper: BoardPaper) -> None:
    parts = parts_of(paper)
    types = etree.fromstring(parts["[Content_Types].xml"])
    known = {each.get("PartName", "").lstrip("/") for each in types} | {
        f".{each.get('Extension')}" for each in types if each.get("Extension")
    }
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        assert name in known or posixpath.splitext(name)[1] in known or name == "[Content_Types].xml", name
    for name in (each for each in parts if each.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for each in etree.fromstring(parts[name]):
            assert each.get("TargetMode") != "External"
            target = each.get("Target", "")
            assert posixpath.normpath(posixpath.join(folder, target)).lstrip("/") in parts, target


def test_every_relation_that_is_named_is_there(paper: BoardPaper) -> None:
    parts = parts_of(paper)
    there = {each.get("Id") for each in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    named = re.findall(rb'r:(?:id|embed)="([^"]+)"', parts["word/document.xml"])
    assert {each.decode() for each in named} <= there


def test_no_two_drawings_share_a_number(document: WordDocument) -> None:
    numbers = [shape._inline.docPr.get("id") for shape in document.inline_shapes]
    assert len(numbers) == len(set(numbers))
