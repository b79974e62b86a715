"""An XML file's records as rows, read a child at a time, so that memory does not grow with the file.

What a record is comes from the mapping alone. The parser resolves no entity, reads no document type and opens no
address, and every size is bounded: a file that goes beyond one is refused, since no return is made so. A message names
places and never repeats what stood there, not even an element's name unless the mapping knows it.
"""

import io
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from homeward.foundation.dates_in_words import counted
from homeward.gateways.feeds.mapping import Mapping, Part, names_used
from homeward.gateways.feeds.reading.opened import Opened, Stretches
from homeward.gateways.feeds.reading.refusing import FileRefused, changed_while_read
from homeward.gateways.feeds.reading.schemas import Schema
from homeward.gateways.feeds.reading.xml_header import Head, head_of, notes_of, refuse_head
from homeward.gateways.feeds.reading.xml_letters import CAREFULLY, XmlLetters, as_utf8, xml_letters
from homeward.gateways.feeds.reading.xml_refusals import (
    beyond,
    namespaced,
    not_well_formed,
    refuse_attributes,
    refuse_other_roots,
)
from homeward.gateways.feeds.rows import Problem, Row
from homeward.gateways.feeds.whole_files import Records, Xml

DEPTH = 12
ELEMENTS_OF_A_CHILD = 20_000
BYTES_OF_A_CHILD = 4 * 1024 * 1024
KINDS_OF_ELEMENT = 400


class Counted(io.RawIOBase):
    """A stream that knows how much of it has been read."""

    def __init__(self, stretches: Iterator[bytes]) -> None:
        self._inner, self.read_so_far = Stretches(stretches), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer is always bytes-like here
        count = self._inner.readinto(buffer)
        self.read_so_far += count
        return count


@dataclass
class Whole:
    """One XML file that holds every part. What is found of it as a whole is found once, whatever part is read."""

    mapping: Mapping
    shape: Xml
    file: Opened = field(repr=False)
    schema: Schema | None = None
    is_refused: bool = False
    told: bool = False
    strays: int = 0

    @cached_property
    def head(self) -> Head:
        """What stands before the first child."""
        return head_of(self.shape, self.file)

    @cached_property
    def letters(self) -> XmlLetters:
        """How its bytes stand for letters. Raises FileRefused."""
        return xml_letters(self.file)

    def table_of(self, part: Part) -> "XmlTable":
        """The records of one part. Raises FileRefused."""
        assert part.records is not None, "a mapping with an XML file says where each part's records stand"
        try:
            table = XmlTable(self, part, part.records)
            _ = self.letters
            refuse_head(self.shape, self.head)
        except FileRefused:
            self.is_refused = True
            raise
        return table

    def children(self, kinds: set[str]) -> Iterator[etree._Element]:
        """Each element about one child, whole, and forgotten when the next is asked for. Raises FileRefused."""
        walk = Walk(self, kinds)
        try:
            yield from walk.children()
        except etree.XMLSyntaxError as fault:
            self.is_refused = True
            raise not_well_formed(fault, cut=f"</{walk.root}" not in self.letters.tail) from None
        except UnicodeDecodeError:
            self.is_refused = True
            raise changed_while_read() from None
        except FileRefused:
            self.is_refused = True
            raise


@dataclass
class Walk:
    """The parser's events, followed down to each child's element, with every bound looked at on the way.

    `matched` is how many steps of the path to a child the elements now open follow.
    """

    whole: Whole
    kinds: set[str]
    root: str = ""
    depth: int = 0
    matched: int = 0
    elements: int = 0
    mark: int = 0
    attributes: set[str] = field(default_factory=set)

    def children(self) -> Iterator[etree._Element]:
        """Each child's element in turn."""
        path = [self.whole.shape.root, *self.whole.shape.child.split("/")]
        source = Counted(as_utf8(self.whole.file, self.whole.letters.encoding))
        for event, element in etree.iterparse(source, events=("start", "end"), **CAREFULLY):
            if event == "start":
                self.start(element, path, source.read_so_far)
                continue
            is_child = self.matched == self.depth == len(path)
            if is_child:
                yield element
            if is_child or self.matched < len(path) and self.depth <= self.matched + 1:
                self.forget(element, source.read_so_far)
            self.depth -= 1
            self.matched = min(self.matched, self.depth)

    def start(self, element: etree._Element, path: list[str], read: int) -> None:
        """An element begins. Raises FileRefused where it is one too many, too deep or too strange."""
        tag = str(element.tag)
        if not self.root:
            self.root = tag
            refuse_other_roots(self.whole.shape, element)
        if self.matched == self.depth < len(path) and tag == path[self.depth]:
            self.matched += 1
        self.depth += 1
        self.elements += 1
        self.kinds.add(tag)
        self.refuse_bounds(element, read)

    def refuse_bounds(self, element: etree._Element, read: int) -> None:
        """Refuse what no return reaches. Raises FileRefused."""
        line = element.sourceline or 0
        if self.depth > DEPTH:
            raise beyond("too-deep", f"elements lie more than {DEPTH} deep", line)
        if self.elements > ELEMENTS_OF_A_CHILD or read - self.mark > BYTES_OF_A_CHILD:
            raise beyond("too-large", "one record is far larger than any child's can be", line)
        if "{" in str(element.tag):
            raise namespaced()
        if element.attrib:
            refuse_attributes(element, line)
            self.attributes.update(map(str, element.attrib))
        if len(self.kinds) + len(self.attributes) > KINDS_OF_ELEMENT:
            raise beyond("too-many-kinds", f"there are more than {KINDS_OF_ELEMENT} kinds of element", line)

    def forget(self, element: etree._Element, read: int) -> None:
        """Free an element that has been read, with all before it."""
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
        self.elements, self.mark = 0, read


