"""A delivery from its first byte to its last row: received, checked, and loaded in whole batches.

Each batch is one transaction. A load that stops, or is stopped, leaves whole batches behind it and goes on from the
next one, because a file is cut into the same batches each time it is read.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import sleep
from uuid import UUID

from django.db import connection

from homeward.foundation.london import london_day
from homeward.gateways.feeds import actions
from homeward.gateways.feeds.actions import Arrival
from homeward.gateways.feeds.checking import Tell, batches, check, tell_nobody
from homeward.gateways.feeds.files import files_of, parts_of, set_aside_in, tables_of
from homeward.gateways.feeds.keeping import made_ready
from homeward.gateways.feeds.manifest import manifest_in, refuse_altered
from homeward.gateways.feeds.measuring import admitted_in
from homeward.gateways.feeds.reading.cells import checked_row
from homeward.gateways.feeds.reading.opened import from_path
from homeward.gateways.feeds.reading.refusing import FileRefused
from homeward.gateways.feeds.registry import Feed, feed_named
from homeward.gateways.feeds.rows import Checked, Row
from homeward.gateways.feeds.runs import Runs
from homeward.register.agencies.models import Agency
from homeward.register.sources.actions import UNLOADED
from homeward.register.sources.models import Delivery
from homeward.register.sources.queries import last_loaded, refused_rows

RELEASE = 80
OBJECTS = 100_000
GIVING_WAY = 0.03
Clock = Callable[[], datetime]


def arrival_at(
    feed: Feed, paths: list[Path], *, agency: Agency, year: int | None = None, release: str = "", agreement: str = ""
) -> Arrival:
    """What lies at these paths, with what the manifest beside it declares. Raises ManifestWrong or PartNotKnown."""
    manifest = manifest_in(paths[0].parent)
    files = [from_path(path) for path in paths]
    refuse_altered(manifest, files)
    declared = year or manifest.collection_year
    year = declared if feed.mapping.needs_year else None
    named = (release or manifest.release).strip()[:RELEASE] if feed.mapping.needs_release else ""
    aside = tuple(set_aside_in(feed, files))
    under = (agreement or manifest.agreement).strip() if feed.mapping.needs_agreement else ""
    return Arrival(feed, agency, parts_of(feed, files), year, manifest.synthetic, named, under, aside)


def load_paths(
    feed: str,
    paths: list[Path],
    *,
    agency: Agency,
    clock: Clock,
    year: int | None = None,
    release: str = "",
    agreement: str = "",
) -> Delivery:
    """Receive, check and load the files at these paths, for whoever asks nothing in between."""
    arrival = arrival_at(feed_named(feed), paths, agency=agency, year=year, release=release, agreement=agreement)
    delivery, _ = actions.receive_by_command(arrival=arrival, at=clock())
    check_delivery(delivery, clock=clock)
    load_delivery(delivery, clock=clock)
    delivery.refresh_from_db()
    return delivery


def check_delivery(
    delivery: Delivery, *, clock: Clock, tell: Tell = tell_nobody, caused_by: UUID | None = None
) -> None:
    """Read a delivery to its last byte and keep what that came to, unless its rows are already going in."""
    if delivery.state not in UNLOADED:
        return
    on = london_day(delivery.received_at)
    feed, files = feed_named(delivery.source.feed), files_of(delivery)
    found = check(
        feed,
        files,
        source=delivery.source,
        agency=delivery.source.agency_id,
        year=delivery.collection_year,
        on=on,
        before=owners_before(feed, delivery, tell),
        tell=tell,
    )
    actions.record_check(delivery=delivery, found=found, at=clock(), caused_by=caused_by)


def owners_before(feed: Feed, delivery: Delivery, tell: Tell) -> Iterator[str] | None:
    """Whom the last whole extract of the source told of, read from its own files again; none where none came."""
    earlier = last_loaded(delivery)
    if not (feed.mapping.arrives and feed.mapping.arrives.whole and earlier):
        return None
    return owners_of(feed, earlier, tell)


def owners_of(feed: Feed, delivery: Delivery, tell: Tell) -> Iterator[str]:
    """Whose rows a delivery's first part holds, without those refused. A file that is no longer readable holds none."""
    first = feed.mapping.parts[0]
    try:
        for code, _, rows in batches_of(feed, delivery):
            if code != first.part:
                return
            yield from (each.row.cells[first.key[0]] for each in rows)
            tell(0, None)
    except FileRefused:
        return


def load_delivery(delivery: Delivery, *, clock: Clock, tell: Tell = tell_nobody, caused_by: UUID | None = None) -> None:
    """Apply a checked delivery batch by batch, from the first that is not yet applied. A loaded one is left alone."""
    if delivery.state == "checked":
        actions.begin(delivery=delivery, at=clock(), caused_by=caused_by)
    if delivery.state != "loading":
        return
    feed, done, others = feed_named(delivery.source.feed), 0, Others()
    with seldom_collected():
        for number, (part, size, rows) in enumerate(batches_of(feed, delivery), start=1):
            if number > delivery.batches_done:
                ready = made_ready(feed, delivery, part, rows)
                facts = {"part": part, "number": number, "rows": ready, "caused_by": caused_by}
                actions.apply_batch(feed=feed, delivery=delivery, at=clock(), **facts)
                others.go_first()
            done += size
            tell(done, delivery.rows)
    actions.finish(feed=feed, delivery=delivery, at=clock(), caused_by=caused_by)


class Others:
    """Whoever else writes meanwhile: a page writes its own event, and SQLite has one writer at a time.

    A page that waits asks again every few hundredths of a second, and would miss the moment between two batches. Where
    anybody has written since the last batch, the next one leaves them that long; where nobody has, nothing is lost.
    """

    def __init__(self) -> None:
        self._seen = self._version()

    def go_first(self) -> None:
        """Leave time for whoever waits, if somebody else has been writing."""
        seen, self._seen = self._seen, self._version()
        if self._seen != seen:
            sleep(GIVING_WAY)

    def _version(self) -> int:
        if connection.vendor != "sqlite":
            return 0
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for rubbish once in many objects: a load makes many that are gone with their batch, and looking takes a
    sixth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def batches_of(feed: Feed, delivery: Delivery) -> Iterator[tuple[str, int, list[Checked]]]:
    """The delivery's batches in their one order: each one's part, how many rows it spans, and the good ones."""
    files, refused, on = files_of(delivery), refused_rows(delivery), london_day(delivery.received_at)
    admitted = admitted_in(delivery.measures)
    for part, opening in tables_of(feed, files, on=on):
        left_out = refused.get(part.part, set())
        for batch in batches(opening().rows()):
            rows = [row for row in batch if isinstance(row, Row) and row.number not in left_out]
            read = [checked_row(part, row, on=on) for row in rows]
            good = [each for each in read if isinstance(each, Checked) and feed.admits(each)]
            if feed.asks_the_record:
                here = admitted.get(part.part, Runs())
                good = [each for each in good if each.row.number in here]
            yield part.part, len(batch), good
