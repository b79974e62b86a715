"""Feeds and deliveries in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.dates_in_words import counted, moment_in_words
from homeward.gateways.feeds import mapping as mappings
from homeward.gateways.feeds.registry import Feed, feed_or_none
from homeward.register.jobs.models import Job
from homeward.register.sources.models import Delivery, Refusal, Source
from homeward.register.sources.rules import is_stale

STATES = {
    "received": Tag("Received", "grey"),
    "checked": Tag("Checked, not loaded", "yellow"),
    "loading": Tag("Loading", "blue"),
    "loaded": Tag("Loaded", "green"),
    "refused": Tag("Refused", "orange"),
}
OUTCOMES = (
    ("rows_new", "New", "Not seen before from this source"),
    ("rows_changed", "Changed", "Seen before, and now says something else; what it said before is kept"),
    ("rows_known", "Known", "Already held exactly as it came, so nothing changes"),
    ("rows_refused", "Refused", "Cannot be used until it is put right; each is listed below"),
    ("rows_dropped", "Dropped", "About children whom this feed has no lawful reason to bring; nothing of it is kept"),
)


@dataclass(frozen=True)
class FeedShown:
    """A feed as the page tells it."""

    title: str
    what: str
    basis: tuple[Row, ...]
    sources: Table | None
    send_href: str


@dataclass(frozen=True)
class DeliveryShown:
    """A delivery as the page tells it, with what may be done next."""

    title: str
    tag: Tag
    words: str
    facts: tuple[Row, ...]
    counts: Table | None
    notes: tuple[str, ...]
    load_href: str
    check_href: str
    load_label: str
    send_href: str
    csv_href: str
    stop_href: str
    is_refused: bool


def feeds_shown(
    every: Sequence[Feed], sources: Sequence[Source], latest: Mapping[UUID, Delivery], *, at: datetime, may_load: bool
) -> list[FeedShown]:
    """Every feed, with a line for each agency that sends it."""
    return [
        feed_shown(feed.mapping, [each for each in sources if each.feed == feed.name], latest, at=at, may_load=may_load)
        for feed in every
    ]


def feed_shown(
    mapping: mappings.Mapping,
    sources: Sequence[Source] = (),
    latest: Mapping[UUID, Delivery] | None = None,
    *,
    at: datetime | None = None,
    may_load: bool = True,
) -> FeedShown:
    """One feed: what it is, why it may come, whose rows it may bring, and what has come."""
    basis = (
        Row("Lawful basis", mapping.lawful_basis),
        Row("Whose rows it may bring", mapping.admission_in_words, bullets=mapping.admission_reasons),
    )
    lines = [source_line(source, (latest or {}).get(source.latest_id), at) for source in sources if at]  # type: ignore[attr-defined]  # annotated by the query
    return FeedShown(
        title=mapping.title,
        what=mapping.what,
        basis=basis,
        sources=sources_table(mapping.title, lines) if lines else None,
        send_href=reverse("feed_send", args=[mapping.feed]) if may_load else "",
    )


def sources_table(title: str, lines: list[tuple[Cell, ...]]) -> Table:
    """What has come from whom."""
    columns = (Column("Agency"), Column("Last file"), Column("Last loaded"))
    numbers = tuple(Column(label, numeric=True) for label in ("New or changed", "Refused", "Dropped"))
    return Table(f"{title}: what each agency last sent", (*columns, *numbers), tuple(lines))


def source_line(source: Source, last: Delivery | None, at: datetime) -> tuple[Cell, ...]:
    """One agency's last file and how fresh it is."""
    loaded_at: datetime | None = source.loaded_at  # type: ignore[attr-defined]  # annotated by the query
    freshness = Tag("Out of date", "orange") if is_stale(loaded_at, at=at) else Tag("Up to date", "green")
    loaded = Cell(moment_in_words(loaded_at) if loaded_at else "Never", tag=freshness)
    if last is None:
        return (Cell(source.agency.name), Cell("Nothing yet"), loaded, Cell("0"), Cell("0"), Cell("0"))
    arrived = Cell(
        moment_in_words(last.received_at),
        href=reverse("delivery", args=[last.pk]),
        hidden=f"from {source.agency.name}",
        tag=STATES[last.state],
    )
    figures = (last.rows_new + last.rows_changed, last.rows_refused, last.rows_dropped)
    return (Cell(source.agency.name), arrived, loaded, *(Cell(f"{figure:,}") for figure in figures))


def delivery_shown(delivery: Delivery, job: Job | None, *, may_load: bool) -> DeliveryShown:
    """One delivery, and what may be done with it next."""
    at_work = job is not None and job.state in ("waiting", "running")
    may_act = may_load and not at_work
    loads, reads = delivery.state in ("checked", "loading"), delivery.state in ("received", "refused")
    where, feed = [delivery.pk], feed_or_none(delivery.source.feed)
    return DeliveryShown(
        title=f"{delivery.source.name} from {delivery.source.agency.name}",
        tag=STATES[delivery.state],
        words=words_of(delivery, at_work=at_work),
        facts=facts_of(delivery),
        counts=counts_table(delivery),
        notes=tuple(delivery.notes),
        load_href=reverse("delivery_load", args=where) if may_act and loads else "",
        check_href=reverse("delivery_check", args=where) if may_act and reads else "",
        load_label="Load now" if delivery.state == "checked" else "Go on loading",
        send_href=reverse("feed_send", args=[feed.name]) if may_load and feed else "",
        csv_href=reverse("delivery_refusals", args=where),
        stop_href=reverse("job_stop", args=[job.pk]) if job and at_work and may_load else "",
        is_refused=delivery.state == "refused",
    )


