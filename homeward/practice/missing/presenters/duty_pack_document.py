"""The paper duty pack as a Word document: to be printed, filled in by hand, and changed by whoever keeps it.

It is imported only when it is asked for, since the library takes a while to load.
"""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from homeward.practice.missing.rules.duty_pack import Pack

FACE = "Arial"
GRID = "Table Grid"
LINE = "_" * 78


def document_of(pack: Pack) -> bytes:
    """The whole pack: numbers, desks, and a sheet to copy for each call."""
    word = Document()
    _prepare(word, pack)
    word.add_heading("Paper duty pack", level=0)
    word.add_paragraph(f"{pack.hub}. Printed {pack.printed}. For when nothing works. It holds no child’s data.")
    _steps(word, pack)
    _numbers(word, pack)
    _desks(word, pack)
    word.add_page_break()
    _sheet(word, pack)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _prepare(word: WordDocument, pack: Pack) -> None:
    """A4, one plain face, and English as written here: the library's own template is American."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Title", 22), ("Heading 1", 14), ("Heading 2", 11.5)):
        style = word.styles[name]
        style.font.name, style.font.size = FACE, Pt(size)
        properties = style.element.get_or_add_rPr()
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), "en-GB")
    about = word.core_properties
    about.title, about.author, about.language, about.comments = "Paper duty pack", pack.hub, "en-GB", ""


def _steps(word: WordDocument, pack: Pack) -> None:
    word.add_heading("What to do", level=1)
    for step in pack.steps:
        word.add_paragraph(step, style="List Number")


def _numbers(word: WordDocument, pack: Pack) -> None:
    word.add_heading("Whom to ring", level=1)
    table = word.add_table(rows=1, cols=2, style=GRID)
    _head(table.rows[0].cells, ("Service", "Number"))
    for each in pack.numbers:
        service, number = table.add_row().cells
        service.text = f"{each.title}. {each.note}" if each.note else each.title
        number.text = each.number


def _desks(word: WordDocument, pack: Pack) -> None:
    word.add_heading("Who should be at each desk", level=1)
    for desk in pack.desks:
        word.add_heading(f"{desk.title}, {desk.agency}", level=2)
        word.add_paragraph(f"Manager: {desk.manager or 'write the name in'}")
        table = word.add_table(rows=1, cols=3, style=GRID)
        _head(table.rows[0].cells, ("Day", "Hours", "Who"))
        for day, turns in desk.days:
            for turn in turns:
                for cell, words in zip(table.add_row().cells, (day, turn.hours, turn.who), strict=True):
                    cell.text = words


def _sheet(word: WordDocument, pack: Pack) -> None:
    """One call's sheet: the questions with room to write, and what bears on how grave it is."""
    word.add_heading("Sheet for one call. Copy it", level=1)
    word.add_paragraph(f"Time of the call  {'_' * 20}   Taken by  {'_' * 34}")
    for question in pack.questions:
        asked = word.add_paragraph()
        asked.add_run(question.words).bold = True
        if question.hint:
            asked.add_run(f"  {question.hint}")
        for _ in range(question.lines):
            word.add_paragraph(LINE)
    word.add_heading("What bears on how grave it is", level=2)
    for prompt in pack.prompts:
        word.add_paragraph(f"☐ {prompt}")
    word.add_paragraph(f"Told whom, at what time they said yes  {'_' * 40}")


def _head(cells: tuple, titles: tuple[str, ...]) -> None:
    """The first row, in bold."""
    for cell, title in zip(cells, titles, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
