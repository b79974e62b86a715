"""What each page of a plan does, whoever it is of. Who may open it is declared beside the addresses."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from homeward.design.outcomes import tried
from homeward.foundation.london import london_day
from homeward.practice.cases.queries import open_cases_of
from homeward.practice.safety.forms import ActionForm, EndPlanForm, ReviewForm
from homeward.practice.safety.models import Plan
from homeward.practice.safety.presenters import plans as presenters
from homeward.practice.safety.queries import plans as queries
from homeward.practice.safety.views.framing import Whose, plan_form, step_form
from homeward.register.access.actions import Seen
from homeward.register.audit import actions as audit

Wrong = tuple[str, Any]
Act = Callable[..., object]
# What gives the page again, with the mistakes of the form that was sent from it.
Again = Callable[[Wrong], HttpResponse]


def plan_or_404(subject: UUID, plan: UUID) -> Plan:
    """The standing plan of that identifier, of this child, place or group."""
    found = next((row for row in queries.plans_of([subject]) if row.pk == plan and row.ended_at is None), None)
    if found is None:
        raise Http404
    return found


def begun(request: Seen, whose: Whose, act: Act) -> HttpResponse:
    """Begin a plan on an open case."""
    cases = open_cases_of([whose.id]).get(whose.id, [])
    taken = {row.case_id for row in queries.plans_of([whose.id]) if row.ended_at is None}
    case = next((row for row in cases if row.pk not in taken), None)
    form = plan_form(None, request.POST if request.method == "POST" else None)
    if case and request.method == "POST" and form.is_valid():
        given = {"case": case.pk, "written": form.written(), "by": request.viewer, "at": request.at}
        tried(request, lambda: act(**given), "The plan is written.")
        return redirect(whose.home)
    context = whose.frame | {"form": form, "case": case, "begins": True}
    return TemplateResponse(request, "safety/write.html", context, status=400 if form.errors else 200)


def written(request: Seen, whose: Whose, plan: UUID, act: Act) -> HttpResponse:
    """Write a plan again."""
    row = plan_or_404(whose.id, plan)
    form = plan_form(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"plan": plan, "read": form.cleaned_data["read"] or 0, "written": form.written()}
        tried(request, lambda: act(**given, by=request.viewer, at=request.at), "Written as a further version.")
        return redirect(whose.home)
    context = whose.frame | {"form": form, "case": row.case}
    return TemplateResponse(request, "safety/write.html", context, status=400 if form.errors else 200)


def version(request: Seen, whose: Whose, plan: UUID, number: int) -> HttpResponse:
    """One version of a plan, as it was written, whether or not the plan still stands."""
    row = next((each for each in queries.plans_of([whose.id]) if each.pk == plan), None)
    found = next((each for each in row.versions.all() if each.number == number), None) if row else None
    if row is None or found is None:
        raise Http404
    audit.current().note(plan=str(plan), version=number)
    context = whose.frame | {"version": presenters.version_shown(row, found)}
    return TemplateResponse(request, "safety/version.html", context)


def _sent(request: Seen, whose: Whose, wrong: Wrong, act: Act, done: str, again: Again) -> HttpResponse:
    form = wrong[1]
    if form is not None and not form.is_valid():
        return again(wrong)
    given = form.given() if isinstance(form, ActionForm) else form.cleaned_data if form else {}
    tried(request, lambda: act(by=request.viewer, at=request.at, **given), done)
    return redirect(whose.home)


def added(request: Seen, whose: Whose, plan: UUID, act: Act, again: Again) -> HttpResponse:
    """Add what is to be done."""
    form = ActionForm(request.POST, auto_id=f"action-{plan}-%s")
    wrong = (f"action-{plan}", form)
    return _sent(request, whose, wrong, lambda **given: act(plan=plan, **given), "Added to the plan.", again)


def stepped(request: Seen, whose: Whose, done: UUID, act: Act, again: Again) -> HttpResponse:
    """Write how what is to be done stands."""
    today = london_day(request.at)
    rows = [row for plan in queries.plans_of([whose.id]) for row in plan.actions.all()]
    found = next((presenters.done_shown(row, today=today) for row in rows if row.pk == done), None)
    form = step_form(found, request.POST) if found else None
    if form is None:
        return redirect(whose.home)
    return _sent(request, whose, (str(done), form), lambda **given: act(done=done, **given), "Written down.", again)


def reviewed(request: Seen, whose: Whose, plan: UUID, act: Act, again: Again) -> HttpResponse:
    """Say that a plan was looked at again."""
    form = ReviewForm(request.POST, auto_id=f"review-{plan}-%s")
    wrong = (f"review-{plan}", form)
    return _sent(request, whose, wrong, lambda **given: act(plan=plan, **given), "Written down.", again)


def taken_over(request: Seen, whose: Whose, plan: UUID, act: Act) -> HttpResponse:
    """Answer for a plan from now on."""
    tried(
        request, lambda: act(plan=plan, by=request.viewer, at=request.at), "You answer for this plan now."
    )  # fmt: skip
    return redirect(whose.home)


def ended(request: Seen, whose: Whose, plan: UUID, act: Act, again: Again) -> HttpResponse:
    """End a plan."""
    form = EndPlanForm(request.POST, auto_id=f"end-{plan}-%s")
    wrong = (f"end-{plan}", form)
    return _sent(request, whose, wrong, lambda **given: act(plan=plan, **given), "The plan has ended.", again)
