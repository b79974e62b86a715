"""What the figures rest on: the newest delivery of each source, and a mark that changes whenever a figure could."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min

from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.london import london_day
from homeward.insight.analysis.queries import counting
from homeward.insight.analysis.rules import Freshness, whole_days_to
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import Revision
from homeward.register.sources.models import Delivery


def may_see(viewer: Viewer | None) -> bool:
    """Whether the viewer works on the county's counts; the program itself does."""
    return viewer is None or may(viewer, "quarter.open", field_class="aggregate").allowed


@dataclass(frozen=True)
class Told:
    """Between which days one source has told of missing children."""

    earliest_on: date
    latest_on: date


@dataclass(frozen=True)
class Reach:
    """From which day the sources speak of missing children, to which any does, and to which every one does."""

    earliest_on: date | None = None
    latest_on: date | None = None
    whole_to: date | None = None


def sources_behind(*, viewer: Viewer | None, as_at: datetime) -> list[Freshness]:
    """The newest loaded delivery of each source that the figures rest on, in two statements."""
    return list(_fresh(told_by_source(as_at), as_at).values()) if may_see(viewer) else []


def reach_of(told: dict[int, Told], fresh: dict[int, Freshness], today: date) -> Reach:
    """How far the sources that tell of missing children reach, together and each.

    A source that does not say how far it reaches does so at least to its newest report.
    """
    if not told:
        return Reach()
    ends = {pk: each.latest_on for pk, each in told.items()}
    whole = [(fresh[pk].reaches_to if pk in fresh else None) or end for pk, end in ends.items()]
    latest = max(*ends.values(), *whole)
    return Reach(min(each.earliest_on for each in told.values()), min(latest, today), min(whole))


def told_by_source(held: datetime | None) -> dict[int, Told]:
    """Between which days each source has told of missing children, in one statement."""
    rows = (
        counting.reports(held)
        .filter(record__isnull=False)
        .values("record__source")
        .annotate(earliest=Min("since"), latest=Max("since"))
    )
    return {row["record__source"]: Told(london_day(row["earliest"]), london_day(row["latest"])) for row in rows}


def fresh_and_told(as_at: datetime, held: datetime | None) -> tuple[dict[int, Freshness], dict[int, Told]]:
    """Each source's freshness and what it told, in two statements."""
    told = told_by_source(held)
    return _fresh(told, as_at), told


def _fresh(told: dict[int, Told], as_at: datetime) -> dict[int, Freshness]:
    """Each source's newest delivery, and how far all of its deliveries together reach."""
    loaded = Delivery.objects.filter(state="loaded", loaded_at__lte=as_at, source__outside_figures=False)
    rows = loaded.select_related("source__agency").defer("notes").order_by("source__name", "received_at", "pk")
    newest: dict[int, Delivery] = {}
    reaches: dict[int, date] = {}
    for row in rows:
        newest[row.source_id] = row
        if end := _reaches_to(row):
            reaches[row.source_id] = max(end, reaches.get(row.source_id, end))
    return {pk: _freshness(row, reaches.get(pk), pk in told) for pk, row in newest.items()}


def _freshness(row: Delivery, reaches_to: date | None, tells_of_missing: bool) -> Freshness:
    return Freshness(
        source=row.source.name,
        agency=row.source.agency.name,
        received_at=row.received_at,
        reaches_to=reaches_to,
        rows=row.rows,
        rows_refused=row.rows_refused,
        synthetic=row.synthetic,
        tells_of_missing=tells_of_missing,
    )


def _reaches_to(row: Delivery) -> date | None:
    year = CollectionYear(row.collection_year) if row.collection_year else None
    return whole_days_to(
        year_ends_on=year.last_day if year else None,
        extracted_on=row.extracted_on,
        received_on=london_day(row.received_at),
    )


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
