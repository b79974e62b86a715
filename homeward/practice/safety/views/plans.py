"""A child's safety plan: read, begun, written again, done, looked at again, printed for the family, and ended."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.practice.cases.queries import context_named, contexts
from homeward.practice.safety import actions
from homeward.practice.safety.forms import AffectsForm
from homeward.practice.safety.presenters import plans as presenters
from homeward.practice.safety.queries import plans as queries
from homeward.practice.safety.rules import fitting
from homeward.practice.safety.views import pages
from homeward.practice.safety.views.framing import Whose, frame, with_forms
from homeward.practice.safety.views.pages import Wrong, plan_or_404
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.vocabulary.loader import load
from homeward.vocabulary.shapes import MeasureEntry

SIZE = 50


def _whose(request: Seen, subject: UUID) -> Whose:
    return Whose(subject, "", frame(request, subject, here=""))


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
    today, whose = london_day(request.at), Whose(subject, "", frame(request, subject, here="child_plan"))
    touching = queries.contexts_of(subject)
    rows = queries.plans_of([subject, *(context.pk for _, context in touching)])
    shown = [presenters.plan_shown(row, today=today, address=whose.at) for row in rows if row.subject_id == subject]
    form = wrong[1] if wrong else None
    context = whose.frame | {
        "plans": with_forms(whose, [each for each in shown if not each.ended], wrong),
        "ended": [each for each in shown if each.ended],
        "touching": [
            (row, context_named(place), presenters.context_shown(place, rows, today=today)) for row, place in touching
        ],
        "affects_form": form if isinstance(form, AffectsForm) else _affects_form(request, [c.pk for _, c in touching]),
        "form": form,
    }
    return TemplateResponse(request, "safety/child.html", context, status=400 if wrong else 200)


def _affects_form(request: Seen, known: list[UUID], sent: object = None) -> AffectsForm | None:
    if not may(request.viewer, "context.open", field_class="core").allowed:
        return None
    named = [(str(row.pk), context_named(row)) for row in contexts() if row.pk not in known]
    return AffectsForm(sent, named=named, auto_id="affects_%s") if named else None


@page("safety.write", about="subject")
def begin(request: Seen, subject: UUID) -> HttpResponse:
    """Begin a plan on the child's open case."""
    return pages.begun(request, _whose(request, subject), partial(actions.begin_plan, child=subject))


@page("safety.write", about="subject")
def write(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Write a plan again."""
    return pages.written(request, _whose(request, subject), plan, partial(actions.write_plan, child=subject))


@page("safety.open", about="subject", field_class="core")
def version(request: Seen, subject: UUID, plan: UUID, number: int) -> HttpResponse:
    """One version of a child's plan, as it was written."""
    return pages.version(request, _whose(request, subject), plan, number)


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


@require_POST
@page("safety.act", about="subject")
def add_action(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Add what is to be done."""
    act = partial(actions.add_action, child=subject)
    return pages.added(request, _whose(request, subject), plan, act, partial(_child, request, subject))


@require_POST
@page("safety.act", about="subject")
def step(request: Seen, subject: UUID, done: UUID) -> HttpResponse:
    """Write how what is to be done stands."""
    act = partial(actions.write_action_step, child=subject)
    return pages.stepped(request, _whose(request, subject), done, act, partial(_child, request, subject))


@require_POST
@page("safety.write", about="subject")
def review(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Say that a plan was looked at again."""
    act = partial(actions.review_plan, child=subject)
    return pages.reviewed(request, _whose(request, subject), plan, act, partial(_child, request, subject))


@require_POST
@page("safety.write", about="subject")
def take_over(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """Answer for a plan from now on."""
    return pages.taken_over(request, _whose(request, subject), plan, partial(actions.take_over_plan, child=subject))


@require_POST
@page("safety.write", about="subject")
def end(request: Seen, subject: UUID, plan: UUID) -> HttpResponse:
    """End a plan."""
    act = partial(actions.end_plan, child=subject)
    return pages.ended(request, _whose(request, subject), plan, act, partial(_child, request, subject))


@require_POST
@page("safety.write", about="subject")
def affects(request: Seen, subject: UUID) -> HttpResponse:
    """Say that a place or a group touches a child."""
    form = _affects_form(request, [place.pk for _, place in queries.contexts_of(subject)], request.POST)
    if form is None:
        return redirect("child_plan", subject=subject)
    if not form.is_valid():
        return _child(request, subject, ("affects", form))
    given = {"child": subject, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.confirm_affects(**given), "Its plan is shown here from now on.")
    return redirect("child_plan", subject=subject)


@require_POST
@page("safety.write", about="subject")
def end_affects(request: Seen, subject: UUID, row: int) -> HttpResponse:
    """Say that a place or a group touches a child no more."""
    given = {"child": subject, "affects": row, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.end_affects(**given), "Its plan is shown here no more.")
    return redirect("child_plan", subject=subject)
