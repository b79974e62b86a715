"""Why an XML file is refused: another return, attributes beyond use, a namespace, a bound, no XML at all.

A message names places and never repeats what stood there.
"""

from lxml import etree

from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.whole_files import Xml

ATTRIBUTES = 10
LETTERS_OF_AN_ATTRIBUTE = 1000
OTHER_ROOTS = {
    "Message": "a census return (such as the school census or the children in need census)",
    "Workbook": "a spreadsheet saved as XML",
    "html": "a web page",
    "EXPSSDA903": "a looked-after children return (SSDA903)",
}
ASK_AGAIN = "Ask for the file to be sent again."
NOT_A_RETURN = "No return is made so. Check which program made the file, and ask for it again."


def refuse_other_roots(shape: Xml, root: etree._Element) -> None:
    """Refuse a file that is some other return, named where it is a known one."""
    tag = str(root.tag)
    if tag == shape.root:
        return
    name = etree.QName(root).localname
    what = OTHER_ROOTS.get(name) if name != shape.root else None
    if tag != name and name == shape.root:
        raise namespaced()
    got = f"the file is {what}" if what else f"the file does not begin with the element {shape.root}"
    raise FileRefused("wrong-root", got=got, next_step=f"Send the file that is {shape.title}.")


def refuse_attributes(element: etree._Element, line: int) -> None:
    """Refuse attributes beyond all use. Raises FileRefused."""
    # Counted before any is read: to read each of very many takes the square of their number.
    too_many = len(element.attrib) > ATTRIBUTES
    if too_many or any(len(value) > LETTERS_OF_AN_ATTRIBUTE for value in element.attrib.values()):
        raise beyond("attributes", "an element has more attributes, or longer ones, than any return", line)


def namespaced() -> FileRefused:
    """The error for elements put in a namespace."""
    step = "Ask for the file without namespaces, as the return is published."
    return FileRefused("namespace", got="the file puts its elements in a namespace", next_step=step)


def beyond(rule: str, got: str, line: int) -> FileRefused:
    """The error for a file that goes beyond a bound."""
    return FileRefused(rule, got=f"{got}, at line {line}", next_step=NOT_A_RETURN)


def not_well_formed(fault: etree.XMLSyntaxError, *, cut: bool) -> FileRefused:
    """The error for what is no XML, with its line and column. The parser's own words may quote the file: not said."""
    line, column = fault.position or (0, 0)
    if cut:
        got, step = f"the file stops in the middle, at line {line}", "It was cut short on its way."
        return FileRefused("cut-short", got=got, next_step=f"{step} {ASK_AGAIN}")
    got = f"the file is not well-formed XML at line {line}, column {column}"
    return FileRefused("not-well-formed", got=got, next_step=f"It was damaged or edited by hand. {ASK_AGAIN}")
