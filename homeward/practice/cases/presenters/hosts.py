"""Notices to host authorities in plain words."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from homeward.design.values import Cell, Column, Row, Table
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.practice.cases.models import HostNotice
from homeward.practice.cases.presenters.discussions import Shown, tag_of
from homeward.practice.cases.queries import authority_of, who_said
from homeward.practice.cases.rules import host_standing
from homeward.register.people.rules import known_as

STEPS = {"sent": "Sent", "acknowledged": "Acknowledged", "ended": "No longer placed there"}


def _standing(row: HostNotice, today: date) -> str:
    return host_standing(row.due_on, [(step.kind, step.on) for step in row.steps.all()], today=today)


def host_notice_shown(row: HostNotice, *, today: date) -> Shown:
    """One notice, for whoever may know where the child is: to whom, by when, and who there has said what."""
    rows = [
        Row("Placed there from", day_in_words(row.placed_on)),
        Row("To be told by", day_in_words(row.due_on), tag=tag_of(_standing(row, today))),
        Row("Opened by", f"{row.by.name}, {moment_in_words(row.opened_at)}"),
    ]
    rows += [
        Row(STEPS[step.kind], day_in_words(step.on), note=", ".join(filter(None, (who_said(step), step.by.name))))
        for step in row.steps.all()
    ]
    return Shown(row.pk, authority_of(row), tuple(rows), 0)


def host_notices_table(rows: Sequence[HostNotice], *, today: date) -> Table:
    """What waits to be sent or acknowledged, without saying where any child is."""
    return Table(
        caption="Notices to host authorities that nobody there has acknowledged",
        columns=(Column("Child"), Column("Placed from"), Column("To be told by"), Column("Stands")),
        rows=tuple(
            (
                Cell(
                    known_as(row.person.forename, row.person.surname) or "Name not known",
                    href=reverse("host_notices", args=[row.person_id]),
                ),
                Cell(day_in_words(row.placed_on)),
                Cell(day_in_words(row.due_on)),
                Cell(tag=tag_of(_standing(row, today))),
            )
            for row in rows
        ),
        empty="No notice of yours waits. One begins on the page that shows where a child is placed.",
        hide_caption=True,
    )
