"""A child's strategy discussions and notification clocks: read, asked for, and written down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.foundation.london import london_day
from homeward.practice.cases import actions, queries
from homeward.practice.cases.forms import discussions as forms
from homeward.practice.cases.presenters import discussions as presenters
from homeward.practice.cases.rules import NOT_NEEDED
from homeward.practice.cases.views.framing import frame, with_forms
from homeward.register.access.actions import Seen, page


@page("cases.open", about="subject", field_class="core")
def child(request: Seen, subject: UUID) -> HttpResponse:
    """Every discussion and every clock of one child, the newest first."""
    return _page(request, subject)


def _page(request: Seen, subject: UUID, wrong: GovForm | None = None, at: str = "") -> HttpResponse:
    today = london_day(request.at)
    context = frame(request, subject, here="child_cases") | {
        "discussions": with_forms(
            [presenters.discussion_shown(row, today=today) for row in queries.discussions_of(subject)],
            forms.OutcomeForm, wrong, at,
        ),
        "clocks": with_forms(
            [presenters.clock_shown(row, today=today) for row in queries.clocks_of(subject)], forms.EndForm, wrong, at
        ),
        "firings": presenters.firing_rows(queries.firings_of(subject)),
        "ask_form": wrong if isinstance(wrong, forms.AskForm) else forms.AskForm(auto_id="ask_%s"),
        "clock_form": wrong if isinstance(wrong, forms.ClockForm) else forms.ClockForm(auto_id="clock_%s"),
        "form": wrong,
    }  # fmt: skip
    return TemplateResponse(request, "cases/child.html", context, status=400 if wrong else 200)


def _sent(
    request: Seen, subject: UUID, form: GovForm, act: Callable[..., object], done: str, at: str = ""
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, subject, form, at)
    given: dict[str, Any] = form.cleaned_data
    tried(request, lambda: act(child=subject, by=request.viewer, at=request.at, **given), done)
    return redirect(reverse("child_cases", args=[subject]))


@require_POST
@page("cases.write", about="subject")
def ask(request: Seen, subject: UUID) -> HttpResponse:
    """Ask for a strategy discussion."""
    form = forms.AskForm(request.POST, auto_id="ask_%s")
    return _sent(request, subject, form, actions.ask_for_discussion, "Asked for.")


@require_POST
@page("cases.write", about="subject")
def outcome(request: Seen, subject: UUID, discussion: UUID) -> HttpResponse:
    """Write what came of a discussion."""
    form = forms.OutcomeForm(request.POST, auto_id=f"OutcomeForm-{discussion}-%s")

    def act(**given: Any) -> object:
        section_47 = None if given["decision"] == NOT_NEEDED else given["decision"] == "section-47"
        return actions.write_outcome(discussion=discussion, section_47=section_47, **given)

    return _sent(request, subject, form, act, "Written down.", str(discussion))


@require_POST
@page("cases.notify", about="subject")
def open_clock(request: Seen, subject: UUID) -> HttpResponse:
    """Open the clock of a notification."""
    form = forms.ClockForm(request.POST, auto_id="clock_%s")
    return _sent(request, subject, form, actions.open_clock, "The clock is open, and the duty director is asked.")


@require_POST
@page("cases.notify", about="subject")
def end_clock(request: Seen, subject: UUID, clock: UUID) -> HttpResponse:
    """Write down that it was sent, or why none is required."""
    form = forms.EndForm(request.POST, auto_id=f"EndForm-{clock}-%s")

    def act(**given: Any) -> object:
        return actions.end_clock(clock=clock, **given)

    return _sent(request, subject, form, act, "Written down.", str(clock))
