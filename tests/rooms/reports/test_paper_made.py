"""A board paper: its structure, its language, the same bytes each time, and nothing small anywhere in it."""

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from homeward.foundation.quarters import Quarter
from homeward.insight.reports import actions, queries
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.rules import MARKING
from homeward.register.access.actions import Refused
from homeward.register.audit.models import AuditEvent
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
AUTUMN = Quarter(2025, 4)
PARTS = [
    "Purpose of report",
    "Link to the local health and care system",
    "Recommendation",
    "Background",
    "The local picture",
    "The partnership’s response",
    "Equality and human rights implications",
    "Background papers",
    "Officers to contact",
    "Annex A: every figure, and how it is counted",
    "Annex B: what the figures rest on",
]


def made(quarter: Quarter = AUTUMN) -> BoardPaper:
    by = factories.viewer("director")
    return actions.make(quarter=quarter, as_at=factories.NOW, by=by, at=factories.NOW)


def opened(paper: BoardPaper) -> WordDocument:
    return Document(io.BytesIO(queries.content_of(paper)))


def every_part(paper: BoardPaper) -> str:
    """All text of the file, wherever it is: body, header, footer, properties, alternative text."""
    with zipfile.ZipFile(io.BytesIO(queries.content_of(paper))) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels")))


def test_the_paper_has_the_parts_of_the_report_it_follows() -> None:
    document = opened(made())
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == PARTS
    assert document.paragraphs[0].style.name == "Title"


def test_paragraphs_are_numbered_by_their_style() -> None:
    document = opened(made())
    numbered = [each for each in document.paragraphs if each.style.name == "Numbered Paragraph"]
    assert len(numbered) > 15
    assert document.styles["Numbered Paragraph"].element.find(f".//{qn('w:numId')}") is not None


def test_each_table_has_a_numbered_caption_and_a_head_that_repeats() -> None:
    document = opened(made())
    captions = [each.text for each in document.paragraphs if each.style.name == "Caption"]
    assert (
        captions[0] == "Table 1: Children reported missing, by sex and age when first missing, October to December 2025"
    )
    with_heads = [table for table in document.tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(with_heads) == len([text for text in captions if text.startswith("Table")])


def test_the_language_is_british_everywhere() -> None:
    text = every_part(made())
    assert "en-US" not in text
    assert 'w:val="en-GB"' in text


def test_every_page_is_marked_and_numbered() -> None:
    section = opened(made()).sections[0]
    assert section.header.paragraphs[0].text.startswith(MARKING)
    assert MARKING in section.footer.paragraphs[0].text
    assert "NUMPAGES" in section.footer._element.xml


def test_an_invented_county_says_so_on_every_page() -> None:
    assert "every person here is invented" in opened(made()).sections[0].header.paragraphs[0].text


def test_the_properties_name_the_paper_and_nobody() -> None:
    about = opened(made()).core_properties
    assert (about.title, about.author) == ("Missing children and child criminal exploitation", "Homeward")
    assert "thumbnail" not in every_part(made())


def test_the_chart_has_words_for_whoever_cannot_see_it() -> None:
    pictures = re.findall(r'descr="([^"]*)"', every_part(made()))
    assert len(pictures) == 1
    assert "October to December 2025, 2.58" in pictures[0]


def test_made_again_it_is_the_same_to_the_byte() -> None:
    first, again = made(), made()
    assert queries.content_of(first) == queries.content_of(again)
    assert first.figures_digest == again.figures_digest


def test_another_moment_is_another_paper() -> None:
    later = factories.NOW + timedelta(days=1)
    other = actions.make(quarter=AUTUMN, as_at=later, by=factories.viewer("publisher"), at=later)
    assert queries.content_of(other) != queries.content_of(made())


def test_a_quarter_nobody_counted_says_so_and_invents_nothing() -> None:
    text = "\n".join(each.text for each in opened(made(Quarter(2019, 2))).paragraphs)
    assert "No source that the hub holds speaks of this quarter" in text
    assert "Not given" not in text


def test_making_is_one_event_and_keeps_only_what_was_protected() -> None:
    paper = made()
    event = AuditEvent.objects.get(action="paper.make")
    assert event.outcome == "allowed" and event.detail["paper"] == str(paper.pk)
    numbers = [
        value for _, value in [*paper.figures["children"].values(), *paper.figures["episodes"].values()] if value
    ]
    assert numbers and min(numbers) > 5


@pytest.mark.parametrize("role", ["performance-analyst", "call-handler", "manager"])
def test_who_may_not_make_a_paper_makes_none(role: str) -> None:
    with pytest.raises(Refused):
        actions.make(quarter=AUTUMN, as_at=factories.NOW, by=factories.viewer(role), at=factories.NOW)
    assert not BoardPaper.objects.exists()


def test_the_drawing_program_is_not_loaded_as_the_web_process_starts() -> None:
    asked = "import django; django.setup(); import homeward.config.urls, sys; print('vl_convert' in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "homeward.config.settings.test"}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
