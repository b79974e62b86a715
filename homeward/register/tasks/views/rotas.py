"""The rotas, one rota's week, and putting a worker on it, taking one off and giving cover."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.foundation.dates_in_words import day_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import day_begins_at, london_day
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.agencies.models import Worker
from homeward.register.tasks.actions import rotas as actions
from homeward.register.tasks.forms import CoverForm, RotaForm, ShiftForm
from homeward.register.tasks.models import Rota, RotaShift
from homeward.register.tasks.presenters.rotas import rotas_table, week_of
from homeward.register.tasks.queries import rotas as queries
from homeward.register.tasks.queries.watch import receivers_of
from homeward.register.tasks.rules.rotas import HOURS_IN_WORDS, at_the_desk, span_on


@page("rota.see")
def rotas(request: Seen) -> HttpResponse:
    """Every desk: who should be there now, and the holes of the next two weeks."""
    at = request.at
    every = list(queries.rotas())
    shifts = queries.shifts_between([each.pk for each in every], since=at, until=at + timedelta(microseconds=1))
    stints = queries.stints_in(shifts)
    ids = {rota: at_the_desk(found, at=at) for rota, found in stints.items()}
    people = Worker.objects.in_bulk([worker for found in ids.values() for worker in found])
    now = {rota: [people[worker].name for worker in found] for rota, found in ids.items()}
    hrefs = {each.pk: reverse("rota", args=[each.pk]) for each in every}
    table = rotas_table(every, now=now, holes=queries.holes_ahead(every, at=at), hrefs=hrefs)
    return TemplateResponse(
        request, "tasks/rotas.html", {"table": table, "may_keep": may(request.viewer, "rota.keep").allowed}
    )


@page("rota.keep")
def new_rota(request: Seen) -> HttpResponse:
    """Open a rota for a desk of my agency."""
    form = RotaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.open_rota(**given, code=slugify(given["title"])[:40], by=request.viewer, at=request.at)
        except HomewardError as refusal:
            form.add_error("title", refusal.next_step)
        else:
            messages.success(request, "The rota is open. Nobody is on it yet.")
            return redirect("rota", made.pk)
    return TemplateResponse(request, "tasks/new_rota.html", {"form": form})


def monday_asked(request: Seen) -> date:
    """The Monday of the week asked for, or of this one."""
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
        day = day if 2000 <= day.year <= 2100 else london_day(request.at)
    except ValueError:
        day = london_day(request.at)
    return day - timedelta(days=day.weekday())


@page("rota.see")
def rota(request: Seen, rota: int) -> HttpResponse:
    """One rota's week, with its holes, and for whoever keeps it the forms."""
    desk = queries.rotas().filter(pk=rota).first()
    if desk is None:
        raise Http404
    viewer, at, first = request.viewer, request.at, monday_asked(request)
    keeps = may(viewer, "rota.keep").allowed and queries.may_keep(viewer, desk)
    form = ShiftForm(request.POST or None, workers=choices(desk)) if keeps else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        span = span_on(given["on"], given["since"], given["until"])
        try:
            actions.add_shift(
                rota=desk.pk, worker=UUID(given["worker"]), span=span, order=given["order"], by=viewer, at=at
            )
        except HomewardError as refusal:
            form.add_error("on", refusal.next_step)
        else:
            messages.success(request, "They are on the rota.")
            return redirect(f"{reverse('rota', args=[desk.pk])}?week={given['on'].isoformat()}")
    context = week_context(desk, first) | {"rota": desk, "form": form, "hours": HOURS_IN_WORDS[desk.hours]}
    return TemplateResponse(request, "tasks/rota.html", context)


def week_context(desk: Rota, first: date) -> dict[str, object]:
    """One week's turns and holes, and the weeks beside it."""
    since, until = day_begins_at(first), day_begins_at(first + timedelta(days=7))
    stints = queries.stints_in(queries.shifts_between([desk.pk], since=since, until=until)).get(desk.pk, [])
    people = Worker.objects.in_bulk({each.worker for each in stints})
    holes = queries.holes_of([desk], first=first, days=7)[desk.pk]
    week = timedelta(days=7)
    return {
        "days": week_of(first, stints, holes, people),
        "holes": len(holes),
        "week": day_in_words(first),
        "before": (first - week).isoformat(),
        "after": (first + week).isoformat(),
    }


def choices(desk: Rota) -> list[tuple[str, str]]:
    """The workers of a desk's agency who may be on it."""
    return [(str(each.pk), each.name) for each in receivers_of(desk.agency_id)]


@require_POST
@page("rota.keep")
def withdraw_shift(request: Seen, shift: UUID) -> HttpResponse:
    """Take somebody off the rota."""
    row = found(shift)
    tried(
        request,
        lambda: actions.withdraw_shift(shift=shift, by=request.viewer, at=request.at),
        "They are off the rota. Look whether that leaves a hole.",
    )
    return redirect(week_address(row))


@page("rota.keep")
def give_cover(request: Seen, shift: UUID) -> HttpResponse:
    """Let somebody else stand in."""
    row = found(shift)
    form = CoverForm(request.POST or None, workers=choices(row.rota))
    if request.method == "POST" and form.is_valid():
        worker = UUID(form.cleaned_data["worker"])
        try:
            actions.give_cover(shift=shift, worker=worker, by=request.viewer, at=request.at)
        except HomewardError as refusal:
            form.add_error("worker", refusal.next_step)
        else:
            messages.success(request, "They stand in.")
            return redirect(week_address(row))
    return TemplateResponse(request, "tasks/give_cover.html", {"form": form, "shift": row})


def found(shift: UUID) -> RotaShift:
    """A shift, whether or not it is still on the rota."""
    row = RotaShift.objects.select_related("rota", "worker").filter(pk=shift).first()
    if row is None:
        raise Http404
    return row


def week_address(row: RotaShift) -> str:
    """The week in which a shift begins."""
    return f"{reverse('rota', args=[row.rota_id])}?week={london_day(row.since).isoformat()}"
