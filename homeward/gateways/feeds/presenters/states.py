"""What every page of the feeds says in the same words: states, outcomes, parts and places."""

from collections.abc import Mapping
from typing import Any

from homeward.design.values import Cell, Column, Table, Tag
from homeward.foundation.dates_in_words import counted
from homeward.gateways.feeds.registry import feed_or_none
from homeward.register.sources.models import Delivery

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
COUNTED = ("checked", "loading", "loaded")


def counts_table(delivery: Delivery) -> Table | None:
    """What became, or would become, of each row."""
    if delivery.state not in COUNTED:
        return None
    tense = "would become" if delivery.state == "checked" else "became"
    rows = tuple((Cell(label, note=meaning), Cell(f"{getattr(delivery, name):,}")) for name, label, meaning in OUTCOMES)
    columns = (Column("Outcome"), Column("Rows", numeric=True))
    return Table(f"What {tense} of {counted(delivery.rows, 'row')}", columns, rows)


def used(delivery: Delivery) -> int:
    """How many rows of a delivery are held: new, changed, or known already."""
    return delivery.rows_new + delivery.rows_changed + delivery.rows_known


def held_of_sent(delivery: Delivery) -> str:
    """How many of the rows that were sent are held: none before a load has begun."""
    held = used(delivery) if delivery.state in ("loading", "loaded") else 0
    return f"{held:,} of {delivery.rows:,}"


def part_title(delivery: Delivery, code: str) -> str:
    """What a part of the delivery is called."""
    feed = feed_or_none(delivery.source.feed)
    part = feed.mapping.part(code) if feed else None
    return part.title if part else code


def has_parts(delivery: Delivery) -> bool:
    """Whether the delivery's feed has more than one part."""
    feed = feed_or_none(delivery.source.feed)
    return feed is not None and len(feed.mapping.parts) > 1


def column_title(delivery: Delivery, code: str, name: str) -> str:
    """What a column of a part is called, in words."""
    feed = feed_or_none(delivery.source.feed)
    part = feed.mapping.part(code) if feed else None
    return next((column.title for column in part.columns if column.name == name), name) if part else name


def row_in_words(row: int) -> str:
    """Where a refusal is, kept on one line."""
    return {0: "Whole file", 1: "Row 1 (column names)"}.get(row, f"Row\u00a0{row:,}")


def record_in_words(number: int) -> str:
    """Where a record of an XML file is: which of its kind, in the order of the file."""
    return f"Record\u00a0{number:,}"


def by_part(counts: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Counts kept under a part and a column, by the two."""
    return {tuple(name.split(".", 1)): many for name, many in counts.items()}  # type: ignore[misc]  # split in two
