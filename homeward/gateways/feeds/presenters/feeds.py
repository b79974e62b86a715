"""Every feed, with a line for each agency that sends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table
from homeward.foundation.dates_in_words import moment_in_words
from homeward.gateways.feeds import mapping as mappings
from homeward.gateways.feeds.presenters.sources import freshness_tag, last_in_words, reach_in_words
from homeward.gateways.feeds.presenters.states import STATES, used
from homeward.gateways.feeds.registry import Feed
from homeward.register.sources.models import Delivery, Source


@dataclass(frozen=True)
class FeedShown:
    """A feed as the page tells it."""

    title: str
    what: str
    basis: tuple[Row, ...]
    sources: Table | None
    send_href: str


def feeds_shown(
    every: Sequence[Feed], sources: Sequence[Source], known: Mapping[UUID, Delivery], *, at: datetime, may_load: bool
) -> list[FeedShown]:
    """Every feed, with a line for each agency that sends it."""
    return [
        feed_shown(feed.mapping, [each for each in sources if each.feed == feed.name], known, at=at, may_load=may_load)
        for feed in every
    ]


def feed_shown(
    mapping: mappings.Mapping,
    sources: Sequence[Source] = (),
    known: Mapping[UUID, Delivery] | None = None,
    *,
    at: datetime | None = None,
    may_load: bool = True,
) -> FeedShown:
    """One feed: what it is, why it may come, whose rows it may bring, and what has come."""
    basis = [
        Row("Lawful basis", mapping.lawful_basis),
        Row("Whose rows it may bring", mapping.admission_in_words, bullets=mapping.admission_reasons),
    ]
    if mapping.arrives:
        basis.append(Row("Usually comes", mapping.arrives.usually))
    lines = [source_line(mapping, source, known or {}, at) for source in sources if at]
    return FeedShown(
        title=mapping.title,
        what=mapping.what,
        basis=tuple(basis),
        sources=sources_table(mapping.title, lines) if lines else None,
        send_href=reverse("feed_send", args=[mapping.feed]) if may_load else "",
    )


def sources_table(title: str, lines: list[tuple[Cell, ...]]) -> Table:
    """What has come from whom."""
    columns = (Column("Agency"), Column("How fresh"), Column("Rows reach to"), Column("Last file"))
    numbers = (Column("Rows held, of rows sent", numeric=True), Column("Refused", numeric=True))
    return Table(f"{title}: what each agency last sent", (*columns, *numbers), tuple(lines))


def source_line(
    mapping: mappings.Mapping, source: Source, known: Mapping[UUID, Delivery], at: datetime
) -> tuple[Cell, ...]:
    """One agency's last file, how fresh it is, and how much of it is held."""
    last: Delivery | None = known.get(source.latest_id)  # type: ignore[attr-defined]  # annotated by the query
    loaded: Delivery | None = known.get(source.loaded_id)  # type: ignore[attr-defined]  # annotated by the query
    agency = Cell(source.agency.name, href=reverse("source", args=[source.pk]), hidden=f": {mapping.title}")
    fresh = Cell(tag=freshness_tag(mapping, source, loaded, at), note=last_in_words(mapping, source, loaded, at))
    reach = Cell(reach_in_words(mapping, loaded))
    if last is None:
        return (agency, fresh, reach, Cell("Nothing yet"), Cell("0 of 0"), Cell("0"))
    arrived = Cell(
        moment_in_words(last.received_at),
        href=reverse("delivery", args=[last.pk]),
        hidden=f"from {source.agency.name}",
        tag=STATES[last.state],
    )
    held = used(last) if last.state in ("loading", "loaded") else 0
    return (agency, fresh, reach, arrived, Cell(f"{held:,} of {last.rows:,}"), Cell(f"{last.rows_refused:,}"))
