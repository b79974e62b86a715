"""The document's styles: one sober face, room to read, tables that print, and British English everywhere."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from homeward.insight.analysis.rules import Grid
from homeward.insight.reports.presenters import xml

FACE = "Arial"
TEAL, INK, QUIET = RGBColor(0x0B, 0x4A, 0x50), RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x4A, 0x55, 0x56)
NUMBERED, NOTE, PICTURE = "Numbered Paragraph", "Table Note", "Picture"
IN_TABLE, IN_WIDE_TABLE, TABLE = "Table Text", "Wide Table Text", "Paper Table"
PLAIN = "Normal Table"
ACROSS, ACROSS_TURNED = 16.6, 25.3
NUMBERING = "90"
# Shares of the page's width for the tables of words; a table of numbers shares what its first column leaves.
WIDTHS = {
    "What is counted": (3.6, 8.2, 5.2, 3.6, 4.7),
    "State": (4.4, 2.4, 3.4, 1.6, 5.4, 2.6, 5.5),
    "Received": (8.0, 5.6, 4.0, 3.3, 2.2, 2.2),
    "Share": (4.7, 2.8, 1.6, 1.9, 1.9, 1.8, 1.9),
    "Limits": (4.9, 3.1, 3.2, 5.4),
}


def prepare(word: WordDocument) -> None:
    """Set the page and every style. The library's own template is American, so its language is replaced throughout."""
    _shed(word)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.4)
    section.header_distance = section.footer_distance = Cm(1.1)
    _face(word, "Normal", 11, after=6)
    _face(word, "Title", 22, bold=True, colour=TEAL, after=4)
    _face(word, "Subtitle", 13, colour=QUIET, after=14)
    _face(word, "Heading 1", 15, bold=True, colour=TEAL, before=16, after=6)
    _face(word, "Heading 2", 12.5, bold=True, colour=INK, before=12, after=4)
    _face(word, "Heading 3", 11, bold=True, colour=INK, before=10, after=3)
    _face(word, "Caption", 10, bold=True, colour=INK, before=10, after=4)
    _face(word, "Header", 9, bold=True, colour=INK)
    _face(word, "Footer", 8.5, colour=QUIET)
    _face(word, "List Bullet", 11, after=3)
    for name, size, after in ((NOTE, 9, 12), (PICTURE, 11, 2), (IN_TABLE, 9.5, 0), (IN_WIDE_TABLE, 8.5, 0)):
        _add(word, name)
        _face(word, name, size, colour=QUIET if name == NOTE else None, before=2 if name == NOTE else 0, after=after)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    _numbered(word)
    _table(word)
    _british(word)
    _settled(word)


def _shed(word: WordDocument) -> None:
    """Leave out the template's hundred styles of table: nobody would choose one, and each is looked through again."""
    for style in [style for style in word.styles if style.type == WD_STYLE_TYPE.TABLE and style.name != PLAIN]:
        style.delete()


def _add(word: WordDocument, name: str) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]


def _face(
    word: WordDocument,
    name: str,
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor | None = None,
    before: float = 0,
    after: float = 0,
) -> None:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, False
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        faces.set(qn(f"w:{script}"), FACE)
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1 if name in ("Normal", NUMBERED) else 1.0
    for inherited in (f"{qn('w:pPr')}/{qn('w:pBdr')}", f"{qn('w:rPr')}/{qn('w:spacing')}"):
        for mark in style.element.findall(inherited):
            mark.getparent().remove(mark)


def _numbered(word: WordDocument) -> None:
    """Paragraphs numbered by their style, so that one added by hand takes its number."""
    scheme = word.part.numbering_part.element
    scheme.insert(0, xml.numbering("%1.", left=567, hanging=567, ident=NUMBERING))
    use = xml.element("w:num", numId=NUMBERING)
    use.append(xml.element("w:abstractNumId", val=NUMBERING))
    scheme.append(use)
    _add(word, NUMBERED)
    _face(word, NUMBERED, 11, after=7)
    place = word.styles[NUMBERED].element.get_or_add_pPr()
    numbers = OxmlElement("w:numPr")
    numbers.append(xml.element("w:numId", val=NUMBERING))
    place.insert(0, numbers)


def _table(word: WordDocument) -> None:
    """Tables with a line under each row and a shaded head, and no lines between columns."""
    style = word.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = word.styles[PLAIN]
    whole, lines, space = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "bottom", "insideH"):
        lines.append(xml.element(f"w:{side}", val="single", sz="4", space="0", color="A9C8CA"))
    for side, width in (("top", "40"), ("left", "90"), ("bottom", "40"), ("right", "90")):
        space.append(xml.element(f"w:{side}", w=width, type="dxa"))
    whole.append(lines)
    whole.append(space)
    head, shaded = xml.element("w:tblStylePr", type="firstRow"), OxmlElement("w:tcPr")
    shaded.append(xml.element("w:shd", val="clear", color="auto", fill="E9F2F2"))
    head.append(shaded)
    style.element.append(whole)
    style.element.append(head)


def _british(word: WordDocument) -> None:
    """English as written here, wherever the template says a language."""
    for part in (word.styles.element, word.settings.element, word.element):
        for language in (*part.iter(qn("w:lang")), *part.iter(qn("w:themeFontLang"))):
            for attribute in ("val", "eastAsia"):
                language.set(qn(f"w:{attribute}"), "en-GB")
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(xml.element("w:lang", val="en-GB", eastAsia="en-GB"))


def _settled(word: WordDocument) -> None:
    """The template's settings without its editing history, and as a word processor of today reads them."""
    settings = word.settings.element
    for mark in (*settings.findall(qn("w:rsids")), *word.styles.element.iter(qn("w:rsid"))):
        mark.getparent().remove(mark)
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")


def widths_of(grid: Grid, *, turned: bool) -> list[Length]:
    """Each column's width: a table of words has its own, a table of numbers gives its first column a third."""
    across, rest = ACROSS_TURNED if turned else ACROSS, len(grid.columns) - 1
    equal = (across / 3, *[across * 2 / 3 / rest] * rest)
    own = next((widths for label, widths in WIDTHS.items() if label in grid.columns), equal)
    return [Cm(width * across / sum(own)) for width in own]
