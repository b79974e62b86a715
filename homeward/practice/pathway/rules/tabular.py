"""The tabular form of Open Referral UK, put together into its nested one. Pure.

In the tabular form each thing is a row of a table, and what belongs to another names it: a phone its location, an
attribute whatever it describes. A row that names nobody who is there is left to be told of by itself.
"""

import re
from collections.abc import Mapping
from typing import Any

from homeward.practice.pathway.rules.standard import SHAPES

# Each table by the thing it holds, and under which name such rows stand in the one they belong to.
TABLES = {
    "organizations": "organization", "programs": "program", "services": "service", "locations": "location",
    "service_at_location": "service_at_location", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
    "attributes": "attribute", "phones": "phone", "contacts": "contact", "addresses": "address",
    "schedules": "schedule", "funding": "funding", "service_areas": "service_area", "languages": "language",
    "required_documents": "required_document", "accessibility": "accessibility", "cost_options": "cost_option",
    "organization_identifiers": "organization_identifier",
}  # fmt: skip
INSIDE = (
    "languages", "phones", "contacts", "addresses", "schedules", "accessibility", "service_areas", "cost_options",
    "required_documents", "funding", "organization_identifiers",
)  # fmt: skip
OWNERS = ("phone", "contact", "service_at_location", "location", "service", "organization")
Rows = dict[str, list[dict[str, Any]]]


def is_tabular(document: Mapping[str, Any]) -> bool:
    """Whether the document holds the standard's tables, each under the name of its file."""
    return bool(document) and all(isinstance(each, list) for each in document.values()) and any(
        name.removesuffix(".csv") in TABLES and name.endswith(".csv") for name in document
    )  # fmt: skip


def nested_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same as the nested form: each row put inside the one it names."""
    rows: Rows = {
        name: [_typed(thing, each) for each in document.get(f"{name}.csv", []) if isinstance(each, dict)]
        for name, thing in TABLES.items()
    }
    by_id = {thing: {each.get("id"): each for each in rows[name]} for name, thing in TABLES.items()}
    _describe(rows, by_id)
    for name in INSIDE:
        for each in rows[name]:
            owner = _owner_of(each, by_id)
            if owner is not None:
                owner.setdefault(name, []).append(each)
    return {
        "taxonomies": rows["taxonomies"], "taxonomy_terms": rows["taxonomy_terms"],
        "organizations": rows["organizations"], "locations": rows["locations"], "services": rows["services"],
        "service_at_locations": rows["service_at_location"],
    }  # fmt: skip


def _typed(thing: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with each cell as the standard has it: a table does not tell a number from its figures."""
    kinds = {name: field.kind for name, field in SHAPES[thing].items()}
    return {name: _as(kinds.get(name, "text"), value) for name, value in row.items()}


def _as(kind: str, value: Any) -> Any:
    if (
        kind in ("number", "age")
        and isinstance(value, str)
        and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", value, re.ASCII)
    ):
        return float(value) if "." in value else int(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if kind == "text" and is_number else value


def _owner_of(row: Mapping[str, Any], by_id: Mapping[str, dict[Any, dict[str, Any]]]) -> dict[str, Any] | None:
    """The nearest that a row belongs to: a phone that names a contact and a service is the contact's."""
    named = ((thing, row.get(f"{thing}_id")) for thing in OWNERS)
    return next((by_id[thing][key] for thing, key in named if key and key in by_id[thing]), None)


def _describe(rows: Rows, by_id: Mapping[str, dict[Any, dict[str, Any]]]) -> None:
    for attribute in rows["attributes"]:
        term = by_id["taxonomy_term"].get(attribute.get("taxonomy_term_id"))
        described = by_id.get(str(attribute.get("link_entity")), {}).get(attribute.get("link_id"))
        if term is not None and described is not None:
            described.setdefault("attributes", []).append({**attribute, "taxonomy_term": dict(term)})
    for service in rows["services"]:
        program = by_id["program"].get(service.get("program_id"))
        if program is not None:
            service["program"] = program
    for program in rows["programs"]:
        owner = by_id["organization"].get(program.get("organization_id"))
        if owner is not None:
            owner.setdefault("programs", []).append(program)
