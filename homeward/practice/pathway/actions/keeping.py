"""Keeping what a directory tells, in a constant number of statements for each batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from homeward.practice.pathway.models import Location, Organisation, Service, ServiceTag, Taxonomy
from homeward.practice.pathway.models.directory import Told
from homeward.practice.pathway.queries.keeping import MODELS
from homeward.practice.pathway.rules import tags_of
from homeward.register.access.actions import step
from homeward.register.places.models import District

NAME = 300
SAID = ("agency", "name", "content", "told_at")
# What a thing names of others: under which field, in which column, and what it is.
NAMES: dict[str, tuple[tuple[str, str, type[Told]], ...]] = {
    "taxonomy_term": (("taxonomy_id", "taxonomy", Taxonomy),),
    "service": (("organization_id", "organisation", Organisation),),
    "service_at_location": (("service_id", "service", Service), ("location_id", "location", Location)),
}


@step
def keep_told(*, thing: str, told: Sequence[Mapping[str, Any]], agency: int, at: datetime) -> None:
    """Keep each thing as it is told now, in place of what was told before; what it names that is not here yet waits."""
    for field, _, model in NAMES.get(thing, ()):
        _make_room(model, [each[field] for each in told if each.get(field)], agency, at)
    if thing == "taxonomy_term":
        told = [_with_taxonomy(each) for each in told]
        _make_room(Taxonomy, [each["taxonomy_id"] for each in told if each.get("taxonomy_id")], agency, at)
    rows = [_row(thing, each, agency, at) for each in told]
    columns = [*SAID, *(column for _, column, _ in NAMES.get(thing, ())), *_also(thing)]
    MODELS[thing]._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    if thing == "service":
        _tag(told)


def _with_taxonomy(term: Mapping[str, Any]) -> dict[str, Any]:
    """A term that holds its taxonomy names it, too."""
    detail = term.get("taxonomy_detail") or {}
    return {**term, "taxonomy_id": term.get("taxonomy_id") or detail["id"]} if detail.get("id") else dict(term)


def _make_room(model: type[Told], keys: Sequence[str], agency: int, at: datetime) -> None:
    rows = [model(id=UUID(key), agency_id=agency, told_at=at) for key in dict.fromkeys(keys)]
    model._default_manager.bulk_create(rows, ignore_conflicts=True)


def _also(thing: str) -> tuple[str, ...]:
    return {
        "service": ("status", "minimum_age", "maximum_age", "withheld_at"),
        "taxonomy_term": ("parent",),
    }.get(thing, ())


def _row(thing: str, said: Mapping[str, Any], agency: int, at: datetime) -> Told:
    content = {name: value for name, value in said.items() if name != "taxonomy_detail"}
    row = MODELS[thing](
        id=UUID(said["id"]), agency_id=agency, name=str(said.get("name", ""))[:NAME], content=content, told_at=at
    )
    for field, column, _ in NAMES.get(thing, ()):
        setattr(row, f"{column}_id", UUID(said[field]) if said.get(field) else None)
    if isinstance(row, Service):
        row.status = said["status"]
        row.minimum_age, row.maximum_age = said.get("minimum_age"), said.get("maximum_age")
    if thing == "taxonomy_term" and said.get("parent_id"):
        setattr(row, "parent", UUID(said["parent_id"]))  # noqa: B010  (a column of one of the models alone)
    return row


def _tag(told: Sequence[Mapping[str, Any]]) -> None:
    """What each service is found by, read afresh."""
    districts = {name.casefold(): code for name, code in District.objects.values_list("name", "code")}
    ServiceTag.objects.filter(service__in=[each["id"] for each in told]).delete()
    ServiceTag.objects.bulk_create(
        ServiceTag(service_id=UUID(each["id"]), kind=kind, code=code)
        for each in told
        for kind, code in sorted(tags_of(each, districts))
    )
