"""What was noticed of a child: the year on one page, each observation with its history, and writing one down."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.indicators import actions, forms, presenters, queries
from homeward.practice.indicators.actions import Noticed
from homeward.practice.indicators.models import Observation
from homeward.practice.indicators.rules import MONTH, SUGGESTED, suggested_by
from homeward.practice.missing.models import Lead
from homeward.practice.missing.queries.returning import value_of
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, may_in, shielded
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people

SIZE = 20


def frame(request: Seen, subject: UUID, *, here: str = "child_indicators") -> dict[str, Any]:
    """What stands round each of these pages, and what the viewer may do from them."""
    viewer, at = request.viewer, request.at
    held = context_of(viewer, subject, at=at)
    may_open = may_in(held, viewer, "child.open")
    return {
        "name": people.name_of(subject),
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(at)}",
        "subject": subject,
        "subnav": presenters.links_of(subject, may_open=may_open, here=here),
        "held": held,
        "may_note": may_in(held, viewer, "indicator.note", field_class="operational"),
        "may_read_leads": may_in(held, viewer, "lead.see", field_class="third-party"),
    }


@page("indicator.open", about="subject", field_class="core")
def matrix(request: Seen, subject: UUID) -> HttpResponse:
    """Twelve months of what was noticed, on one page that prints; what one agency has not said; leads that wait."""
    viewer, at, today = request.viewer, request.at, london_day(request.at)
    asked = forms.AskedForm(request.GET)
    to = asked.cleaned_data.get("to") if asked.is_valid() else None
    sheet = queries.sheet_of(subject, viewer=viewer, at=at, last=presenters.month_asked(to, today))
    context = frame(request, subject)
    leads = queries.leads_waiting(subject, context["held"], viewer=viewer)
    classes = queries.classes_for(viewer, context["held"])
    hints = queries.hints_waiting(subject, context["held"], viewer=viewer)
    audit.current().showing(*classes, *(["third-party"] if leads else []))
    context |= {
        "matrix": presenters.matrix_of(sheet),
        "gaps": presenters.gaps_table(sheet.gaps),
        "leads": presenters.leads_shown(leads),
        "hints": presenters.hints_shown(queries.named_here(hints, hidden=bool(shielded([subject])))),
        "other_months": presenters.other_months(subject, sheet, today),
    }
    return TemplateResponse(request, "indicators/matrix.html", context)


@page("indicator.open", about="subject", field_class="core")
def listed(request: Seen, subject: UUID) -> HttpResponse:
    """Every observation that the viewer may read, the newest first, with what was written and what became of it."""
    viewer, at = request.viewer, request.at
    every = queries.observations(subject, viewer=viewer, at=at).order_by("-since", "-recorded_at", "pk")
    total, number = every.count(), page_asked(request)
    number = min(number, max(1, -(-total // SIZE)))
    rows = list(every.select_related("replaced_by")[(number - 1) * SIZE : number * SIZE])
    context = frame(request, subject, here="observations")
    audit.current().showing(*queries.classes_for(viewer, context["held"]))
    names = queries.names_told((row.agency for row in rows), hidden=bool(shielded([subject])))
    context |= {
        "observations": [presenters.observation_shown(row, names) for row in rows],
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="observations"),
    }
    return TemplateResponse(request, "indicators/list.html", context)


@page("indicator.note", about="subject")
def note(request: Seen, subject: UUID) -> HttpResponse:
    """Write down what was noticed; opened from a lead or a hint, with what it says and its days."""
    context = frame(request, subject)
    lead, hint = _lead(request, subject, context), _hint(request, subject, context)
    first = SUGGESTED.get(lead.kind, ()) if lead else _suggested(hint)
    initial: dict[str, Any] = {"agency": str(request.viewer.agency_id)} | _of_lead(lead) | _of_hint(hint)
    form = forms.NoticedForm(_sent(request), today=london_day(request.at), first=first, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"child": subject, "by": request.viewer, "at": request.at, "lead": lead.pk if lead else None}
        given["hint"] = hint.key if hint else ""
        noticed = Noticed(**form.told())
        tried(request, lambda: actions.note_observation(noticed=noticed, **given), "Written down.")
        return redirect("child_indicators", subject=subject)
    audit.current().note(stage="form")
    audit.current().showing("core", *(["third-party"] if lead else []))
    title = "Write down something that was noticed"
    said = f"A lead from a return interview says: {value_of(lead)}" if lead else ""
    said = f"{presenters.hint_source(hint)}: {presenters.hint_words(hint)}" if hint else said
    return _form_page(request, subject, context, form, title=title, button="Write it down", said=said)


def _sent(request: Seen) -> Any:
    return request.POST if request.method == "POST" else None


def _lead(request: Seen, subject: UUID, context: dict[str, Any]) -> Lead | None:
    asked = forms.AskedForm(request.GET)
    number = asked.cleaned_data.get("lead") if asked.is_valid() else None
    if number is None:
        return None
    lead = queries.lead_that_waits(subject, number, context["held"], viewer=request.viewer)
    if lead is None:
        raise Http404
    return lead


def _of_lead(lead: Lead | None) -> dict[str, Any]:
    """What a form opens on that is opened from a lead: the days of the absence, told by the child."""
    if lead is None:
        return {}
    episode = lead.interview.episode
    last = london_day(episode.until) if episode.until else None
    return {"value": "yes", "day": london_day(episode.since), "last": last, "heard_from": "child", "grounds": "told"}


def _hint(request: Seen, subject: UUID, context: dict[str, Any]) -> queries.Told | None:
    asked = forms.AskedForm(request.GET)
    key = asked.cleaned_data.get("hint") if asked.is_valid() else ""
    if not key:
        return None
    hint = queries.hint_that_waits(subject, key, context["held"], viewer=request.viewer)
    if hint is None:
        raise Http404
    return queries.named_here([hint], hidden=bool(shielded([subject])))[0]


def _suggested(hint: queries.Told | None) -> tuple[str, ...]:
    return suggested_by(hint.forms, call=hint.source == "call") if hint else ()


def _of_hint(hint: queries.Told | None) -> dict[str, Any]:
    """What a form opens on that is opened from what was told elsewhere: its day, and the agency that told."""
    if hint is None:
        return {}
    return {"day": hint.on, "grounds": "told"} | ({"agency": str(hint.agency)} if hint.agency else {})


@page("indicator.note", about="subject")
def correct(request: Seen, subject: UUID, observation: UUID) -> HttpResponse:
    """Put an observation right. The one before is kept, with why."""
    row = _standing(request, subject, observation)
    initial = forms.opened_on(row, queries.words_of(row))
    sent, today = _sent(request), max(london_day(request.at), row.last_day if row.precision != MONTH else row.since)
    form = forms.CorrectionForm(sent, today=today, agency=row.agency_id, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"child": subject, "observation": observation, "by": request.viewer, "at": request.at}
        given |= {"noticed": Noticed(**form.told()), "reason": form.cleaned_data["reason"]}
        tried(request, lambda: actions.correct_observation(**given), "Put right. What stood before is kept.")
        return redirect("observations", subject=subject)
    audit.current().note(stage="form")
    audit.current().showing("core")
    title = "Put an observation right"
    return _form_page(request, subject, frame(request, subject), form, title=title, button="Put it right")


@page("indicator.note", about="subject")
def withdraw(request: Seen, subject: UUID, observation: UUID) -> HttpResponse:
    """Take an observation back, with why."""
    row = _standing(request, subject, observation)
    form = forms.WithdrawForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        given = {"child": subject, "observation": observation, "by": request.viewer, "at": request.at}
        given["reason"] = form.cleaned_data["reason"]
        done = "Withdrawn. That it was written stays on record."
        tried(request, lambda: actions.withdraw_observation(**given), done)
        return redirect("observations", subject=subject)
    audit.current().note(stage="form")
    audit.current().showing("core")
    title = f"Withdraw: {presenters.label_of(row.code)}"
    return _form_page(
        request, subject, frame(request, subject), form, title=title, button="Withdraw it", kind="warning"
    )


def _standing(request: Seen, subject: UUID, observation: UUID) -> Observation:
    row = queries.standing_one(subject, observation, viewer=request.viewer, at=request.at)
    if row is None:
        raise Http404
    return row


def _form_page(request: Seen, subject: UUID, context: dict[str, Any], form: Any, **more: Any) -> HttpResponse:
    context |= {"form": form, "back_href": reverse("child_indicators", args=[subject]), "back_label": "Indicators"}
    status = 400 if form.errors else 200
    return TemplateResponse(request, "indicators/form.html", context | more, status=status)


@require_POST
@page("indicator.note", about="subject")
def pass_lead(request: Seen, subject: UUID, lead: int) -> HttpResponse:
    """Say that there is no observation in a lead."""
    given = {"child": subject, "lead": lead, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.pass_lead(**given), "Not an observation. The lead itself stays.")
    return redirect(f"{reverse('child_indicators', args=[subject])}#leads")


@require_POST
@page("indicator.note", about="subject")
def pass_hint(request: Seen, subject: UUID) -> HttpResponse:
    """Say that there is no observation in what was told elsewhere."""
    asked = forms.AskedForm(request.POST)
    hint = asked.cleaned_data["hint"] if asked.is_valid() else ""
    given = {"child": subject, "hint": hint, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.pass_hint(**given), "Not an observation. What was told stays where it is.")
    return redirect(f"{reverse('child_indicators', args=[subject])}#hints")
