"""The limits that a decision set going: an assessment counted from the worry, a conference from the discussion."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch

from homeward.foundation.london import london_day
from homeward.practice.cases.models import StrategyDiscussion, StrategyOutcome
from homeward.practice.frontdoor.models import Clock, Concern, Stage
from homeward.practice.frontdoor.rules import due_on
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load

DISCUSSION = "discussion"


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


def review_due(threshold_on: date) -> date:
    """By when a worry about a worker is looked at again that has no outcome yet."""
    return threshold_on + timedelta(days=limit("allegation_review_days", on=threshold_on))


def due_apart(rows: Collection[Concern]) -> dict[UUID, date]:
    """By when the next step of each worry about a worker is due, in one statement."""
    met = Stage.objects.filter(concern__in=rows, stage="threshold").values_list("concern_id", "at")
    found = {concern: review_due(london_day(at)) for concern, at in met}
    return {row.pk: found.get(row.pk, row.due_on) for row in rows}


def clocks_of(concern: UUID) -> list[Running]:
    """The limits of one concern, in four statements.

    A discussion that section 47 asks for runs until somebody writes what came of it. The conference's begins with the
    one that started the enquiry, once that was held. Neither is a row here until it ends.
    """
    rows = list(Clock.objects.filter(concern=concern).order_by("due_on", "pk"))
    found = [
        Running(row.person_id, row.kind, row.since, row.due_on, row.ended_on, row.ended, row.late_because)
        for row in rows
    ]
    asked_at = Concern.objects.filter(pk=concern).values_list("decided_at", flat=True).first()
    if asked_at is None:
        return found
    children = [row.person_id for row in rows]
    found += _discussions(children, asked_at)
    held = StrategyOutcome.objects.filter(
        discussion__person__in=children, discussion__asked_at__gte=asked_at, section_47=True, held_on__isnull=False
    ).order_by("held_on", "pk")
    known = {each.child for each in found if each.kind == "conference"}
    for child, held_on in held.values_list("discussion__person", "held_on"):
        if child not in known:
            known.add(child)
            found.append(Running(child, "conference", held_on, clock_due("conference", held_on)))
    return found


def _discussions(children: Collection[UUID], asked_at: datetime) -> list[Running]:
    """The discussions asked for about some children since a decision, each as it stands."""
    asked = StrategyDiscussion.objects.filter(person__in=children, asked_at__gte=asked_at)
    rows = asked.prefetch_related(Prefetch("outcomes", queryset=StrategyOutcome.objects.order_by("recorded_at", "pk")))
    found = []
    for row in rows.order_by("asked_at", "pk"):
        said = list(row.outcomes.all())
        ended_on = (said[-1].held_on or london_day(said[-1].recorded_at)) if said else None
        ended = ("done" if said[-1].held_on else "not-needed") if said else ""
        found.append(Running(row.person_id, DISCUSSION, london_day(row.asked_at), row.due_on, ended_on, ended))
    return found