@dataclass
class XmlTable:
    """The records of one part of an XML file. A record's number is its place among the records of its part."""

    whole: Whole
    part: Part
    records: Records
    starts: "array[int]" = field(default_factory=lambda: array("Q"))
    kinds: set[str] = field(default_factory=set)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the file holds and the feed does not bring; said once, after the first part has been read."""
        if self.whole.told:
            return ()
        known = [each for each in self.whole.mapping.set_aside if self.kinds & set(each.elements)]
        self.whole.told = True
        others = len(self.kinds - names_used(self.whole.mapping))
        strange = (
            f"Not used, since the feed has no lawful reason to bring it: {counted(others, 'other kind')} of element."
        )
        return (
            *notes_of(self.whole.shape, self.whole.head, self.kinds),
            *(self.whole.schema.notes if self.whole.schema else ()),
            *(each.in_words for each in known),
            *([strange] if others else []),
            *([strayed(self.whole)] if self.whole.strays else []),
        )

    def rows(self) -> Iterator[Row | Problem]:
        """Each record with its cells by column. An element that is empty, or is not there, is an empty cell."""
        number = 0
        for child in self.whole.children(self.kinds):
            self.starts.append(number + 1)
            if not self.whole.told:
                self.look_over(child)
            above = self.cells(child, self.records.above)
            for record in (found for path in self.records.at for found in child.iterfind(path)):
                number += 1
                row = self.row(number, record, above)
                if row:
                    yield row
        if not self.starts:
            self.whole.is_refused = True
            step = "Check that it is the right file, and ask for it to be sent again."
            raise FileRefused("no-rows", got="the file holds no child", next_step=step)

    def look_over(self, child: etree._Element) -> None:
        """What is looked at once of each child, whatever part is read: text that stands nowhere, and the schema."""
        self.whole.strays += has_strays(child)
        if self.whole.schema:
            self.whole.schema.look_at(child, len(self.starts))

    def row(self, number: int, record: etree._Element, above: dict[str, str | None]) -> Row | Problem | None:
        """One record as a row; nothing for one that is empty."""
        places = self.records
        elsewhere = {*places.above, *places.beside, *places.many, *places.how_many}
        own = {each.name: self.records.element(each.name) for each in self.part.columns if each.name not in elsewhere}
        cells = self.cells(record, own)
        cells |= {name: texts_of(record.findall(path)) for name, path in self.records.many.items()}
        if not any(cell is None or cell for cell in cells.values()):
            return None
        holder = record.getparent()
        cells |= above | (self.beside(holder) if holder is not None else {})
        for name, cell in cells.items():
            if cell is None:
                words = "this is there twice, or holds other elements. Keep one, with its text alone."
                return Problem(number, name, "element", f"{self.part.column(name).title}: {words}")
        return Row(self.part.part, number, {each.name: cells[each.name] or "" for each in self.part.columns})

    def beside(self, holder: etree._Element) -> dict[str, str | None]:
        """What the element that holds a record says for it, and how many of a kind stand in it."""
        counts = (
            (name, sum(map(bool, map(len, holder.findall(path))))) for name, path in self.records.how_many.items()
        )
        return self.cells(holder, self.records.beside) | {name: str(many) for name, many in counts}

    def cells(self, within: etree._Element, places: dict[str, str]) -> dict[str, str | None]:
        """The text of each element by column; none where it cannot be told which text is meant."""
        return {name: text_of(within.findall(path)) for name, path in places.items()}

    def placed(self, problem: Problem) -> Problem:
        """The problem, with the record's place in words."""
        if problem.row < 1:
            return problem
        child = bisect_right(self.starts, problem.row)
        place = f"{self.records.title} {problem.row:,}, of {self.whole.shape.words} {child:,}"
        said = problem.message.removeprefix("Rows ")
        said = f"Records {said}" if said != problem.message else said
        return replace(problem, message=said, place=place)


def has_strays(child: etree._Element) -> bool:
    """Whether text stands between the elements about a child, where none belongs."""
    return any(
        is_text(each.text if len(each) else None) or is_text(None if each is child else each.tail)
        for each in child.iter()
    )


def is_text(words: str | None) -> bool:
    """Whether there is anything but space."""
    return bool(words and not words.isspace())


def strayed(whole: Whole) -> str:
    """What is said of text that stands between elements."""
    many = counted(whole.strays, "child", "children")
    return f"Text stands between elements, where none belongs, and was passed over: about {many}."


def texts_of(found: list[etree._Element]) -> str | None:
    """What each of several elements says, parted by semicolons; none where one of them holds others."""
    if any(len(each) or ";" in (each.text or "") for each in found):
        return None
    return ";".join(filter(None, ((each.text or "").strip() for each in found)))


def text_of(found: list[etree._Element]) -> str | None:
    """What an element says; nothing is said where it is not there."""
    if not found:
        return ""
    if len(found) > 1 or len(found[0]):
        return None
    return (found[0].text or "").strip()
