"""What has come from whom: deliveries, what was refused of them, and what is already known of a row."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.sources.models import Delivery, Refusal, Source, SourceRecord

SEEING = "feed.see"


def only_synthetic() -> bool:
    """Whether everything received about people is declared invented: what a demonstration asks before it starts."""
    deliveries = Delivery.objects.filter(synthetic=False, about_people=True)
    records = SourceRecord.objects.filter(synthetic=False, delivery__about_people=True)
    return not deliveries.exists() and not records.exists()


def latest_contents(
    source: Source, part: str, external_ids: Collection[str], *, within: Delivery | None = None
) -> dict[str, str]:
    """The digest of what the source last said under each of these external identifiers, in one statement.

    Only the last counts: a row that went from one thing to another and back is news, though it was said before.
    `within` asks of one delivery alone: a later release of published figures stands beside an earlier one.
    """
    rows = SourceRecord.objects.filter(source=source, part=part, external_id__in=sorted(external_ids))
    if within:
        rows = rows.filter(delivery=within)
    return dict(rows.order_by("received_at", "row").values_list("external_id", "content_digest"))


def latest_payloads(source: Source, part: str, external_ids: Collection[str]) -> dict[str, tuple[UUID, str]]:
    """What the source last said under each of these external identifiers, sealed, with what it is sealed to."""
    rows = SourceRecord.objects.filter(source=source, part=part, external_id__in=sorted(external_ids))
    said = rows.order_by("received_at", "row").values_list("external_id", "pk", "sealed_payload")
    return {external_id: (pk, sealed) for external_id, pk, sealed in said}


def rows_held(source: Source, part: str) -> int:
    """How many different rows of a part the source has told so far."""
    return SourceRecord.objects.filter(source=source, part=part).values("external_id").distinct().count()


def last_loaded(before: Delivery) -> Delivery | None:
    """The last delivery that was loaded from the same source for the same year, other than this one."""
    same = Delivery.objects.filter(source=before.source, collection_year=before.collection_year, state="loaded")
    return same.exclude(pk=before.pk).select_related("source__agency").order_by("-loaded_at").first()


def sources(*, viewer: Viewer) -> QuerySet[Source]:
    """Every source with its latest delivery and its latest load, in one statement."""
    if not may(viewer, SEEING).allowed:
        return Source.objects.none()
    latest = Delivery.objects.filter(source=OuterRef("pk")).order_by("-received_at")
    loaded = Delivery.objects.filter(source=OuterRef("pk"), state="loaded").order_by("-loaded_at")
    return (
        Source.objects.select_related("agency")
        .annotate(
            loaded_at=Max("deliveries__loaded_at"),
            delivery_count=Count("deliveries"),
            latest_id=Subquery(latest.values("pk")[:1]),
            loaded_id=Subquery(loaded.values("pk")[:1]),
            last_year=Max("deliveries__collection_year", filter=Q(deliveries__state="loaded")),
        )
        .order_by("agency__name", "name")
    )


def source(source_id: int, *, viewer: Viewer) -> Source | None:
    """One source with its latest delivery and its latest load."""
    return sources(viewer=viewer).filter(pk=source_id).first()


def deliveries_from(of: Source, *, viewer: Viewer) -> QuerySet[Delivery]:
    """Every delivery from one source, newest first."""
    return deliveries(viewer=viewer).filter(source=of)


def periods_from(of: Source, *, viewer: Viewer) -> list[tuple[int | None, dict[str, int]]]:
    """Of each delivery of a source that was loaded: its collection year, and how many rows it has of each period."""
    loaded = deliveries_from(of, viewer=viewer).filter(state="loaded").values_list("collection_year", "measures")
    return [(year, measures.get("periods", {})) for year, measures in loaded]


def deliveries(*, viewer: Viewer) -> QuerySet[Delivery]:
    """Every arrival, newest first, with its source."""
    if not may(viewer, SEEING).allowed:
        return Delivery.objects.none()
    return Delivery.objects.select_related("source__agency", "received_by").order_by("-received_at")


def delivery(delivery_id: UUID, *, viewer: Viewer) -> Delivery | None:
    """One arrival, for whoever may see arrivals."""
    return deliveries(viewer=viewer).filter(pk=delivery_id).first()


def loaded_since(than: Delivery, *, viewer: Viewer) -> Delivery | None:
    """The last delivery from the same source, for the same year, that was loaded after this one came."""
    same = deliveries_from(than.source, viewer=viewer).filter(collection_year=than.collection_year, state="loaded")
    return same.filter(loaded_at__gt=than.received_at).exclude(pk=than.pk).order_by("-loaded_at").first()


def refusals(of: Delivery, *, viewer: Viewer) -> QuerySet[Refusal]:
    """What was refused of an arrival, by part, row and column."""
    return Refusal.objects.filter(delivery=of) if may(viewer, SEEING).allowed else Refusal.objects.none()


def refused_rows(of: Delivery) -> dict[str, set[int]]:
    """The rows of each part that the program must leave out when it loads; asked by the load alone."""
    refused: dict[str, set[int]] = {}
    for part, row in Refusal.objects.filter(delivery=of).values_list("part", "row").distinct():
        refused.setdefault(part, set()).add(row)
    return refused


def refusals_by_rule(of: Delivery, *, viewer: Viewer) -> list[dict[str, Any]]:
    """How many refusals of each kind in each column, so that one mistake made a thousand times reads as one.

    Each has the words that were said of it, and whether all of them say the same.
    """
    rows = refusals(of, viewer=viewer).order_by().values("part", "column", "rule")
    said = rows.annotate(many=Count("pk"), words=Min("message"), last=Max("message"))
    return [
        {**each, "says_the_same": each["words"] == each["last"]}
        for each in said.order_by("-many", "part", "column", "rule")
    ]
