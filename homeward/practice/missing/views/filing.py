"""From a call to its child: the search while the caller talks, and filing the call as a report of the child found."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.missing import actions
from homeward.practice.missing.forms.calls import FileForm
from homeward.practice.missing.presenters import calls as presenters
from homeward.practice.missing.presenters.sights import laid_in
from homeward.practice.missing.queries import calls as queries
from homeward.practice.missing.queries import missing_among
from homeward.practice.missing.views.calls import around
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.linkage import queries as linkage
from homeward.register.people import queries as people

LONGEST = 200


@page("child.find", each=True, field_class="core")
def child(request: Seen, call: UUID) -> HttpResponse:
    """Find the child whom an open call is about, by what was typed of them.

    The console asks for the results alone, after each pause in typing and before anything of the call has been kept.
    """
    row = queries.call_of(call)
    alone = request.headers.get("X-Homeward-Part") == "results"
    if row.state != "open" if row else not alone:
        raise Http404
    standing = queries.standing_in(call) if row else {}
    words = request.POST.get("words") or (standing["child"].words if "child" in standing and not alone else "")
    audit.current().note(call=str(call))
    context = around(request) | sought(request, words, route="call_file", before=[call]) | {
        "call": call,
        "newcomer_href": reverse("call_newcomer", args=[call]),
        "back_href": reverse("call", args=[call]),
        "back_label": "The call",
    }  # fmt: skip
    return TemplateResponse(request, "missing/call_found.html" if alone else "missing/call_child.html", context)


def sought(request: Seen, words: str, *, route: str, before: list[Any], besides: UUID | None = None) -> dict[str, Any]:
    """Whoever may be meant but `besides`, each leading to a route with what comes `before` the child in its address.

    The event keeps who was found, and nothing that was typed. Nobody on shift is made to wait for having searched
    often; that they did is noted.
    """
    viewer, at, event = request.viewer, request.at, audit.current()
    event.purpose = "call"
    if linkage.searched_too_often(viewer, at=at):
        event.note(too_often=True)
    search = linkage.search(viewer=viewer, at=at, asked=linkage.read(words[:LONGEST], at=at))
    search = replace(search, found=[each for each in search.found if each.card.subject_id != besides])
    subjects = [each.card.subject_id for each in search.found]
    event.about(subjects)
    event.result_count = len(subjects)
    return {
        "words": words,
        "cards": presenters.cards(
            search,
            leads=lambda subject: reverse(route, args=[*before, subject]),
            missing=missing_among(subjects, at=at),
            on=london_day(at),
        ),
        "count": search.counted,
        "off_duty": not viewer.on_duty,
    }


@page("call.file", about="subject", field_class="core")
def file(request: Seen, call: UUID, subject: UUID) -> HttpResponse:
    """File a call as a report of this child, once the day and the kind are told."""
    row = queries.call_of(call)
    if row is None or row.state != "open":
        raise Http404
    standing = queries.standing_in(call)
    words = {name: each.words for name, each in standing.items()}
    initial = laid_in(words.get("last_seen", ""), words.get("which", ""), at=request.at)
    form = FileForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.told:
        given = {name: form.cleaned_data[name] for name in ("kind", "missing_from")}
        try:
            episode = actions.file_call(
                call=call, child=subject, seen=form.told, by=request.viewer, at=request.at, **given
            )
        except HomewardError as refusal:
            form.add_error("day", refusal.next_step)
        else:
            return redirect("missing_grade", subject, episode)
    audit.current().note(stage="form")
    context = around(request) | {
        "form": form,
        "fields": form.fields_shown,
        "title": "File the call",
        "button": "File it, and grade it",
        "name": people.name_of(subject),
        "state": presenters.said_rows(standing),
        "back_href": reverse("call", args=[call]),
        "back_label": "The call",
    }
    return TemplateResponse(request, "missing/episode_form.html", context)
