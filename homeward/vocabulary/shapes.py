"""The shape of a list and of each kind of entry in one.

Law, statutory codes and local limits change, and a record is judged by what was in force on the day of the
event, so every list and entry says from when, until when, and on whose word.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny, model_validator

Text = Annotated[str, Field(min_length=1, strict=True)]
Trust = Literal["published", "secondary", "unconfirmed", "local"]


class Dated(BaseModel):
    """Something in force from a day, up to and not including another, which may be open."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Dated":
        if self.since and self.until and self.until <= self.since:
            raise ValueError("until must be later than since: the last day in force is the day before it")
        return self

    def in_force(self, on: date) -> bool:
        """True on the days from `since` up to the day before `until`."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


class Entry(Dated):
    """One item of a list: its code, its words, and its own dates where they differ from the list's.

    `group` is the wider heading the code is counted under. A `source` here overrides the list's.
    """

    code: Text
    label: Text
    description: str = ""
    group: str | None = None
    source: str | None = None


class AgeEntry(Entry):
    """A band of ages in completed years, both ends inside it."""

    youngest: int = Field(ge=0, le=120, strict=True)
    oldest: int = Field(ge=0, le=120, strict=True)


class DayEntry(Entry):
    """A day that is not a working day."""

    day: date


class EventKindEntry(Entry):
    """A kind of thing that may happen to a child: the table that keeps it, which says who may read it, and its words.

    `ended` is said of the day it ended, where an end is worth a line. `codes_in` and `outcomes_in` name the lists that
    its codes are read by, and `code_says` and `outcome_says` are said before their words.
    """

    table: Literal["social-care", "education", "health", "justice"]
    ended: str = ""
    code_says: str = ""
    codes_in: str = ""
    outcome_says: str = ""
    outcomes_in: str = ""


class FigureEntry(Entry):
    """What one figure counts and how, so that whoever reads it can work it out again.

    A change to any of it is a new version: a figure printed under an earlier one keeps that number beside it.
    """

    version: int = Field(ge=1, strict=True)
    formula: Text
    denominator: Text
    interval: Text
    unknown: Text
    paragraphs: tuple[Text, ...] = ()


class IndicatorEntry(Entry):
    """Something that may be seen or told of a child, a place or a group. The group is its family.

    `forms` are the forms of exploitation it bears on, none for every form; `sources` are codes of the list
    `exploitation_sources`, the one that says most of it first.
    """

    forms: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = Field(min_length=1)


class LimitEntry(Entry):
    """A number the hub works by, with its unit; who may change it locally is for the agencies room."""

    value: int = Field(ge=0, strict=True)
    unit: Literal["minutes", "hours", "days", "working days", "children", "whole numbers", "percent"]


class LadderStep(BaseModel):
    """One rung: who is told, and how many minutes after the matter was given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: Literal["next", "manager", "duty-director"]
    after: int = Field(ge=1, strict=True)


class LadderEntry(Entry):
    """How soon a matter of one grade must be accepted, who is told when it is not, and how often again at the end."""

    matter: Text
    grade: str
    minutes: int = Field(ge=1, strict=True)
    rungs: tuple[LadderStep, ...] = Field(min_length=1)
    again: int = Field(ge=1, strict=True)

    @model_validator(mode="after")
    def _climbs(self) -> "LadderEntry":
        waits = [rung.after for rung in self.rungs]
        if waits != sorted(set(waits)) or waits[0] < self.minutes:
            raise ValueError("each rung comes later than the one before, and none before the time to accept is over")
        return self


class MissingTriggerEntry(Entry):
    """What an absence is looked at for, by which numbers, what it asks of a person, and whether it is on as shipped."""

    when: Literal["many", "first-looked-after", "out-of-area", "young", "long", "graded"]
    asks: Literal["strategy-discussion", "read"]
    shipped_on: bool
    episodes: int = Field(default=0, ge=0, strict=True)
    days: int = Field(default=0, ge=0, strict=True)
    hours: int = Field(default=0, ge=0, strict=True)
    age: int = Field(default=0, ge=0, le=25, strict=True)
    grade: int = Field(default=0, ge=0, le=3, strict=True)


