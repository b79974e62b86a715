"""Which file is which part of a delivery, and a delivery's own files opened again."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Protocol

from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.mapping import Part
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.reading.table import table_of
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


class PartNotKnown(HomewardError):
    """A file that is none of the feed's parts, or the second of one part."""


def parts_of(feed: Feed, files: Iterable[Opened]) -> dict[str, Opened]:
    """Each file by the part it is: by its name, else by its column names. Raises PartNotKnown."""
    found: dict[str, Opened] = {}
    for file in files:
        part = part_of(feed, file)
        if part is None or part.part in found:
            raise PartNotKnown(
                got="a file that is " + ("the second of one part" if part else "none of this feed's"),
                expected="one file for each of: " + ", ".join(each.file for each in feed.mapping.parts),
                next_step="Name each file as the feed does, or leave out what does not belong.",
            )
        found[part.part] = file
    return found


def part_of(feed: Feed, file: Opened) -> Part | None:
    """The part that this file is."""
    parts = feed.mapping.parts
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


def tables_of(feed: Feed, files: Mapping[str, Opened]) -> Iterator[tuple[Part, Opening]]:
    """Each part that these files hold, in the mapping's order, with a way to open it. Opening raises FileRefused."""
    for part in feed.mapping.parts:
        if part.part in files:
            yield part, partial(table_of, part, files[part.part])


def media_type_of(feed: Feed, code: str) -> str:
    """What kind of file an original of this code is."""
    return "text/csv" if feed.mapping.part(code) else "application/xml"


def digest_of(digests: Mapping[str, str]) -> str:
    """One digest for a set of files, whatever their names and order."""
    lines = sorted(f"{part}:{digest}" for part, digest in digests.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def files_of(delivery: Delivery) -> dict[str, Opened]:
    """A delivery's files as received, opened piece by piece from where they are sealed."""
    return {part: Opened(part, partial(pieces, kept)) for part, kept in originals(delivery).items()}
