"""What the figures rest on: the newest delivery of each source, and a mark that changes whenever a figure could."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, OuterRef, Subquery

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.london import london_day
from homeward.insight.analysis.rules import Freshness
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import Revision
from homeward.register.sources.models import Delivery, Source


def may_see(viewer: Viewer | None) -> bool:
    """Whether the viewer works on the county's counts; the program itself does."""
    return viewer is None or may(viewer, "quarter.open", field_class="aggregate").allowed


def sources_behind(*, viewer: Viewer | None, as_at: datetime) -> list[Freshness]:
    """The newest loaded delivery of each source that the figures rest on, in one statement."""
    if not may_see(viewer):
        return []
    loaded = Delivery.objects.filter(state="loaded", loaded_at__lte=as_at, source=OuterRef("pk"))
    newest = Source.objects.filter(outside_figures=False).values(
        newest=Subquery(loaded.order_by("-received_at", "-pk").values("pk")[:1])
    )
    rows = Delivery.objects.filter(pk__in=newest).select_related("source__agency").order_by("source__name", "pk")
    return [_freshness(row) for row in rows]


def _freshness(row: Delivery) -> Freshness:
    return Freshness(
        source=row.source.name,
        agency=row.source.agency.name,
        received_at=row.received_at,
        reaches_to=_reaches_to(row),
        rows=row.rows,
        rows_refused=row.rows_refused,
        synthetic=row.synthetic,
    )


def _reaches_to(row: Delivery) -> date | None:
    """The day a file was drawn up, or for a return the last day of its year; never later than the day it came."""
    ends = [CollectionYear(row.collection_year).until - timedelta(1)] if row.collection_year else []
    ends += [row.extracted_on] if row.extracted_on else []
    return min([*ends, london_day(row.received_at)]) if ends else None


@dataclass(frozen=True)
class Stamp:
    """What the register holds now: another as soon as a delivery comes, goes on loading, or a fact is put right."""

    deliveries: int
    revisions: int
    latest_at: datetime | None
    is_loading: bool

    def holds_all(self, as_at: datetime) -> bool:
        """Whether everything held now was held, whole, at the moment: nothing came later, or is still coming."""
        return self.latest_at is not None and self.latest_at <= as_at and not self.is_loading

    def held(self, as_at: datetime) -> datetime | None:
        """The moment to ask the register about: none where that is simply everything it holds."""
        return None if self.holds_all(as_at) else as_at


def stamp() -> Stamp:
    """The mark of what the register holds now, in two statements."""
    rows = list(Delivery.objects.order_by("pk").values_list("pk", "batches_done", "state", "loaded_at"))
    moments = [loaded_at for *_, loaded_at in rows if loaded_at]
    revisions = Revision.objects.aggregate(newest=Max("pk"))["newest"] or 0
    is_loading = any(state == "loading" for *_, state, _ in rows)
    return Stamp(hash(tuple(rows)), revisions, max(moments, default=None), is_loading)
