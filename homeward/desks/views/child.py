"""The child's record and its chronology, where the child is placed, and putting a detail right."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.desks.forms import AnalysisForm, ChronologyForm, CorrectionForm
from homeward.desks.presenters import child as presenters
from homeward.desks.rules import Asked
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.assessment import presenters as assessed
from homeward.practice.assessment import queries as assessments
from homeward.practice.cases import actions as case_actions
from homeward.practice.cases import queries as cases
from homeward.practice.cases.presenters.cases import panel_of as case_panel
from homeward.practice.indicators import presenters as noticed
from homeward.practice.missing import queries as missing
from homeward.practice.pathway import presenters as served
from homeward.practice.pathway.queries import referrals as pathway
from homeward.practice.safety.presenters import plans as planned
from homeward.practice.safety.queries import plans
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, lapses, may_in
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.events import queries as events
from homeward.register.linkage.presenters.sources import possibly_table
from homeward.register.linkage.queries import sources as linkage
from homeward.register.people import actions as people_actions
from homeward.register.people import queries as people
from homeward.register.people.actions import CORRECTABLE, ChangedMeanwhile
from homeward.register.subjects.queries import each_beside_its_own, mark_of
from homeward.register.subjects.rules import Happening, in_order

ENTRIES = 50


def watermark(viewer: Viewer, at: datetime) -> str:
    """Who was looking and when: on the screen, on paper, and on a photograph of either (S-15)."""
    return f"{viewer.name}, {moment_in_words(at)}"


def frame(request: Seen, subject: UUID, *, here: str, missing_now: bool = False) -> dict[str, Any]:
    """What every page of one child's record has round it: marking, watermark, the other pages, and what may be done."""
    viewer, at = request.viewer, request.at
    context = context_of(viewer, subject, at=at, missing_now=missing_now)
    routes = {"record": "Record", "chronology": "Chronology", "missing_reports": "Missing", "sources": "Sources"}
    if may_in(context, viewer, "indicator.open"):
        routes["child_indicators"] = "Indicators"
    may_assess = may_in(context, viewer, "assessment.open")
    if may_assess:
        routes["assessments"] = "Assessments"
    if may_in(context, viewer, "find-me.see", field_class="find-me"):
        routes["find_me"] = "Find-me sheet"
    may_plan = may_in(context, viewer, "safety.open")
    if may_plan:
        routes["child_plan"] = "Safety plan"
    may_serve = may_in(context, viewer, "services.open")
    if may_serve:
        routes["child_services"] = "Services"
    may_case = may_in(context, viewer, "cases.open")
    if may_case:
        routes["case"] = "Case"
    if may_in(context, viewer, "who-looked.open"):
        routes["who_looked"] = "Who looked"
    return {
        "may_place": may_in(context, viewer, "placement.see", field_class="shielded-location"),
        "may_case": may_case,
        "may_analyse": may_in(context, viewer, "cases.write", field_class="operational"),
        "may_plan": may_plan,
        "may_serve": may_serve,
        "may_know": may_in(context, viewer, "services.confidential", field_class="shielded-location"),
        "may_correct": may_in(context, viewer, "child.correct"),
        "may_assess": may_assess,
        "may_notice": may_in(context, viewer, "indicator.open"),
        "may_ask": may_in(context, viewer, "shield.ask", field_class="shielded-location"),
        "may_tell": may_in(context, viewer, "concern.raise-for"),
        "marking": SENSITIVE,
        "watermark": watermark(viewer, at),
        "subnav": presenters.sections_of(subject, here=here, routes=routes),
        "subject": subject,
    }


@page("child.open", about="subject", field_class="core")
def record(request: Seen, subject: UUID) -> HttpResponse:
    """One child's record: who they are, where they have lived and learned, and when they were missing."""
    viewer, at = request.viewer, request.at
    child = people.record_of(subject, viewer=viewer, at=at)
    audit.current().showing(*child.classes)
    episodes = missing.episodes_of(subject, viewer=viewer, at=at, latest=presenters.LATEST)
    happened = events.events_of(subject, viewer=viewer, at=at, latest=presenters.LATEST)
    missing_now = any(each.until is None and each.type == "M" for each in episodes)
    lapsing = lapses(viewer, subject, at=at)
    possible = linkage.possibly_also(subject, viewer=viewer, at=at)
    audit.current().about(each.other.subject_id for each in possible)
    context = frame(request, subject, here="record", missing_now=missing_now) | {
        "identity": presenters.identity_of(child, on=london_day(at), missing=missing_now, lapsing=lapsing),
        "care": presenters.care_table(child),
        "schools": presenters.school_table(child),
        "episodes": presenters.episodes_table(episodes, at=at),
        "possible": possibly_table(possible) if possible else None,
        "events": presenters.events_table(happened),
        "record": child,
    }
    if context["may_case"]:
        context["cases"] = case_panel(cases.open_cases_of([subject]).get(subject, []), at=at)
    if context["may_assess"]:
        context["assessed"] = assessed.panel_of(assessments.assessments_of(subject, last=10), subject)
    if context["may_plan"]:
        standing = [row for row in plans.plans_of([subject]) if row.ended_at is None]
        context["plans"] = planned.panel_of(standing, today=london_day(at))
    if context["may_serve"]:
        offered = pathway.referrals_of(subject, latest=presenters.LATEST)
        context["services"] = served.panel_of(offered, subject, may_know=context["may_know"])
    if context["may_notice"]:
        context["noticed"] = noticed.panel_of(subject, viewer=viewer, at=at)
    return TemplateResponse(request, "desks/record.html", context)


