"""One JSON document that holds every part of a feed, read whole within a bound, and told row by row.

A document is in memory before anybody can refuse what stands in it, so its bytes are counted first. What makes two
readings possible of one file (a name twice in one object, a number that is none) refuses it. Nothing that a document
points at is ever fetched: an address in it is text.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

from homeward.gateways.feeds.mapping import Part
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.registry import Feed
from homeward.gateways.feeds.rows import NotThisDocument, Problem, Row, Stands

MOST_BYTES, LONGEST_NUMBER, LONGEST_PLACE = 32 * 1024 * 1024, 40, 80


class TwoReadings(ValueError):
    """What no two readers of JSON need agree on."""


@dataclass
class Document:
    """One document. What is found of it as a whole is found once, whatever part is read."""

    feed: Feed
    file: Opened = field(repr=False)
    is_refused: bool = False

    @cached_property
    def rows(self) -> Mapping[str, Sequence[Stands]]:
        """Each part's rows, in order. Raises FileRefused."""
        try:
            return self.feed.rows_in(self._read())
        except NotThisDocument as fault:
            place = f"At {fault.where}: " if fault.where else ""
            words = f"{place}{fault.words}".rstrip(".")
            step = f"Send a document of {self.feed.mapping.title.lower()}, as its page describes it."
            raise FileRefused("not-this-document", got=words, next_step=step) from None

    def _read(self) -> Any:
        whole = bytearray()
        for stretch in self.file.stretches():
            whole += stretch
            if len(whole) > MOST_BYTES:
                most = f"{MOST_BYTES // (1024 * 1024)} MB"
                raise FileRefused("too-large", got=f"the document is above {most}", next_step="Send it in parts.")
        return read_text(bytes(whole))

    def refuse_another(self) -> None:
        """Refuse what is not this feed's document at all. Raises FileRefused."""
        _ = self.rows

    def table_of(self, part: Part) -> "DocumentTable":
        """One part's rows. Raises FileRefused."""
        try:
            return DocumentTable(part, self.rows.get(part.part, ()))
        except FileRefused:
            self.is_refused = True
            raise


@dataclass
class DocumentTable:
    """One part of a document, ready to be read row by row. A row's number is its place among the part's."""

    part: Part
    told: Sequence[Stands] = field(repr=False)

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: a document that has none of one part is whole without it."""
        return ()

    def rows(self) -> Iterator[Row | Problem]:
        """Each row with its cells by column."""
        for number, each in enumerate(self.told, start=1):
            yield Row(self.part.part, number, {column.name: each.cells[column.name] for column in self.part.columns})

    def placed(self, problem: Problem) -> Problem:
        """The problem, with where its row stands in the document: nobody counts the entries of a part."""
        where = self.told[problem.row - 1].where if problem.row else ""
        place = where if len(where) <= LONGEST_PLACE else f"…{where[1 - LONGEST_PLACE :]}"
        return Problem(problem.row, problem.column, problem.rule, problem.message, place or "the whole", problem.query)


def read_text(content: bytes) -> Any:
    """What the bytes say as JSON. Raises FileRefused, with the line where reading failed."""
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=no_number, parse_int=whole_number
        )
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        step = "Ask for it to be saved as UTF-8 and sent again."
        raise FileRefused(
            "encoding", got=f"line {line} holds bytes that stand for no letters", next_step=step
        ) from None
    except json.JSONDecodeError as fault:
        step = "It may have been cut short on its way. Ask for it to be sent again."
        got = f"it cannot be read as JSON at line {fault.lineno}, letter {fault.colno}"
        raise FileRefused("not-json", got=got, next_step=step) from None
    except TwoReadings as fault:
        raise FileRefused("two-readings", got=str(fault), next_step="Put it right, and send it again.") from None
    except RecursionError:
        step = "Ask for a document as the standard describes it."
        raise FileRefused("too-deep", got="things stand in one another without end", next_step=step) from None


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which each name stands once."""
    held = dict(pairs)
    if len(held) < len(pairs):
        raise TwoReadings("a name stands twice in one object, and no two readers need take the same one")
    return held


def no_number(text: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise TwoReadings("it holds NaN or Infinity where a number is expected, which is not JSON")


def whole_number(text: str) -> int:
    """A number of no more figures than anybody means."""
    if len(text) > LONGEST_NUMBER:
        raise TwoReadings("it holds a number of more figures than anybody means")
    return int(text)
