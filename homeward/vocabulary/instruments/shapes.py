"""The shape of an instrument: what it asks, what the answers come to, which band that is, and what follows from it.

An instrument helps a person to judge what is being done to a child, in a place or to a peer group. Published ones count
in very different ways (Homeward's reference, section 4.1); one language says all of them, so that a county's own can be
written down, and an old answer still be read under the words it was given to.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, SerializeAsAny

from homeward.vocabulary.instruments.scales import LEVELS, Code, Level, Scale, Strict, Text
from homeward.vocabulary.shapes import Dated, Trust

JUDGEMENT = "judgement"
Method = Literal["sum", "counts", "highest", "evidence"]
EvidenceRule = Literal["none", "wanted", "required"]
Number = Annotated[int, Field(ge=0, le=100_000, strict=True)]


class Item(Strict):
    """One question: why it is asked, what to look for, the indicators it rests on and what evidence it wants.

    `level` is how grave a yes is, where the method goes by levels. `was` are its codes in earlier versions, by which
    old answers find it. A protective item is asked and shown, and never comes to a point.
    """

    code: Code
    asks: Text
    scale: Code
    why: str = ""
    help: str = ""
    indicators: tuple[Code, ...] = ()
    evidence_wanted: str = ""
    evidence: EvidenceRule | None = None
    level: Level | None = None
    weight: Annotated[int, Field(ge=1, le=100, strict=True)] = 1
    protective: bool = False
    was: tuple[Code, ...] = ()


class Group(Strict):
    """Items that belong together under a heading."""

    code: Code
    title: Text
    help: str = ""
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class ProfessionalScore(Strict):
    """The assessor's own judgement as a score beside the items and a part of the total, as in Knowsley's tool."""

    asks: Text
    scale: Code
    help: str = ""


class Counts(Strict):
    """At least so many items of each level or a graver one: three low holds where two are low and one is high."""

    low: Number = 0
    medium: Number = 0
    high: Number = 0


class Interval(Strict):
    """After how long an assessment is looked at again: of the three, one."""

    days: Annotated[int, Field(ge=1, le=3660, strict=True)] | None = None
    weeks: Annotated[int, Field(ge=1, le=520, strict=True)] | None = None
    months: Annotated[int, Field(ge=1, le=120, strict=True)] | None = None


class Band(Strict):
    """A band, lowest first in the file: its words, what brings an assessment into it, and when it is looked at again.

    `least` and `most` are for a total or a count of yes; `any_of` for counts by level; `level` for the highest alone.
    """

    code: Code
    title: Text
    says: Text
    least: Number | None = None
    most: Number | None = None
    any_of: tuple[Counts, ...] = ()
    level: Level | None = None
    review: Interval | None = None


class When(Strict):
    """What an override waits for: so many yes among the items, the groups or the level named.

    `within` counts only what was seen in that window or a nearer one. `also` are items each of which must be yes too,
    whenever seen. `age_under` holds for younger children alone.
    """

    items: tuple[Code, ...] = ()
    groups: tuple[Code, ...] = ()
    level: Level | None = None
    at_least: Annotated[int, Field(ge=1, le=1000, strict=True)] = 1
    within: Code | None = None
    also: tuple[Code, ...] = ()
    age_under: Annotated[int, Field(ge=1, le=25, strict=True)] | None = None


class Override(Strict):
    """A named reason for a band no lower than one, whatever the score. An override never lowers a band."""

    code: Code
    title: Text
    because: Text
    when: When
    to: Code


class ProfessionalRule(Strict):
    """What the professional's own band wants: a reason when it differs or always, and how it may be the lower one."""

    reason: Literal["when-it-differs", "always"]
    lowering: Literal["with-a-reason", "with-a-second-person", "never"]


class Cited(Strict):
    """A text of `exploitation_sources`, and what was taken from it."""

    source: Code
    use: Text


class Instrument(Dated):
    """One version of an instrument, whole."""

    since: date
    code: Code
    version: Annotated[int, Field(ge=1, le=10_000, strict=True)]
    title: Text
    about: Literal["child", "place", "group"]
    forms: tuple[Code, ...] = ()
    purpose: Text
    rationale: Text
    validation: Text
    source: Text
    trust: Trust
    method: Method
    evidence: EvidenceRule
    scales: Annotated[tuple[SerializeAsAny[Scale], ...], Field(min_length=1)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    judgement: ProfessionalScore | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=2)]
    overrides: tuple[Override, ...] = ()
    professional: ProfessionalRule
    sources: Annotated[tuple[Cited, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """How the file of this version is called, and how a record keeps which version it was given under."""
        return f"{self.code}/{self.version}"

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its code, in the order of the file."""
        return {item.code: item for group in self.groups for item in group.items}

    @cached_property
    def group_of(self) -> dict[str, str]:
        """The code of each item's group."""
        return {item.code: group.code for group in self.groups for item in group.items}

    @cached_property
    def scale(self) -> dict[str, Scale]:
        """Every scale by its code."""
        return {scale.code: scale for scale in self.scales}

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The place of each band, the lowest being 0."""
        return {band.code: place for place, band in enumerate(self.bands)}

    def band(self, code: str) -> Band:
        """The band of that code. Raises KeyError."""
        return self.bands[self.ranks[code]]

    def higher(self, one: str, other: str) -> str:
        """The higher of two bands."""
        return one if self.ranks[one] >= self.ranks[other] else other

    def evidence_for(self, item: Item) -> EvidenceRule:
        """The evidence rule of an item: its own, or the instrument's. A count of evidence wants it always."""
        return "required" if self.method == "evidence" else item.evidence or self.evidence

    def highest_level(self, item: Item) -> Level | None:
        """The gravest that an answer to an item can be."""
        levels = [item.level] if item.level else [choice.level for choice in self.scale[item.scale].answers]
        return max((level for level in levels if level), key=LEVELS.index, default=None)

    @cached_property
    def most(self) -> int:
        """The highest total that answers can come to; for a count of evidence, the most yeses."""
        counted = [item for item in self.items.values() if not item.protective]
        if self.method == "evidence":
            return len(counted)
        own = self.scale[self.judgement.scale].most_points if self.judgement else 0
        return own + sum(item.weight * self.scale[item.scale].most_points for item in counted)
