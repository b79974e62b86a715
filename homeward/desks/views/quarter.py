"""The quarter by name: which of the viewer's children were missing most often, and which children a figure counts."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.desks.forms import OrderForm, QuarterForm
from homeward.desks.presenters import quarter as presenters
from homeward.desks.rules import most_frequent as most_frequent_of
from homeward.desks.rules import on_page
from homeward.desks.views.child import watermark
from homeward.foundation.london import london_day
from homeward.foundation.quarters import NotAQuarter, Quarter
from homeward.insight.analysis import queries
from homeward.insight.analysis.rules.behind import CHOICES
from homeward.practice.missing import queries as missing
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people

CHILDREN, EPISODES = 25, 50


@page("most-frequent.open", field_class="core", each=True)
def most_frequent(request: Seen) -> HttpResponse:
    """Which of the children to whose case the viewer has a duty were missing most often in a quarter."""
    viewer, at = request.viewer, request.at
    today = Quarter.holding(london_day(at))
    form = QuarterForm(request.GET or None, quarters=(today, today.previous))
    quarter = form.chosen
    ranked = most_frequent_of(queries.episodes_of_own(quarter, viewer=viewer, at=at))
    number = page_asked(request)
    shown = on_page(ranked, number, CHILDREN)
    tell([each.child for each in shown], quarter, shown=len(shown))
    rows = presenters.Rows(
        episodes=queries.with_reports([one for each in shown for one in each.episodes], at=at),
        missing_now=missing.missing_among([each.child for each in shown], at=at),
        allocated=people.allocations([each.child for each in shown], at=at),
    )
    context = frame(request) | {
        "form": form,
        "path": request.path,
        "span": presenters.span_of(quarter, london_day(at)),
        "table": presenters.most_frequent_table(shown, rows, quarter, at=at),
        "pages": pages_of(
            len(ranked), page=number, size=CHILDREN, path=request.path, query=query(request), noun="children"
        ),
    }
    return TemplateResponse(request, "desks/most_frequent.html", context)


@page("figure.open-rows", field_class="core", each=True)
def behind_figure(request: Seen, code: str, figure: str) -> HttpResponse:
    """The episodes that one figure of a quarter counts, of the children whom the viewer may open."""
    viewer, at = request.viewer, request.at
    quarter = quarter_of(code)
    entry = queries.definitions(on=london_day(at)).get(figure)
    if entry is None or figure not in CHOICES:
        raise Http404
    form = OrderForm(request.GET or None)
    counted = presenters.in_order(queries.episodes_behind(figure, quarter, viewer=viewer, at=at), form.chosen)
    number = page_asked(request)
    shown = on_page(counted, number, EPISODES)
    tell([each.begun.child for each in shown], quarter, shown=len(shown), figure=figure)
    episodes = queries.with_reports([each.begun.episode for each in shown], at=at)
    context = frame(request) | {
        "form": form,
        "path": request.path,
        "quarter": quarter,
        "entry": entry,
        "table": presenters.behind_table(figure, shown, episodes, entry.label, quarter),
        "pages": pages_of(
            len(counted), page=number, size=EPISODES, path=request.path, query=query(request), noun="episodes"
        ),
        "breadcrumbs": [{"href": reverse("quarter_of", args=[quarter.code]), "label": f"The quarter, {quarter}"}],
    }
    return TemplateResponse(request, "desks/behind_figure.html", context)


def quarter_of(code: str) -> Quarter:
    """The quarter that an address names."""
    try:
        return Quarter.parse(code)
    except NotAQuarter:
        raise Http404 from None


def frame(request: Seen) -> dict[str, Any]:
    """What a page that names children has round it."""
    return {"marking": SENSITIVE, "watermark": watermark(request.viewer, request.at)}


def query(request: Seen) -> dict[str, list[str]]:
    """What the address asks, to be kept from page to page."""
    return {name: request.GET.getlist(name) for name in request.GET}


def tell(children: list[UUID], quarter: Quarter, *, shown: int, **codes: str) -> None:
    """One event for the list: whose names were shown, of which quarter, and that it was for work with them (S-16)."""
    event = audit.current()
    event.about(children)
    event.result_count = shown
    event.showing("core")
    event.purpose = "casework"
    event.note(quarter=quarter.code, **codes)
