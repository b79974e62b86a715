"""Which file is which part of a delivery, and a delivery's own files opened again."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Protocol

from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.mapping import Part, SetAside, plain
from homeward.gateways.feeds.reading.json_document import Document
from homeward.gateways.feeds.reading.kinds import looks_like_workbook, looks_like_xml, refuse_other_kinds
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.schemas import Schema
from homeward.gateways.feeds.reading.table import table_of
from homeward.gateways.feeds.reading.workbook import Book
from homeward.gateways.feeds.reading.xml import Whole
from homeward.gateways.feeds.reading.xml_header import year_told as year_in_head
from homeward.gateways.feeds.registry import Feed
from homeward.gateways.feeds.rows import Problem, Row
from homeward.register.documents.queries import originals, pieces
from homeward.register.sources.models import Delivery


class Table(Protocol):
    """One part of a delivery, ready to be read row by row, whatever kind of file it came in."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What the report should say that is nobody's mistake."""

    def rows(self) -> Iterator[Row | Problem]:
        """Each row, or the problem that keeps it from being read. Raises FileRefused."""

    def placed(self, problem: Problem) -> Problem:
        """The problem, with where it is in words where a row's number alone would not find it."""


Opening = Callable[[], Table]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PartNotKnown(HomewardError):
    """A file that is none of the feed's parts, or the second of one part."""


def parts_of(feed: Feed, files: Iterable[Opened]) -> dict[str, Opened]:
    """Each file by the part it is: by its name, else by its column names. One XML file is every part at once.

    What the feed sets aside is left out. Raises PartNotKnown, and FileRefused for a file of another kind.
    """
    found: dict[str, Opened] = {}
    for file in files:
        if away_of(feed, file):
            continue
        code = code_of(feed, file)
        if code is None or code in found:
            raise not_a_part(feed, "the second of one part" if code else "none of this feed's")
        found[code] = file
    if feed.mapping.whole and feed.mapping.whole.code in found and len(found) > 1:
        raise not_a_part(feed, "the whole return, beside other files")
    if not found:
        raise not_a_part(feed, "one that this feed sets aside, and no other came")
    if not feed.mapping.is_about_people:
        refuse_other_files(feed, found)
    return found


def refuse_other_files(feed: Feed, files: Mapping[str, Opened]) -> None:
    """Refuse, before anything is kept, each file that is not of this feed about nobody. Raises FileRefused."""
    document = feed.mapping.json_document
    if document and document.code in files:
        Document(feed, files[document.code]).refuse_another()
    for part in feed.mapping.parts:
        refuse_another(part, files.get(part.part))


def refuse_another(part: Part, file: Opened | None) -> None:
    """Refuse, before anything is kept, what does not hold the column names of a part about nobody.

    Such a part is taken without a word on whether its people are invented, so a file of people put in its place by
    mistake must not be. Raises FileRefused.
    """
    if file is not None:
        table_of(part, file)


def not_a_part(feed: Feed, what: str) -> PartNotKnown:
    """The error for files that are not the feed's."""
    return PartNotKnown(
        got=f"a file that is {what}",
        expected=expected_files(feed),
        next_step="Name each file as the feed does, or leave out what does not belong.",
    )


def expected_files(feed: Feed) -> str:
    """Which files a delivery of this feed is made of."""
    whole, apart = feed.mapping.whole, feed.mapping.apart
    if whole and not apart:
        return f"{whole.file} alone"
    names = ", ".join(each.file for each in apart)
    return f"one file for each of: {names}{f'; or {whole.file} alone' if whole else ''}"


def code_of(feed: Feed, file: Opened) -> str | None:
    """The part that this file is, or the code of the one that holds every part. Raises FileRefused for other kinds."""
    start = next(file.stretches(), b"")
    if feed.mapping.workbook:
        return feed.mapping.workbook.code if looks_like_workbook(start) else None
    refuse_other_kinds(start)
    if feed.mapping.json_document:
        return feed.mapping.json_document.code
    if feed.mapping.xml and (looks_like_xml(start) or file.name.casefold() == feed.mapping.xml.file.casefold()):
        return feed.mapping.xml.code
    part = part_of(feed, file)
    return part.part if part else None


