"""Which rows of a batch are new, made into records that are sealed as they came."""

import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from homeward.gateways.feeds.checking import content_of
from homeward.gateways.feeds.mapping import Part
from homeward.gateways.feeds.reading.cells import external_id
from homeward.gateways.feeds.registry import Feed
from homeward.gateways.feeds.rows import Checked
from homeward.gateways.feeds.stored import Stored
from homeward.register.keys.queries import sealed
from homeward.register.sources.models import Delivery, SourceRecord
from homeward.register.sources.queries import latest_contents
from homeward.register.sources.rules import Counts


@dataclass(frozen=True)
class Kept:
    """A batch made ready: what is to be kept of it, and how many of its rows were new, changed or known."""

    stored: list[Stored]
    counts: Counts


def kept_of(feed: Feed, delivery: Delivery, part_code: str, rows: Sequence[Checked]) -> Kept:
    """The rows of a batch whose content is not what this source last said, in one statement."""
    part = next(part for part in feed.mapping.parts if part.part == part_code)
    ids, within = {external_id(part, checked.row) for checked in rows}, delivery if feed.mapping.needs_release else None
    held = latest_contents(delivery.source, part.part, ids, within=within)
    stored, counts = [], Counter[str]()
    for checked in rows:
        key, content = external_id(part, checked.row), content_of(part, checked.row)
        if content == held.get(key):
            counts["known"] += 1
            continue
        counts["changed" if key in held else "new"] += 1
        held[key] = content
        stored.append(Stored(record_of(delivery, part, checked, key, content), checked.values, part.part))
    return Kept(stored, Counts(rows=len(rows), **counts))


def record_of(delivery: Delivery, part: Part, checked: Checked, key: str, content: str) -> SourceRecord:
    """One row as it came, sealed, with whether it is invented as its delivery says."""
    pk = uuid.uuid4()
    payload = json.dumps(dict(checked.row.cells), ensure_ascii=False)
    return SourceRecord(
        pk=pk,
        source_id=delivery.source_id,
        delivery=delivery,
        part=part.part,
        external_id=key,
        content_digest=content,
        row=checked.row.number,
        received_at=delivery.received_at,
        synthetic=delivery.synthetic,
        sealed_payload=sealed(payload, table="sources_sourcerecord", row=pk, column="payload"),
    )
