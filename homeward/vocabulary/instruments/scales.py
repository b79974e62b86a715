"""The shapes of a scale: what an item may be answered with, and what each answer comes to.

Three kinds say everything that published tools do. Choices are answers by name; numbers run from 0 upwards; windows ask
yes or no and count by how long ago it was seen. Each has an answer that means *not known*, which is never a *no*.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, strict=True)]
Text = Annotated[str, Field(min_length=1, strict=True)]
Points = Annotated[int, Field(ge=0, le=1000, strict=True)]
Level = Literal["low", "medium", "high"]
Meaning = Literal["no", "yes", "not-known"]

LEVELS: tuple[Level, ...] = ("low", "medium", "high")
NOT_KNOWN, NO, YES = "not-known", "no", "yes"


def at_least(level: Level | None, other: Level) -> bool:
    """True when a level is another or a graver one; nothing is below every level."""
    return level is not None and LEVELS.index(level) >= LEVELS.index(other)


class Strict(BaseModel):
    """A part of a definition. What the shape does not know is refused, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(Strict):
    """One answer: what it means, and the points or the level it comes to. A no and a not known come to nothing."""

    code: Code
    label: Text
    means: Meaning
    points: Points = 0
    level: Level | None = None


class Window(Strict):
    """A span of time back from the day of the assessment, from where the one before it ended.

    `within: 6` in months is seen up to six months before, that day included. Without `within` it is any time before.
    """

    code: Code
    label: Text
    within: Annotated[int, Field(ge=1, le=1200, strict=True)] | None = None
    points: Points = 0
    level: Level | None = None


class Scale(Strict):
    """What an item may be answered with. The kind says which of the three shapes below it has."""

    code: Code
    title: Text
    help: str = ""
    kind: Literal["choices", "numbers", "windows"]

    @property
    def answers(self) -> tuple[Choice, ...]:
        """Every answer that a form may offer, from no upwards, with *not known* where the scale puts it."""
        raise NotImplementedError

    @cached_property
    def by_code(self) -> dict[str, Choice]:
        """The answers by their codes."""
        return {choice.code: choice for choice in self.answers}

    @property
    def most_points(self) -> int:
        """The most that one answer can come to."""
        return max(choice.points for choice in self.answers)


class ChoicesScale(Scale):
    """Answers by name, from the least to the most."""

    kind: Literal["choices"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=3)]

    @property
    def answers(self) -> tuple[Choice, ...]:
        return self.choices


class NumbersScale(Scale):
    """Whole numbers from 0, which means no, with words at some of them."""

    kind: Literal["numbers"]
    most: Annotated[int, Field(ge=1, le=100, strict=True)]
    anchors: dict[Annotated[int, Field(ge=0, le=100)], Text] = {}

    @cached_property
    def answers(self) -> tuple[Choice, ...]:
        numbers = (
            Choice(code=str(each), label=self._label(each), means="yes" if each else "no", points=each)
            for each in range(self.most + 1)
        )
        return (*numbers, Choice(code=NOT_KNOWN, label="Not known", means="not-known"))

    def _label(self, number: int) -> str:
        return f"{number}: {self.anchors[number]}" if number in self.anchors else str(number)


class WindowsScale(Scale):
    """Yes or no, counted by when it was seen. A yes that nobody dated is counted in the window called `undated`.

    `combine` says what a child seen in two windows comes to: the sum of both, as in SERAF, or the highest.
    """

    kind: Literal["windows"]
    unit: Literal["days", "months"]
    combine: Literal["highest", "sum"]
    undated: Code
    windows: Annotated[tuple[Window, ...], Field(min_length=1, max_length=6)]

    @cached_property
    def answers(self) -> tuple[Choice, ...]:
        return (
            Choice(code=NO, label="No", means="no"),
            Choice(code=YES, label="Yes", means="yes", points=self._highest(), level=self.windows[0].level),
            Choice(code=NOT_KNOWN, label="Not known", means="not-known"),
        )

    def _highest(self) -> int:
        every = [window.points for window in self.windows]
        return sum(every) if self.combine == "sum" else max(every)


SCALE_KINDS: dict[str, type[Scale]] = {"choices": ChoicesScale, "numbers": NumbersScale, "windows": WindowsScale}
