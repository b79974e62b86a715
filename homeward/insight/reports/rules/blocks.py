"""What a board paper holds, block by block, before anybody decides whether it is a page or a document."""

from dataclasses import dataclass
from datetime import datetime

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import Grid

MARKING = "Draft, restricted, not for publication"


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is a part of the paper, level 2 a section of it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the paper, numbered through it so that a meeting can speak of paragraph 12."""

    number: int
    text: str


@dataclass(frozen=True)
class Plain:
    """A line without a number."""

    text: str


@dataclass(frozen=True)
class CaptionedTable:
    """A table with its number and caption."""

    number: int
    grid: Grid


@dataclass(frozen=True)
class Drawing:
    """A chart with its number, its caption and the words for whoever cannot see it. Its table always follows it."""

    number: int
    caption: str
    words: str


@dataclass(frozen=True)
class ToFillIn:
    """Answers that a person writes before the paper goes to the board: what is asked, and what is shown until then."""

    answers: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Plain | CaptionedTable | Drawing | ToFillIn


@dataclass(frozen=True)
class Paper:
    """The whole paper in order."""

    title: str
    subtitle: str
    quarter: Quarter
    as_at: datetime
    invented: bool
    blocks: tuple[Block, ...]
