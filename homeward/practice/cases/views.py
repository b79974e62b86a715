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
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases import actions, forms, presenters, queries
from homeward.practice.cases.rules import NOT_NEEDED
from homeward.practice.missing.queries import is_missing
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, may_in
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people


@page("cases.open", about="subject", field_class="core")
def child(request: Seen, subject: UUID) -> HttpResponse:
    """Every discussion and every clock of one child, the newest first."""
    return _page(request, subject)


def _page(request: Seen, subject: UUID, wrong: GovForm | None = None, at: str = "") -> HttpResponse:
    viewer, today = request.viewer, london_day(request.at)
    held = context_of(viewer, subject, at=request.at)
    context = {
        "name": people.name_of(subject),
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(request.at)}",
        "subject": subject,
        "discussions": _with_forms(
            [presenters.discussion_shown(row, today=today) for row in queries.discussions_of(subject)],
            forms.OutcomeForm, wrong, at,
        ),
        "clocks": _with_forms(
            [presenters.clock_shown(row, today=today) for row in queries.clocks_of(subject)], forms.EndForm, wrong, at
        ),
        "firings": presenters.firing_rows(queries.firings_of(subject)),
        "ask_form": wrong if isinstance(wrong, forms.AskForm) else forms.AskForm(auto_id="ask_%s"),
        "clock_form": wrong if isinstance(wrong, forms.ClockForm) else forms.ClockForm(auto_id="clock_%s"),
        "form": wrong,
        "may_write": may_in(held, viewer, "cases.write", field_class="operational"),
        "may_notify": may_in(held, viewer, "cases.notify", field_class="operational"),
    }  # fmt: skip
    return TemplateResponse(request, "cases/child.html", context, status=400 if wrong else 200)


def _with_forms(
    shown: list[presenters.Shown], form: type[GovForm], wrong: GovForm | None, at: str
) -> list[tuple[presenters.Shown, GovForm]]:
    """Each with a form of its own, the one that was sent with its mistakes."""
    return [
        (each, wrong if wrong and at == str(each.id) else form(auto_id=f"{form.__name__}-{each.id}-%s"))
        for each in shown
    ]


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


SIZE = 50


@page("cases.notify", each=True)
def host_notices_waiting(request: Seen) -> HttpResponse:
    """Which notices to host authorities are due, late, or not yet acknowledged, of the viewer's own children."""
    every = queries.host_notices_waiting(viewer=request.viewer, at=request.at)
    total = every.count()
    number = min(page_asked(request), max(1, -(-total // SIZE)))
    rows = list(every[(number - 1) * SIZE : number * SIZE])
    event = audit.current()
    event.about(dict.fromkeys(row.person_id for row in rows))
    event.result_count = len(rows)
    context = {
        "marking": SENSITIVE,
        "table": presenters.host_notices_table(rows, today=london_day(request.at)),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="notices"),
    }
    return TemplateResponse(request, "cases/hosts.html", context)


@page("placement.see", about="subject", field_class="shielded-location", missing_now=is_missing)
def host_notices(request: Seen, subject: UUID) -> HttpResponse:
    """In whose areas a child is placed, and who there knows: as shielded as the placement, and an event of its own."""
    return _host_page(request, subject)


def _host_page(request: Seen, subject: UUID, wrong: GovForm | None = None, at: str = "") -> HttpResponse:
    viewer, today = request.viewer, london_day(request.at)
    gone = is_missing(subject, at=request.at)
    held = context_of(viewer, subject, at=request.at, missing_now=gone)
    may_place = may_in(held, viewer, "placement.see", field_class="shielded-location")
    rows = queries.host_notices_of(subject) if may_place else []
    audit.current().showing(*(["shielded-location"] if may_place else []))
    context = {
        "name": people.name_of(subject),
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(request.at)}",
        "subject": subject,
        "notices": _with_forms(
            [presenters.host_notice_shown(row, today=today) for row in rows], forms.HostStepForm, wrong, at
        ),
        "host_form": wrong if isinstance(wrong, forms.HostForm) else forms.HostForm(auto_id="host_%s"),
        "form": wrong,
        "may_notify": may_in(held, viewer, "cases.notify", field_class="operational"),
    }
    return TemplateResponse(request, "cases/host.html", context, status=400 if wrong else 200)


@require_POST
@page("cases.notify", about="subject")
def open_host_notice(request: Seen, subject: UUID) -> HttpResponse:
    """Say in whose area a child is placed."""
    form = forms.HostForm(request.POST, auto_id="host_%s")
    if not form.is_valid():
        return _host_page(request, subject, form)
    given = {"child": subject, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.open_host_notice(**given), "The child’s team is asked to tell them.")
    return redirect("host_notices", subject=subject)


@require_POST
@page("cases.notify", about="subject")
def write_host_step(request: Seen, subject: UUID, notice: UUID) -> HttpResponse:
    """Write that the host authority was told, or acknowledged it, or that it is over."""
    form = forms.HostStepForm(request.POST, auto_id=f"HostStepForm-{notice}-%s")
    if not form.is_valid():
        return _host_page(request, subject, form, str(notice))
    given = {"child": subject, "notice": notice, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.write_host_step(**given), "Written down.")
    return redirect("host_notices", subject=subject)
