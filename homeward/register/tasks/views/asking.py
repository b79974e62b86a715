"""My tasks, and saying that one is done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.tasks import actions, presenters
from homeward.register.tasks.queries import tasks_of

MOST = 200


@page("task.see")
def tasks(request: Seen) -> HttpResponse:
    """What I, my team or my role have been asked to do."""
    viewer, at = request.viewer, request.at
    waiting = list(tasks_of(viewer)[:MOST])
    event = audit.current()
    event.about(task.subject_id for task in waiting if task.subject_id)
    event.result_count = len(waiting)
    return TemplateResponse(request, "tasks/tasks.html", {"lines": presenters.lines_of(waiting, at=at)})


@require_POST
@page("task.do")
def do(request: Seen, task: UUID) -> HttpResponse:
    """Say that a task is done."""
    done = "Done. The task is off the list."
    tried(request, lambda: actions.do_task(task=task, by=request.viewer, at=request.at), done)
    return redirect("tasks")
