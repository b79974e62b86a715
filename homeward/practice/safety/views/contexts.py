"""The plan of a place or a group: read, begun, written again, done, looked at again, ended. No child is named in it."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases.models import Context
from homeward.practice.cases.queries import context_named
from homeward.practice.safety import actions
from homeward.practice.safety.presenters import plans as presenters
from homeward.practice.safety.queries import plans as queries
from homeward.practice.safety.views import pages
from homeward.practice.safety.views.framing import Whose, with_forms
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may


def _whose(request: Seen, context: UUID) -> Whose:
    row = Context.objects.filter(pk=context).first()
    if row is None:
        raise Http404
    may_write = may(request.viewer, "context.write").allowed
    frame = {
        "name": context_named(row),
        "marking": SENSITIVE,
        "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}",
        "subject": context,
        "of_context": True,
        "may_write": may_write,
        "may_act": may_write,
    }
    return Whose(context, "context_", frame)


@page("context.open", about="context", field_class="core")
def context(request: Seen, context: UUID) -> HttpResponse:
    """The plans of a place or a group."""
    return _page(request, context)


def _page(request: Seen, context: UUID, wrong: pages.Wrong | None = None) -> HttpResponse:
    whose, today = _whose(request, context), london_day(request.at)
    shown = [presenters.plan_shown(row, today=today, address=whose.at) for row in queries.plans_of([context])]
    found = whose.frame | {
        "plans": with_forms(whose, [each for each in shown if not each.ended], wrong),
        "ended": [each for each in shown if each.ended],
        "form": wrong[1] if wrong else None,
    }
    return TemplateResponse(request, "safety/context.html", found, status=400 if wrong else 200)


@page("context.write", about="context")
def begin(request: Seen, context: UUID) -> HttpResponse:
    """Begin the plan of a place or a group on its open case."""
    return pages.begun(request, _whose(request, context), partial(actions.begin_context_plan, context=context))


@page("context.write", about="context")
def write(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Write the plan of a place or a group again."""
    act = partial(actions.write_context_plan, context=context)
    return pages.written(request, _whose(request, context), plan, act)


@page("context.open", about="context", field_class="core")
def version(request: Seen, context: UUID, plan: UUID, number: int) -> HttpResponse:
    """One version of the plan of a place or a group."""
    return pages.version(request, _whose(request, context), plan, number)


@require_POST
@page("context.write", about="context")
def add_action(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Add what is to be done."""
    act = partial(actions.add_context_action, context=context)
    return pages.added(request, _whose(request, context), plan, act, partial(_page, request, context))


@require_POST
@page("context.write", about="context")
def step(request: Seen, context: UUID, done: UUID) -> HttpResponse:
    """Write how what is to be done stands."""
    act = partial(actions.write_context_action_step, context=context)
    return pages.stepped(request, _whose(request, context), done, act, partial(_page, request, context))


@require_POST
@page("context.write", about="context")
def review(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Say that the plan was looked at again."""
    act = partial(actions.review_context_plan, context=context)
    return pages.reviewed(request, _whose(request, context), plan, act, partial(_page, request, context))


@require_POST
@page("context.write", about="context")
def take_over(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """Answer for the plan from now on."""
    act = partial(actions.take_over_context_plan, context=context)
    return pages.taken_over(request, _whose(request, context), plan, act)


@require_POST
@page("context.write", about="context")
def end(request: Seen, context: UUID, plan: UUID) -> HttpResponse:
    """End the plan."""
    act = partial(actions.end_context_plan, context=context)
    return pages.ended(request, _whose(request, context), plan, act, partial(_page, request, context))
