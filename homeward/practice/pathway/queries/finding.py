"""The services that fit what is asked, with what each says of its room; and the confidential ones, apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from homeward.practice.pathway.models import CapacityWord, ConfidentialService, Service, ServiceTag
from homeward.practice.pathway.queries.serving import open_services
from homeward.practice.pathway.rules import Asked, Fit, Offered, fit, ordered
from homeward.register.keys.queries import opened
from homeward.register.places.models import District

TABLE = "pathway_confidentialservice"
ACTIVE = "active"


@dataclass(frozen=True)
class Found:
    """A service that fits, why, and what it last said of its room."""

    service: Service
    fit: Fit
    offered: Offered
    word: CapacityWord | None = None


@dataclass(frozen=True)
class Confidential:
    """A confidential service, opened for whoever may know of it."""

    id: UUID
    name: str = field(repr=False)
    words: str = field(repr=False)
    contact: str = field(repr=False)
    needs: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None


def fitting(asked: Asked) -> list[Found]:
    """The services that fit, the best first. What is asked decides; no child is known here."""
    rows = open_services().filter(status=ACTIVE).prefetch_related(None)
    if asked.need:
        told = ServiceTag.objects.filter(kind="need").values("service")
        rows = rows.filter(Q(tags__kind="need", tags__code=asked.need) | ~Q(pk__in=told)).distinct()
    services = {each.pk: each for each in rows.prefetch_related("tags")}
    words = words_of(services)
    known = frozenset(District.objects.values_list("code", flat=True))
    offers = {pk: offered_by(each, words.get(pk), known) for pk, each in services.items()}
    by_name = [(f"{each.name}\x1f{pk}", offers[pk], fit(asked, offers[pk])) for pk, each in services.items()]
    return [
        Found(services[pk], answer, said, words.get(pk))
        for name, said, answer in ordered(by_name)
        for pk in (UUID(name.rpartition("\x1f")[2]),)
    ]


def offered_by(service: Service, word: CapacityWord | None, districts: AbstractSet[str]) -> Offered:
    """What a service says of itself. An area that is none of the county's districts is the whole of it."""
    tags: dict[str, set[str]] = defaultdict(set)
    for each in service.tags.all():
        if each.kind != "district" or each.code in districts:
            tags[each.kind].add(each.code)
    room = (word.takes_referrals, word.wait_weeks) if word else (None, None)
    said = service.content.get("languages") or ()
    spoken = frozenset(str(each.get("name", "")).strip().casefold() for each in said) - {""}
    return Offered(tags, service.minimum_age, service.maximum_age, *room, spoken)


def words_of(services: Iterable[UUID]) -> Mapping[UUID, CapacityWord]:
    """What each last said of its room, in one statement."""
    latest = CapacityWord.objects.filter(service=OuterRef("pk")).order_by("-recorded_at", "-pk").values("pk")[:1]
    rows = Service.objects.filter(pk__in=list(services)).annotate(latest=Subquery(latest))
    numbers = rows.exclude(latest=None).values("latest")
    return {each.service_id: each for each in CapacityWord.objects.filter(pk__in=numbers).select_related("by")}


def directory(*, search: str = "", need: str = "", district: str = "", whom: str = "") -> "QuerySet[Service]":
    """The open directory, as somebody narrows it."""
    rows = open_services().prefetch_related("tags")
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(organisation__name__icontains=search))
    for kind, code in (("need", need), ("district", district), ("for", whom)):
        if code:
            rows = rows.filter(pk__in=ServiceTag.objects.filter(kind=kind, code=code).values("service"))
    return rows


def service_of(key: UUID) -> Service | None:
    """One open service with its tags and its places; none where the directory does not hold it."""
    words = CapacityWord.objects.select_related("by").order_by("-recorded_at", "-pk")
    return open_services().prefetch_related("tags", Prefetch("capacity_words", words)).filter(pk=key).first()


def confidential_services(*, need: str = "", age: int | None = None) -> list[Confidential]:
    """The confidential services that take anybody, opened."""
    rows = ConfidentialService.objects.filter(ended_at__isnull=True).order_by("added_at")
    found = (confidential(row) for row in rows)
    return [each for each in found if (not need or not each.needs or need in each.needs) and _of_age(each, age)]


def confidential(row: ConfidentialService) -> Confidential:
    """One confidential service, opened."""
    name, words, contact = (
        opened(text, table=TABLE, row=row.pk, column=column)
        for column, text in (("name", row.sealed_name), ("words", row.sealed_words), ("contact", row.sealed_contact))
    )
    needs = tuple(each for each in row.needs.split(";") if each)
    return Confidential(row.pk, name, words, contact, needs, row.minimum_age, row.maximum_age)


def _of_age(each: Confidential, age: int | None) -> bool:
    if age is None:
        return True
    return (each.minimum_age or 0) <= age <= (each.maximum_age if each.maximum_age is not None else age)
