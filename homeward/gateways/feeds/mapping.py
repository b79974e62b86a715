"""What a feed declares about itself in `mapping.yaml`: why it may come, what it holds, and what each column means."""

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError

from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.whole_files import Json, Records, Shape, Sheet, Text, Workbook, Xml

SET_ASIDE = "Set aside, not brought"


class MappingUnreadable(HomewardError):
    """A feed's `mapping.yaml` does not have its shape."""


class Column(Shape):
    """One column: what kind of thing its cells hold, and what is asked of them.

    `required` asks for the column and for every cell of it; `column_required` for the column alone. `compare: false`
    leaves a column out when a row is compared with what was sent before. `sensitive` marks what no message may name.
    `complete` counts how many of its cells are filled, and apart from them those with one of the codes in `not_known`.
    `check` is the number by which whoever sends the file knows a fault in what the cell holds. A `when` is a day, and
    its time where the sender knows one. `also` lists other names that a workbook's column may have.
    """

    name: Text
    title: Text
    type: Literal["text", "date", "moment", "when", "code", "integer", "id"] = "text"
    required: bool = False
    column_required: bool = False
    list: str | None = None
    max: int = Field(default=300, ge=1, le=200_000)
    sensitive: bool = False
    future: bool = False
    compare: bool = True
    name_of_person: bool = False
    complete: bool = False
    not_known: tuple[Text, ...] = ()
    check: str = ""
    also: tuple[Text, ...] = ()


class SetAside(Shape):
    """What comes with the files and is not brought: a file by its column names, or elements of an XML file, and why."""

    title: Text
    why: Text
    columns: tuple[Text, ...] = ()
    elements: tuple[Text, ...] = ()

    @property
    def in_words(self) -> str:
        """What is said of it to whoever sent it."""
        return f"{SET_ASIDE}: {self.title}. {self.why}"


class Arrives(Shape):
    """How often a feed's files usually come, how far its rows reach, and which figures wait for them.

    A file is usual every so many days, `usually` in words, and may take so many more (`lag`) to be made. `as_at` names
    the column that says of which day a file tells. `reaches` names those whose latest day or year says how far its rows
    go, counted by what it `covers`. `whole` says what a child's absence from a later file means, where each file tells
    of every child.
    """

    every: int = Field(ge=1, le=800)
    usually: Text
    means: Text
    lag: int = Field(default=0, ge=0, le=800)
    covers: Literal["", "month", "year", "collection-year"] = ""
    reaches: tuple[Text, ...] = ()
    as_at: str = ""
    whole: str = ""


class Part(Shape):
    """One file of a delivery.

    `key` names the columns that together tell one row from another; the first is whose row it is. `records` says where
    the same rows stand in an XML file, and `sheet` where they stand in a workbook. `long_key` has all of the key but
    whose row it is kept as a digest, where the whole would be too long.
    """

    part: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,19}$")]
    file: Text
    title: Text
    about_a_person: bool
    key: tuple[str, ...] = Field(min_length=1)
    columns: tuple[Column, ...] = Field(min_length=1)
    records: Records | None = None
    sheet: Sheet | None = None
    long_key: bool = False

    def column(self, name: str) -> Column:
        """The column of that name. Raises StopIteration for one that is not declared."""
        return next(column for column in self.columns if column.name == name)

    @property
    def must_come(self) -> tuple[Column, ...]:
        """The columns without which the file cannot be read."""
        return tuple(each for each in self.columns if each.required or each.column_required or each.name in self.key)


class Admission(Shape):
    """Whose rows the feed may bring, in words, with the reasons it accepts where it has a list of them."""

    rule: Text
    reasons: dict[str, str] = Field(default_factory=dict)