class MeasureEntry(Entry):
    """A power against whoever exploits: what it is aimed at, who holds it, what it rests on, and how sure that is.

    `needs` are the facts without which it does not fit; of those in `any_of` one is enough.
    """

    aimed_at: Literal["adult", "place", "phone", "group", "vehicle"]
    held_by: Text
    statute: Text
    needs: tuple[Text, ...] = Field(min_length=1)
    any_of: tuple[Text, ...] = ()
    sure: Trust


class NameEntry(Entry):
    """One name and the other forms it is written in or shortened to, all in small plain letters. The code is the name.

    `opens` is true of a name that many unrelated boys or girls bear before the one they are known by, such as Mohammed:
    alone it is a name, before another it tells nobody apart.
    """

    forms: tuple[Text, ...] = ()
    of: Literal["forename", "surname"] = "forename"
    opens: bool = False


class RefusedWordEntry(Entry):
    """A word never used of a child, its other forms, and what to write instead. The code is the word."""

    forms: tuple[Text, ...] = ()
    use_instead: Text


class RuleEntry(Entry):
    """A published check on a return: the fields it reads and the words shown when a row fails it."""

    fields: tuple[Text, ...] = Field(min_length=1)


class QuestionEntry(Entry):
    """A question of a form. The group is its section.

    `asked_of` says of whom it is asked, and `needed` whether the form is whole without it. `from_record` names what the
    record may already hold; what `tells_where` is never kept of a child whom a shield covers. `most_lines` is how many
    lines the form has room for, where it says so.
    """

    answer: Literal["line", "text", "date", "yes-no", "choice", "several"] = "line"
    choices_in: str = ""
    asked_of: Literal["all", "child", "adult"] = "all"
    needed: bool = False
    from_record: str = ""
    tells_where: bool = False
    most_lines: int = 0


class SourceEntry(Entry):
    """A text that was read: what of it, and how far what was read is to be trusted."""

    citation: Text
    trust: Trust


class Vocabulary(Dated):
    """A list, with the title people know it by, where it came from and how far that is to be trusted.

    `published` was read in the source itself; `secondary` in someone else's account of it; `unconfirmed`
    not yet checked, and never shown as law; `local` is the county's own to change.
    """

    name: Text
    title: Text
    kind: Literal[
        "codes",
        "ages",
        "days",
        "event kinds",
        "figures",
        "indicators",
        "ladders",
        "limits",
        "measures",
        "missing triggers",
        "names",
        "questions",
        "refused words",
        "rules",
        "sources",
    ]
    source: Text
    citation: Text
    trust: Trust
    note: str = ""
    since: date
    entries: tuple[SerializeAsAny[Entry], ...] = Field(min_length=1)

    def __getitem__(self, code: str) -> Entry:
        """The entry of that code. Raises KeyError; use `get` where a code comes from outside."""
        found = self.get(code)
        if found is None:
            raise KeyError(f"{self.name} has no such code on the day asked about")
        return found

    def __contains__(self, code: object) -> bool:
        return any(entry.code == code for entry in self.entries)

    def get(self, code: str) -> Entry | None:
        """The entry of that code, or None."""
        return next((entry for entry in self.entries if entry.code == code), None)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the list's own order."""
        return tuple(entry.code for entry in self.entries)

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        """Code and label pairs in the list's own order, for a form."""
        return tuple((entry.code, entry.label) for entry in self.entries)


ENTRY_KINDS: dict[str, type[Entry]] = {
    "codes": Entry,
    "ages": AgeEntry,
    "days": DayEntry,
    "event kinds": EventKindEntry,
    "figures": FigureEntry,
    "indicators": IndicatorEntry,
    "ladders": LadderEntry,
    "limits": LimitEntry,
    "measures": MeasureEntry,
    "missing triggers": MissingTriggerEntry,
    "names": NameEntry,
    "questions": QuestionEntry,
    "refused words": RefusedWordEntry,
    "rules": RuleEntry,
    "sources": SourceEntry,
}
