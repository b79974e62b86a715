"""The limits that a decision set going: an assessment counted from the worry, a conference from the discussion."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.practice.cases.models import StrategyOutcome
from homeward.practice.frontdoor.models import Clock, Concern
from homeward.practice.frontdoor.rules import due_on
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.loader import load


@dataclass(frozen=True)
class Running:
    """One limit about one child: since when, until when, and how it ended."""

    child: UUID
    kind: str
    since: date
    due_on: date
    ended_on: date | None = None
    ended: str = ""
    late_because: str = ""


def clock_due(code: str, since: date) -> date:
    """The last day of a statutory limit that began on a day."""
    days = load("cin_clocks", on=since)[code].value  # type: ignore[attr-defined]  # an entry of a list of limits
    return due_on(since, days, bank_holidays())


def clocks_of(concern: UUID) -> list[Running]:
    """The limits of one concern, in three statements.

    The conference's begins with the discussion that started the enquiry, once that was held and somebody wrote so. It
    is no row until it ends.
    """
    rows = list(Clock.objects.filter(concern=concern).order_by("due_on", "pk"))
    found = [
        Running(row.person_id, row.kind, row.since, row.due_on, row.ended_on, row.ended, row.late_because)
        for row in rows
    ]
    asked_at = Concern.objects.filter(pk=concern).values_list("decided_at", flat=True).first()
    if asked_at is None:
        return found
    held = StrategyOutcome.objects.filter(
        discussion__person__in=[row.person_id for row in rows], discussion__asked_at__gte=asked_at,
        section_47=True, held_on__isnull=False,
    ).order_by("held_on", "pk")  # fmt: skip
    known = {each.child for each in found if each.kind == "conference"}
    for child, held_on in held.values_list("discussion__person", "held_on"):
        if child not in known:
            known.add(child)
            found.append(Running(child, "conference", held_on, clock_due("conference", held_on)))
    return found