class Mapping(Shape):
    """A feed, as its `mapping.yaml` tells it. `from_kinds` names the kinds of agency that may send it; none, any."""

    feed: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
    title: Text
    what: Text
    lawful_basis: Text
    admission: Admission | Text
    needs: tuple[Literal["collection_year", "release", "agreement"], ...] = ()
    from_kinds: tuple[Text, ...] = ()
    arrives: Arrives | None = None
    parts: tuple[Part, ...] = Field(min_length=1)
    xml: Xml | None = None
    workbook: Workbook | None = None
    json_document: Json | None = None
    set_aside: tuple[SetAside, ...] = ()

    @property
    def needs_year(self) -> bool:
        """Whether the load must be told which collection year the files were made for."""
        return "collection_year" in self.needs

    @property
    def needs_release(self) -> bool:
        """Whether the load must be told which release of published figures the files are."""
        return "release" in self.needs

    @property
    def needs_agreement(self) -> bool:
        """Whether the files come only under an agreement, which the load must be told."""
        return "agreement" in self.needs

    @property
    def needs_in_words(self) -> str:
        """What a load must be told, as people read it."""
        return " and ".join(f"the {each.replace('_', ' ')}" for each in self.needs) or "nothing"

    @property
    def is_about_people(self) -> bool:
        """Whether any row of it is about somebody: what a demonstration must know to be invented."""
        return any(part.about_a_person for part in self.parts)

    @property
    def admission_in_words(self) -> str:
        """The admission rule as people read it."""
        return self.admission.rule if isinstance(self.admission, Admission) else self.admission

    @property
    def admission_reasons(self) -> tuple[str, ...]:
        """Each reason for which a row may come, in words, where the rule has a list of them."""
        return tuple(self.admission.reasons.values()) if isinstance(self.admission, Admission) else ()

    def part(self, code: str) -> Part | None:
        """The part of that code, or none."""
        return next((part for part in self.parts if part.part == code), None)

    @property
    def whole(self) -> Xml | Workbook | Json | None:
        """The one file that holds every part, where there may be one."""
        return self.xml or self.workbook or self.json_document

    @property
    def apart(self) -> tuple[Part, ...]:
        """The parts that may each come as a file of its own."""
        alone = self.workbook or self.json_document or (self.xml and self.xml.alone)
        return () if alone else self.parts

    def is_xml(self, code: str) -> bool:
        """Whether an original kept under this code is the XML file that holds every part."""
        return self.xml is not None and self.xml.code == code


def plain(name: str) -> str:
    """A column's name as it is compared: case, spaces, hyphens and underscores do not count."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def levelled(name: str) -> str:
    """A title as it is compared in a workbook: letters and figures alone, without case."""
    return re.sub(r"[^a-z0-9]+", "", name.casefold())


def names_used(mapping: Mapping) -> set[str]:
    """Every element name that the mapping knows, whether it is brought or set aside."""
    shape = mapping.xml
    assert shape is not None, "only a feed with an XML file asks"
    known = {shape.root, *shape.child.split("/")}
    for each in mapping.set_aside:
        known |= {*each.elements, *each.columns}
    for part in mapping.parts:
        known |= {column.name for column in part.columns}
        if part.records:
            places = part.records
            named = (places.elements, places.above, places.beside, places.many, places.how_many)
            paths = (*places.at, *(path for each in named for path in each.values()))
            known |= {name for path in paths for name in path.split("/")}
    if shape.header:
        known |= {name for path in (shape.header.day, shape.header.year) for name in path.split("/")}
    return known | {name for path in shape.head for name in path.split("/")}


def read_mapping(path: Path) -> Mapping:
    """The mapping in this file. Raises MappingUnreadable, naming the file and the place in it."""
    try:
        mapping = Mapping.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as mistake:
        place = ".".join(str(step) for step in mistake.errors()[0]["loc"]) if hasattr(mistake, "errors") else "the YAML"
        raise unreadable(path, place) from None
    for part in mapping.parts:
        if unknown := set(part.key) - {column.name for column in part.columns}:
            raise unreadable(path, f"parts.{part.part}.key ({', '.join(sorted(unknown))})")
        if mapping.xml and not part.records:
            raise unreadable(path, f"parts.{part.part}, which does not say where its records stand in the XML file")
    return mapping


def unreadable(path: Path, place: str) -> MappingUnreadable:
    """The error that names the file and the place."""
    return MappingUnreadable(
        got=f"in {path.parent.name}/{path.name}, at {place}: something that does not belong there",
        expected="a mapping as the README of the feeds describes it",
        next_step="Correct that place.",
    )
