"""What a board paper holds, block by block, before anybody decides whether it is a page or a document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import Figure, Grid
from homeward.vocabulary.shapes import FigureEntry

MARKING = "Draft, restricted, not for publication"


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is a part of the paper, level 2 a section of it, level 3 one subject of a section."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the paper, numbered through it so that a meeting can speak of paragraph 12.

    `figures` are the codes of the figures it states, each of which a page can open.
    """

    number: int
    text: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plain:
    """A line without a number."""

    text: str


@dataclass(frozen=True)
class CaptionedTable:
    """A table with its number and caption, and the codes of the figures whose definitions it rests on."""

    number: int
    grid: Grid
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A chart with its number, its caption and the words for whoever cannot see it. Its table always follows it."""

    number: int
    code: str
    caption: str
    words: str


@dataclass(frozen=True)
class ToFillIn:
    """Answers that a person writes before the paper goes to the board: what is asked, and what is shown until then."""

    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Turned:
    """From here on the pages of a document lie on their side, for tables too wide for one that stands."""


Block = Heading | Paragraph | Plain | CaptionedTable | Drawing | ToFillIn | Turned


@dataclass(frozen=True)
class Paper:
    """The whole paper in order. `since` holds, of each figure, what the last paper on the quarter said of it."""

    title: str
    subtitle: str
    quarter: Quarter
    as_at: datetime
    invented: bool
    blocks: tuple[Block, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    definitions: Mapping[str, FigureEntry] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)


class Numbers:
    """Paragraphs, tables and charts, each numbered through the paper."""

    def __init__(self) -> None:
        self._paragraphs, self._tables, self._drawings = count(1), count(1), count(1)

    def paragraphs(self, *texts: str, figures: tuple[str, ...] = ()) -> Iterator[Paragraph]:
        """Numbered paragraphs; one that has nothing to say is left out, and takes no number."""
        for text in filter(None, texts):
            yield Paragraph(next(self._paragraphs), text, figures)

    def table(self, grid: Grid, *figures: str) -> CaptionedTable:
        """The next table."""
        return CaptionedTable(next(self._tables), grid, figures)

    def drawing(self, code: str, caption: str, words: str) -> Drawing:
        """The next chart."""
        return Drawing(next(self._drawings), code, caption, words)
