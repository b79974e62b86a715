"""Adding a child who is new to the hub, from a call: what is known, then whoever is like them, then the child."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.outcomes import tried
from homeward.foundation.london import london_day
from homeward.practice.missing import actions
from homeward.practice.missing.forms.newcomers import NewcomerForm, laid_in
from homeward.practice.missing.models import Call
from homeward.practice.missing.presenters import calls as presenters
from homeward.practice.missing.queries import calls as queries
from homeward.practice.missing.queries import missing_among
from homeward.practice.missing.views.calls import around
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import index
from homeward.register.linkage import queries as linkage


@page("child.add", field_class="core")
def newcomer(request: Seen, call: UUID) -> HttpResponse:
    """Ask what is known of the child, show whoever is like them, and only then add one. No likeness refuses anybody."""
    row = queries.call_of(call)
    if row is None or row.state == "labelled":
        raise Http404
    on, places = london_day(request.at), linkage.known_places()
    words = {name: each.words for name, each in queries.standing_in(call).items()}
    sent = request.POST if request.method == "POST" else None
    form = NewcomerForm(sent, on=on, places=places, initial=laid_in(words, on=on, places=places))
    alike: dict[str, Any] = {}
    if sent and form.is_valid():
        looked = index("|".join(form.who.cells().values()), purpose="newcomer")
        if sent.get("looked") == looked:
            return _added(request, row, form)
        alike = _alike(request, row, form) | {"looked": looked}
    context = around(request) | alike | {
        "form": form,
        "call": call,
        "back_href": presenters.address_of(row),
        "back_label": "The call",
    }  # fmt: skip
    return TemplateResponse(request, "missing/newcomer.html", context)


def _added(request: Seen, row: Call, form: NewcomerForm) -> HttpResponse:
    found: list[UUID] = []

    def act() -> None:
        found.append(actions.add_child(call=row.pk, who=form.who, by=request.viewer, at=request.at))

    tried(request, act, "The child is added.")
    return redirect(leads_to(row, found[0]) if found else reverse("call_newcomer", args=[row.pk]))


def _alike(request: Seen, row: Call, form: NewcomerForm) -> dict[str, Any]:
    """Whoever is like the child, each leading to where the call would be filed or moved to, with a word of twins."""
    search = linkage.search(viewer=request.viewer, at=request.at, asked=form.asked)
    subjects = [each.card.subject_id for each in search.found]
    event = audit.current()
    event.about(subjects)
    event.result_count = len(subjects)
    cards = presenters.cards(
        search,
        leads=lambda subject: leads_to(row, subject),
        missing=missing_among(subjects, at=request.at),
        on=london_day(request.at),
        beside=form.who,
    )
    return {"searched": True, "cards": cards, "count": search.counted}


def leads_to(row: Call, subject: UUID) -> str:
    """Where a call goes once its child is known: an open one is filed, a filed one moved."""
    if row.state == "open":
        return reverse("call_file", args=[row.pk, subject])
    return reverse("move_call_to", args=[row.person_id, row.episode_id, row.pk, subject])
