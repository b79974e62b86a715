"""The plan of a place or a group: read, begun, written again, done, and looked at again. No child is named in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases.models import Context
from homeward.practice.cases.queries import context_named, open_cases_of
from homeward.practice.safety import actions
from homeward.practice.safety.forms import ActionForm, ReviewForm
from homeward.practice.safety.presenters import plans as presenters
from homeward.practice.safety.queries import plans as queries
from homeward.practice.safety.views.framing import plan_form, step_form, with_steps
from homeward.practice.safety.views.plans import Wrong, plan_or_404
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may


def _frame(request: Seen, key: UUID) -> dict[str, Any]:
    row = Context.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    return {
        "name": context_named(row),
        "marking": SENSITIVE,
        "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}",
        "subject": key,
        "may_write": may(request.viewer, "context.write").allowed,
    }


@page("context.open", about="context", field_class="core")
def context(request: Seen, context: UUID) -> HttpResponse:
    """The plans of a place or a group."""
    return _page(request, context)


def _page(request: Seen, key: UUID, wrong: Wrong | None = None) -> HttpResponse:
    today = london_day(request.at)
    shown = [presenters.plan_shown(row, today=today) for row in queries.plans_of([key])]
    found = _frame(request, key) | {
        "plans": with_steps([each for each in shown if not each.ended], wrong),
        "form": wrong[1] if wrong else None,
    }
    return TemplateResponse(request, "safety/context.html", found, status=400 if wrong else 200)


@page("context.write", about="context")
def begin(request: Seen, context: UUID) -> HttpResponse:
    """Begin the plan of a place or a group on its open case."""
    taken = {row.case_id for row in queries.plans_of([context]) if row.ended_at is None}
    case = next((row for row in open_cases_of([context]).get(context, []) if row.pk not in taken), None)
    form = plan_form(None, request.POST if request.method == "POST" else None)
    if case and request.method == "POST" and form.is_valid():
        given = {"context": context, "case": case.pk, "written": form.written()}
        act = lambda: actions.begin_context_plan(**given, by=request.viewer, at=request.at)  # noqa: E731
        tried(request, act, "The plan is written.")
        return redirect("context_plan", context=context)
    found = _frame(request, context) | {"form": form, "case": case, "begins": True, "of_context": True}
    return TemplateResponse(request, "safety/write.html", found, status=400 if form.errors else 200)


@page("context.write", about="context")
def write(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Write the plan of a place or a group again."""
    row = plan_or_404(context, plan)
    form = plan_form(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"context": context, "plan": plan, "read": form.cleaned_data["read"] or 0, "written": form.written()}
        act = lambda: actions.write_context_plan(**given, by=request.viewer, at=request.at)  # noqa: E731
        tried(request, act, "Written as a further version.")
        return redirect("context_plan", context=context)
    found = _frame(request, context) | {"form": form, "case": row.case, "of_context": True}
    return TemplateResponse(request, "safety/write.html", found, status=400 if form.errors else 200)


def _sent(request: Seen, key: UUID, wrong: Wrong, act: Callable[[], object], done: str) -> HttpResponse:
    if wrong[1] is None or not wrong[1].is_valid():
        return _page(request, key, wrong) if wrong[1] else redirect("context_plan", context=key)
    tried(request, act, done)
    return redirect("context_plan", context=key)


@require_POST
@page("context.write", about="context")
def add_action(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Add what is to be done."""
    form = ActionForm(request.POST, auto_id=f"action-{plan}-%s")

    def act() -> object:
        return actions.add_context_action(context=context, plan=plan, by=request.viewer, at=request.at, **form.given())

    return _sent(request, context, (f"action-{plan}", form), act, "Added to the plan.")


@require_POST
@page("context.write", about="context")
def step(request: Seen, context: UUID, done: UUID) -> HttpResponse:
    """Write how what is to be done stands."""
    today = london_day(request.at)
    every = [
        presenters.done_shown(row, today=today) for plan in queries.plans_of([context]) for row in plan.actions.all()
    ]
    found = next((each for each in every if each.id == done), None)
    form = step_form(found, request.POST) if found else None

    def act() -> object:
        given = {"context": context, "done": done, "by": request.viewer, "at": request.at}
        return actions.write_context_action_step(**given, **(form.cleaned_data if form else {}))

    return _sent(request, context, (str(done), form), act, "Written down.")


@require_POST
@page("context.write", about="context")
def review(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Say that the plan was looked at again."""
    form = ReviewForm(request.POST, auto_id=f"review-{plan}-%s")

    def act() -> object:
        given = {"context": context, "plan": plan, "by": request.viewer, "at": request.at}
        return actions.review_context_plan(**given, **form.cleaned_data)

    return _sent(request, context, (f"review-{plan}", form), act, "Written down.")


@require_POST
@page("context.write", about="context")
def take_over(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Answer for the plan from now on."""
    given = {"context": context, "plan": plan, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.take_over_context_plan(**given), "You answer for this plan now.")
    return redirect("context_plan", context=context)
