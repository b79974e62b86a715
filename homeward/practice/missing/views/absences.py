"""Each absence of one child with the reports behind it, where it is told that the child was, and a worker's word."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.practice.missing import actions, presenters, queries
from homeward.practice.missing.actions.judging import NoSuchReport
from homeward.practice.missing.forms import JudgementForm
from homeward.practice.missing.forms.calls import BOXES
from homeward.practice.missing.presenters.calls import rows_of
from homeward.practice.missing.queries.calls import words_of_calls
from homeward.practice.missing.queries.live import endings_of
from homeward.practice.missing.rules.returning import HARMED
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, may_in
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people

SIZE = 10


def frame(request: Seen, subject: UUID, *, here: str = "missing_reports") -> dict[str, Any]:
    """What stands round each of these pages, and what the viewer may do from them."""
    viewer, at = request.viewer, request.at
    context = context_of(viewer, subject, at=at, missing_now=queries.is_missing(subject, at=at))
    return {
        "name": people.name_of(subject),
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(at)}",
        "subject": subject,
        "subnav": presenters.record_links(
            subject,
            who_looked=may_in(context, viewer, "who-looked.open"),
            find_me=may_in(context, viewer, "find-me.see", field_class="find-me"),
            indicators=may_in(context, viewer, "indicator.open"),
            here=here,
        )
        if may_in(context, viewer, "child.open")
        else (),
        "may_place": may_in(context, viewer, "placement.see", field_class="shielded-location"),
        "may_see_cases": may_in(context, viewer, "cases.open"),
        "may_notify": may_in(context, viewer, "cases.notify", field_class="operational"),
        "harmed": HARMED,
        "may_interview": may_in(context, viewer, "interview.open"),
        "may_prevent": may_in(context, viewer, "prevention.record"),
        "may_judge": may_in(context, viewer, "missing.judge-report", field_class="operational"),
    }


def pages_for(request: Seen, subject: UUID) -> tuple[int, Any]:
    """The page of a child's absences that is asked for, and the links to the others."""
    total, number = queries.count_of_episodes(subject), page_asked(request)
    number = min(number, max(1, -(-total // SIZE)))
    return number, pages_of(total, page=number, size=SIZE, path=request.path, noun="absences")


@page("child.open", about="subject", field_class="core")
def reports(request: Seen, subject: UUID) -> HttpResponse:
    """Every absence of one child, newest first, each with its reports and why they are taken to be of it."""
    viewer, at = request.viewer, request.at
    number, pages = pages_for(request, subject)
    places = queries.may_show_places(subject, viewer=viewer, at=at)
    audit.current().showing(*(("core", "location") if places else ("core",)))
    first = (number - 1) * SIZE
    episodes = queries.episodes_between(subject, viewer=viewer, at=at, first=first, last=first + SIZE)
    context = frame(request, subject)
    judge = f"{reverse('judge_report', args=[subject])}?page={number}" if context["may_judge"] else ""
    context |= {
        "absences": presenters.absences_shown(episodes, at=at, places=places, judge=judge),
        "pages": pages,
        "number": number,
        "undo": _judged(request, episodes) if judge else None,
    }
    return TemplateResponse(request, "missing/reports.html", context)


def _judged(request: Seen, episodes: list[Any]) -> dict[str, Any] | None:
    """The report that was judged a moment ago, so that it can be undone in one press."""
    asked = JudgementForm({"report": request.GET.get("judged")})
    if not asked.is_valid():
        return None
    rows = ((report, each) for each in episodes for report in each.reports.all())
    return next(
        (presenters.undo_of(report, each) for report, each in rows if report.pk == asked.cleaned_data["report"]), None
    )


@page("placement.see", about="subject", field_class="shielded-location", missing_now=queries.is_missing)
def places(request: Seen, subject: UUID) -> HttpResponse:
    """Where a child was last seen, found and missing from: as shielded as the placement, and an event of its own."""
    number, pages = pages_for(request, subject)
    first = (number - 1) * SIZE
    episodes = queries.episodes_between(
        subject, viewer=request.viewer, at=request.at, first=first, last=first + SIZE, action="placement.see"
    )
    words = words_of_calls([each.call_id for row in episodes for each in row.reports.all() if each.call_id])
    said = {call: rows_of(each, BOXES) for call, each in words.items()}
    told = presenters.places_shown(episodes, said)
    told += presenters.endings_told(endings_of([each.pk for each in episodes]))
    context = frame(request, subject) | {"told": told, "pages": pages}
    return TemplateResponse(request, "missing/places.html", context)


@page("missing.judge-report", about="subject")
def judge(request: Seen, subject: UUID) -> HttpResponse:
    """Set a report apart from an absence, or put it back: asked first, then done."""
    form = JudgementForm(request.POST if request.method == "POST" else request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    if request.method == "POST":
        return _done(request, subject, asked)
    row = queries.report_to_judge(subject, asked.get("report") or 0)
    audit.current().note(stage="form")
    words = presenters.judgement_on(row, row.episode) if row else ""
    if row is None or not words:
        return _meanwhile(request, subject)
    audit.current().showing("core", "operational")
    context = frame(request, subject) | {
        "words": words,
        "judgement": "back" if words == presenters.PUT_BACK else "apart",
        "title": row.told_by,
        "rows": presenters.report_rows(row, row.episode),
        "report": row.pk,
        "number": asked["page"] or 1,
    }
    return TemplateResponse(request, "missing/judge.html", context)


def _done(request: Seen, subject: UUID, asked: dict[str, Any]) -> HttpResponse:
    if asked.get("judgement") not in ("apart", "back"):
        return _meanwhile(request, subject)
    act = actions.set_apart if asked["judgement"] == "apart" else actions.put_back
    try:
        act(child=subject, report=asked["report"], by=request.viewer, at=request.at)
    except NoSuchReport:
        return _meanwhile(request, subject)
    query = urlencode({"page": asked["page"] or 1, "judged": asked["report"]})
    return redirect(f"{reverse('missing_reports', args=[subject])}?{query}")


def _meanwhile(request: Seen, subject: UUID) -> HttpResponse:
    """A newer row, or somebody else's word, came before this one: nothing is done, and the page says so."""
    return TemplateResponse(request, "missing/meanwhile.html", frame(request, subject), status=409)
