"""What an import asks before anything is kept: whose a thing is, and whether it gives a confidential service away."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from homeward.practice.pathway.models import (
    ConfidentialMark,
    Location,
    Organisation,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from homeward.practice.pathway.models.directory import Told
from homeward.practice.pathway.rules import gives_away
from homeward.register.keys.queries import opened

MODELS: dict[str, type[Told]] = {
    "taxonomy": Taxonomy,
    "taxonomy_term": TaxonomyTerm,
    "organization": Organisation,
    "location": Location,
    "service": Service,
    "service_at_location": ServiceAtLocation,
}
MARK = "pathway_confidentialmark"


def told_by_others(thing: str, keys: Collection[str], *, agency: int | None) -> set[str]:
    """Which of these identifiers are of things that another agency told of first, in one statement."""
    wanted = [each for each in map(_identifier, keys) if each]
    rows = MODELS[thing]._default_manager.filter(pk__in=wanted).exclude(content={})
    return {str(pk) for pk in rows.exclude(agency=agency).values_list("pk", flat=True)}


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def marks() -> set[str]:
    """Everything by which a confidential service could be known, opened: they are few."""
    rows = ConfidentialMark.objects.filter(service__ended_at__isnull=True)
    return {opened(each.sealed_text, table=MARK, row=each.service_id, column="text") for each in rows}


def withheld(contents: Mapping[int, Any]) -> set[int]:
    """Which of these give a confidential service away."""
    wanted = marks()
    return {number for number, content in contents.items() if gives_away(content, wanted)}


def giving_away(wanted: Collection[str]) -> set[UUID]:
    """The open services that give one of these marks away: in themselves, their places, or whoever runs them."""
    found = {each.pk for each in Service.objects.all() if gives_away(each.content, wanted)}
    organisations = [each.pk for each in Organisation.objects.all() if gives_away(each.content, wanted)]
    places = [each.pk for each in Location.objects.all() if gives_away(each.content, wanted)]
    there = [
        each
        for each in ServiceAtLocation.objects.select_related("location")
        if each.location_id in places or gives_away(each.content, wanted)
    ]
    found |= {each.service_id for each in there if each.service_id}
    return found | set(Service.objects.filter(organisation__in=organisations).values_list("pk", flat=True))
