"""What a board paper holds, block by block, before anybody decides whether it is a page or a document."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import day_begins_at, london_day
from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.rules import Grid

MARKING = "Draft, restricted, not for publication"


class NotYetPast(HomewardError):
    """A paper was asked for as at a day that has not come."""


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


def file_name(quarter: Quarter, as_at: datetime) -> str:
    """The name a paper is saved under: the marking goes with it, and no child's or worker's name does (S-35)."""
    marking = MARKING.upper().replace(",", "").replace(" ", "-")
    return f"{marking}_missing-children_{quarter.code}_as-at-{london_day(as_at).isoformat()}.docx"


def as_at_end_of(day: date | None, now: datetime) -> datetime:
    """The moment that a paper as at a day is made for: when the day ended, or now when it is today or not said.

    Raises NotYetPast.
    """
    today = london_day(now)
    if day is None or day == today:
        return now
    if day > today:
        raise NotYetPast(
            got="a day that has not come",
            expected="today or an earlier day",
            next_step="Choose today or an earlier day.",
        )
    return day_begins_at(day + timedelta(1))


def export_holds(asked_at: datetime, now: datetime) -> bool:
    """Whether an announced download may still be taken: within five minutes, so that the two events belong together."""
    return timedelta(0) <= now - asked_at <= timedelta(minutes=5)
