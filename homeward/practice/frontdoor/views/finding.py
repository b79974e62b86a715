"""From a worry to its child: the search before anybody is added, a child who is new, and saying whom it is about."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.outcomes import tried
from homeward.foundation.london import london_day
from homeward.practice.frontdoor import actions, presenters, queries
from homeward.practice.frontdoor.forms.deciding import FindForm
from homeward.practice.frontdoor.forms.newcomer import NewChildForm
from homeward.practice.frontdoor.forms.worry import TellForm
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.views.concern import around, row_of
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import index
from homeward.register.linkage import queries as linkage
from homeward.register.linkage.rules import Asked
from homeward.register.people import queries as people


@page("child.find", each=True, field_class="core")
def find_child(request: Seen, concern: UUID) -> HttpResponse:
    """Search for the child before anybody is added. Whoever is found leads to saying that it is about them."""
    row = row_of(concern)
    form = FindForm(request.POST if request.method == "POST" else None, auto_id="find_%s")
    audit.current().note(concern=str(row.pk))
    audit.current().purpose = "referral"
    found: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        found = _found(request, row, linkage.read(form.cleaned_data["words"], at=request.at))
    context = around(request) | found | {
        "row": row, "form": form, "off_duty": not request.viewer.on_duty,
        "back_href": reverse("concern", args=[row.pk]), "back_label": "The worry",
    }  # fmt: skip
    return TemplateResponse(request, "frontdoor/find.html", context)


def _found(request: Seen, row: Concern, asked: Asked) -> dict[str, Any]:
    viewer, at, event = request.viewer, request.at, audit.current()
    if linkage.searched_too_often(viewer, at=at):
        event.note(too_often=True)
    search = linkage.search(viewer=viewer, at=at, asked=asked)
    subjects = [each.card.subject_id for each in search.found]
    event.about(subjects)
    event.result_count = len(subjects)
    cards = presenters.cards(
        search,
        leads=lambda subject: reverse("concern_child", args=[row.pk, subject]),
        also=queries.open_elsewhere(subjects, besides=row.pk),
        on=london_day(at),
    )
    return {"searched": True, "cards": cards, "count": search.counted}


@page("concern.link", about="subject", field_class="core")
def child(request: Seen, concern: UUID, subject: UUID) -> HttpResponse:
    """Say that a concern is about this child, or take them off again."""
    row = row_of(concern)
    if request.method == "POST":
        act = actions.unlink_child if request.POST.get("take") == "off" else actions.link_child
        done = "Taken off." if act is actions.unlink_child else "It is about this child. The record is open to you."
        tried(request, lambda: act(concern=row.pk, child=subject, by=request.viewer, at=request.at), done)
        return redirect("concern", row.pk)
    context = around(request) | {
        "row": row,
        "title": presenters.concern_title(row),
        "name": people.name_of(subject),
        "is_of_it": queries.is_of(row.pk, subject),
        "back_href": reverse("concern_find", args=[row.pk]),
        "back_label": "Search again",
    }
    return TemplateResponse(request, "frontdoor/child.html", context)


@page("child.add", field_class="core")
def new_child(request: Seen, concern: UUID) -> HttpResponse:
    """Ask what is known of the child, show whoever is like them, and only then add one. No likeness refuses anybody."""
    row, sent = row_of(concern), request.POST if request.method == "POST" else None
    if row.state not in ("open", "draft"):
        raise Http404
    form = NewChildForm(sent, on=london_day(request.at), auto_id="new_%s")
    alike: dict[str, Any] = {}
    if sent and form.is_valid():
        looked = index("|".join(form.who.cells().values()), purpose="newcomer")
        if sent.get("looked") == looked:
            given = {"concern": row.pk, "who": form.who, "by": request.viewer, "at": request.at}
            tried(request, lambda: actions.add_new_child(**given), "The child is added, and it is about them.")
            return redirect("concern", row.pk)
        alike = _found(request, row, form.asked) | {"looked": looked}
    audit.current().note(concern=str(row.pk))
    context = around(request) | alike | {
        "row": row, "form": form,
        "back_href": reverse("concern_find", args=[row.pk]), "back_label": "Search again",
    }  # fmt: skip
    return TemplateResponse(request, "frontdoor/new_child.html", context)


@page("concern.raise-for", about="subject", field_class="core")
def tell_for_child(request: Seen, subject: UUID) -> HttpResponse:
    """Tell of a worry about this child, of their own accord or out of an absence."""
    absences = queries.absences_of(subject)
    form = TellForm(request.POST if request.method == "POST" else None, absences=absences, auto_id="tell_%s")
    if form.is_bound and form.is_valid():
        given = {"child": subject, "by": request.viewer, "at": request.at, "episode": form.episode}
        told = {"words": form.typed(), "chosen": form.chosen()}
        tried(request, lambda: actions.tell_for_child(**given, **told), "Told. The front door decides on it.")
        return redirect("record", subject)
    context = around(request) | {
        "form": form,
        "name": people.name_of(subject),
        "back_href": reverse("record", args=[subject]),
        "back_label": "The record",
    }
    return TemplateResponse(request, "frontdoor/tell_for_child.html", context, status=400 if form.errors else 200)
