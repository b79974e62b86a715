"""Every feed, and in one table every source, with whatever is overdue first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table
from homeward.foundation.dates_in_words import moment_in_words
from homeward.gateways.feeds import mapping as mappings
from homeward.gateways.feeds.presenters.sources import due_in_words, how_fresh, reach_in_words, tag_of
from homeward.gateways.feeds.presenters.states import STATES, held_of_sent
from homeward.gateways.feeds.registry import Feed
from homeward.register.sources.models import Delivery, Source

WORST_FIRST = ("overdue", "due", "never", "up-to-date")


@dataclass(frozen=True)
class FeedShown:
    """A feed as the page tells it."""

    title: str
    what: str
    basis: tuple[Row, ...]
    has_come: bool
    send_href: str


def feeds_shown(every: Sequence[Feed], sources: Sequence[Source], *, may_load: bool) -> list[FeedShown]:
    """Every feed, and whether anything of it has come."""
    come = {each.feed for each in sources}
    return [feed_shown(feed.mapping, has_come=feed.name in come, may_load=may_load) for feed in every]


def feed_shown(mapping: mappings.Mapping, *, has_come: bool = False, may_load: bool = True) -> FeedShown:
    """One feed: what it is, why it may come, and whose rows it may bring."""
    basis = [
        Row("Lawful basis", mapping.lawful_basis),
        Row("Whose rows it may bring", mapping.admission_in_words, bullets=mapping.admission_reasons),
    ]
    if mapping.arrives:
        basis.append(Row("Usually comes", mapping.arrives.usually))
    return FeedShown(
        title=mapping.title,
        what=mapping.what,
        basis=tuple(basis),
        has_come=has_come,
        send_href=reverse("feed_send", args=[mapping.feed]) if may_load else "",
    )


def sources_table(
    every: Sequence[Feed], sources: Sequence[Source], known: Mapping[UUID, Delivery], *, at: datetime
) -> Table | None:
    """Every source: how fresh it is, how far its rows reach, its last file, and how much of that is held."""
    mapping_of = {feed.name: feed.mapping for feed in every}
    lines = [
        source_line(mapping_of[each.feed], each, known, at)
        for each in sorted(sources, key=lambda one: one.feed)
        if each.feed in mapping_of
    ]
    columns = (Column("Source"), Column("How fresh"), Column("Rows reach to"), Column("Last file"))
    numbers = (Column("Rows held, of rows sent", numeric=True), Column("Refused", numeric=True))
    ordered = sorted(lines, key=lambda line: WORST_FIRST.index(line[0]))
    return (
        Table("What came, and how fresh it is", (*columns, *numbers), tuple(cells for _, cells in ordered))
        if lines
        else None
    )


def source_line(
    mapping: mappings.Mapping, source: Source, known: Mapping[UUID, Delivery], at: datetime
) -> tuple[str, tuple[Cell, ...]]:
    """One source's state, and its line."""
    last: Delivery | None = known.get(source.latest_id)  # type: ignore[attr-defined]  # annotated by the query
    loaded: Delivery | None = known.get(source.loaded_id)  # type: ignore[attr-defined]  # annotated by the query
    fresh = how_fresh(mapping, source, loaded, at)
    cells = (
        Cell(mapping.title, href=reverse("source", args=[source.pk]), hidden=f"from {source.agency.name}",
             note=source.agency.name),
        Cell(tag=tag_of(fresh), note=due_in_words(fresh)),
        Cell(reach_in_words(loaded)),
        arrived(source, last),
        Cell(held_of_sent(last) if last else "0 of 0"),
        Cell(f"{last.rows_refused:,}" if last else "0"),
    )  # fmt: skip
    return fresh.state, cells


def arrived(source: Source, last: Delivery | None) -> Cell:
    """When a source's last file came, and where it stands."""
    if last is None:
        return Cell("Nothing yet")
    words = f"{source.name} from {source.agency.name}"
    href = reverse("delivery", args=[last.pk])
    return Cell(moment_in_words(last.received_at), href=href, hidden=f": {words}", tag=STATES[last.state])
