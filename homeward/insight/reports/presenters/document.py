"""The paper as a Word document made for editing: real styles, numbered paragraphs, captions, British English.

The same paper always gives the same bytes: every time in the file is the moment the figures are as at, and the
archive's own times are fixed. A person finishes it in a word processor, so nothing is drawn that could be a style.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.styles.style import BaseStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from homeward.insight.analysis.rules import Slot
from homeward.insight.reports.presenters import styling, xml
from homeward.insight.reports.rules import (
    MARKING,
    CaptionedTable,
    Drawing,
    Heading,
    Paper,
    Paragraph,
    Plain,
    ToFillIn,
    Turned,
)

AUTHOR = "Homeward"
FIXED = (1980, 1, 1, 0, 0, 0)
WIDE, SHORT = 5, 20  # a table of five years’ quarters still stands on one page
# What wrote the file. The library's template names another program, its version and a count of no words.
APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{AUTHOR}</Application></Properties>"
).encode()
Pictures = Mapping[str, bytes]


def document_of(paper: Paper, pictures: Pictures) -> bytes:
    """The whole document, with a picture of each chart by its code."""
    word = Document()
    styling.prepare(word)
    _describe(word, paper)
    _every_page(word, paper)
    word.add_paragraph(paper.title, style="Title")
    word.add_paragraph(paper.subtitle, style="Subtitle")
    for block in paper.blocks:
        _BLOCKS[type(block)](word, block, pictures)
    return _packed(word)


def _describe(word: WordDocument, paper: Paper) -> None:
    """What the file says of itself. Nobody is named: who made the paper is in the audit."""
    about, moment = word.core_properties, paper.as_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title, about.subject, about.author = paper.title, paper.subtitle, AUTHOR
    about.last_modified_by, about.comments, about.keywords = AUTHOR, "", MARKING
    about.language, about.category, about.revision = "en-GB", MARKING, 1
    about.created = about.modified = moment


def _every_page(word: WordDocument, paper: Paper) -> None:
    """The marking at the head of each page, and at its foot what the paper is and which page this is."""
    section = word.sections[0]
    marking = MARKING + (". Invented county: every person here is invented" if paper.invented else "")
    section.header.paragraphs[0].text = marking
    section.header.paragraphs[0].style = word.styles["Header"]
    foot = section.footer.paragraphs[0]
    foot.style = word.styles["Footer"]
    foot.add_run(f"{MARKING}. Page ")
    xml.add_field(foot, "PAGE")
    foot.add_run(" of ")
    xml.add_field(foot, "NUMPAGES")
    foot.add_run(f"\n{paper.title}: {paper.subtitle}")


def _heading(word: WordDocument, block: Heading, _: Pictures) -> None:
    word.add_heading(block.text, level=block.level)


def _paragraph(word: WordDocument, block: Paragraph, _: Pictures) -> None:
    word.add_paragraph(block.text, style=styling.NUMBERED)


def _plain(word: WordDocument, block: Plain, _: Pictures) -> None:
    word.add_paragraph(block.text, style="List Bullet")


def _to_fill_in(word: WordDocument, block: ToFillIn, _: Pictures) -> None:
    table = word.add_table(rows=0, cols=2)
    table.style = word.styles[styling.TABLE]
    xml.without_head(table)
    for label, hint in block.answers:
        name, answer = table.add_row().cells
        name.paragraphs[0].add_run(label).bold = True
        name.paragraphs[0].style = answer.paragraphs[0].style = word.styles[styling.IN_TABLE]
        xml.add_answer(answer.paragraphs[0], label, hint)
    _set_widths(table, [Cm(4.6), Cm(12)])


def _turned(word: WordDocument, _: Turned, __: Pictures) -> None:
    """End the section with the paragraph before, so that no empty one stands for the break."""
    whole = word.element.body.sectPr
    before = whole.clone()
    word.paragraphs[-1]._p.set_sectPr(before)
    for reference in (*whole.findall(qn("w:headerReference")), *whole.findall(qn("w:footerReference"))):
        whole.remove(reference)
    section = word.sections[-1]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _set_widths(table: Table, widths: list[Length]) -> None:
    """Fixed widths, said both of the columns and of their cells, since word processors differ in which they read."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _drawing(word: WordDocument, block: Drawing, pictures: Pictures) -> None:
    _caption(word, "Chart", block.number, block.caption)
    paragraph = word.add_paragraph(style=styling.PICTURE)
    picture = paragraph.add_run().add_picture(io.BytesIO(pictures[block.code]), width=Cm(16))
    described = picture._inline.docPr
    described.set("descr", block.words)
    described.set("name", f"Chart {block.number}")


