"""My tasks, and saying that one is done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.tasks import actions, presenters
from homeward.register.tasks.queries import tasks_of

MOST = 200

NamesOf = Callable[..., dict[UUID, str]]


@page("task.see")
def tasks(request: Seen, names_of: NamesOf) -> HttpResponse:
    """What I, my team or my role have been asked to do. A child is named to whoever may find the child."""
    viewer, at = request.viewer, request.at
    waiting = list(tasks_of(viewer)[:MOST])
    subjects = [task.subject_id for task in waiting if task.subject_id]
    names = names_of(subjects, viewer=viewer, at=at)
    event = audit.current()
    event.about(subjects)
    event.result_count = len(waiting)
    shown: dict[str, Any] = {"lines": presenters.lines_of(waiting, at=at, names=names)}
    if names:
        event.showing("core")
    if subjects:
        shown |= {"marking": SENSITIVE, "watermark": f"{viewer.name}, {moment_in_words(at)}"}
    return TemplateResponse(request, "tasks/tasks.html", shown)


@require_POST
@page("task.do")
def do(request: Seen, task: UUID) -> HttpResponse:
    """Say that a task is done."""
    done = "Done. The task is off the list."
    tried(request, lambda: actions.do_task(task=task, by=request.viewer, at=request.at), done)
    return redirect("tasks")
