"""What one person put forward and another answers, and undoing what was changed: it takes two to join, one to undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.linkage import actions
from homeward.register.linkage.forms import ReasonForm
from homeward.register.linkage.models import Change, Proposal
from homeward.register.linkage.presenters import pairs
from homeward.register.linkage.presenters import proposals as presenters
from homeward.register.linkage.queries import reviewing
from homeward.register.linkage.views.frame import frame, shown_about, side_by_side

MOST = 100


@page("linkage.answer", field_class="core")
def proposals(request: Seen) -> HttpResponse:
    """What waits for a second person, the oldest first."""
    waiting = list(reviewing.proposals_waiting(viewer=request.viewer)[:MOST])
    children = [child for each in waiting for child in (each.subject_id, each.other_id) if child]
    shown_about(children)
    audit.current().result_count = len(waiting)
    names = reviewing.names_of(children)
    context = frame(request, "matching_proposals") | {
        "table": presenters.proposals_table(waiting, names, viewer=request.viewer) if waiting else None
    }
    return TemplateResponse(request, "linkage/proposals.html", context)


@page("linkage.answer", field_class="core")
def proposal(request: Seen, proposal: UUID, follow: actions.Follow) -> HttpResponse:
    """One proposal with the first person's reason and what the records say; a second person agrees or refuses."""
    row = reviewing.proposal(proposal, viewer=request.viewer)
    if row is None:
        raise Http404
    answer = request.POST.get("agreed", "")
    if request.method == "POST" and answer in ("yes", "no"):
        return answered(request, row, answer == "yes", follow)
    children = [each for each in (row.subject_id, row.other_id) if each]
    shown_about(children)
    sides = reviewing.profiles_of(children)
    context = frame(request, "matching_proposals") | {
        "proposal": row,
        "names": presenters.names_in_words(row, reviewing.names_of(children)),
        "title": presenters.WHAT[row.kind],
        "rows": presenters.proposal_rows(row, reason=reviewing.reason_of(row)),
        "own": row.proposed_by_id == request.viewer.worker_id,
        "waits": row.answered_at is None,
        **(merge_shown(request, row, sides) if row.kind == "merge" else split_shown(row, sides)),
    }
    return TemplateResponse(request, "linkage/proposal.html", context)


def merge_shown(request: Seen, row: Proposal, sides: dict[UUID, list[Any]]) -> dict[str, Any]:
    """What speaks for two children being one: their likest two records, and what every source says of each."""
    assert row.other_id, "a merge is of two"
    one, other = sides[row.subject_id], sides[row.other_id]
    edge = reviewing.strongest_between(row.subject_id, row.other_id)
    a, b = (edge.a, edge.b) if edge else (one[0] if one else None, other[0] if other else None)
    comparison, waterfall = side_by_side(request, a, b, edge) if a and b else (None, None)
    return {
        "comparison": comparison,
        "waterfall": waterfall,
        "agreeing": presenters.agreeing_in_words(reviewing.agreeing_kinds(one, other)),
        "sources": [pairs.sources_table("The first child", one), pairs.sources_table("The second child", other)],
    }


def split_shown(row: Proposal, sides: dict[UUID, list[Any]]) -> dict[str, Any]:
    """Which of one child's records would go, and which would stay."""
    every = sides[row.subject_id]
    goes = [each for each in every if each.pk in row.profiles]
    stays = [each for each in every if each.pk not in row.profiles]
    words = ("Would be another child’s", "Would stay with this child")
    return {"sources": [pairs.sources_table(*each) for each in zip(words, (goes, stays), strict=True)]}


def answered(request: Seen, row: Proposal, agreed: bool, follow: actions.Follow) -> HttpResponse:
    """Do what the second person says, or tell them why it cannot be done."""
    try:
        done = actions.answer(by=request.viewer, at=request.at, proposal=row.pk, agreed=agreed, follow=follow)
    except actions.AnsweredAlready as refusal:
        messages.warning(request, refusal.next_step)
    except HomewardError as refusal:
        messages.warning(request, refusal.next_step)
    else:
        if done.change_id:
            messages.success(request, f"{presenters.DONE[row.kind]}.")
            return redirect("matching_change", change=done.change_id)
        messages.success(request, "Refused. Nothing was changed.")
    return redirect("matching_proposal", proposal=row.pk)


@page("linkage.answer", field_class="core")
def change(request: Seen, change: int, follow: actions.Follow) -> HttpResponse:
    """One merge or split: what it did, who agreed, and undoing it, which puts every value back."""
    row = reviewing.change(change, viewer=request.viewer)
    if row is None:
        raise Http404
    form = ReasonForm(request.POST or None, on=london_day(request.at))
    if request.method == "POST" and form.is_valid():
        return undone(request, row, form.reason, follow)
    children = [each for each in (row.subject_id, row.other_id) if each]
    shown_about(children)
    refusal = refusal_to_undo(row)
    context = frame(request, "matching_proposals") | {
        "change": row,
        "title": presenters.DONE[row.kind],
        "names": presenters.names_in_words(row, reviewing.names_of(children)),
        "rows": presenters.change_rows(row, reason=reviewing.reason_of(row), moved=row.moved.count()),
        "refusal": refusal,
        "form": None if refusal else form,
    }
    return TemplateResponse(request, "linkage/change.html", context)


def refusal_to_undo(row: Change) -> str:
    """Why a change cannot be undone as things are; nothing where it can."""
    try:
        actions.refuse_to_undo(row)
    except actions.NotToBeUndone as refusal:
        return refusal.next_step
    return ""


def undone(request: Seen, row: Change, reason: str, follow: actions.Follow) -> HttpResponse:
    """Undo a change, or tell why it cannot be."""
    try:
        actions.undo_change(by=request.viewer, at=request.at, change=row.pk, reason=reason, follow=follow)
    except actions.NotToBeUndone as refusal:
        messages.warning(request, refusal.next_step)
    else:
        messages.success(request, "Undone. Every value that was moved is back where it was.")
    return redirect("matching_change", change=row.pk)