@page("child.open", about="subject", field_class="core")
def chronology(request: Seen, subject: UUID) -> HttpResponse:
    """Everything dated that anybody has said of one child, in one order, each with who said so."""
    context = frame(request, subject, here="chronology")
    every = happenings(request, subject, analysed=context["may_case"])
    form = ChronologyForm(request.GET or None)
    asked = Asked()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        asked = Asked(frozenset(given["kind"]), given["since"], given["until"])
    kept = each_beside_its_own([each for each in every if asked.holds(each)])
    number = page_asked(request)
    analyse = partial(beside_address, subject) if context["may_analyse"] else None
    shown = [presenters.entry_of(each, analyse=analyse) for each in kept[(number - 1) * ENTRIES : number * ENTRIES]]
    context |= {
        "name": people.name_of(subject) or "Name not known",
        "form": form,
        "entries": shown,
        "kept": len(kept),
        "total": len(every),
        "pages": pages_of(
            len(kept), page=number, size=ENTRIES, path=request.path, query=dict(request.GET.lists()), noun="entries"
        ),
        "path": reverse("chronology", args=[subject]),
    }
    return TemplateResponse(request, "desks/chronology.html", context)


def happenings(request: Seen, subject: UUID, *, analysed: bool) -> list[Happening]:
    """Everything dated that the viewer may read of one child, the newest first."""
    viewer, at = request.viewer, request.at
    child = people.record_of(subject, viewer=viewer, at=at)
    audit.current().showing(*child.classes)
    return in_order(
        people.entries_of(child)
        + missing.entries_of(missing.episodes_of(subject, viewer=viewer, at=at))
        + events.entries_of(events.events_of(subject, viewer=viewer, at=at))
        + cases.entries_of(cases.analyses_of(subject) if analysed else [])
    )


def beside_address(subject: UUID, mark: str) -> str:
    """Where an author writes what they make of one entry."""
    return reverse("write_beside", args=[subject, mark])


@page("cases.write", about="subject")
def write_beside(request: Seen, subject: UUID, mark: str) -> HttpResponse:
    """Write what the author makes of one entry of the chronology. It stands below that entry, under their name."""
    found = next((each for each in happenings(request, subject, analysed=False) if mark_of(each) == mark), None)
    if found is None:
        raise Http404
    form = AnalysisForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"child": subject, "since": found.on, "until": None, "beside": mark, **form.cleaned_data}
        tried(request, lambda: case_actions.analyse(by=request.viewer, at=request.at, **given), "Written down.")
        return redirect("chronology", subject=subject)
    context = frame(request, subject, here="") | {
        "name": people.name_of(subject),
        "entries": [presenters.entry_of(found)],
        "form": form,
    }
    return TemplateResponse(request, "desks/beside.html", context, status=400 if form.errors else 200)


@page("placement.see", about="subject", field_class="shielded-location", missing_now=missing.is_missing)
def placement(request: Seen, subject: UUID) -> HttpResponse:
    """Where a shielded child is placed now: its own page, so that opening it is its own event (S-10)."""
    viewer, at = request.viewer, request.at
    missing_now = missing.is_missing(subject, at=at)
    places = people.whereabouts_of(subject, viewer=viewer, at=at, missing_now=missing_now)
    context = frame(request, subject, here="placement") | {
        "name": people.name_of(subject),
        "rows": presenters.whereabouts_rows(places),
        "record_url": reverse("record", args=[subject]),
    }
    return TemplateResponse(request, "desks/placement.html", context)


@page("child.correct", about="subject", field_class="core")
def correct(request: Seen, subject: UUID) -> HttpResponse:
    """Put right what an agency sent. Two people saving at once both see what the other wrote."""
    viewer, at = request.viewer, request.at
    person = people.person_of(subject, viewer=viewer, at=at)
    if person is None:
        raise Http404
    form = CorrectionForm(request.POST or None, initial=presenters.correctable(person))
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in CORRECTABLE}
        try:
            correction = {"child": subject, "version": form.cleaned_data["version"], "values": values}
            people_actions.correct(by=viewer, at=at, **correction)
        except ChangedMeanwhile as changed:
            context = frame(request, subject, here="correct") | {"conflict": presenters.conflict_of(changed, values)}
            return TemplateResponse(request, "409.html", context, status=409)
        messages.success(request, "The details have been saved.")
        return redirect("record", subject=subject)
    context = frame(request, subject, here="correct") | {"form": form, "record_url": reverse("record", args=[subject])}
    return TemplateResponse(request, "desks/correct.html", context)
