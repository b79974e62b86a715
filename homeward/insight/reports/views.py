"""Board papers: the list, the paper on a quarter as a page, its chart, and taking it away as a document."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.foundation.quarters import NotAQuarter, Quarter
from homeward.insight.analysis.queries import newest_quarter
from homeward.insight.reports import actions, queries
from homeward.insight.reports.forms import PaperForm
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.presenters import pages
from homeward.insight.reports.rules import MARKING, file_name
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit


def asking(request: Seen, quarter: Quarter, *, sent: bool) -> PaperForm | None:
    """The form that asks for a paper, for whoever may make one."""
    if not may(request.viewer, "paper.make", field_class="aggregate").allowed:
        return None
    return PaperForm(request.POST if sent else None, now=request.at, quarter=quarter)


@page("paper.open", field_class="aggregate")
def papers(request: Seen) -> HttpResponse:
    """The papers that were made, and a form that makes one."""
    viewer, at = request.viewer, request.at
    newest = newest_quarter(viewer=viewer, as_at=at)
    form = asking(request, newest, sent=request.method == "POST")
    if form is not None and request.method == "POST" and form.is_valid():
        quarter, as_at = form.cleaned_data["quarter"], form.cleaned_data["as_at"]
        actions.make(quarter=quarter, as_at=as_at, by=viewer, at=at)
        messages.success(request, f"The paper on {quarter} has been made.")
        return redirect("paper", code=quarter.code)
    context = {
        "marking": MARKING,
        "form": form,
        "newest": newest,
        "made": pages.made_table(queries.papers(viewer=viewer)),
    }
    return TemplateResponse(request, "reports/papers.html", context)


@page("paper.open", field_class="aggregate")
def paper(request: Seen, code: str) -> HttpResponse:
    """The paper on one quarter: the newest that was made, or a draft as the figures stand now."""
    viewer, at = request.viewer, request.at
    try:
        quarter = Quarter.parse(code)
    except NotAQuarter:
        raise Http404 from None
    audit.current().note(quarter=quarter.code)
    made = next(iter(queries.papers(viewer=viewer, quarter=quarter)), None)
    try:
        draft = queries.drafted(quarter, viewer=viewer, as_at=made.as_at if made else at)
    except NotAQuarter:  # the first or last there is: the paper compares it with one that is not there
        raise Http404 from None
    context: dict[str, Any] = {
        "marking": MARKING,
        "paper": draft.paper,
        "made": made,
        "blocks": pages.blocks_of(draft.paper, made),
        "may_make": may(viewer, "paper.make", field_class="aggregate").allowed,
        "may_take": may(viewer, "paper.export", field_class="aggregate").allowed,
    }
    return TemplateResponse(request, "reports/paper.html", context)


def found(request: Seen, paper: UUID) -> BoardPaper:
    """The paper asked for, or no page."""
    made = queries.paper(paper, viewer=request.viewer)
    if made is None:
        raise Http404
    return made


@page("paper.open", field_class="aggregate")
def chart(request: Seen, paper: UUID) -> HttpResponse:
    """The chart as it was drawn for the paper."""
    return HttpResponse(queries.drawing_of(found(request, paper)), content_type="image/svg+xml")


@page("paper.open", field_class="aggregate")
@require_POST
def take(request: Seen, paper: UUID) -> HttpResponse:
    """Say that the paper is to be taken out of the hub; the file follows once that is on record (S-16)."""
    viewer, at = request.viewer, request.at
    export = actions.announce_export(paper=found(request, paper), by=viewer, at=at)
    return redirect("paper_file", paper=paper, export=export)


@page("paper.export", field_class="aggregate")
def file(request: Seen, paper: UUID, export: UUID) -> HttpResponse:
    """The document, byte for byte as it was made, with its marking in its name. This event is the outcome."""
    viewer, at = request.viewer, request.at
    made = found(request, paper)
    if not queries.announced(made, export, viewer=viewer, at=at):
        raise Http404
    content, quarter = queries.content_of(made), Quarter.parse(made.quarter)
    name = file_name(quarter, made.as_at)
    audit.current().note(paper=str(made.pk), export="outcome", of=str(export), bytes=len(content))
    response = HttpResponse(content, content_type=made.document.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
