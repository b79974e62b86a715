"""One concern: read, found a child for, decided stage by stage, and answered."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.frontdoor import actions, presenters, queries
from homeward.practice.frontdoor.forms.deciding import (
    AnswerForm,
    ApartForm,
    DecideForm,
    EndClockForm,
    GiveForm,
    JoinForm,
    PassForm,
)
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.rules import next_stage
from homeward.practice.frontdoor.views.numbers import number_in
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, may, may_in
from homeward.register.audit import actions as audit
from homeward.register.people.rules import known_as


@page("concern.open", field_class="core")
def concern(request: Seen, concern: UUID) -> HttpResponse:
    """What was said, whom it is about, what was decided, and what is due next."""
    return page_of(request, row_of(concern))


def row_of(number: UUID) -> Concern:
    row = queries.concern_of(number)
    if row is None:
        raise Http404
    return row


def around(request: Seen) -> dict[str, Any]:
    """What stands round each page of a concern."""
    return {"marking": SENSITIVE, "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}"}


def page_of(
    request: Seen, row: Concern, wrong: GovForm | None = None, say: str = "", status: int = 200
) -> HttpResponse:
    """The page of a concern, with the form that was sent wrongly where one was."""
    viewer, today = request.viewer, london_day(request.at)
    who_told = may(viewer, "concern.open", field_class="source-identity").allowed
    children = queries.children_of(row.pk, viewer=viewer, at=request.at)
    stages = list(queries.stages_of([row.pk]))
    event = audit.current()
    event.about([link.person_id for link, _ in children])
    event.note(concern=str(row.pk))
    event.showing("core", *(["source-identity"] if who_told else []))
    into = queries.joining_of(row.pk)
    waits = (
        ""
        if row.state in ("decided", "aside", "joined")
        else next_stage([(each.stage, each.decision) for each in stages])
    )
    opens = {
        link.person_id
        for link, _ in children
        if may_in(context_of(viewer, link.person_id, at=request.at), viewer, "child.open")
    }
    may_decide = may(viewer, "concern.decide").allowed
    decided = "decided" in (row.state, into.into.state if into else "")
    names = {
        link.person_id: known_as(link.person.forename, link.person.surname) if seen else "A child whom you may not find"
        for link, seen in children
    }
    context = around(request) | {
        "row": row,
        "title": presenters.concern_title(row),
        "summary": presenters.summary_rows(
            row, today=today, told_by=presenters.told_by(row) if who_told else "Not shown"
        ),
        "said": presenters.said_rows(queries.parts_of(row.pk), who_told=who_told),
        "children": presenters.child_rows(children, opens=opens, changes=may_decide and row.state in ("open", "draft")),
        "stages": [presenters.stage_shown(each) for each in stages],
        "waits": presenters.STAGES.get(waits, ""),
        "say": say,
        "form": wrong,
        "decide_form": _decide_form(row, waits, today, wrong) if may_decide and waits else None,
        "answer_form": _answer_form(row, wrong) if may_decide and decided else None,
        "answers": [presenters.answer_row(each) for each in queries.answered(row).answers.all()],
        "before": presenters.before_rows(
            queries.earlier([link.person_id for link, seen in children if seen], besides=row.pk, on=row.received_on),
            names=names,
        ),
        "joined_into": presenters.joined_into_rows(into) if into else (),
        "clocks": _clocks(row, names, opens, today, wrong),
        "may_link": may_decide and row.state in ("open", "draft"),
        "may_end": may_decide,
        **_giving(request, row),
        **_together(request, row, [link.person_id for link, _ in children], wrong, who_told=who_told),
    }
    return TemplateResponse(request, "frontdoor/concern.html", context, status=status)


def _together(
    request: Seen, row: Concern, children: list[UUID], wrong: GovForm | None, *, who_told: bool
) -> dict[str, Any]:
    """The place or the group it is about, the worries that are one with it, and the forms by which they become so."""
    rows = queries.joinings_of(row.pk)
    may_decide = may(request.viewer, "concern.decide").allowed and row.state in ("open", "draft")
    others = queries.may_be_joined(row, children) if may_decide and not rows else []
    places = may(request.viewer, "context.open", field_class="core").allowed
    shown = row.context if places else None
    audit.current().about([row.context_id] if shown else [])
    form = wrong if isinstance(wrong, JoinForm) else None
    named = presenters.others_to_join(others)
    return {
        "joined": presenters.joined_shown(
            rows, queries.parts_of_each([each.concern_id for each in rows]), who_told=who_told
        ),
        "join_form": form or (JoinForm(others=named, auto_id="join_%s") if named else None),
        "place": presenters.context_rows(shown) if shown else (),
        "may_find_place": places and may_decide and (row.about in queries.OF_A_CONTEXT or row.context_id is not None),
        "may_part": may(request.viewer, "concern.decide").allowed,
    }


def _clocks(
    row: Concern, names: dict[UUID, str], opens: set[UUID], today: Any, wrong: GovForm | None
) -> list[tuple[Any, Any, str]]:
    """Each limit that runs, with the form that ends it and where that is sent."""
    found = []
    for each in queries.clocks_of(row.pk):
        ends_here = each.ended_on is None and each.kind != queries.DISCUSSION
        form = EndClockForm(auto_id=f"{each.kind}-{each.child}-%s") if ends_here else None
        address = reverse("end_concern_clock", args=[row.pk, each.child, each.kind])
        shown = presenters.clock_shown(each, today=today, name=names.get(each.child, ""), opens=each.child in opens)
        found.append((shown, wrong if wrong and wrong.auto_id == f"{each.kind}-{each.child}-%s" else form, address))
    return found


def _giving(request: Seen, row: Concern) -> dict[str, Any]:
    """The forms by which a concern goes to somebody else, while it waits."""
    if row.state not in ("open", "draft") or not may(request.viewer, "concern.allocate").allowed:
        return {}
    loads = queries.workload(at=request.at)
    teams = queries.teams_of_agency(request.viewer.agency_id)
    return {
        "give_form": GiveForm(workers=loads, auto_id="give_%s", initial={"worker": str(request.viewer.worker_id)}),
        "pass_form": PassForm(teams=teams, auto_id="pass_%s"),
        "apart_form": ApartForm(auto_id="apart_%s") if may(request.viewer, "concern.decide").allowed else None,
    }


def _decide_form(row: Concern, waits: str, today: Any, wrong: GovForm | None) -> GovForm:
    if isinstance(wrong, DecideForm):
        return wrong
    initial = {"read": row.version, "stage": waits}
    return DecideForm(waits=waits, late=today > row.due_on, initial=initial, auto_id="decide_%s")


def _answer_form(row: Concern, wrong: GovForm | None) -> GovForm:
    return wrong if isinstance(wrong, AnswerForm) else AnswerForm(has_account=bool(row.agency_id), auto_id="answer_%s")


@require_POST
@page("concern.decide")
def decide(request: Seen, concern: UUID) -> HttpResponse:
    """Decide the stage that waits. Whoever comes second is answered with 409, and shown what was decided."""
    row = row_of(concern)
    late = london_day(request.at) > row.due_on
    form = DecideForm(request.POST, waits=request.POST.get("stage", ""), late=late, auto_id="decide_%s")
    if not form.is_valid():
        return page_of(request, row, form, status=400)
    try:
        actions.decide(concern=concern, by=request.viewer, at=request.at, **form.cleaned_data)
    except actions.DecidedAlready as refusal:
        return page_of(request, row_of(concern), say=refusal.next_step, status=409)
    except HomewardError as refusal:
        form.add_error(None, refusal.next_step)
        return page_of(request, row, form, status=400)
    return redirect("concern", concern)


@require_POST
@page("concern.decide")
def answer(request: Seen, concern: UUID) -> HttpResponse:
    """Answer whoever told."""
    row = row_of(concern)
    form = AnswerForm(request.POST, has_account=bool(row.agency_id), auto_id="answer_%s")
    if not form.is_valid():
        return page_of(request, row, form, status=400)
    given = {"concern": concern, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.answer(**given), "Answered.")
    return redirect("concern", concern)


@require_POST
@page("concern.decide")
def apart(request: Seen, concern: UUID) -> HttpResponse:
    """Send a worry the separate way, from which the front door does not see it again."""
    row, form = row_of(concern), ApartForm(request.POST, auto_id="apart_%s")
    if not form.is_valid():
        return page_of(request, row, form, status=400)
    given = {"concern": concern, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.send_apart(**given), "It went to the designated officer.")
    return redirect("concerns")


@require_POST
@page("concern.allocate")
def give(request: Seen, concern: UUID) -> HttpResponse:
    """Give a concern to a worker of the front door."""
    given = {"concern": concern, "by": request.viewer, "at": request.at}
    worker = number_in(request.POST.get("worker", ""))
    tried(request, lambda: actions.allocate(worker=worker, **given), "Given.")
    return _back(request, concern)


@require_POST
@page("concern.allocate")
def pass_on(request: Seen, concern: UUID) -> HttpResponse:
    """Put a concern in another team's queue."""
    given = {"concern": concern, "by": request.viewer, "at": request.at}
    form = PassForm(request.POST, teams=queries.teams_of_agency(request.viewer.agency_id))
    if form.is_valid():
        team = form.cleaned_data["team"]
        tried(request, lambda: actions.pass_to_team(team=team, **given), "It is in that team’s queue.")
    return _back(request, concern)


def _back(request: Seen, concern: UUID) -> HttpResponse:
    """To the concern for whoever may read it, and otherwise to the queue."""
    reads = may(request.viewer, "concern.open", field_class="core").allowed
    return redirect("concern", concern) if reads else redirect("concern_workload")


@require_POST
@page("concern.decide")
def end_clock(request: Seen, concern: UUID, subject: UUID, kind: str) -> HttpResponse:
    """Say that an assessment was completed or a conference held, or that it is no longer needed."""
    row, form = row_of(concern), EndClockForm(request.POST, auto_id=f"{kind}-{subject}-%s")
    if not form.is_valid():
        return page_of(request, row, form, status=400)
    given = {"concern": concern, "child": subject, "kind": kind, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.end_clock(**given, **form.cleaned_data), "Written down.")
    return redirect("concern", concern)
