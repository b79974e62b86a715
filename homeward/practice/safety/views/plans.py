"""A child's safety plan: read, begun, written again, done, looked at again, printed for the family, and ended."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.practice.cases.queries import context_named, contexts, open_cases_of
from homeward.practice.safety import actions
from homeward.practice.safety.forms import ActionForm, AffectsForm, EndPlanForm, ReviewForm
from homeward.practice.safety.models import Plan
from homeward.practice.safety.presenters import plans as presenters
from homeward.practice.safety.queries import plans as queries
from homeward.practice.safety.rules import fitting
from homeward.practice.safety.views.framing import frame, plan_form, step_form, with_steps
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.vocabulary.loader import load
from homeward.vocabulary.shapes import MeasureEntry

SIZE = 50
Wrong = tuple[str, Any]


@page("safety.open", each=True, field_class="core")
def listed(request: Seen) -> HttpResponse:
    """The standing plans of the viewer's own children, and of places and groups; those without an owner first."""
    every = queries.standing_plans(viewer=request.viewer, at=request.at)
    total, number = every.count(), page_asked(request)
    rows = list(every[(number - 1) * SIZE : number * SIZE])
    audit.current().about(dict.fromkeys(row.subject_id for row in rows))
    audit.current().result_count = len(rows)
    context = {
        "marking": SENSITIVE,
        "table": presenters.plans_table(rows, today=london_day(request.at)),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="plans"),
    }
    return TemplateResponse(request, "safety/plans.html", context)


@page("safety.open", about="subject", field_class="core")
def child(request: Seen, subject: UUID) -> HttpResponse:
    """A child's plans, and those of the places and groups that touch the child."""
    return _child(request, subject)


def _child(request: Seen, subject: UUID, wrong: Wrong | None = None) -> HttpResponse:
    today = london_day(request.at)
    touching = queries.contexts_of(subject)
    rows = queries.plans_of([subject, *(context.pk for _, context in touching)])
    shown = [presenters.plan_shown(row, today=today) for row in rows if row.subject_id == subject]
    form = wrong[1] if wrong else None
    context = frame(request, subject, here="child_plan") | {
        "plans": with_steps([each for each in shown if not each.ended], wrong),
        "ended": [each for each in shown if each.ended],
        "touching": [(row, context_named(place), _of_context(place.pk, rows, today, place)) for row, place in touching],
        "affects_form": form if isinstance(form, AffectsForm) else _affects_form(request, [c.pk for _, c in touching]),
        "end_form": form if isinstance(form, EndPlanForm) else EndPlanForm(auto_id="end_%s"),
        "form": form,
    }
    return TemplateResponse(request, "safety/child.html", context, status=400 if wrong else 200)


def _of_context(key: UUID, rows: list[Plan], today: Any, place: Any) -> list[presenters.Shown]:
    standing = [row for row in rows if row.subject_id == key and row.ended_at is None]
    return presenters.context_shown(place, standing, today=today)


def _affects_form(request: Seen, known: list[UUID], sent: Any = None) -> AffectsForm | None:
    if not may(request.viewer, "context.open", field_class="core").allowed:
        return None
    named = [(str(row.pk), context_named(row)) for row in contexts() if row.pk not in known]
    return AffectsForm(sent, named=named, auto_id="affects_%s") if named else None


def plan_or_404(subject: UUID, plan: UUID) -> Plan:
    """The standing plan of that identifier, of this child, place or group."""
    found = next((row for row in queries.plans_of([subject]) if row.pk == plan and row.ended_at is None), None)
    if found is None:
        raise Http404
    return found


@page("safety.write", about="subject")
def begin(request: Seen, subject: UUID) -> HttpResponse:
    """Begin a plan on the child's open case."""
    cases = open_cases_of([subject]).get(subject, [])
    taken = {row.case_id for row in queries.plans_of([subject]) if row.ended_at is None}
    case = next((row for row in cases if row.pk not in taken), None)
    form = plan_form(None, request.POST if request.method == "POST" else None)
    if case and request.method == "POST" and form.is_valid():
        given = {"child": subject, "case": case.pk, "written": form.written(), "by": request.viewer, "at": request.at}
        tried(request, lambda: actions.begin_plan(**given), "The plan is written.")
        return redirect("child_plan", subject=subject)
    context = frame(request, subject, here="") | {"form": form, "case": case, "begins": True}
    return TemplateResponse(request, "safety/write.html", context, status=400 if form.errors else 200)


