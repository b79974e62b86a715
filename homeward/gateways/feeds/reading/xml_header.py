"""What the head of an XML file says of the whole: as at which day it was made, and for which collection.

Read before anything is kept, from the file's first stretch alone, since a return is judged by the rules of its own
year. A file is never believed by its name.
"""

from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from homeward.foundation.collection_years import CollectionYear
from homeward.gateways.feeds.reading.cells import CellRefused, date_in
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.xml_letters import CAREFULLY, believed, declared_as, marked_as
from homeward.gateways.feeds.whole_files import Xml, XmlHeader

LONGEST = 64 * 1024
PIECE = 1024


@dataclass(frozen=True)
class Head:
    """What stands before the first child, by the path of each element."""

    told: dict[str, str] = field(default_factory=dict, repr=False)
    root: str = ""

    def day(self, header: XmlHeader) -> date | None:
        """As at which day the return was made; nothing where it cannot be read."""
        try:
            return date_in(self.told.get(header.day, ""))
        except CellRefused:
            return None


def head_of(shape: Xml, file: Opened) -> Head:
    """The head of a file, as far as its first bytes can be read; an empty one of a file that is something else."""
    start = next(file.stretches(), b"")[:LONGEST]
    try:
        letters = believed(marked_as(start), declared_as(start))
        return _read(shape, start.decode(letters, "ignore"))
    except (FileRefused, etree.XMLSyntaxError):
        return Head()


def _read(shape: Xml, text: str) -> Head:
    parser = etree.XMLPullParser(events=("start", "end"), **CAREFULLY)
    path: list[str] = []
    told: dict[str, str] = {}
    root = ""
    until = [shape.root, *shape.child.split("/")]
    for place in range(0, len(text), PIECE):
        parser.feed(text[place : place + PIECE].encode())
        for event, element in parser.read_events():
            if event == "start":
                path.append(str(element.tag))
                root = root or path[0]
                if path == until:
                    return Head(told, root)
            else:
                told.setdefault("/".join(path[1:]), (element.text or "").strip())
                path.pop()
    return Head(told, root)


def year_told(shape: Xml, file: Opened) -> int | None:
    """The calendar year in which the file's collection year ends, by the day in its head."""
    day = head_of(shape, file).day(shape.header) if shape.header else None
    return CollectionYear.holding(day).ending if day else None


def refuse_head(shape: Xml, head: Head) -> None:
    """Refuse a file that is another return, or does not say as at which day it was made. Raises FileRefused."""
    header = shape.header
    if header is None or head.root != shape.root:
        return  # another root is refused when the file is walked, in the words for it
    for path, expected in header.says.items():
        if head.told.get(path, "") != expected:
            name = path.rsplit("/", 1)[-1]
            step = "Check that it is the right file, and that its head is there."
            raise FileRefused("wrong-return", got=f"{name} in the head does not say {expected}", next_step=step)
    if head.day(header) is None:
        name = header.day.rsplit("/", 1)[-1]
        got = f"the head does not say as at which day the return was made ({name})"
        step = f"Put {name} into the head as year-month-day: it decides which year's rules apply."
        raise FileRefused("no-day", got=got, next_step=step)


def notes_of(shape: Xml, head: Head, kinds: set[str]) -> tuple[str, ...]:
    """What is worth saying of a file's year: where its head, the day in it and its layout do not agree."""
    header = shape.header
    day = head.day(header) if header else None
    if header is None or day is None:
        return ()
    year = CollectionYear.holding(day)
    notes = [f"Taken as the return for {year.code}, by the day in its head."]
    if day != year.last_day:
        notes.append("The day in its head is not 31 March, on which a collection year ends.")
    said = head.told.get(header.year, "") if header.year else ""
    if said and said != str(year.ending):
        notes.append(f"The year in its head is not {year.ending}, in which that day lies. The day was believed.")
    notes += _laid_out(shape, year, kinds)
    return tuple(notes)


def _laid_out(shape: Xml, year: CollectionYear, kinds: set[str]) -> list[str]:
    found = [each for each in shape.layouts if each.element in kinds]
    newer = [each for each in found if each.since and each.since > year.ending]
    older = [each for each in found if each.until and each.until < year.ending]
    said = [f"{each.element} came in with {CollectionYear(each.since).code}" for each in newer if each.since]
    said += [f"{each.element} went out after {CollectionYear(each.until).code}" for each in older if each.until]
    return [f"It is laid out as for another year: {'; '.join(said)}. Both were read."] if said else []