def _table(word: WordDocument, block: CaptionedTable, _: Pictures) -> None:
    grid = block.grid
    _caption(word, "Table", block.number, grid.caption)
    if grid.withheld:
        word.add_paragraph(grid.withheld, style=styling.NOTE)
        return
    table = word.add_table(rows=1, cols=len(grid.columns))
    table.style, table.alignment = word.styles[styling.TABLE], WD_TABLE_ALIGNMENT.LEFT
    turned = word.sections[-1].orientation == WD_ORIENTATION.LANDSCAPE
    small = len(grid.columns) > WIDE
    style = word.styles[styling.IN_WIDE_TABLE if small else styling.IN_TABLE]
    for cell, label in zip(table.rows[0].cells, grid.columns, strict=True):
        _write(style, cell, Slot(label), numeric=label in grid.numeric, bold=True)
    xml.repeat_as_header(table.rows[0])
    for slots in grid.rows:
        row = table.add_row()
        xml.keep_whole(row)
        for place, (cell, slot) in enumerate(zip(row.cells, slots, strict=True)):
            label = grid.columns[place]
            _write(style, cell, slot, numeric=label in grid.numeric, bold=place == 0)
    _set_widths(table, styling.widths_of(grid, turned=turned))
    xml.describe_table(table, f"Table {block.number}: {grid.caption}")
    if len(grid.rows) <= SHORT and not small:
        _keep_together(table)
    if grid.note:
        word.add_paragraph(grid.note, style=styling.NOTE)


def _keep_together(table: Table) -> None:
    """A short table stands on one page, whole."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _write(style: BaseStyle, cell: _Cell, slot: Slot, *, numeric: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style.style_id  # by name, the library would look through every style again
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(slot.text).bold = bold or None
    if slot.note:
        paragraph.add_run().add_break()
        note = paragraph.add_run(slot.note)
        note.font.size = Pt(8)


def _caption(word: WordDocument, kind: str, number: int, text: str) -> WordParagraph:
    """A caption whose number is a field, so that a table added by hand renumbers the rest."""
    paragraph = word.add_paragraph(f"{kind} ", style="Caption")
    xml.add_field(paragraph, f"SEQ {kind} \\* ARABIC", shown=str(number))
    paragraph.add_run(f": {text}")
    return paragraph


_BLOCKS = {
    Heading: _heading,
    Paragraph: _paragraph,
    Plain: _plain,
    ToFillIn: _to_fill_in,
    Drawing: _drawing,
    CaptionedTable: _table,
    Turned: _turned,
}


def _shed(relations: Relationships, *kinds: str) -> None:
    """Leave out what the library's template carries and the paper does not use."""
    for ident in [ident for ident, each in relations.items() if each.reltype.endswith(kinds)]:
        del relations[ident]


def _packed(word: WordDocument) -> bytes:
    """The document as bytes, its parts in one order and under one time."""
    _shed(word.part.package.rels, "/thumbnail")
    _shed(word.part.rels, "/stylesWithEffects", "/customXml")
    loose, packed = io.BytesIO(), io.BytesIO()
    word.save(loose)
    with zipfile.ZipFile(loose) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as whole:
        names = sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            content = APPLICATION if name == "docProps/app.xml" else parts.read(name)
            whole.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED, 6)
    return packed.getvalue()
