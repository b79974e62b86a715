"""Opening a record in an emergency, and the queue of reviews."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.register.access import actions, presenters
from homeward.register.access.actions import Refused, Seen, page, tell_refusal
from homeward.register.access.actions.emergencies import SECOND_PERSON, NoSuchChild, OpenAlready
from homeward.register.access.forms import EmergencyByIdentifierForm, EmergencyForm, ReviewForm
from homeward.register.access.queries import has_team, may, opened_today, openings_for
from homeward.register.access.rules import Viewer, needs_second_person
from homeward.register.audit import actions as audit
from homeward.vocabulary.limits import limit

NamesOf = Callable[..., dict[UUID, str]]
FOURTH = (
    "You have opened as many records this way today as one person may. Ring your team manager or the duty director: "
    "a second person must open this one."
)

OFF_SHIFT = "Come on shift first: your role opens records in an emergency only while you are on duty."


def no_names(subject_ids: Iterable[UUID], *, viewer: Viewer, at: datetime) -> dict[UUID, str]:
    """Nobody's name, where no room above lends them."""
    return {}


@page("glass.break", about="subject", field_class="core")
def open_in_emergency(request: Seen, subject: UUID) -> HttpResponse:
    """Open the record of a child whose find card is in front of the worker."""
    form = EmergencyForm(request.POST or None, on=london_day(request.at))
    if request.method == "POST" and form.is_valid():
        done = broken(request, subject, form)
        if done:
            return done
    audit.current().note(stage="form")
    return TemplateResponse(request, "access/open_in_emergency.html", {"form": form})


@page("glass.break", each=True, field_class="core")
def open_by_identifier(request: Seen, subject_of: Callable[[str], UUID | None]) -> HttpResponse:
    """Open the record of a child named by the council's exact identifier. `subject_of` is lent by the room above.

    Whoever is off shift, or may open no more today, reads the same of every identifier, and never whether a child has
    it (S-11).
    """
    sent = request.POST if request.method == "POST" else None
    form = EmergencyByIdentifierForm(sent, on=london_day(request.at))
    on_shift = may(request.viewer, "glass.break", field_class="core").allowed
    if request.method == "POST" and not on_shift:
        audit.current().note(on_shift=False)
        form.add_error(None, OFF_SHIFT)
    elif request.method == "POST" and form.is_valid():
        subject = subject_of(form.cleaned_data["identifier"])
        if subject is None:
            audit.current().note(found=False)
            nobody_there(request, form)
        else:
            done = broken(request, subject, form)
            if done:
                return done
    audit.current().note(stage="form")
    return TemplateResponse(request, "access/open_in_emergency.html", {"form": form})


def nobody_there(request: Seen, form: EmergencyForm) -> None:
    """Say that no child has this identifier, to whoever could have opened the record of one who had."""
    today, on = opened_today(request.viewer.worker_id, at=request.at), london_day(request.at)
    if needs_second_person(today, limit("break_glass_a_day", on=on)):
        form.add_error(None, FOURTH)
    else:
        form.add_error("identifier", "No child has this identifier. Check it with whoever gave it to you.")


def broken(request: Seen, subject: UUID, form: EmergencyForm) -> HttpResponse | None:
    """Open the record and go to it; or say on the form why not."""
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("category", "reason")}
    try:
        opening = actions.open_in_emergency(child=subject, by=request.viewer, at=request.at, **given)
    except OpenAlready:
        return redirect("record", subject)
    except NoSuchChild as nobody:
        raise Http404 from nobody
    except Refused as refused:
        if refused.pending.reason_code != SECOND_PERSON:
            raise
        tell_refusal(refused)
        form.add_error(None, FOURTH)
        return None
    messages.warning(request, f"The record is open to you for an hour. {told_of(subject, request.at)}")
    return redirect("record", opening.subject_id)


def told_of(subject: UUID, at: datetime) -> str:
    """Who hears of an opening: the child's team where there is one, and always information governance, who review."""
    if has_team(subject, at=at):
        return "The child's team and information governance are told of it, and it is reviewed."
    return "The child has no team, so information governance is told of it, and reviews it."


@page("glass.review")
def emergency_openings(request: Seen, names_of: NamesOf = no_names) -> HttpResponse:
    """The openings that wait for my review, and those that have had one."""
    viewer, at = request.viewer, request.at
    waiting = openings_for(viewer=viewer, at=at)
    done = openings_for(viewer=viewer, at=at, reviewed=True)
    subjects = {opening.subject_id for opening in waiting + done}
    names = names_of(subjects, viewer=viewer, at=at)
    event = audit.current()
    event.about(sorted(subjects))
    event.result_count = len(subjects)
    context = {
        "waiting": presenters.openings_table(waiting, names=names, now=at, reviewed=False),
        "done": presenters.openings_table(done, names=names, now=at, reviewed=True),
        "marking": SENSITIVE,
    }
    return TemplateResponse(request, "access/emergency_openings.html", context)


@page("glass.review")
def review_opening(request: Seen, opening: UUID, names_of: NamesOf = no_names) -> HttpResponse:
    """Review one opening."""
    viewer, at = request.viewer, request.at
    found = next((each for each in openings_for(viewer=viewer, at=at) if each.id == opening), None)
    if found is None:
        raise Http404
    audit.current().about([found.subject_id])
    form = ReviewForm(request.POST or None, on=london_day(at))
    if request.method == "POST" and form.is_valid():
        given = {"opening": opening, "finding": form.cleaned_data["finding"]}
        tried(request, lambda: actions.review_opening(**given, by=viewer, at=at), "The review is recorded.")
        return redirect("emergency_openings")
    names = names_of([found.subject_id], viewer=viewer, at=at)
    rows = presenters.opening_rows(found, names=names, now=at)
    context = {"form": form, "rows": rows, "own": found.own, "marking": SENSITIVE}
    return TemplateResponse(request, "access/review_opening.html", context)
