"""A child's services: found, offered, and what became of each."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.ages import age_on
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.london import london_day
from homeward.practice.pathway import actions, presenters
from homeward.practice.pathway.forms import LookForm, ReferForm, StepForm
from homeward.practice.pathway.queries import finding
from homeward.practice.pathway.queries import referrals as queries
from homeward.practice.pathway.queries.knowing import known_of
from homeward.practice.pathway.rules import Asked, steps_open
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may_about
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people
from homeward.register.people.models import Person


def _may(request: Seen, subject: UUID, action: str, field_class: str = "operational") -> bool:
    return may_about(request.viewer, action, subject, at=request.at, field_class=field_class).allowed


def _may_know(request: Seen, subject: UUID) -> bool:
    return _may(request, subject, "services.confidential", "shielded-location")


def _frame(request: Seen, subject: UUID) -> dict[str, Any]:
    return {
        "name": people.name_of(subject),
        "subject": subject,
        "marking": SENSITIVE,
        "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}",
        "may_refer": _may(request, subject, "services.refer"),
        "may_know": _may_know(request, subject),
    }


@page("services.open", about="subject", field_class="core")
def child(request: Seen, subject: UUID) -> HttpResponse:
    """Every service that was offered to a child or their family, the newest first."""
    return _child(request, subject)


def _child(request: Seen, subject: UUID, wrong: StepForm | None = None, at: str = "") -> HttpResponse:
    context = _frame(request, subject)
    audit.current().showing("core", *(["shielded-location"] if context["may_know"] else []))
    shown = [presenters.referral_shown(row, may_know=context["may_know"]) for row in queries.referrals_of(subject)]
    context["referrals"] = [(each, _step_form(each, wrong, at)) for each in shown]
    context["form"] = wrong
    return TemplateResponse(request, "pathway/child.html", context, status=400 if wrong else 200)


def _step_form(shown: presenters.Shown, wrong: StepForm | None, at: str) -> StepForm | None:
    states = steps_open(shown.state)
    if wrong and at == str(shown.id):
        return wrong
    return StepForm(states=states, auto_id=f"step-{shown.id}-%s") if states else None


@page("services.open", about="subject", field_class="core")
def find(request: Seen, subject: UUID) -> HttpResponse:
    """Look for a service. What is asked goes with the form and never into an address."""
    form = LookForm(request.POST if request.method == "POST" else None, known=known_of(subject))
    context = _frame(request, subject) | {"look": form, "form": form if form.errors else None}
    if request.method == "POST" and form.is_valid():
        asked = _asked(request, subject, form.cleaned_data)
        found = finding.fitting(asked)
        audit.current().result_count = len(found)
        context["matches"] = [presenters.match_of(each) for each in found]
        context |= {"need": asked.need, "whom": asked.whom}
    return TemplateResponse(request, "pathway/find.html", context, status=400 if form.errors else 200)


def _asked(request: Seen, subject: UUID, given: dict[str, Any]) -> Asked:
    return Asked(
        need=given["need"],
        age=_age(subject, london_day(request.at)),
        district=given["district"],
        forms=frozenset(given["forms_of"]),
        level=given["level"],
        whom=given["whom"],
        language=given["language"],
    )


def _age(subject: UUID, on: date) -> int | None:
    born = Person.objects.values_list("birth_date", flat=True).get(pk=subject)
    return age_on(born, on) if born and born <= on else None


@page("services.confidential", about="subject", field_class="shielded-location")
def find_confidential(request: Seen, subject: UUID) -> HttpResponse:
    """The confidential services that take a child of this age: a page and an event of its own."""
    found = finding.confidential_services(age=_age(subject, london_day(request.at)))
    audit.current().result_count = len(found)
    context = _frame(request, subject) | {"matches": [presenters.confidential_match(each) for each in found]}
    return TemplateResponse(request, "pathway/find_confidential.html", context)


@page("services.refer", about="subject")
def refer(request: Seen, subject: UUID) -> HttpResponse:
    """Offer a service that was found: the form first, with the service in it, and then the offer."""
    know = _may_know(request, subject)
    form = ReferForm(request.POST if "reason" in request.POST else None, initial=request.POST.dict())
    if form.is_bound and form.is_valid():
        given = form.cleaned_data | {"may_know_confidential": know}
        done = "Offered. Write here what becomes of it."
        tried(request, lambda: actions.refer(child=subject, by=request.viewer, at=request.at, **given), done)
        return redirect(reverse("child_services", args=[subject]))
    audit.current().note(stage="form")
    context = _frame(request, subject) | {"form": form, "service": _named(request.POST.get("service", ""), know)}
    return TemplateResponse(request, "pathway/refer.html", context, status=400 if form.errors else 200)


def _named(text: str, may_know: bool) -> str:
    """The name of the service that a form was opened for; nothing where it is not one, or not to be known."""
    try:
        key = UUID(text)
    except ValueError:
        return ""
    found = finding.service_of(key)
    if found:
        return found.name
    return next((each.name for each in finding.confidential_services() if each.id == key), "") if may_know else ""


@require_POST
@page("services.refer", about="subject")
def write_step(request: Seen, subject: UUID, referral: UUID) -> HttpResponse:
    """Write what became of a referral."""
    row = next((each for each in queries.referrals_of(subject) if each.pk == referral), None)
    states = steps_open(queries.days_of(row)[-1][0]) if row else ()
    form = StepForm(request.POST, states=states, auto_id=f"step-{referral}-%s")
    if not form.is_valid():
        return _child(request, subject, form, str(referral))
    given = {"child": subject, "referral": referral, **form.cleaned_data, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.write_step(**given), "Written down.")
    return redirect(reverse("child_services", args=[subject]))
