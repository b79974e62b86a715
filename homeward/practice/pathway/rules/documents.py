"""What a document of Open Referral UK tells of: each service, organisation, location and term. Pure.

The standard nests one thing in another: a service holds its organisation, and a service at a location the whole of
both. Each is taken out once and told by its own identifier; where one stands in several places of a file, what each
place says of it is put together, unless two disagree.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeward.practice.pathway.rules.standard import APART, kept
from homeward.practice.pathway.rules.tabular import is_tabular, nested_of

# In the order in which they are brought: what another points at comes first.
THINGS = ("taxonomy", "taxonomy_term", "organization", "location", "service", "service_at_location")
# A field that only one of the six has, by which one is known that does not say what it is.
TELLING = {
    "location": {"location_type", "transportation", "latitude"},
    "service": {"status", "eligibility_description", "service_at_locations", "service_areas", "minimum_age"},
    "service_at_location": {"location", "service", "location_id", "service_id"},
    "taxonomy_term": {"taxonomy_detail", "taxonomy_id", "taxonomy", "parent_id", "code", "term_uri"},
    "organization": {
        "website", "legal_status", "services", "locations", "organization_identifiers", "logo", "tax_status",
        "year_incorporated", "parent_organization_id", "email",
    },
    "taxonomy": {"version", "uri"},
}  # fmt: skip
TABLES = {
    "services": "service", "organizations": "organization", "locations": "location", "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term", "service_at_locations": "service_at_location",
}  # fmt: skip


class NotADirectory(ValueError):
    """A document that is not one of the standard's, with where it is not and in words why."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(words)
        self.where, self.words = where, words


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that a document tells of, with where in the document it stands."""

    thing: str
    where: str
    content: dict[str, Any] = field(repr=False)

    @property
    def key(self) -> str:
        """Its identifier, or nothing where it has none."""
        said = self.content.get("id")
        return said if isinstance(said, str) else ""


def entities_in(document: Any) -> dict[str, list[Entity]]:
    """Everything the document tells of, by what it is, in the order it stands there. Raises NotADirectory."""
    told: dict[str, list[Entity]] = {thing: [] for thing in THINGS}
    for entity in _each(document):
        told[entity.thing].append(entity)
    if not any(told.values()):
        raise NotADirectory("", "It tells of no service, organisation, location or term.")
    return {thing: _together(each) for thing, each in told.items()}


def _each(document: Any) -> Iterator[Entity]:
    if isinstance(document, dict) and is_tabular(document):
        document = nested_of(document)
    if isinstance(document, dict) and isinstance(document.get("contents"), list):
        yield from _listed(document["contents"], "contents", None)
    elif isinstance(document, dict) and TABLES.keys() & document.keys() and "id" not in document:
        for name, thing in TABLES.items():
            if name in document:
                yield from _listed(document[name], name, thing)
    elif isinstance(document, list):
        yield from _listed(document, "entry", None)
    elif isinstance(document, dict) and "id" in document:
        yield from _taken(_thing_of(document, ""), document, "")


def _listed(said: Any, name: str, thing: str | None) -> Iterator[Entity]:
    if not isinstance(said, list):
        raise NotADirectory(name, "A list is expected here, in square brackets.")
    for number, each in enumerate(said, start=1):
        where = f"{name} {number}"
        if not isinstance(each, dict):
            raise NotADirectory(where, "An object is expected here, in curly brackets.")
        yield from _taken(thing or _thing_of(each, where), each, where)


def _known(said: Mapping[str, Any]) -> list[str]:
    return [thing for thing, names in TELLING.items() if names & said.keys()]


def _thing_of(said: Mapping[str, Any], where: str) -> str:
    found = _known(said)
    if not found:
        words = "Nothing says whether it is a service, an organisation, a location or a term."
        raise NotADirectory(where, f"{words} Put it under services, organizations, or as the standard calls it.")
    return found[0]


def _taken(thing: str, said: Mapping[str, Any], where: str) -> Iterator[Entity]:
    """A thing, after what it holds that is a thing of its own."""
    content = kept(thing, said)
    for name, kind in APART.get(thing, {}).items():
        inner, many = said.get(name), name.endswith("s")
        if inner is None or inner == []:
            continue
        whole = isinstance(inner, list) and all(isinstance(each, dict) for each in inner) if many else None
        if not (whole if many else isinstance(inner, dict)):
            content[name] = inner
            continue
        for number, each in enumerate(inner if many else [inner], start=1):
            place = " > ".join(filter(None, (where, f"{name} {number}" if many else name)))
            yield from _taken(kind, {**each, **_tied(thing, name, said)}, place)
        if not many and isinstance(inner.get("id"), str):
            content[f"{name}_id"] = inner["id"]
    yield from _terms(content, where)
    yield Entity(thing, where, content)


def _tied(thing: str, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a thing is told by standing inside another: whose service it is, and of which service it is a place."""
    ties = {("service", "service_at_locations"): "service_id", ("organization", "services"): "organization_id",
            ("organization", "locations"): "organization_id"}  # fmt: skip
    tie = ties.get((thing, name))
    return {tie: said["id"]} if tie and said.get("id") else {}


def _terms(content: Mapping[str, Any], where: str) -> Iterator[Entity]:
    """The terms that a thing is described by, and the taxonomies they are of."""
    for attribute in content.get("attributes") or []:
        term = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
        if isinstance(term, dict) and term.get("id"):
            detail = term.get("taxonomy_detail")
            if isinstance(detail, dict) and detail.get("id"):
                yield Entity("taxonomy", f"{where} > taxonomy", kept("taxonomy", detail))
            yield Entity("taxonomy_term", f"{where} > taxonomy_term", _plain_term(term))
    detail = content.get("taxonomy_detail")
    if isinstance(detail, dict) and detail.get("id"):
        yield Entity("taxonomy", f"{where} > taxonomy_detail", kept("taxonomy", detail))


def _plain_term(term: Mapping[str, Any]) -> dict[str, Any]:
    return kept("taxonomy_term", term)


def _together(told: list[Entity]) -> list[Entity]:
    """One for each identifier, of all that is said of it; where two places disagree, both, for the reader to refuse."""
    found: dict[str, Entity] = {}
    rest: list[Entity] = []
    for entity in told:
        first = found.get(entity.key) if entity.key else None
        if first is None:
            if entity.key:
                found[entity.key] = entity
            else:
                rest.append(entity)
        elif all(first.content[name] == said for name, said in entity.content.items() if name in first.content):
            found[entity.key] = Entity(first.thing, first.where, {**first.content, **entity.content})
        else:
            rest.append(entity)
    return [*found.values(), *rest]


def as_text(content: Mapping[str, Any]) -> str:
    """A thing as it is compared and kept: the same whatever the order in which its fields came."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
