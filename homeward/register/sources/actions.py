"""Keeping what partners send. Every write here is a step of an action of the gateway that received it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import F

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions import step
from homeward.register.agencies.models import Agency
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import index, sealed
from homeward.register.sources.models import Delivery, Refusal, Source, SourceRecord
from homeward.register.sources.rules import Counts, why_not_here

LARGE = 1000
COUNTED_AGAIN_AT = (3, 9, 33, 129, 513, 2049)
UNLOADED = ("received", "checked", "refused")
WORDS = {
    "real-in-demonstration": "Declare that every person in it is invented, if so; else use a live installation.",
    "invented-in-real-use": "Load it in a demonstration, or from a source that is kept out of every figure.",
}


class NotToBeKeptHere(HomewardError):
    """A delivery that would lay invented and real children side by side."""

    def __init__(self, code: str) -> None:
        self.code = code
        kind = "not declared invented" if code == "real-in-demonstration" else "declared invented"
        super().__init__(
            got=f"a delivery that is {kind}",
            expected="invented people in a demonstration, and real ones in real use",
            next_step=WORDS[code],
        )


class BatchDoneAlready(HomewardError):
    """Another worker has applied this batch, so this one must not."""

    def __init__(self) -> None:
        super().__init__(
            got="a batch that is not the next one of its delivery",
            expected="the batch after the last that was applied",
            next_step="Nothing was written. Look at the delivery: another worker is loading it.",
        )


@step
def source_of(*, agency: Agency, feed: str, name: str) -> Source:
    """This agency's way of sending this feed, made on its first arrival."""
    return Source.objects.get_or_create(agency=agency, feed=feed, defaults={"name": name})[0]


@step
def open_delivery(
    *,
    source: Source,
    digest: str,
    synthetic: bool,
    demonstration: bool,
    at: datetime,
    by: UUID | None,
    year: int | None,
    release: str = "",
    agreement: str = "",
    about_people: bool = True,
) -> tuple[Delivery, bool]:
    """The arrival of this content, and whether it is its first. Raises NotToBeKeptHere before anything is kept."""
    declared = {"synthetic": synthetic, "about_people": about_people}
    code = why_not_here(**declared, demonstration=demonstration, outside_figures=source.outside_figures)
    if code:
        raise NotToBeKeptHere(code)
    content = {"source": source, "digest": digest, "collection_year": year, "release": release}
    came = {"received_at": at, "received_by_id": by, "agreement": agreement}
    return Delivery.objects.get_or_create(**content, defaults={**came, **declared})


@step
def note(*, delivery: Delivery, notes: list[str]) -> None:
    """Say of a delivery what came with it and was not kept."""
    delivery.notes = notes
    delivery.save(update_fields=["notes"])


@step
def record_check(
    *,
    delivery: Delivery,
    counts: Counts,
    refusals: Iterable[Refusal],
    notes: list[str],
    whole: bool,
    measures: dict[str, Any],
) -> None:
    """Keep what a reading found: counts, each refusal, and whether the delivery can be loaded at all.

    A delivery whose rows are already going in is left as it is.
    """
    if not Delivery.objects.select_for_update().filter(pk=delivery.pk, state__in=UNLOADED).exists():
        return
    Refusal.objects.filter(delivery=delivery).delete()
    Refusal.objects.bulk_create(refusals, batch_size=500)
    delivery.state = "refused" if whole else "checked"
    delivery.notes, delivery.measures = notes, measures
    delivery.rows, delivery.rows_refused, delivery.rows_dropped = counts.rows, counts.refused, counts.dropped
    delivery.rows_new, delivery.rows_changed, delivery.rows_known = counts.new, counts.changed, counts.known
    delivery.save()


@step
def begin_load(*, delivery: Delivery) -> None:
    """From here on the counts say what was applied, and no longer what would be."""
    nothing = {"batches_done": 0, "rows_new": 0, "rows_changed": 0, "rows_known": 0}
    Delivery.objects.filter(pk=delivery.pk, state="checked").update(state="loading", **nothing)
    delivery.refresh_from_db()


@step
def begin_batch(*, number: int) -> None:
    """Let PostgreSQL take a batch as one of many, for the length of its transaction.

    It need not wait for the disk: what a loss of power takes is a whole batch with the count that says it is done, and
    the load goes on from there. Looking a row up in an index costs little more than reading on, as it does on any disk
    made today; otherwise a table is read through for every batch while it is of middling size. As the tables grow it is
    told how much there is, since by itself it counts again only after a minute or more, and plans for empty tables.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
            cursor.execute("SET LOCAL random_page_cost = 1.1")
            cursor.execute("SET LOCAL jit = off")
            if number in COUNTED_AGAIN_AT:
                cursor.execute("ANALYZE")


@step
def take_batch(*, delivery: Delivery, number: int, counts: Counts) -> None:
    """Count a batch as applied, in its own transaction. Raises BatchDoneAlready when it is not the next one."""
    moved = Delivery.objects.filter(pk=delivery.pk, state="loading", batches_done=number - 1).update(
        batches_done=number,
        rows_new=F("rows_new") + counts.new,
        rows_changed=F("rows_changed") + counts.changed,
        rows_known=F("rows_known") + counts.known,
    )
    if not moved:
        raise BatchDoneAlready


@step
def keep_records(*, records: Sequence[SourceRecord]) -> None:
    """Keep rows as they came."""
    audit.put_all(records)


@step
def end_load(*, delivery: Delivery, at: datetime) -> None:
    """Every batch is in. PostgreSQL is told at once how much there is, or a page after many rows waits for minutes."""
    changed: dict[str, Any] = {"state": "loaded", "loaded_at": at}
    Delivery.objects.filter(pk=delivery.pk).update(**changed)
    if connection.vendor == "postgresql" and delivery.rows >= LARGE:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@step
def keep_outside_figures(*, source: Source, outside: bool) -> None:
    """Mark a source whose children are shown in teaching and counted in nothing: an invented council in real use."""
    Source.objects.filter(pk=source.pk).update(outside_figures=outside)


@step
def keep_told(
    *,
    source: Source,
    part: str,
    number: str,
    cells: Mapping[str, str],
    demonstration: bool,
    by: UUID,
    at: datetime,
) -> tuple[SourceRecord, bool]:
    """Keep what a worker was told as a row of the day's delivery of the hub's own source; true where it is new.

    A row of that number is kept once: told again, it is the row there is.
    """
    known = SourceRecord.objects.filter(source=source, part=part, external_id=number).select_related("delivery").first()
    if known is not None:
        return known, False
    day, pk = london_day(at), uuid4()
    delivery, _ = open_delivery(
        source=source,
        digest=hashlib.sha256(f"{source.feed} {day}".encode()).hexdigest(),
        synthetic=demonstration,
        demonstration=demonstration,
        at=at,
        by=by,
        year=None,
    )
    counted = {each: F(each) + 1 for each in ("rows", "rows_new")}
    Delivery.objects.filter(pk=delivery.pk).update(state="loaded", loaded_at=at, extracted_on=day, **counted)
    delivery.refresh_from_db()
    text = json.dumps(dict(cells), ensure_ascii=False)
    return SourceRecord.objects.create(
        id=pk,
        source=source,
        delivery=delivery,
        part=part,
        external_id=number,
        content_digest=index(text, purpose="row"),
        row=delivery.rows,
        received_at=at,
        synthetic=demonstration,
        sealed_payload=sealed(text, table="sources_sourcerecord", row=pk, column="payload"),
    ), True
