"""The quarter's missing children, and what each figure counts. No name is ever here."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.foundation.london import london_day
from homeward.foundation.quarters import NotAQuarter, Quarter
from homeward.insight.analysis import jobs, presenters, queries, rules
from homeward.insight.analysis.rules import QuarterInFigures
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may, may_for_some
from homeward.register.audit import actions as audit
from homeward.vocabulary.age_bands import counted_since

MARKING = "OFFICIAL: for the partnership, not for publication"


@page("quarter.open", field_class="aggregate")
def quarter(request: Seen) -> HttpResponse:
    """The last quarter that has ended, or the last the sources reach."""
    return shown(request, queries.newest_quarter(viewer=request.viewer, as_at=request.at))


@page("quarter.open", field_class="aggregate")
def quarter_of(request: Seen, code: str) -> HttpResponse:
    """One quarter, by the code in its address."""
    try:
        named = Quarter.parse(code)
    except NotAQuarter:
        raise Http404 from None
    if named.since < counted_since():
        raise Http404
    return shown(request, named)


def shown(request: Seen, quarter: Quarter) -> HttpResponse:
    """One quarter's page: figures, charts, tables, rates, both meanings of repeat, and how fresh the sources are."""
    viewer, at = request.viewer, request.at
    audit.current().note(quarter=quarter.code)
    found = queries.quarter_in_figures(quarter, viewer=viewer, as_at=at)
    definitions = queries.definitions(on=london_day(at))
    behind = quarter if may_for_some(viewer, "figure.open-rows", field_class="core").allowed else None
    context = {
        "marking": MARKING,
        "quarter": found,
        "steps": presenters.steps(quarter, today=london_day(at)),
        "sections": presenters.sections(found),
        "caution": presenters.caution(found),
        "headlines": presenters.headlines(found.figures, presenters.HEADLINES, behind=behind),
        "repeats": presenters.headlines(found.figures, presenters.REPEATS, behind=behind),
        "repeat_definitions": [definitions[code] for code in presenters.REPEATS],
        "signals_mean": rules.WHAT_IT_MEANS,
        "children": presenters.table_of(rules.counts(found, "children")),
        "episodes": presenters.table_of(rules.counts(found, "episodes")),
        "child_rates": presenters.table_of(rules.rates(found, "children")),
        "episode_rates": presenters.table_of(rules.rates(found, "episodes")),
        "every_figure": presenters.table_of(rules.every_figure(found)),
        "sources": presenters.sources_table(found.sources),
        "feeds_url": feeds_url(request),
        "comparison": presenters.comparison_shown(
            queries.comparison(quarter, viewer=viewer, as_at=at), feeds_url=feeds_url(request)
        ),
        "paper_url": paper_url(request, quarter),
        **drawn(request, found),
    }
    return TemplateResponse(request, "analysis/quarter.html", context)


def drawn(request: Seen, found: QuarterInFigures) -> dict[str, object]:
    """The quarter's charts; where some are not drawn yet they are asked for, and the page says how far it is."""
    wanted = queries.wanted_by(found)
    there = queries.drawn_among(wanted)
    progress = None
    if len(there) < len({each.digest for each in wanted}):
        job = queries.latest_drawing(found.quarter)
        if queries.may_ask_again(job, request.at):
            job = jobs.ask(quarter=found.quarter, as_at=request.at, by=request.viewer.worker_id, at=request.at)
        assert job is not None, "a job that may not be asked for again was asked for before"
        progress = presenters.drawing_progress(job, done=len(there), total=len(wanted), href=request.path)
    addresses = {(each.code, each.size): each.digest for each in wanted if each.digest in there}
    return {"charts": presenters.charts(found, addresses), "charts_progress": progress}


@page("quarter.open", field_class="aggregate")
def chart(request: Seen, digest: str) -> HttpResponse:
    """One chart as it was drawn, by the digest of what it shows."""
    content = queries.chart(digest, viewer=request.viewer)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/svg+xml")


def feeds_url(request: Seen) -> str:
    """Where files are loaded, for whoever may go there."""
    return reverse("feeds") if may(request.viewer, "feed.see").allowed else ""


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


@page("quarter.open", field_class="aggregate")
def coding_gap(request: Seen) -> HttpResponse:
    """The hub's caseload against the factors of the census that assessments hold."""
    found = queries.coding_gap(viewer=request.viewer, at=request.at)
    context = {"marking": MARKING, "table": presenters.coding_gap_table(found)}
    return TemplateResponse(request, "analysis/coding_gap.html", context)
