"""The quarter's missing children, and what each figure counts. No name is ever here."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.foundation.london import london_day
from homeward.foundation.quarters import NotAQuarter, Quarter
from homeward.insight.analysis import presenters, queries, rules
from homeward.insight.analysis.rules.behind import CHOICES
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may, may_for_some
from homeward.register.audit import actions as audit

MARKING = "OFFICIAL: for the partnership, not for publication"


@page("quarter.open", field_class="aggregate")
def quarter(request: Seen) -> HttpResponse:
    """The last quarter that has ended, or the last the sources reach."""
    return shown(request, queries.newest_quarter(viewer=request.viewer, as_at=request.at))


@page("quarter.open", field_class="aggregate")
def quarter_of(request: Seen, code: str) -> HttpResponse:
    """One quarter, by the code in its address."""
    try:
        return shown(request, Quarter.parse(code))
    except NotAQuarter:
        raise Http404 from None


def shown(request: Seen, quarter: Quarter) -> HttpResponse:
    """One quarter's page: figures, tables, rates, both meanings of repeat, and how fresh the sources are."""
    viewer, at = request.viewer, request.at
    audit.current().note(quarter=quarter.code)
    found = queries.quarter_in_figures(quarter, viewer=viewer, as_at=at)
    definitions = queries.definitions(on=london_day(at))
    behind = behind_urls(request, quarter)
    context = {
        "marking": MARKING,
        "quarter": found,
        "steps": presenters.steps(quarter, today=london_day(at)),
        "caution": presenters.caution(found),
        "headlines": presenters.headlines(found.figures, presenters.HEADLINES, behind),
        "repeats": presenters.headlines(found.figures, presenters.REPEATS, behind),
        "repeat_definitions": [definitions[code] for code in presenters.REPEATS],
        "children": presenters.table_of(rules.counts(found, "children")),
        "episodes": presenters.table_of(rules.counts(found, "episodes")),
        "child_rates": presenters.table_of(rules.rates(found, "children")),
        "episode_rates": presenters.table_of(rules.rates(found, "episodes")),
        "every_figure": presenters.table_of(rules.every_figure(found)),
        "trend": presenters.table_of(rules.trend(found)),
        "sources": presenters.sources_table(queries.sources_behind(viewer=viewer, as_at=at)),
        "feeds_url": feeds_url(request),
        "paper_url": paper_url(request, quarter),
    }
    return TemplateResponse(request, "analysis/quarter.html", context)


def feeds_url(request: Seen) -> str:
    """Where files are loaded, for whoever may go there."""
    return reverse("feeds") if may(request.viewer, "feed.see").allowed else ""


def behind_urls(request: Seen, quarter: Quarter) -> dict[str, str]:
    """Where a desk shows the episodes that each figure counts, for whoever has a duty to some child's case."""
    allowed = may_for_some(request.viewer, "figure.open-rows").allowed
    return {code: reverse("behind_figure", args=[quarter.code, code]) for code in CHOICES} if allowed else {}


def paper_url(request: Seen, quarter: Quarter) -> str:
    """The board paper on the quarter, for whoever may read it."""
    allowed = may(request.viewer, "paper.open", field_class="aggregate").allowed
    return reverse("paper", args=[quarter.code]) if allowed else ""


@page("quarter.open", field_class="aggregate")
def figure(request: Seen, code: str) -> HttpResponse:
    """What one figure counts and how, so that anybody can work it out again."""
    entry = queries.definitions(on=london_day(request.at)).get(code)
    if entry is None:
        raise Http404
    context = {
        "entry": entry,
        "rows": presenters.definition_rows(entry),
        "breadcrumbs": [{"href": reverse("quarter"), "label": "The quarter"}],
    }
    return TemplateResponse(request, "analysis/figure.html", context)
