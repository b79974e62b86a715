"""Board papers: the list, the paper on a quarter as a page, and taking it away as a document."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.foundation.quarters import NotAQuarter, Quarter
from homeward.insight.analysis.queries import drawn_among, newest_quarter, wanted_by
from homeward.insight.reports import actions, queries
from homeward.insight.reports.forms import PaperForm
from homeward.insight.reports.models import BoardPaper
from homeward.insight.reports.presenters import pages
from homeward.insight.reports.rules import MARKING, file_name
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may, may_for_some
from homeward.register.audit import actions as audit


def asking(request: Seen, quarter: Quarter, *, sent: bool) -> PaperForm | None:
    """The form that asks for a paper, for whoever may make one."""
    if not may(request.viewer, "paper.make", field_class="aggregate").allowed:
        return None
    return PaperForm(request.POST if sent else None, now=request.at, quarter=quarter)


@page("paper.open", field_class="aggregate")
def papers(request: Seen) -> HttpResponse:
    """The papers that were made and those in the making, and a form that asks for one."""
    viewer, at = request.viewer, request.at
    newest = newest_quarter(viewer=viewer, as_at=at)
    form = asking(request, newest, sent=request.method == "POST")
    if form is not None and request.method == "POST" and form.is_valid():
        return asked(request, form.cleaned_data["quarter"], form.cleaned_data["as_at"])
    context = {
        "marking": MARKING,
        "form": form,
        "newest": newest,
        "making": pages.making(queries.in_the_making(viewer=viewer)),
        "made": pages.made_table(queries.papers(viewer=viewer)),
    }
    return TemplateResponse(request, "reports/papers.html", context)


def asked(request: Seen, quarter: Quarter, as_at: datetime) -> HttpResponse:
    """Ask for a paper; one that was made for that moment is shown, and said to be the same."""
    found = actions.ask(quarter=quarter, as_at=as_at, by=request.viewer, at=request.at)
    if found.paper:
        messages.success(request, "This paper had been made already, for the same moment. It is kept as it was made.")
        return redirect("paper_made", paper=found.paper.pk)
    messages.success(request, f"The paper on {quarter} is being made. You can leave this page.")
    return redirect("papers")


@page("paper.open", field_class="aggregate")
def paper(request: Seen, code: str) -> HttpResponse:
    """The paper on one quarter: the newest that was made, or a draft as the figures stand now."""
    try:
        quarter = Quarter.parse(code)
    except NotAQuarter:
        raise Http404 from None
    return shown(request, quarter, next(iter(queries.papers(viewer=request.viewer, quarter=quarter)), None))


@page("paper.open", field_class="aggregate")
def paper_made(request: Seen, paper: UUID) -> HttpResponse:
    """One paper that was made, the newest of its quarter or not."""
    made = found(request, paper)
    return shown(request, Quarter.parse(made.quarter), made)


def shown(request: Seen, quarter: Quarter, made: BoardPaper | None) -> HttpResponse:
    """A paper as a page, counted as at the moment it was made for."""
    viewer, at = request.viewer, request.at
    audit.current().note(quarter=quarter.code)
    try:
        draft = queries.drafted(quarter, viewer=viewer, as_at=made.as_at if made else at)
    except NotAQuarter:  # the first or last there is: the paper compares it with one that is not there
        raise Http404 from None
    wanted = wanted_by(draft.figures)
    there = drawn_among(wanted)
    drawn = {(each.code, each.size): each.digest for each in wanted if each.digest in there}
    leads = may_for_some(viewer, "figure.open-rows", field_class="core").allowed
    context: dict[str, Any] = {
        "marking": MARKING,
        "paper": draft.paper,
        "made": made,
        "blocks": pages.blocks_of(pages.Shown(draft.paper, drawn, leads)),
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
