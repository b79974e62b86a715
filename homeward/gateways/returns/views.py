"""The pages of the two returns, and taking one away as a file."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.values import SENSITIVE
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.london import london_day
from homeward.gateways.returns import actions, presenters, queries
from homeward.gateways.returns.forms import DayForm, YearForm
from homeward.gateways.returns.queries import Written
from homeward.gateways.returns.rules import as_csv
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit


@page("return.see", field_class="aggregate")
def missing(request: Seen) -> HttpResponse:
    """What the SSDA903 table Missing of a collection year comes to, and which of its rows a published check refuses."""
    newest = CollectionYear.holding(london_day(request.at))
    form = YearForm(request.GET or None, newest=newest, initial={"year": newest.code})
    year = CollectionYear.parse(form.cleaned_data["year"]) if form.is_valid() else newest
    written = queries.missing_return(year, viewer=request.viewer, at=request.at)
    return _page(request, written, form, title="SSDA903, table Missing", what=str(year))


@page("return.see", field_class="aggregate")
def list_8(request: Seen) -> HttpResponse:
    """What the part of Annex A's list 8 about missing children comes to, on a day."""
    today = london_day(request.at)
    form = DayForm(request.GET or None)
    asked: date | None = form.cleaned_data["day"] if form.is_valid() else None
    day = asked if asked and date(2000, 1, 1) <= asked <= today else today
    written = queries.list_8(day, viewer=request.viewer, at=request.at)
    return _page(request, written, form, title="Annex A, list 8: missing children", what=f"As at {day:%-d %B %Y}")


def _page(request: Seen, written: Written, form: GovForm, *, title: str, what: str) -> HttpResponse:
    may_take = may(request.viewer, "return.take", field_class="core").allowed
    audit.current().note(kind=written.kind, period=written.period)
    context = {
        "marking": SENSITIVE if may_take else None,
        "title": title,
        "subnav": presenters.kinds_of_return(request.path),
        "what": what,
        "form": form,
        "written": written,
        "may_take": may_take,
        "counts": presenters.count_rows(written, exact=may_take),
        "by_check": presenters.by_check(written.refusals),
        "same_days": presenters.same_days_in_words(written, exact=may_take),
        "refusals": presenters.refusals_table(written.refusals),
    }
    return TemplateResponse(request, "returns/return.html", {k: v for k, v in context.items() if v is not None})


@page("return.take", field_class="core")
@require_POST
def take(request: Seen) -> HttpResponse:
    """Say that a return is to be taken out of the hub; the file follows once that is on record (S-16)."""
    kind, period = request.POST.get("kind", ""), request.POST.get("period", "")
    if not queries.is_asked_rightly(kind, period, at=request.at):
        raise Http404
    export = actions.announce(kind=kind, period=period, by=request.viewer, at=request.at)
    return redirect("return_file", export=export)


@page("return.take", field_class="core")
def file(request: Seen, export: UUID) -> HttpResponse:
    """The file, as the hub holds it at this moment. This event is the outcome, and names every child in it."""
    asked = queries.announced(export, viewer=request.viewer, at=request.at)
    if asked is None:
        raise Http404
    written = queries.written(*asked, viewer=request.viewer, at=request.at)
    content = as_csv(written.lines, written.columns)
    event = audit.current()
    event.about(dict.fromkeys(line.child for line in written.lines))
    event.result_count = len(written.lines)
    event.note(kind=written.kind, period=written.period, export="outcome", of=str(export), bytes=len(content))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{presenters.file_name(written)}"'
    return response
