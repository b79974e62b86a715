"""A referral to the National Referral Mechanism as a Word document.

It is imported only when it is asked for, since the library takes a while to load.
"""

import io
from collections.abc import Sequence

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from homeward.practice.cases.presenters.nrm import Part

FACE = "Arial"


def document_of(parts: Sequence[Part], *, printed: str) -> bytes:
    """Every part under its own heading, each question with its answer."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14)):
        style = word.styles[name]
        style.font.name, style.font.size = FACE, Pt(size)
        properties = style.element.get_or_add_rPr()
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        language.set(qn("w:val"), "en-GB")
    about = word.core_properties
    about.title, about.author, about.language, about.comments = "Referral", "", "en-GB", ""
    word.add_heading("Referral to the National Referral Mechanism", level=0)
    word.add_paragraph(f"OFFICIAL-SENSITIVE. {printed}")
    for part in parts:
        word.add_heading(part.title, level=1)
        for row in part.rows:
            asked = word.add_paragraph()
            asked.add_run(row.label).bold = True
            word.add_paragraph(row.value)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()
