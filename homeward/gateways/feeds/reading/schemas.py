"""Checking a file by the schema of its year, where the operator holds one: a child at a time, in bounded memory.

A department's schema may not be handed on with a program, so none is. Where one lies in the folder that the setting
names, each child is wrapped as the schema's whole message and checked by itself. What it finds is counted by element
and kind of fault, and told as notes: whether a row may come is decided by the feed's own rules, which protect what the
register holds. A message never repeats what stood anywhere.
"""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.dates_in_words import counted
from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.mapping import Mapping, names_used
from homeward.gateways.feeds.whole_files import Xml

TOLD = 8
LARGEST = 4 * 1024 * 1024
FAULTS = {
    "SCHEMAV_ELEMENT_CONTENT": "something is missing before it, is there twice, or stands out of order",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "text stands where only elements belong",
    "SCHEMAV_CVC_ENUMERATION_VALID": "it holds a code that the schema does not know",
    "SCHEMAV_CVC_PATTERN_VALID": "it is not written as the schema asks",
    "SCHEMAV_CVC_MINLENGTH_VALID": "it is empty",
    "SCHEMAV_CVC_ELT_1": "the schema does not know it",
}
OTHERWISE = "it is not of the kind that the schema asks"
# Said of a value a second time, after the fault itself.
AGAIN = {"SCHEMAV_CVC_DATATYPE_VALID_1_2_1"}


class SchemaUnreadable(HomewardError):
    """A schema in the operator's folder that is no schema."""


@dataclass
class Schema:
    """The schema of one year, or that none is held, with what has been found of the children so far."""

    shape: Xml
    year: CollectionYear
    names: set[str]
    held: Any = field(default=None, repr=False)
    name: str = ""
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], int] = field(default_factory=dict)
    children: int = 0

    def look_at(self, child: etree._Element, number: int) -> None:
        """Check one child by the schema; its faults are counted by element and kind."""
        if self.held is None or self.held.validate(self._message(child)):
            return
        self.children += 1
        for key in {(self._element(each), each.type_name) for each in self.held.error_log}:
            self.faults[key] += 1
            self.first.setdefault(key, number)

    def _message(self, child: etree._Element) -> etree._Element:
        whole = within = etree.Element(self.shape.root)
        for tag in self.shape.child.split("/")[:-1]:
            within = etree.SubElement(within, tag)
        within.append(deepcopy(child))
        within[0].tail = None
        return whole

    def _element(self, error: Any) -> str:
        """The element that a fault is about, named only where the mapping knows it."""
        name = str(error.path or "").rsplit("/", 1)[-1].split("[")[0]
        return name if name in self.names else "an element that the feed does not know"

    @property
    def notes(self) -> tuple[str, ...]:
        """How the file was checked, and what the schema found, the most frequent first."""
        if self.held is None:
            return (f"Checked by the published rules alone: no schema for {self.year.code} is held here.",)
        said = f"Checked by the published rules, and by the schema for {self.year.code} held here ({self.name})."
        if not self.children:
            return (f"{said} Every child keeps to it.",)
        found = [key for key in self.faults if key[1] not in AGAIN]
        found.sort(key=lambda key: (-self.faults[key], key))
        told = [self._fault(key) for key in found[:TOLD]]
        if len(found) > TOLD:
            told.append(f"By the schema, {counted(len(found) - TOLD, 'other kind')} of fault.")
        return (f"{said} It is not kept to by {counted(self.children, 'child', 'children')}.", *told)

    def _fault(self, key: tuple[str, str]) -> str:
        element, kind = key
        where = f"{counted(self.faults[key], 'child', 'children')}, the first of them {self.first[key]:,}"
        return f"By the schema, {element}: {FAULTS.get(kind, OTHERWISE)} ({where})."


def schema_for(mapping: Mapping, folder: str, year: int | None) -> Schema | None:
    """The schema of a year from the operator's folder; one that says none is held where there is none.

    It is the file `FOLDER/FEED/ENDING.xsd`, as in `cin/2024.xsd`. Nothing at all for a feed that has no schemas.
    """
    if not (mapping.xml and mapping.xml.schemas and year):
        return None
    schema = Schema(mapping.xml, CollectionYear(year), names_used(mapping))
    path = Path(folder, mapping.feed, f"{year}.xsd") if folder else None
    if path and path.is_file():
        schema.held, schema.name = read_schema(path), f"{mapping.feed}/{path.name}"
    return schema


def read_schema(path: Path) -> Any:
    """The schema in a file. It may fetch nothing from elsewhere. Raises SchemaUnreadable."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    try:
        if path.stat().st_size > LARGEST:
            raise etree.XMLSchemaParseError("too large")
        return etree.XMLSchema(etree.parse(path, parser))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError, OSError):
        raise SchemaUnreadable(
            got=f"{path.name}, which cannot be read as a schema",
            expected="an XML schema, by itself in one file",
            next_step="Put the department's schema of that year there, or take the file away.",
        ) from None
