"""Receiving, checking and loading a delivery: each leaves its event, and a load one for each batch."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.conf import settings

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.gateways.feeds.agreements import refuse_without
from homeward.gateways.feeds.checking import Found
from homeward.gateways.feeds.files import digest_of, media_type_of, year_told
from homeward.gateways.feeds.keeping import Ready, kept_of
from homeward.gateways.feeds.mapping import SET_ASIDE, Mapping
from homeward.gateways.feeds.reading.opened import Opened
from homeward.gateways.feeds.registry import Feed
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.agencies import actions as agencies
from homeward.register.agencies.models import Agency
from homeward.register.audit import actions as audit
from homeward.register.documents.actions import Laid, keep, scanned
from homeward.register.jobs.actions import ask
from homeward.register.jobs.models import Job
from homeward.register.linkage.queries.candidates import anything_to_compare
from homeward.register.sources import actions as sources
from homeward.register.sources.models import Delivery, Refusal
from homeward.register.sources.rules import Counts

Receive = Callable[..., tuple[Delivery, bool]]


@dataclass(frozen=True)
class Arrival:
    """What came in: for which feed, from whom, which file is which part, for which year, and what was declared.

    `agreement` is the reference of the one under which it comes, where its feed needs one.
    """

    feed: Feed
    agency: Agency
    files: dict[str, Opened]
    year: int | None
    synthetic: bool
    release: str = ""
    agreement: str = ""
    set_aside: tuple[str, ...] = ()
    laid: Mapped[str, Laid] = field(default_factory=dict, repr=False)


class FileChanged(HomewardError):
    """A file that was not the same when it was kept as when it was first read: half written, replaced or cut."""

    def __init__(self) -> None:
        super().__init__(
            got="a file that changed while it was read",
            expected="one that stays as it is until it has been kept",
            next_step="Nothing was kept. Wait until the file has been written to its end, and send it again.",
        )


class NotFromThem(HomewardError):
    """A delivery from an agency of a kind that does not send this feed."""

    def __init__(self, mapping: Mapping) -> None:
        super().__init__(
            got=f"files of the feed {mapping.feed} from an agency of another kind",
            expected=f"an agency of this kind: {' or '.join(mapping.from_kinds)}",
            next_step="Say which agency sent them: in the manifest, on the page, or with --agency.",
        )


@step
def take_in(*, arrival: Arrival, at: datetime, by: UUID | None) -> tuple[Delivery, bool]:
    """Keep the sealed originals before anything else; the same content again changes nothing.

    Raises FileChanged and FileStopped, and NotFromThem or NotUnderAgreement before anything is kept.
    """
    feed = arrival.feed
    if feed.mapping.from_kinds and arrival.agency.kind not in feed.mapping.from_kinds:
        raise NotFromThem(feed.mapping)
    refuse_without(feed.mapping, arrival.agreement, london_day(at))
    digests = {part: file.digest()[0] for part, file in arrival.files.items()}
    source = sources.source_of(agency=arrival.agency, feed=feed.name, name=feed.mapping.title)
    delivery, is_first = sources.open_delivery(
        source=source,
        digest=digest_of(digests),
        synthetic=arrival.synthetic,
        demonstration=settings.DEMONSTRATION,
        at=at,
        by=by,
        year=arrival.year or year_told(feed, arrival.files),
        release=arrival.release,
        agreement=arrival.agreement,
        about_people=feed.mapping.is_about_people,
    )
    for part, file in arrival.files.items() if is_first else ():
        scanned(file.stretches())
        kept = keep(
            kind="original",
            part=part,
            media_type=media_type_of(feed, part),
            content=arrival.laid.get(part) or file.stretches(),
            delivery=delivery,
            synthetic=arrival.synthetic,
            at=at,
            by=by,
        )
        if kept.digest != digests[part]:
            raise FileChanged
    if is_first and arrival.set_aside:
        sources.note(delivery=delivery, notes=list(arrival.set_aside))
    audit.current().note(delivery=str(delivery.pk), feed=feed.name, files=len(arrival.files), first=is_first)
    return delivery, is_first


@action("feed.load")
def receive(*, arrival: Arrival, by: Viewer, at: datetime) -> tuple[Delivery, bool]:
    """Take in what a worker sent, and have it checked. Raises NotToBeKeptHere."""
    delivery, is_first = take_in(arrival=arrival, at=at, by=by.worker_id)
    if is_first:
        ask(kind="feed.check", about=delivery.pk, by=by.worker_id, at=at)
    return delivery, is_first


def laid_first(receive: Receive) -> Receive:
    """Read and seal the files before the transaction that keeps them; a file that came before needs no sealing."""

    @wraps(receive)
    def run(*, arrival: Arrival, at: datetime) -> tuple[Delivery, bool]:
        digest = digest_of({part: file.digest()[0] for part, file in arrival.files.items()})
        if not Delivery.objects.filter(digest=digest, source__agency=arrival.agency).exists():
            laid = {part: Laid(file.stretches()) for part, file in arrival.files.items()}
            arrival = replace(arrival, laid=laid)
        return receive(arrival=arrival, at=at)

    return run


@laid_first
@as_the_system("feed.receive")
def receive_by_command(*, arrival: Arrival, at: datetime) -> tuple[Delivery, bool]:
    """Take in what an operator sent from the command line. Raises NotToBeKeptHere."""
    return take_in(arrival=arrival, at=at, by=None)


@as_the_system("feed.outside")
def keep_outside_figures(*, council: str, feed: Feed, at: datetime) -> Agency:
    """Keep what a council sends by one feed out of every figure: an invented one, loaded to try a feed or to teach."""
    agency = agencies.councils_named(names=[council])[council]
    source = sources.source_of(agency=agency, feed=feed.name, name=feed.mapping.title)
    audit.current().note(agency=agency.code, feed=feed.name)
    sources.keep_outside_figures(source=source, outside=True)
    return agency


@action("feed.load")
def check_again(*, delivery: Delivery, by: Viewer, at: datetime) -> Job:
    """Have a delivery read once more; nothing of it is applied."""
    audit.current().note(delivery=str(delivery.pk))
    return ask(kind="feed.check", about=delivery.pk, by=by.worker_id, at=at)


@action("feed.load")
def load(*, delivery: Delivery, by: Viewer, at: datetime) -> Job:
    """Have a checked delivery loaded, from where it stopped if it was stopped."""
    audit.current().note(delivery=str(delivery.pk))
    return ask(kind="feed.load", about=delivery.pk, by=by.worker_id, at=at)


@as_the_system("feed.check")
def record_check(*, delivery: Delivery, found: Found, at: datetime, caused_by: UUID | None = None) -> None:
    """Keep what reading a delivery came to."""
    counts = found.counts()
    audit.current().caused_by = caused_by
    audit.current().note(delivery=str(delivery.pk), refused=counts["refused"], whole=found.refused_whole)
    outcomes = {name: counts[name] for name in ("new", "changed", "known", "refused", "dropped")}
    sources.record_check(
        delivery=delivery,
        counts=Counts(rows=found.rows, **outcomes),
        refusals=refusals_in(delivery, found),
        notes=list(dict.fromkeys([*set_aside_before(delivery), *found.notes])),
        whole=found.refused_whole,
        measures=found.measures.as_kept(),
    )


def set_aside_before(delivery: Delivery) -> list[str]:
    """What was said of files that came with it and were never kept: a reading of what was kept cannot know of them."""
    return [note for note in delivery.notes if note.startswith(SET_ASIDE)]


def refusals_in(delivery: Delivery, found: Found) -> list[Refusal]:
    """What was wrong, row by row, as it is kept."""
    return [
        Refusal(
            delivery=delivery,
            part=part,
            row=problem.row,
            column=problem.column[:60],
            rule=problem.rule[:40],
            message=problem.message[:300],
            place=problem.place[:80],
        )
        for part, problems in found.problems.items()
        for problem in problems
    ]


@as_the_system("feed.begin")
def begin(*, delivery: Delivery, at: datetime, caused_by: UUID | None = None) -> None:
    """A checked delivery begins to load."""
    audit.current().caused_by = caused_by
    audit.current().note(delivery=str(delivery.pk))
    sources.begin_load(delivery=delivery)


@as_the_system("feed.batch")
def apply_batch(
    *,
    feed: Feed,
    delivery: Delivery,
    part: str,
    number: int,
    rows: Sequence[Ready],
    at: datetime,
    caused_by: UUID | None,
) -> None:
    """Apply one batch whole: its records, what they tell the register, and the count that says it is done."""
    audit.current().caused_by = caused_by
    sources.begin_batch(number=number)
    kept = kept_of(feed, delivery, part, rows)
    audit.current().note(delivery=str(delivery.pk), batch=number, new=kept.counts.new, changed=kept.counts.changed)
    sources.take_batch(delivery=delivery, number=number, counts=kept.counts)
    if kept.stored:
        sources.keep_records(records=[each.record for each in kept.stored])
        feed.apply(kept.stored, delivery=delivery, at=at)


@as_the_system("feed.finish")
def finish(*, feed: Feed, delivery: Delivery, at: datetime, caused_by: UUID | None = None) -> None:
    """Every batch is in: do what can only be done at the end, and say that the delivery is loaded."""
    audit.current().caused_by = caused_by
    audit.current().note(delivery=str(delivery.pk))
    feed.finish(delivery=delivery, at=at)
    sources.end_load(delivery=delivery, at=at)


@as_the_system("linkage.ask")
def ask_to_link(*, at: datetime, caused_by: UUID | None = None) -> Job | None:
    """Have the records that a load added compared with the others; nothing where it added none."""
    audit.current().caused_by = caused_by
    return ask(kind="linkage.run", about="register", at=at) if anything_to_compare() else None