def part_of(feed: Feed, file: Opened) -> Part | None:
    """The part that this CSV file is; none where the feed comes as XML alone."""
    parts = feed.mapping.apart
    named = next((part for part in parts if part.file.casefold() == file.name.casefold()), None)
    if named or len(parts) == 1:
        return named or parts[0]
    fitting = [part for part in parts if fits(part, file)]
    return max(fitting, key=lambda part: len(part.must_come), default=None)


def fits(part: Part, file: Opened) -> bool:
    """Whether the file's column names are this part's."""
    try:
        table_of(part, file)
    except FileRefused:
        return False
    return True


def away_of(feed: Feed, file: Opened) -> SetAside | None:
    """What this file is, where its first row holds the names of a table that the feed sets aside."""
    names = names_in(next(file.stretches(), b"")) if feed.mapping.set_aside else set()
    fitting = [
        away for away in feed.mapping.set_aside if away.columns and {plain(each) for each in away.columns} <= names
    ]
    return max(fitting, key=lambda away: len(away.columns), default=None)


def names_in(start: bytes) -> set[str]:
    """The column names in a file's first line, as they are compared."""
    line = start[:4096].replace(b"\0", b"").decode("utf-8-sig", "replace").splitlines()
    return {plain(name.strip('"')) for name in line[0].split(",")} if line else set()


def set_aside_in(feed: Feed, files: Iterable[Opened]) -> list[str]:
    """What is said of each file that is recognised and not brought."""
    found = [away_of(feed, file) for file in files]
    return list(dict.fromkeys(away.in_words for away in found if away))


def tables_of(
    feed: Feed, files: Mapping[str, Opened], *, on: date | None = None, schema: Schema | None = None
) -> Iterator[tuple[Part, Opening]]:
    """Each part that these files hold, in the mapping's order, with a way to open it. Opening raises FileRefused.

    `on` is the day the files were received, and `schema` what an XML file is checked by besides, while its first part
    is read. A file that was refused while one part was read is not read again for the next.
    """
    book = feed.mapping.workbook
    if book and book.code in files:
        opened = Book(feed.mapping, book, files[book.code], on)
        yield from ((part, partial(opened.table_of, part)) for part in feed.mapping.parts if not opened.is_refused)
        return
    document = feed.mapping.json_document
    if document and document.code in files:
        read = Document(feed, files[document.code])
        yield from ((part, partial(read.table_of, part)) for part in feed.mapping.parts if not read.is_refused)
        return
    shape = feed.mapping.xml
    if shape and shape.code in files:
        whole = Whole(feed.mapping, shape, files[shape.code], schema)
        yield from ((part, partial(whole.table_of, part)) for part in feed.mapping.parts if not whole.is_refused)
        return
    for part in feed.mapping.parts:
        if part.part in files:
            yield part, partial(table_of, part, files[part.part])


def year_told(feed: Feed, files: Mapping[str, Opened]) -> int | None:
    """The collection year that the files say of themselves: the head of an XML file does, where the feed has one."""
    shape = feed.mapping.xml
    return year_in_head(shape, files[shape.code]) if shape and shape.code in files else None


def media_type_of(feed: Feed, code: str) -> str:
    """What kind of file an original of this code is."""
    if feed.mapping.workbook and feed.mapping.workbook.code == code:
        return WORKBOOK
    if feed.mapping.json_document and feed.mapping.json_document.code == code:
        return "application/json"
    return "application/xml" if feed.mapping.is_xml(code) else "text/csv"


def digest_of(digests: Mapping[str, str]) -> str:
    """One digest for a set of files, whatever their names and order."""
    lines = sorted(f"{part}:{digest}" for part, digest in digests.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def files_of(delivery: Delivery) -> dict[str, Opened]:
    """A delivery's files as received, opened piece by piece from where they are sealed."""
    return {part: Opened(part, partial(pieces, kept)) for part, kept in originals(delivery).items()}
