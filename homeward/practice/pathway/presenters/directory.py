"""The directory, one service, and what helps, in plain words. An address that a service gives is text, never a link."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table, Tag
from homeward.foundation.dates_in_words import day_in_words
from homeward.methods.disclosure.tables import ProtectedTable
from homeward.practice.pathway.models import CapacityWord, Service
from homeward.practice.pathway.queries.helping import Helps
from homeward.practice.pathway.rules import KINDS
from homeward.vocabulary.labels import label
from homeward.vocabulary.loader import load_whole

EMPTY = "No service is like that. Ask for less, or have the directory loaded under Feeds."
STATUS = {
    "inactive": Tag("Not active"),
    "defunct": Tag("No longer there"),
    "temporarily closed": Tag("Closed for now", "yellow"),
}
WORDS_ON = {"need": "For", "for": "Who it is for", "form": "Forms of exploitation", "level": "Level of need"}


def tags_in_words(service: Service, kind: str) -> str:
    """What a service says of itself, of one kind."""
    codes = sorted(each.code for each in service.tags.all() if each.kind == kind)
    return ", ".join(label(KINDS[kind], code) for code in codes)


def ages_in_words(least: float | None, most: float | None) -> str:
    """For which ages, as people say it."""
    if least is None and most is None:
        return ""
    if most is None:
        return f"{least:g} and over"
    return f"Up to {most:g}" if least is None else f"{least:g} to {most:g}"


def room_in_words(word: CapacityWord | None) -> str:
    """What a service last said of its room."""
    if word is None:
        return ""
    if not word.takes_referrals:
        return "Takes no referrals now"
    wait = "" if word.wait_weeks is None else f", {word.wait_weeks} weeks to wait" if word.wait_weeks else ", no wait"
    free = "" if word.free_places is None else f", {word.free_places} places free"
    return f"Takes referrals{free}{wait}"


def directory_table(rows: Sequence[Service], words: Mapping[UUID, CapacityWord]) -> Table:
    """Services, as a list."""
    return Table(
        caption="Services",
        columns=(Column("Service"), Column("For"), Column("Ages"), Column("Room")),
        rows=tuple(
            (
                Cell(
                    each.name,
                    href=reverse("service", args=[each.pk]),
                    note=each.organisation.name if each.organisation else "",
                    tag=STATUS.get(each.status),
                ),
                Cell(tags_in_words(each, "need") or "It does not say"),
                Cell(ages_in_words(each.minimum_age, each.maximum_age) or "It does not say"),
                Cell(room_in_words(words.get(each.pk)) or "Not known"),
            )
            for each in rows
        ),
        empty=EMPTY,
        hide_caption=True,
    )


def service_rows(service: Service) -> tuple[Row, ...]:
    """Everything that anybody may read of one service."""
    said: Mapping[str, Any] = service.content
    words = list(service.capacity_words.all())
    rows = [
        Row("Run by", service.organisation.name if service.organisation else "", tag=STATUS.get(service.status)),
        Row("What it does", str(said.get("description", ""))),
        Row("Be aware", str(said.get("alert", ""))),
        *(Row(WORDS_ON[kind], tags_in_words(service, kind)) for kind in WORDS_ON),
        Row("Ages", ages_in_words(service.minimum_age, service.maximum_age)),
        Row("Who may use it", str(said.get("eligibility_description", ""))),
        Row("How to ask", str(said.get("application_process", ""))),
        Row("Areas", lines=_lines(said.get("service_areas"), "name")),
        Row(
            "Where", lines=tuple(_place(each.location.content) for each in service.at_locations.all() if each.location)
        ),
        Row("Telephone", lines=_lines(said.get("phones"), "number")),
        Row("E-mail", str(said.get("email", ""))),
        Row("On the web", str(said.get("url", ""))),
        Row("When", lines=_lines(said.get("schedules"), "description")),
        Row("Languages", lines=_lines(said.get("languages"), "name")),
        Row("What it costs", str(said.get("fees_description", "") or said.get("fees", ""))),
        Row(
            "Room",
            room_in_words(words[0] if words else None) or "It has said nothing of its room",
            note=f"Said on {day_in_words(words[0].said_on)}, written by {words[0].by.name}" if words else "",
        ),
    ]
    return tuple(each for each in rows if each.value or any(each.lines) or each.tag)


def _lines(said: Sequence[Mapping[str, Any]] | None, name: str) -> tuple[str, ...]:
    return tuple(str(each[name]) for each in said or () if each.get(name))


def _place(location: Mapping[str, Any]) -> str:
    first = next(iter(location.get("addresses") or ()), {})
    parts = [location.get("name"), *(first.get(name) for name in ("address_1", "city", "postal_code"))]
    return ", ".join(str(each) for each in parts if each)


HELPS_NOTE = (
    "c is a count that is hidden, so that no child can be known by it. Each child is counted once, by the last service "
    "that ended. A service that helped those who had it need not help others: nobody had one by lot."
)


def helps_by_need(found: Helps, *, period: str) -> Table:
    """What the services that ended came to, by need, with small counts hidden."""
    names = {need: label("pathway_needs", need) for need in found.by_need.rows}
    return _helps(found.by_need, names, "For", f"by what it was for, {period}")


def helps_by_service(found: Helps, *, period: str) -> Table:
    """The same by service. Confidential ones stand together, so that none is told from another."""
    names = {key: found.names.get(key, "Confidential services, together") for key in found.by_service.rows}
    return _helps(found.by_service, names, "Service", f"by service, {period}")


def _helps(counts: ProtectedTable, names: Mapping[str, str], head: str, by: str) -> Table:
    outcomes = load_whole("pathway_outcomes").codes
    return Table(
        caption=f"What the last service of each child that ended came to, {by}",
        columns=(
            Column(head),
            *(Column(label("pathway_outcomes", each), True) for each in outcomes),
            Column("All", True),
        ),
        rows=tuple(
            (Cell(names[row]), *(Cell(str(counts[row, each])) for each in (*outcomes, "total")))
            for row in counts.rows
            if str(counts[row, "total"]) != "0"
        ),
        note=HELPS_NOTE,
        empty="No service has ended in these days. Write on the child’s page when one does, and what it came to.",
    )
