"""The assessments of a child."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.practice.assessment import actions
from homeward.practice.assessment.views import answering, pages
from homeward.practice.assessment.views.pages import Whose
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, may_in
from homeward.register.people import queries as people


def whose(request: Seen, subject: UUID) -> Whose:
    """The child, and what the viewer may do."""
    viewer = request.viewer
    held = context_of(viewer, subject, at=request.at)
    may_write = may_in(held, viewer, "assessment.write", field_class="operational")
    may_unwind = may_in(held, viewer, "assessment.unwind")
    home = reverse("record", args=[subject])
    return Whose(subject, "child", people.name_of(subject), may_write, may_unwind, "", home)


@page("assessment.open", about="subject", field_class="core")
def assessments(request: Seen, subject: UUID) -> HttpResponse:
    """Every assessment, and a form to begin another."""
    return pages.listed(request, whose(request, subject))


@require_POST
@page("assessment.write", about="subject")
def start(request: Seen, subject: UUID) -> HttpResponse:
    """Begin an assessment."""

    def act(**given: Any) -> Any:
        return actions.start_assessment(child=subject, **given)

    return pages.begun(request, whose(request, subject), act)


@page("assessment.open", about="subject", field_class="core")
def assessment(request: Seen, subject: UUID, assessment: UUID) -> HttpResponse:
    """One assessment: its bands, and each point with what it rests on."""
    return pages.opened(request, whose(request, subject), assessment)


@page("assessment.write", about="subject")
def answers(request: Seen, subject: UUID, assessment: UUID, group: str) -> HttpResponse:
    """One part of the instrument, to be answered."""
    return answering.answers(request, whose(request, subject), assessment, group)


@require_POST
@page("assessment.write", about="subject")
def save(request: Seen, subject: UUID, assessment: UUID, item: str) -> HttpResponse:
    """Keep the answer to one item."""

    def act(**given: Any) -> Any:
        return actions.save_answer(child=subject, **given)

    return answering.saved(request, whose(request, subject), assessment, item, act)


@require_POST
@page("assessment.write", about="subject")
def give_band(request: Seen, subject: UUID, assessment: UUID, kind: str) -> HttpResponse:
    """Give the professional's band, or the agreed one."""

    def act(**given: Any) -> Any:
        return actions.give_band(child=subject, **given)

    return pages.banded(request, whose(request, subject), assessment, kind, act)


@require_POST
@page("assessment.write", about="subject")
def finish(request: Seen, subject: UUID, assessment: UUID) -> HttpResponse:
    """Finish a draft."""

    def act(**given: Any) -> Any:
        return actions.finish_assessment(child=subject, **given)

    return pages.ended(request, whose(request, subject), assessment, act)


@page("assessment.write", about="subject")
def withdraw(request: Seen, subject: UUID, assessment: UUID) -> HttpResponse:
    """Take an assessment back."""

    def act(**given: Any) -> Any:
        return actions.withdraw_assessment(child=subject, **given)

    return pages.withdrawn(request, whose(request, subject), assessment, act)


@page("assessment.unwind", about="subject", field_class="core")
def shown(request: Seen, subject: UUID, assessment: UUID) -> HttpResponse:
    """Who was shown a result."""
    return pages.shown(request, whose(request, subject), assessment)
