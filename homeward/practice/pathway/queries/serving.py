"""The directory as Open Referral UK 3.0 has it read out: whole things, and pages of them.

Nothing here reads a confidential service, or a service that was withheld. A location or an organisation is told with a
service that is open, and never by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from homeward.practice.pathway.models import Organisation, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm
from homeward.practice.pathway.models.directory import Told
from homeward.practice.pathway.rules.standard import LISTS, SHAPES

Thing = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What a reader of the directory asks for. An empty thing is not asked."""

    search: str = ""
    taxonomy_id: UUID | None = None
    taxonomy_term_id: UUID | None = None
    organization_id: UUID | None = None
    parent_id: UUID | None = None
    modified_after: datetime | None = None
    top_only: bool = False
    full: bool = False
    minimal: bool = False


@dataclass(frozen=True)
class Listing:
    """The rows that answer, and how each is told."""

    rows: "QuerySet[Any]" = field(repr=False)
    told: Callable[[Any], Thing] = field(repr=False)


def open_services() -> "QuerySet[Service]":
    """Every service that anybody may read of."""
    told = ServiceAtLocation.objects.exclude(content={}).select_related("location").order_by("pk")
    rows = Service.objects.filter(withheld_at__isnull=True).exclude(content={})
    return rows.select_related("organisation").prefetch_related(Prefetch("at_locations", told)).order_by("name", "pk")


def services(wanted: Wanted) -> Listing:
    """Services, as one asks for them."""
    rows = _lately(_described(open_services(), wanted, ""), wanted)
    if wanted.organization_id:
        rows = rows.filter(organisation=wanted.organization_id)
    if wanted.search:
        rows = rows.filter(Q(name__icontains=wanted.search) | Q(content__description__icontains=wanted.search))
    return Listing(rows, minimal if wanted.minimal else whole_service if wanted.full else plain_service)


def places(wanted: Wanted) -> Listing:
    """Services at locations, as one asks for them."""
    rows = ServiceAtLocation.objects.exclude(content={}).filter(service__withheld_at__isnull=True)
    rows = rows.exclude(service__content={}).select_related("service__organisation", "location").order_by("pk")
    rows = _lately(_described(rows, wanted, "service__"), wanted)
    if wanted.organization_id:
        rows = rows.filter(service__organisation=wanted.organization_id)
    if wanted.search:
        rows = rows.filter(Q(service__name__icontains=wanted.search) | Q(location__name__icontains=wanted.search))
    return Listing(rows, whole_place if wanted.full else plain_place)


def organisations(wanted: Wanted) -> Listing:
    """Organisations that run an open service."""
    running = Service.objects.filter(withheld_at__isnull=True).exclude(content={}).values("organisation")
    rows = Organisation.objects.exclude(content={}).filter(pk__in=running).order_by("name", "pk")
    if wanted.search:
        rows = rows.filter(name__icontains=wanted.search)
    return Listing(rows, whole if wanted.full else plain("organization"))


def taxonomies(wanted: Wanted) -> Listing:
    """Lists of terms."""
    rows = Taxonomy.objects.exclude(content={}).order_by("name", "pk")
    return Listing(rows.filter(name__icontains=wanted.search) if wanted.search else rows, whole)


def terms(wanted: Wanted) -> Listing:
    """Terms, of one taxonomy or below one term where that is asked."""
    rows = TaxonomyTerm.objects.exclude(content={}).select_related("taxonomy").order_by("name", "pk")
    if wanted.search:
        rows = rows.filter(name__icontains=wanted.search)
    if wanted.taxonomy_id:
        rows = rows.filter(taxonomy=wanted.taxonomy_id)
    if wanted.parent_id:
        rows = rows.filter(parent=wanted.parent_id)
    return Listing(rows.filter(parent__isnull=True) if wanted.top_only else rows, whole_term)


def one(listing: Listing, key: UUID, told: Callable[[Any], Thing]) -> Thing | None:
    """One thing of a list, told whole; none where the list does not hold it."""
    found = listing.rows.filter(pk=key).first()
    return told(found) if found else None


def each_of(listing: Listing) -> Iterator[Thing]:
    """Everything a list holds, a few at a time."""
    yield from map(listing.told, listing.rows.iterator(chunk_size=200))


def whole(row: Told) -> Thing:
    """A thing as it was told."""
    return dict(row.content)


def plain(thing: str) -> Callable[[Told], Thing]:
    """How a thing is told with the fields alone that it has once."""
    return lambda row: {name: said for name, said in row.content.items() if name in SHAPES[thing]}


def minimal(row: Service) -> Thing:
    """A service by which one tells whether to ask for it again."""
    return {"id": str(row.pk), "name": row.name, "status": row.status, "last_modified": _modified(row)}


def plain_service(row: Service) -> Thing:
    """A service with whoever runs it, and none of what it has several of."""
    held = {name: said for name, said in row.content.items() if name not in LISTS["service"]}
    return {**held, "last_modified": _modified(row), **_of(row.organisation, "organization", plain("organization"))}


def whole_service(row: Service) -> Thing:
    """A service with everything that belongs to it."""
    at = [{**each.content, **_of(each.location, "location", whole)} for each in row.at_locations.all()]
    told = {**row.content, "last_modified": _modified(row), **_of(row.organisation, "organization", whole)}
    return {**told, "service_at_locations": at} if at else told


def plain_place(row: ServiceAtLocation) -> Thing:
    """A service at a location with both, and none of what they have several of."""
    held = {name: said for name, said in row.content.items() if name not in LISTS["service_at_location"]}
    return {**held, **_of(row.location, "location", plain("location")), **_of(row.service, "service", plain_service)}


def whole_place(row: ServiceAtLocation) -> Thing:
    """A service at a location with everything that belongs to both."""
    service: Thing = {}
    if row.service is not None:
        own = _of(row.service.organisation, "organization", whole)
        service = {"service": {**row.service.content, "last_modified": _modified(row.service), **own}}
    return {**row.content, **_of(row.location, "location", whole), **service}


def whole_term(row: TaxonomyTerm) -> Thing:
    """A term with the taxonomy it is of."""
    return {**row.content, **_of(row.taxonomy, "taxonomy_detail", whole)}


def _of(row: Any, name: str, told: Callable[[Any], Thing]) -> Thing:
    return {name: told(row)} if row is not None and row.content else {}


def _modified(row: Service) -> str:
    return str(row.content.get("last_modified") or row.told_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _lately(rows: "QuerySet[Any]", wanted: Wanted) -> "QuerySet[Any]":
    return rows.filter(told_at__gte=wanted.modified_after) if wanted.modified_after else rows


def _described(rows: "QuerySet[Any]", wanted: Wanted, of: str) -> "QuerySet[Any]":
    """Those that are described by a term, or by any term of a taxonomy."""
    if not (wanted.taxonomy_term_id or wanted.taxonomy_id):
        return rows
    known = TaxonomyTerm.objects.filter(taxonomy=wanted.taxonomy_id).values_list("pk", flat=True)
    asked = {str(wanted.taxonomy_term_id)} if wanted.taxonomy_term_id else {str(each) for each in known}
    fitting = [each.pk for each in Service.objects.only("content") if asked & _terms_of(each)]
    return rows.filter(**{f"{of}pk__in": fitting})


def _terms_of(service: Service) -> set[str]:
    told = [each.get("taxonomy_term", {}).get("id") or each.get("taxonomy_term_id") for each in _attributes(service)]
    return {str(each) for each in told if each}


def _attributes(service: Service) -> list[Thing]:
    found: list[Thing] = service.content.get("attributes") or []
    return found
