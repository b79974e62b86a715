"""Which rows of a batch are new, made into records that are sealed as they came."""

import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from homeward.gateways.feeds.checking import content_of
from homeward.gateways.feeds.mapping import Part
from homeward.gateways.feeds.reading.cells import external_id
from homeward.gateways.feeds.registry import Feed
from homeward.gateways.feeds.rows import Checked
from homeward.gateways.feeds.stored import Stored
from homeward.register.audit.actions import unsaved
from homeward.register.keys.queries import sealed
from homeward.register.sources.models import Delivery, SourceRecord
from homeward.register.sources.queries import latest_contents
from homeward.register.sources.rules import Counts

DELIVERY_OF: Any = SourceRecord._meta.get_field("delivery")
AS_TEXT = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Ready:
    """A good row on its way to be kept: its key, a digest of what it says, and its record where it seems news."""

    checked: Checked
    key: str
    content: str
    record: SourceRecord | None


@dataclass(frozen=True)
class Kept:
    """A batch made ready: what is to be kept of it, and how many of its rows were new, changed or known."""

    stored: list[Stored]
    counts: Counts


def made_ready(feed: Feed, delivery: Delivery, part_code: str, rows: Sequence[Checked]) -> list[Ready]:
    """The rows with their records, sealed before the transaction that keeps them, so that no page waits for it."""
    part = part_of(feed, part_code)
    said = [(checked, external_id(part, checked.row), content_of(part, checked.row)) for checked in rows]
    held = held_of(feed, delivery, part, {key for _, key, _ in said})
    return [
        Ready(
            checked,
            key,
            content,
            None if held.get(key) == content else record_of(delivery, part, checked, key, content),
        )
        for checked, key, content in said
    ]


def held_of(feed: Feed, delivery: Delivery, part: Part, keys: set[str]) -> dict[str, str]:
    """What is held under these keys: from this source, or this delivery alone where releases stand side by side."""
    within = delivery if feed.mapping.needs_release else None
    return latest_contents(delivery.source, part.part, keys, within=within)


def kept_of(feed: Feed, delivery: Delivery, part_code: str, rows: Sequence[Ready]) -> Kept:
    """The rows of a batch whose content is not what this source last said, in one statement."""
    part = part_of(feed, part_code)
    held = held_of(feed, delivery, part, {each.key for each in rows})
    stored, counts = [], Counter[str]()
    for each in rows:
        if each.content == held.get(each.key):
            counts["known"] += 1
            continue
        counts["changed" if each.key in held else "new"] += 1
        held[each.key] = each.content
        record = each.record or record_of(delivery, part, each.checked, each.key, each.content)
        stored.append(Stored(record, each.checked.values, part.part))
    return Kept(stored, Counts(rows=len(rows), **counts))


def part_of(feed: Feed, code: str) -> Part:
    """The feed's part of that code."""
    return next(part for part in feed.mapping.parts if part.part == code)


def record_of(delivery: Delivery, part: Part, checked: Checked, key: str, content: str) -> SourceRecord:
    """One row as it came, sealed, with whether it is invented as its delivery says."""
    pk = uuid.uuid4()
    payload = sealed(AS_TEXT(dict(checked.row.cells)), table="sources_sourcerecord", row=pk, column="payload")
    values = (
        pk, delivery.source_id, delivery.pk, part.part, key, content,
        checked.row.number, delivery.received_at, delivery.synthetic, payload,
    )  # fmt: skip
    record = unsaved(SourceRecord, values)
    DELIVERY_OF.set_cached_value(record, delivery)
    return record
