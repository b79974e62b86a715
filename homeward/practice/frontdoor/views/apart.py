"""Worries about somebody who works with children, for the designated officer alone."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from homeward.design.values import SENSITIVE
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.frontdoor import actions, presenters, queries
from homeward.practice.frontdoor.forms.deciding import DecideApartForm
from homeward.practice.frontdoor.rules import next_step_apart
from homeward.practice.frontdoor.views.concern import around
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit

SIZE = 100


@page("allegation.open", field_class="core")
def worker_concerns(request: Seen) -> HttpResponse:
    """Every worry about somebody who works with children that waits, the oldest first."""
    rows = list(queries.apart(at=request.at)[:SIZE])
    audit.current().result_count = len(rows)
    context = {
        "marking": SENSITIVE,
        "table": presenters.apart_table(rows, due=queries.due_apart(rows), today=london_day(request.at)),
    }
    return TemplateResponse(request, "frontdoor/apart.html", context)


@page("allegation.open", field_class="core")
def worker_concern(request: Seen, concern: UUID) -> HttpResponse:
    """One such worry, and deciding its next step."""
    row = queries.concern_of(concern, way="worker")
    if row is None:
        raise Http404
    stages = list(queries.stages_of([row.pk], way="worker"))
    waits = "" if row.state == "decided" else next_step_apart([(each.stage, each.decision) for each in stages])
    today = london_day(request.at)
    late = waits == "threshold" and today > row.due_on
    form = DecideApartForm(waits=waits, late=late, initial={"read": row.version, "stage": waits}) if waits else None
    say, status = "", 200
    if request.method == "POST":
        form = DecideApartForm(request.POST, waits=request.POST.get("stage", ""), late=late)
        say, status = _decided(request, concern, form)
        if not status:
            return redirect("worker_concerns")
    audit.current().note(concern=str(row.pk))
    audit.current().showing("core", "source-identity", "third-party")
    context: dict[str, Any] = around(request) | {
        "row": row,
        "title": presenters.concern_title(row),
        "summary": presenters.summary_apart(row, today=today, due=queries.due_apart([row])[row.pk]),
        "said": presenters.said_rows(queries.parts_of(row.pk), who_told=True),
        "stages": [presenters.apart_stage_shown(each) for each in stages],
        "waits": presenters.STEPS_APART.get(waits, ""),
        "form": form,
        "say": say,
    }
    return TemplateResponse(request, "frontdoor/apart_one.html", context, status=status)


def _decided(request: Seen, concern: UUID, form: DecideApartForm) -> tuple[str, int]:
    """What is said and answered where nothing was decided; nothing where it was."""
    if not form.is_valid():
        return "", 400
    try:
        actions.decide_apart(concern=concern, by=request.viewer, at=request.at, **form.cleaned_data)
    except actions.DecidedAlready as refusal:
        return refusal.next_step, 409
    except HomewardError as refusal:
        return refusal.next_step, 400
    return "", 0
