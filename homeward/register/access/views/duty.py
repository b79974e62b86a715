"""Coming on duty, and opening a record on a call or a referral."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access import actions
from homeward.register.access.actions import Seen, page
from homeward.register.access.actions.duty import NobodyToOpen, OpensNothing
from homeward.register.access.forms import OpenOnCallForm, ShiftForm
from homeward.register.access.queries import may_about, shift_of
from homeward.register.audit import actions as audit


@page("shift.work")
def shift(request: Seen) -> HttpResponse:
    """Whether I am on duty, and how to change it."""
    under_way = shift_of(request.viewer, at=request.at)
    return TemplateResponse(request, "access/shift.html", {"form": ShiftForm(), "shift": under_way})


@require_POST
@page("shift.work")
def start_shift(request: Seen) -> HttpResponse:
    """Come on duty."""
    form = ShiftForm(request.POST)
    if not form.is_valid():
        return TemplateResponse(request, "access/shift.html", {"form": form, "shift": None})
    try:
        started = actions.start_shift(by=request.viewer, at=request.at, hours=form.cleaned_data["hours"])
    except HomewardError as refusal:
        messages.warning(request, refusal.next_step)
    else:
        messages.success(request, f"You are on shift until {moment_in_words(started.until)}.")
    return redirect("today")


@require_POST
@page("shift.work")
def end_shift(request: Seen) -> HttpResponse:
    """Go off duty."""
    tried(request, lambda: actions.end_shift(by=request.viewer, at=request.at), "Your shift has ended.")
    return redirect("today")


@page("child.open-on-call", about="subject", field_class="core")
def open_on_call(request: Seen, subject: UUID) -> HttpResponse:
    """Open a record because of a call or a referral, until it lapses."""
    viewer, at = request.viewer, request.at
    if may_about(viewer, "child.open", subject, at=at).allowed:
        return redirect("record", subject)
    form = OpenOnCallForm(request.POST or None, on=london_day(at))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.open_on_call(child=subject, by=viewer, at=at, **given)
        except NobodyToOpen as nobody:
            raise Http404 from nobody
        except OpensNothing as refusal:
            form.add_error("kind", refusal.next_step)
        else:
            return redirect("record", subject)
    audit.current().note(stage="form")
    return TemplateResponse(request, "access/open_on_call.html", {"form": form, "subject": subject})
