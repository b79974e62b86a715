"""Whether a worry is about a place or a group that is known, and whether two worries are one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.practice.frontdoor import actions, presenters, queries
from homeward.practice.frontdoor.forms.deciding import FindPlaceForm, JoinForm
from homeward.practice.frontdoor.views.concern import around, page_of, row_of
from homeward.practice.frontdoor.views.numbers import number_in
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit


@page("concern.decide")
def find_place(request: Seen, concern: UUID) -> HttpResponse:
    """Look among the places and groups that are known, before the hub opens a case of one. Nothing waits for it."""
    row = row_of(concern)
    if row.state not in ("open", "draft") or not may(request.viewer, "context.open", field_class="core").allowed:
        raise Http404
    form = FindPlaceForm(request.POST if "words" in request.POST else None, auto_id="find_%s")
    if request.method == "POST" and not form.is_bound:
        chosen = number_in(request.POST.get("context", "")) if request.POST.get("take") != "off" else None
        done = "It is about this one." if chosen else "It is about none of those that are known."
        given = {"concern": row.pk, "context": chosen, "by": request.viewer, "at": request.at}
        tried(request, lambda: actions.link_context(**given), done)
        return redirect("concern", row.pk)
    asked = form.cleaned_data["words"] if form.is_bound and form.is_valid() else queries.said_of_place(row)
    found = queries.like(asked)
    audit.current().note(concern=str(row.pk))
    audit.current().about([each.context.pk for each in found])
    audit.current().result_count = len(found)
    context: dict[str, Any] = around(request) | {
        "row": row, "form": form, "found": presenters.known_shown(found), "searched": form.is_bound,
        "back_href": reverse("concern", args=[row.pk]), "back_label": "The worry",
    }  # fmt: skip
    return TemplateResponse(request, "frontdoor/place.html", context)


@require_POST
@page("concern.decide")
def join(request: Seen, concern: UUID) -> HttpResponse:
    """Say that this worry is one with another, which goes on for both."""
    row = row_of(concern)
    children = [link.person_id for link, _ in queries.children_of(row.pk, viewer=request.viewer, at=request.at)]
    others = presenters.others_to_join(queries.may_be_joined(row, children))
    form = JoinForm(request.POST, others=others, auto_id="join_%s")
    if not form.is_valid():
        return page_of(request, row, form, status=400)
    given = {"concern": row.pk, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.join(**given), "They are one now. What was said in both is here.")
    return redirect("concern", form.cleaned_data["into"])


@require_POST
@page("concern.decide")
def part(request: Seen, concern: UUID) -> HttpResponse:
    """Undo the joining of a worry."""
    row = row_of(concern)
    given = {"concern": row.pk, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.part(**given), "It waits by itself again.")
    return redirect("concern", row.pk)
