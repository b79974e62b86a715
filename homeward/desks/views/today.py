"""The first page: what waits for this viewer today."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse

from homeward.design.values import SENSITIVE
from homeward.desks.presenters import today as presenters
from homeward.foundation.dates_in_words import day_in_words, moment_in_words
from homeward.foundation.london import london_day
from homeward.insight.analysis.queries import newest_quarter, quarter_in_figures
from homeward.practice.missing import queries as missing
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may, may_for_some, shift_of
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people
from homeward.register.tasks.models import Task
from homeward.register.tasks.queries import asked_to_accept, tasks_of

RECENT = timedelta(days=90)
MOST = 200


@page("today.open")
def today(request: Seen) -> HttpResponse:
    """What waits for whoever signed in, the most urgent first, as far as each role has it.

    What was handed over and nobody has yet, children who are missing, tasks, the viewer's own children, figures.
    """
    viewer, at = request.viewer, request.at
    context: dict[str, Any] = {"day": day_in_words(london_day(at))}
    if may(viewer, "shift.work").allowed:
        context["shift"] = shift_of(viewer, at=at) or "none"
        context["takes_calls"] = may(viewer, "call.take", field_class="core").allowed
    if may(viewer, "handover.answer").allowed:
        context["to_accept"] = asked_to_accept(viewer, at=at)
    if may_for_some(viewer, "child.find").allowed:
        context |= children(viewer, at)
    if may(viewer, "paper.open", field_class="aggregate").allowed:
        context |= figures(viewer, at)
    tasks = list(tasks_of(viewer)[:MOST])
    context |= presenters.todos(tasks, at=at, names=context.get("names", {}) | names_in(tasks, context, viewer, at))
    if "names" in context or any(task.subject_id for task in tasks):
        context |= {"marking": SENSITIVE, "watermark": f"{viewer.name}, {moment_in_words(at)}"}
    return TemplateResponse(request, "desks/today.html", context)


def children(viewer: Viewer, at: datetime) -> dict[str, Any]:
    """Children missing now, and the viewer's own: a list is one event with its children named."""
    gone = list(missing.missing_now(viewer=viewer, at=at))
    own = people.caseload(viewer=viewer, at=at, kinds=presenters.kinds_of_caseload(viewer))
    away = people.cards([episode.person for episode in gone], at=at)
    event = audit.current()
    event.about([found.subject_id for found in [*away, *own]])
    event.showing("core")
    event.result_count = len(own) + len(away)
    openable = people.openable([found.subject_id for found in [*away, *own]], viewer=viewer, at=at)
    recent = missing.recent_counts([found.subject_id for found in own], since=at - RECENT, at=at)
    off_shift = may(viewer, "shift.work").allowed and not viewer.on_duty
    return presenters.children(
        gone,
        away,
        own,
        recent,
        openable,
        viewer=viewer,
        at=at,
        off_shift=off_shift,
        sees_board=may_for_some(viewer, "missing.board").allowed,
    )


def names_in(tasks: list[Task], context: dict[str, Any], viewer: Viewer, at: datetime) -> dict[UUID, str]:
    """The names of children whom a task is about and no list names already, as far as the viewer may find them."""
    listed = context.get("names", {})
    unnamed = {task.subject_id for task in tasks if task.subject_id and task.subject_id not in listed}
    found = people.names_of(unnamed, viewer=viewer, at=at) if unnamed and "names" in context else {}
    audit.current().about(found)
    return found


def figures(viewer: Viewer, at: datetime) -> dict[str, Any]:
    """The newest quarter's headline figures, protected as on the quarter's own page."""
    quarter = newest_quarter(viewer=viewer, as_at=at)
    audit.current().showing("aggregate")
    return presenters.figures(quarter_in_figures(quarter, viewer=viewer, as_at=at))
