"""The assessments of a place or a group, with no child named (¶18)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.practice.assessment import actions
from homeward.practice.assessment.views import answering, pages
from homeward.practice.assessment.views.pages import Whose
from homeward.practice.cases.models import Context
from homeward.practice.cases.queries import context_named
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may


def whose(request: Seen, context: UUID) -> Whose:
    """The place or the group, and what the viewer may do."""
    row = Context.objects.filter(pk=context).first()
    if row is None:
        raise Http404
    may_write = may(request.viewer, "context.write").allowed
    home = reverse("context", args=[context])
    return Whose(context, row.kind, context_named(row), may_write, may_write, "context_", home)


@page("context.open", about="context", field_class="core")
def assessments(request: Seen, context: UUID) -> HttpResponse:
    """Every assessment, and a form to begin another."""
    return pages.listed(request, whose(request, context))


@require_POST
@page("context.write", about="context")
def start(request: Seen, context: UUID) -> HttpResponse:
    """Begin an assessment."""

    def act(**given: Any) -> Any:
        return actions.start_of_context(context=context, **given)

    return pages.begun(request, whose(request, context), act)


@page("context.open", about="context", field_class="core")
def assessment(request: Seen, context: UUID, assessment: UUID) -> HttpResponse:
    """One assessment: its bands, and each point with what it rests on."""
    return pages.opened(request, whose(request, context), assessment)


@page("context.write", about="context")
def answers(request: Seen, context: UUID, assessment: UUID, group: str) -> HttpResponse:
    """One part of the instrument, to be answered."""
    return answering.answers(request, whose(request, context), assessment, group)


@require_POST
@page("context.write", about="context")
def save(request: Seen, context: UUID, assessment: UUID, item: str) -> HttpResponse:
    """Keep the answer to one item."""

    def act(**given: Any) -> Any:
        return actions.save_answer_of_context(context=context, **given)

    return answering.saved(request, whose(request, context), assessment, item, act)


@require_POST
@page("context.write", about="context")
def give_band(request: Seen, context: UUID, assessment: UUID, kind: str) -> HttpResponse:
    """Give the professional's band, or the agreed one."""

    def act(**given: Any) -> Any:
        return actions.give_band_of_context(context=context, **given)

    return pages.banded(request, whose(request, context), assessment, kind, act)


@require_POST
@page("context.write", about="context")
def finish(request: Seen, context: UUID, assessment: UUID) -> HttpResponse:
    """Finish a draft."""

    def act(**given: Any) -> Any:
        return actions.finish_of_context(context=context, **given)

    return pages.ended(request, whose(request, context), assessment, act)


@page("context.write", about="context")
def withdraw(request: Seen, context: UUID, assessment: UUID) -> HttpResponse:
    """Take an assessment back."""

    def act(**given: Any) -> Any:
        return actions.withdraw_of_context(context=context, **given)

    return pages.withdrawn(request, whose(request, context), assessment, act)


@page("context.write", about="context")
def shown(request: Seen, context: UUID, assessment: UUID) -> HttpResponse:
    """Who was shown a result."""
    return pages.shown(request, whose(request, context), assessment)
