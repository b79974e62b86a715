"""What Word can say and the library has no words for: fields, answers to fill in, header rows, numbering."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """One element of the word-processing language with its attributes."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def add_field(paragraph: Paragraph, instruction: str, *, shown: str = "1") -> None:
    """A field that the word processor works out, with what is shown until it does."""
    asked = element("w:instrText")
    asked.text = f" {instruction} "
    for part in (element("w:fldChar", fldCharType="begin"), asked, element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def add_answer(paragraph: Paragraph, label: str, hint: str) -> None:
    """A place for a person's answer, named for whoever hears the page read, and showing a hint until it is filled."""
    control, about, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    about.append(element("w:alias", val=label))
    about.append(element("w:tag", val=label.lower().replace(" ", "-")))
    about.append(OxmlElement("w:showingPlcHdr"))
    about.append(OxmlElement("w:text"))
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = f"[{hint}]"
    run.append(text)
    inside.append(run)
    control.append(about)
    control.append(inside)
    paragraph._p.append(control)


def repeat_as_header(row: _Row) -> None:
    """The row is the table's head, and stands again at the top of each page the table runs to."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def without_head(table: Table) -> None:
    """The table has no head: its first row is a row like the others."""
    for look in table._tbl.tblPr.findall(qn("w:tblLook")):
        look.set(qn("w:firstRow"), "0")
        look.set(qn("w:val"), "0480")


def describe_table(table: Table, caption: str) -> None:
    """The caption as the table's own title, for whoever hears the page read."""
    table._tbl.tblPr.append(element("w:tblCaption", val=caption))


def keep_whole(row: _Row) -> None:
    """The row is never cut by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def numbering(level_text: str, *, left: int, hanging: int, ident: str) -> BaseOxmlElement:
    """A numbering of one level, counted through the whole paper; the distances are in twentieths of a point."""
    scheme, level = element("w:abstractNum", abstractNumId=ident), element("w:lvl", ilvl="0")
    scheme.append(element("w:multiLevelType", val="singleLevel"))
    for part in (
        element("w:start", val="1"),
        element("w:numFmt", val="decimal"),
        element("w:lvlText", val=level_text),
        element("w:lvlJc", val="left"),
    ):
        level.append(part)
    place = OxmlElement("w:pPr")
    place.append(element("w:ind", left=str(left), hanging=str(hanging)))
    level.append(place)
    scheme.append(level)
    return scheme