def words_of(delivery: Delivery, *, at_work: bool) -> str:
    """Where a delivery stands, in a sentence or two."""
    if delivery.state == "received":
        return "The files are kept, sealed. They are being read." if at_work else "The files are kept and not yet read."
    fresh = counted(delivery.rows_new + delivery.rows_changed, "row")
    return {
        "checked": f"The files were read to their end. Nothing of them is applied yet; loading would bring in {fresh}.",
        "loading": f"{fresh} applied so far, in whole batches.",
        "loaded": f"Loaded: {fresh} brought in.",
        "refused": "The files cannot be used as they are, and nothing of them was applied. Put right what is listed, "
        "and send them again.",
    }[delivery.state]


def facts_of(delivery: Delivery) -> tuple[Row, ...]:
    """When it came, by whose hand, for which year, and what was declared."""
    by = delivery.received_by.name if delivery.received_by else "The command line"
    rows = [
        Row("Received", moment_in_words(delivery.received_at), note=f"By {by}" if delivery.received_by else by),
        Row("Declared", declared_in_words(delivery)),
    ]
    if delivery.release:
        rows.append(Row("Release", delivery.release))
    if delivery.collection_year:
        rows.append(Row("Collection year", str(CollectionYear(delivery.collection_year))))
    if delivery.loaded_at:
        rows.append(Row("Loaded", moment_in_words(delivery.loaded_at)))
    return tuple(rows)


def declared_in_words(delivery: Delivery) -> str:
    """What was said of the people in it, where it is about people at all."""
    if delivery.synthetic:
        return "Every person is invented" if delivery.about_people else "Invented counts"
    return "Real children" if delivery.about_people else "Published counts: nobody's record"


def counts_table(delivery: Delivery) -> Table | None:
    """What became, or would become, of each row."""
    if delivery.state not in ("checked", "loading", "loaded"):
        return None
    tense = "would become" if delivery.state == "checked" else "became"
    rows = tuple((Cell(label, note=meaning), Cell(f"{getattr(delivery, name):,}")) for name, label, meaning in OUTCOMES)
    columns = (Column("Outcome"), Column("Rows", numeric=True))
    return Table(f"What {tense} of {counted(delivery.rows, 'row')}", columns, rows)


def part_title(delivery: Delivery, code: str) -> str:
    """What a part of the delivery is called."""
    feed = feed_or_none(delivery.source.feed)
    part = feed.mapping.part(code) if feed else None
    return part.title if part else code


def row_in_words(row: int) -> str:
    """Where a refusal is, kept on one line."""
    return {0: "Whole file", 1: "Row 1 (column names)"}.get(row, f"Row\u00a0{row:,}")


def place_in_words(delivery: Delivery, refusal: Refusal) -> str:
    """Where a refusal is. A record of an XML file is no row, and its message says where it stands."""
    feed = feed_or_none(delivery.source.feed)
    part = feed.mapping.part(refusal.part) if feed else None
    if part and part.records and refusal.message.startswith(f"{part.records.title} {refusal.row:,}, of "):
        return f"Record\u00a0{refusal.row:,}"
    return row_in_words(refusal.row)


def by_rule_tables(delivery: Delivery, groups: Sequence[Mapping[str, Any]]) -> list[Table]:
    """For each file, one line for each kind of mistake in each column, the commonest first."""
    if len(groups) < 2:
        return []
    parts = dict.fromkeys(each["part"] for each in groups)
    return [
        by_rule_table(part_title(delivery, part), [each for each in groups if each["part"] == part]) for part in parts
    ]


def by_rule_table(title: str, groups: Iterable[Mapping[str, Any]]) -> Table:
    """The mistakes of one file."""
    lines = tuple(
        (Cell(each["column"] or "Whole row"), Cell(mistake_in_words(each)), Cell(f"{each['many']:,}"))
        for each in groups
    )
    columns = (Column("Column"), Column("How to put it right"), Column("Times", numeric=True))
    return Table(f"{title}: refusals by column", columns, lines)


def mistake_in_words(group: Mapping[str, Any]) -> str:
    """What was said of every one of these refusals, or of the first where each names its own rows."""
    words: str = group["words"]
    return words if group["says_the_same"] else f"For example: {words}"


def refusals_table(delivery: Delivery, refusals: Sequence[Refusal]) -> Table | None:
    """Each refusal, where it is and how to put it right. A file that all of them are in is named once, above."""
    parts = sorted({each.part for each in refusals})
    one = len(parts) == 1
    lines = tuple(
        (
            Cell(place_in_words(delivery, each)),
            *([] if one else [Cell(part_title(delivery, each.part))]),
            Cell(each.column or "Whole row"),
            Cell(each.message),
        )
        for each in refusals
    )
    labels = ("Row", *([] if one else ["File"]), "Column", "How to put it right")
    caption = f"{part_title(delivery, parts[0])}: what was refused" if one else "What was refused"
    return Table(caption, tuple(Column(label) for label in labels), lines) if lines else None


def received_before(delivery: Delivery) -> str:
    """What is said to whoever sends the same content again."""
    came = f"These files came before, on {moment_in_words(delivery.received_at)}"
    return f"{came}. Nothing has changed." if delivery.state == "loaded" else f"{came}, and were not loaded to the end."
