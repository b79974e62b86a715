"""Notices to host authorities: which wait, and those of one child, as shielded as the placement."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases import actions, queries
from homeward.practice.cases.forms import hosts as forms
from homeward.practice.cases.presenters import hosts as presenters
from homeward.practice.cases.views.framing import with_forms
from homeward.practice.missing.queries import is_missing
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, may_in
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people

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
        "notices": with_forms(
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
