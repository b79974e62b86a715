"""Calls in words: the queue, the search for the child, and what was said."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, FindCard, Row, Table, Tag
from homeward.foundation.ages import age_on
from homeward.foundation.dates_in_words import counted, moment_in_words, span_in_words
from homeward.methods.matching.records import traits
from homeward.methods.matching.twins import may_be_twins
from homeward.practice.missing.actions import Newcomer
from homeward.practice.missing.forms.calls import BOXES
from homeward.practice.missing.forms.when import WHICH
from homeward.practice.missing.models import Call, CallPiece
from homeward.practice.missing.queries.calls import value_of
from homeward.practice.missing.rules.calls import Standing
from homeward.register.linkage.queries import Search
from homeward.register.people.queries import Found
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label

NOBODY = UUID(int=0)
CAPTURED = "While the hub was away"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One call whose label waits to be looked at again."""

    id: UUID
    words: str
    href: str


def title_of(call: Call | None) -> str:
    """What the console is called: the call it is of."""
    if call is None:
        return "New call"
    if call.state == "labelled":
        return f"Call labelled {label('call_labels', call.label).lower()}"
    return f"Call of {moment_in_words(call.opened_at)}"


def open_table(calls: Iterable[Call], *, captured: Collection[UUID], at: datetime) -> Table:
    """Every open call, the longest open first; those captured while the hub was away say so."""
    rows = tuple(
        (
            Cell(moment_in_words(each.opened_at), href=reverse("call", args=[each.pk])),
            Cell(span_in_words(at - each.opened_at)),
            Cell(each.taken_by.name),
            Cell(tag=Tag(CAPTURED, "yellow")) if each.pk in captured else Cell("As it was said"),
        )
        for each in calls
    )
    columns = tuple(Column(each) for each in ("Call", "Open for", "Taken by", "Written down"))
    empty = "No call is open. One that is taken stands here until it is filed to a child or labelled."
    return Table("Open calls", columns, rows, empty=empty)


def cards(
    search: Search, *, leads: Callable[[UUID], str], missing: Collection[UUID], on: date, beside: Newcomer | None = None
) -> list[FindCard]:
    """The children who may be meant, each leading to what is done with the call; who is missing already says so.

    Beside a child who is to be added, one of the same birth date and family name but of another forename may be a twin.
    """
    return [
        FindCard(
            name=known_as(each.card.forename, each.card.surname) or "Name not known",
            href=leads(each.card.subject_id),
            age=counted(age_on(each.card.birth_date, on), "year")
            if each.card.birth_date and each.card.birth_date <= on
            else "",
            district=each.card.district,
            team=each.card.team,
            communication=each.card.communication_needs or "None recorded",
            tags=(
                *([Tag("Missing now", "red")] if each.card.subject_id in missing else []),
                *([Tag("May be a twin", "yellow")] if beside and is_twin(beside, each.card) else []),
            ),
            action="This is the child",
            why=each.why.why,
        )
        for each in search.found
    ]


def is_twin(who: Newcomer, card: Found) -> bool:
    """Whether somebody who is known may be a twin of the child, rather than the child."""
    day = who.birth_date if who.born and who.born.precision == "day" else None
    told = traits(forename=who.forename, surname=who.surname, birth_date=day)
    return may_be_twins(told, traits(forename=card.forename, surname=card.surname, birth_date=card.birth_date))


def address_of(call: Call) -> str:
    """Where a call is read: an open one on the console, a filed one on the page of its absence."""
    if call.state == "filed":
        return reverse("missing_episode", args=[call.person_id, call.episode_id])
    return reverse("call", args=[call.pk])


def when(call: Call) -> str:
    """When a call came, in words."""
    return moment_in_words(call.opened_at)


def move_rows(call: Call, *, was: str, becomes: str) -> tuple[Row, ...]:
    """What a move does, before it is done."""
    return (
        Row("Call", when(call)),
        Row("Filed to", was),
        Row("Moves to", becomes),
        Row("With it", f"The absence and all that is written in it, unless something else reports {was} missing."),
    )


def said_rows(standing: Mapping[str, Standing]) -> tuple[Row, ...]:
    """What was said on the call, box by box."""
    words = {name: each.words for name, each in standing.items()}
    return rows_of(words, BOXES)


def rows_of(words: Mapping[str, str], shown: Collection[str]) -> tuple[Row, ...]:
    """The boxes that are shown and hold something, each by its question."""
    return tuple(
        Row(BOXES[name][0], dict(WHICH).get(words[name], words[name]) if name == "which" else words[name])
        for name in BOXES
        if name in shown and words.get(name)
    )


def beside_rows(pieces: Iterable[CallPiece]) -> tuple[Row, ...]:
    """Words that were typed over somebody else's newer ones, each with whose they are."""
    return tuple(Row(BOXES[row.field][0], value_of(row), note=f"{row.by.name}, kept beside") for row in pieces)


def labelled(calls: Iterable[Call], *, opens: bool) -> list[Labelled]:
    """Labels to look at again, each leading to its call for whoever may open one."""
    return [
        Labelled(
            each.pk,
            f"{label('call_labels', each.label)}: {moment_in_words(each.opened_at)}, taken by {each.taken_by.name}",
            reverse("call", args=[each.pk]) if opens else "",
        )
        for each in calls
    ]


def number_in(words: str) -> UUID:
    """A call's number as it was sent, or nobody's."""
    try:
        return UUID(words)
    except ValueError:
        return NOBODY
