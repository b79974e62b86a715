"""The paper duty pack: what a desk works from when nothing works. It holds no child's data (S-46)."""

from collections.abc import Iterable
from dataclasses import dataclass

# What is done with a call on paper, in order.
STEPS = (
    "If a child is in danger now, ring 999 first.",
    "Take a new sheet for each call. Write the time, in hours and minutes, and your name.",
    "Ask in the order of the sheet. Write what is said, in the caller’s words. A silent call may be a child: stay on.",
    "Ring whoever should be at the desk that acts next. Write whom you told, and at what time they said yes.",
    "Where nobody answers within ten minutes, ring the next person, then the manager, then the duty director.",
    "Keep the sheets locked away. When the hub is back, type each into a new call, and then shred it.",
)
# What is asked of a desk's number, where none is set.
DESKS = ("Emergency duty team", "Police missing desk", "Day team", "Duty director", "Interpreters")


@dataclass(frozen=True, slots=True)
class Number:
    """A service, and where it is rung; an empty number is written in by hand."""

    title: str
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who should be at a desk, from when until when; nobody, where the rota has a hole."""

    hours: str
    who: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One rota's coming days, day by day."""

    title: str
    agency: str
    manager: str
    days: tuple[tuple[str, tuple[Turn, ...]], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked on the telephone, with a word of help, and how many lines there are to answer."""

    words: str
    hint: str
    lines: int


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that is printed."""

    hub: str
    printed: str
    steps: tuple[str, ...]
    numbers: tuple[Number, ...]
    desks: tuple[Desk, ...]
    questions: tuple[Question, ...]
    prompts: tuple[str, ...]


def numbers_of(lines: Iterable[str]) -> tuple[Number, ...]:
    """The county's own numbers, each told as `Title: number`; where none is told, the desks to write in by hand."""
    told = [line.partition(":") for line in lines if line.strip()]
    if not told:
        return tuple(Number(title, "") for title in DESKS)
    return tuple(Number(title.strip(), number.strip()) for title, _, number in told)
