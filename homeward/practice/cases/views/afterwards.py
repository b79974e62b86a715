"""Census factors, turning eighteen, and adults met on the way."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.foundation.london import london_day
from homeward.practice.cases import actions, queries
from homeward.practice.cases.forms import afterwards as forms
from homeward.practice.cases.presenters import afterwards as presenters
from homeward.practice.cases.queries import afterwards as found
from homeward.practice.cases.rules.afterwards import FACTORS, Facts
from homeward.practice.cases.views.framing import classes_of, frame, with_forms
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.people.models import Person
from homeward.vocabulary.labels import label

Wrong = tuple[str, GovForm]


@page("cases.open", about="subject", field_class="core")
def factors(request: Seen, subject: UUID) -> HttpResponse:
    """The census factors that the record suggests, case by case."""
    return _factors_page(request, subject)


def _factors_page(request: Seen, subject: UUID, wrong: Wrong | None = None) -> HttpResponse:
    today = london_day(request.at)
    cases = queries.open_cases_of([subject]).get(subject, [])
    signs = {subject: found.signs_read(subject, viewer=request.viewer, at=request.at)}
    facts, answers = found.facts_of(cases, today, signs).get(subject, Facts()), found.answers_of(cases)
    recorded = found.recorded_of([subject], today - found.YEAR).get(subject, set())
    at, form = wrong or ("", None)
    context = frame(request, subject, here="factors") | {
        "cases": [
            (
                row.pk,
                label("case_kinds", row.kind),
                with_forms(
                    presenters.factors_shown(facts, answers.get(row.pk, {}), recorded),
                    forms.FactorForm, form, at.removeprefix(f"{row.pk}:") if at.startswith(str(row.pk)) else "",
                ),
            )
            for row in cases
        ],
        "form": form,
    }  # fmt: skip
    return TemplateResponse(request, "cases/factors.html", context, status=400 if wrong else 200)


@require_POST
@page("cases.write", about="subject")
def answer_factor(request: Seen, subject: UUID, case: UUID, code: str) -> HttpResponse:
    """Accept a factor, or refuse it."""
    if code not in FACTORS:
        raise Http404
    form = forms.FactorForm(request.POST, auto_id=f"FactorForm-{code}-%s")
    if not form.is_valid():
        return _factors_page(request, subject, (f"{case}:{code}", form))
    given = {"child": subject, "case": case, "code": code, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.answer_factor(**given), "Written down.")
    return redirect("factors", subject=subject)


@page("cases.open", about="subject", field_class="core")
def transition(request: Seen, subject: UUID) -> HttpResponse:
    """When the child is eighteen, and how the handover to adult services stands."""
    return _transition_page(request, subject)


def _transition_page(request: Seen, subject: UUID, form: GovForm | None = None) -> HttpResponse:
    today, steps = london_day(request.at), found.transitions_of(subject)
    born = Person.objects.filter(pk=subject).values_list("birth_date", flat=True).first()
    context = frame(request, subject, here="transition") | {
        "rows": presenters.transition_rows(born, steps, today=today, days_before=found.days_before_eighteen(today)),
        "notes": presenters.steps_shown(steps),
        "own_form": form or forms.TransitionForm(auto_id="transition_%s"),
        "form": form,
    }
    return TemplateResponse(request, "cases/transition.html", context, status=400 if form else 200)


def _sent(
    request: Seen, subject: UUID, form: GovForm, back: Callable[..., HttpResponse], act: Callable[..., object], to: str
) -> HttpResponse:
    if not form.is_valid():
        return back(request, subject, form)
    given: dict[str, Any] = form.cleaned_data
    tried(request, lambda: act(child=subject, by=request.viewer, at=request.at, **given), "Written down.")
    return redirect(to, subject=subject)


@require_POST
@page("cases.write", about="subject")
def take_transition_step(request: Seen, subject: UUID) -> HttpResponse:
    """Write down a step towards adult services."""
    form = forms.TransitionForm(request.POST, auto_id="transition_%s")
    return _sent(request, subject, form, _transition_page, actions.take_transition_step, "transition")


@page("cases.open", about="subject", field_class="third-party")
def adults(request: Seen, subject: UUID) -> HttpResponse:
    """Vulnerable adults who were met in the child's cases and referred."""
    return _adults_page(request, subject)


def _adults_page(request: Seen, subject: UUID, form: GovForm | None = None) -> HttpResponse:
    audit.current().showing("third-party")
    may = "third-party" in classes_of(request, subject)
    case = next(iter(queries.open_cases_of([subject]).get(subject, [])), None)
    context = frame(request, subject, here="adults") | {
        "notes": presenters.adults_shown(found.adult_referrals_of(subject)) if may else [],
        "case": case.pk if case else None,
        "own_form": form or forms.AdultForm(auto_id="adult_%s"),
        "form": form,
    }
    return TemplateResponse(request, "cases/adults.html", context, status=400 if form else 200)


@require_POST
@page("cases.write", about="subject")
def refer_adult(request: Seen, subject: UUID, case: UUID) -> HttpResponse:
    """Write down that an adult was referred."""

    def act(**given: Any) -> object:
        return actions.refer_adult(case=case, **given)

    form = forms.AdultForm(request.POST, auto_id="adult_%s")
    return _sent(request, subject, form, _adults_page, act, "adults")