@page("safety.write", about="subject")
def write(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Write a plan again."""
    row = plan_or_404(subject, plan)
    form = plan_form(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["read"] or 0
        given = {"child": subject, "plan": plan, "read": read, "written": form.written()}
        done = "Written as a further version."
        tried(request, lambda: actions.write_plan(**given, by=request.viewer, at=request.at), done)
        return redirect("child_plan", subject=subject)
    context = frame(request, subject, here="") | {"form": form, "case": row.case}
    return TemplateResponse(request, "safety/write.html", context, status=400 if form.errors else 200)


@page("safety.print", about="subject", field_class="core")
def family(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """A plan as it is printed for the family: what they see, and nothing else."""
    context = frame(request, subject, here="") | {"plan": presenters.for_family(plan_or_404(subject, plan))}
    return TemplateResponse(request, "safety/family.html", context)


@page("safety.open", about="subject", field_class="core")
def powers(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """The powers against whoever exploits: which fit what is known, who holds them, and which are in the plan."""
    row, on = plan_or_404(subject, plan), london_day(request.at)
    facts = {code for code in row.versions.all()[0].facts.split(";") if code} | queries.facts_on_record(subject, on=on)
    measures = [each for each in load("disruption_measures", on=on).entries if isinstance(each, MeasureEntry)]
    tried_already = {each.measure for each in row.actions.all() if each.measure}
    rows = presenters.measures_rows(fitting(measures, facts), tried_already)
    context = frame(request, subject, here="") | {"rows": rows, "trust": load("disruption_measures", on=on).trust}
    return TemplateResponse(request, "safety/powers.html", context)


def _sent(request: Seen, subject: UUID, wrong: Wrong, act: Callable[[], object], done: str) -> HttpResponse:
    if wrong[1] is None or not wrong[1].is_valid():
        return _child(request, subject, wrong) if wrong[1] else redirect("child_plan", subject=subject)
    tried(request, act, done)
    return redirect("child_plan", subject=subject)


@require_POST
@page("safety.act", about="subject")
def add_action(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Add what is to be done."""
    form = ActionForm(request.POST, auto_id=f"action-{plan}-%s")

    def act() -> object:
        return actions.add_action(child=subject, plan=plan, by=request.viewer, at=request.at, **form.given())

    return _sent(request, subject, (f"action-{plan}", form), act, "Added to the plan.")


@require_POST
@page("safety.act", about="subject")
def step(request: Seen, subject: UUID, done: UUID) -> HttpResponse:
    """Write how what is to be done stands."""
    today = london_day(request.at)
    every = [
        presenters.done_shown(row, today=today) for plan in queries.plans_of([subject]) for row in plan.actions.all()
    ]
    found = next((each for each in every if each.id == done), None)
    form = step_form(found, request.POST) if found else None

    def act() -> object:
        given = {"child": subject, "done": done, "by": request.viewer, "at": request.at}
        return actions.write_action_step(**given, **(form.cleaned_data if form else {}))

    return _sent(request, subject, (str(done), form), act, "Written down.")


@require_POST
@page("safety.write", about="subject")
def review(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Say that a plan was looked at again."""
    form = ReviewForm(request.POST, auto_id=f"review-{plan}-%s")

    def act() -> object:
        return actions.review_plan(child=subject, plan=plan, by=request.viewer, at=request.at, **form.cleaned_data)

    return _sent(request, subject, (f"review-{plan}", form), act, "Written down.")


@require_POST
@page("safety.write", about="subject")
def take_over(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Answer for a plan from now on."""
    given = {"child": subject, "plan": plan, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.take_over_plan(**given), "You answer for this plan now.")
    return redirect("child_plan", subject=subject)


@require_POST
@page("safety.write", about="subject")
def end(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """End a plan."""
    form = EndPlanForm(request.POST, auto_id="end_%s")

    def act() -> object:
        return actions.end_plan(child=subject, plan=plan, by=request.viewer, at=request.at, **form.cleaned_data)

    return _sent(request, subject, ("end", form), act, "The plan has ended.")


@require_POST
@page("safety.write", about="subject")
def affects(request: Seen, subject: UUID) -> HttpResponse:
    """Say that a place or a group touches a child."""
    form = _affects_form(request, [place.pk for _, place in queries.contexts_of(subject)], request.POST)

    def act() -> object:
        given = form.cleaned_data if form else {}
        return actions.confirm_affects(child=subject, by=request.viewer, at=request.at, **given)

    return _sent(request, subject, ("affects", form), act, "Its plan is shown here from now on.")


@require_POST
@page("safety.write", about="subject")
def end_affects(request: Seen, subject: UUID, row: int) -> HttpResponse:
    """Say that a place or a group touches a child no more."""
    given = {"child": subject, "affects": row, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.end_affects(**given), "Its plan is shown here no more.")
    return redirect("child_plan", subject=subject)
