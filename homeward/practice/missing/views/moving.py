"""Moving a call that was filed to the wrong child: the right one is searched for, and a reason is asked."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.foundation.errors import HomewardError
from homeward.practice.missing import actions
from homeward.practice.missing.forms.calls import MoveForm
from homeward.practice.missing.models import Call
from homeward.practice.missing.presenters import calls as presenters
from homeward.practice.missing.queries import calls as queries
from homeward.practice.missing.views.calls import around
from homeward.practice.missing.views.filing import sought
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may_about
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people


@page("call.file", about="subject", field_class="core")
def search(request: Seen, subject: UUID, episode: UUID, call: UUID) -> HttpResponse:
    """Find the right child of a call that was filed to this one."""
    row = filed(call, subject)
    words = request.POST.get("words") or ""
    found = sought(request, words, route="move_call_to", before=[subject, episode, call], besides=subject)
    context = around(request) | found | {
        "title": "To which child does the call belong?",
        "told": f"The call of {presenters.when(row)} is filed to {people.name_of(subject)}.",
        "newcomer_href": reverse("call_newcomer", args=[call]),
        "back_href": reverse("missing_episode", args=[subject, episode]),
        "back_label": "The absence",
    }  # fmt: skip
    alone = request.headers.get("X-Homeward-Part") == "results"
    return TemplateResponse(request, "missing/call_found.html" if alone else "missing/call_child.html", context)


@page("call.file", about="right", field_class="core")
def move(request: Seen, subject: UUID, episode: UUID, call: UUID, right: UUID) -> HttpResponse:
    """Move the call from the child it was filed to to the right one, with why."""
    row = filed(call, subject)
    if right == subject or not may_about(request.viewer, "call.file", subject, at=request.at).allowed:
        raise Http404
    form = MoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        try:
            moved = actions.move_call(call=call, child=right, reason=why, by=request.viewer, at=request.at)
        except HomewardError as refusal:
            form.add_error("reason", refusal.next_step)
        else:
            return redirect(f"{reverse('missing_episode', args=[right, moved])}#written")
    audit.current().about([subject])
    audit.current().note(stage="form", call=str(call))
    context = around(request) | {
        "form": form,
        "fields": list(form),
        "title": "Move the call to this child",
        "button": "Move the call",
        "name": people.name_of(right),
        "state": presenters.move_rows(row, was=people.name_of(subject), becomes=people.name_of(right)),
        "back_href": reverse("move_call", args=[subject, episode, call]),
        "back_label": "Search again",
    }
    return TemplateResponse(request, "missing/episode_form.html", context)


def filed(call: UUID, subject: UUID) -> Call:
    """The call, where it is filed to this child."""
    row = queries.call_of(call)
    if row is None or row.state != "filed" or row.person_id != subject:
        raise Http404
    return row
