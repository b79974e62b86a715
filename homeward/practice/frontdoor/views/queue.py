"""What waits at the front door, and what seems to be a robot's."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.foundation.working_days import ONE_DAY
from homeward.practice.frontdoor import actions, presenters, queries
from homeward.practice.frontdoor.forms.deciding import CoverForm, QueueForm
from homeward.practice.frontdoor.views.numbers import number_in
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit

SIZE = 50


@page("concern.queue", field_class="core")
def queue(request: Seen) -> HttpResponse:
    """Every concern that waits to be decided, danger first, then what is due soonest."""
    teams = queries.teams_of_agency(request.viewer.agency_id)
    asked = QueueForm(request.GET, teams=teams)
    whose = asked.cleaned_data["whose"] if asked.is_valid() else ""
    every = queries.queue(at=request.at, only=queries.part_of(whose, request.viewer, at=request.at))
    total = every.count()
    number = min(page_asked(request), max(1, -(-total // SIZE)))
    rows = list(every[(number - 1) * SIZE : number * SIZE])
    audit.current().result_count = len(rows)
    context = {
        "marking": SENSITIVE,
        "table": presenters.queue_table(
            rows,
            today=london_day(request.at),
            notes=presenters.again_notes(queries.came_again(rows)),
            opens=may(request.viewer, "concern.open", field_class="core").allowed,
        ),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, query=request.GET.dict(), noun="worries"),
        "filter": asked,
        "robots": queries.robots(at=request.at).count(),
    }
    return TemplateResponse(request, "frontdoor/queue.html", context)


@page("concern.queue", field_class="core")
def robots(request: Seen) -> HttpResponse:
    """What looks as if a robot had filled it in: kept until a person says which it is."""
    if request.method == "POST":
        number, is_robot = number_in(request.POST.get("concern", "")), request.POST.get("is") == "robot"
        given = {"concern": number, "is_robot": is_robot, "by": request.viewer, "at": request.at}
        done = "Put aside. It is kept." if is_robot else "It is in the queue."
        tried(request, lambda: actions.look_at_robot(**given), done)
        return redirect("concern_robots")
    rows = list(queries.robots(at=request.at)[:SIZE])
    audit.current().result_count = len(rows)
    context = {"marking": SENSITIVE, "lines": presenters.robot_lines(rows)}
    return TemplateResponse(request, "frontdoor/robots.html", context)


@page("concern.queue", field_class="core")
def workload(request: Seen) -> HttpResponse:
    """How much each worker has in hand, what nobody has, and who covers for whom."""
    loads = queries.workload(at=request.at)
    gives = may(request.viewer, "concern.allocate").allowed
    form = CoverForm(request.POST if request.method == "POST" else None, workers=loads, auto_id="cover_%s")
    if form.is_bound and gives and form.is_valid():
        given = form.cleaned_data
        days = {"since": given["since"], "until": given["last"] + ONE_DAY}
        who = {"worker": UUID(given["worker"]), "cover": UUID(given["cover"])}
        tried(request, lambda: actions.cover(**who, **days, by=request.viewer, at=request.at), "Written down.")
        return redirect("concern_workload")
    audit.current().result_count = len(loads)
    context = {
        "table": presenters.workload_table(loads),
        "nobodys": queries.nobodys(at=request.at),
        "form": form,
        "gives": gives,
    }
    return TemplateResponse(request, "frontdoor/workload.html", context, status=400 if form.errors else 200)
