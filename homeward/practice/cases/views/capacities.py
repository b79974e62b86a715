"""The capacities in which a child stands: one view for whoever may read both, and no word of the other for the rest."""

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
from homeward.practice.cases.forms import capacities as forms
from homeward.practice.cases.presenters import capacities as presenters
from homeward.practice.cases.views.framing import classes_of, frame, with_forms
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may_about
from homeward.register.audit import actions as audit

Wrong = tuple[str, GovForm]


@page("cases.open", about="subject", field_class="core")
def capacities(request: Seen, subject: UUID) -> HttpResponse:
    """Both capacities, and the prompt of section 45, of the classes of fact that the viewer may read."""
    return _page(request, subject)


def _page(request: Seen, subject: UUID, wrong: Wrong | None = None) -> HttpResponse:
    classes, today = classes_of(request, subject), london_day(request.at)
    audit.current().showing("core", *({"youth-justice"} & classes))
    held = queries.capacities_of(subject, viewer=request.viewer, classes=classes, at=request.at)
    form, at = (wrong[1], wrong[0]) if wrong else (None, "")
    context = frame(request, subject, here="capacities") | {
        "safeguarding": with_forms(
            presenters.safeguarding_shown(held.safeguarding, today=today), forms.EndForm, form, at
        ),
        "may_justice": "youth-justice" in classes,
        "justice": with_forms(presenters.justice_shown(held.justice, today=today), forms.EndForm, form, at),
        "prompt": presenters.prompt_in_words(held.prompt),
        "may_write_justice": may_about(
            request.viewer, "justice.write", subject, at=request.at, field_class="youth-justice"
        ).allowed,
        "safeguarding_form": form if at == "safeguarding" else forms.SafeguardingForm(auto_id="safeguarding_%s"),
        "justice_form": form if at == "justice" else forms.JusticeForm(auto_id="justice_%s"),
        "form": form,
    }
    return TemplateResponse(request, "cases/capacities.html", context, status=400 if wrong else 200)


def _sent(request: Seen, subject: UUID, wrong: Wrong, act: Callable[..., object]) -> HttpResponse:
    form = wrong[1]
    if not form.is_valid():
        return _page(request, subject, wrong)
    given: dict[str, Any] = form.cleaned_data
    tried(request, lambda: act(child=subject, by=request.viewer, at=request.at, **given), "Written down.")
    return redirect("capacities", subject=subject)


@require_POST
@page("cases.write", about="subject")
def note_safeguarding(request: Seen, subject: UUID) -> HttpResponse:
    """Write down in what capacity the child is safeguarded."""
    form = forms.SafeguardingForm(request.POST, auto_id="safeguarding_%s")
    return _sent(request, subject, ("safeguarding", form), actions.note_safeguarding)


@require_POST
@page("justice.write", about="subject", field_class="youth-justice")
def note_justice(request: Seen, subject: UUID) -> HttpResponse:
    """Write down what the child is in a criminal matter."""
    form = forms.JusticeForm(request.POST, auto_id="justice_%s")
    return _sent(request, subject, ("justice", form), actions.note_justice)


def _changed(request: Seen, subject: UUID, row: UUID, do: str, acts: dict[str, Callable[..., object]]) -> HttpResponse:
    if do not in acts:
        raise Http404
    given: dict[str, Any] = {"child": subject, "row": row, "by": request.viewer, "at": request.at}
    if do == "end":
        form = forms.EndForm(request.POST, auto_id=f"EndForm-{row}-%s")
        if not form.is_valid():
            return _page(request, subject, (str(row), form))
        given |= form.cleaned_data
    tried(request, lambda: acts[do](**given), "Written down.")
    return redirect("capacities", subject=subject)


@require_POST
@page("cases.write", about="subject")
def change_safeguarding(request: Seen, subject: UUID, row: UUID, do: str) -> HttpResponse:
    """Write down that it ended, or take back what was written in error."""
    acts = {"end": actions.end_safeguarding, "withdraw": actions.withdraw_safeguarding}
    return _changed(request, subject, row, do, acts)


@require_POST
@page("justice.write", about="subject", field_class="youth-justice")
def change_justice(request: Seen, subject: UUID, row: UUID, do: str) -> HttpResponse:
    """Write down that it ended, or take back what was written in error."""
    acts = {"end": actions.end_justice, "withdraw": actions.withdraw_justice}
    return _changed(request, subject, row, do, acts)
