"""Referrals to the National Referral Mechanism: prepared part by part, taken away to be sent, and followed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.foundation.dates_in_words import moment_in_words
from homeward.practice.cases import actions
from homeward.practice.cases.forms import nrm as forms
from homeward.practice.cases.models import NrmReferral
from homeward.practice.cases.presenters import nrm as presenters
from homeward.practice.cases.queries import nrm as queries
from homeward.practice.cases.views.framing import classes_of, frame
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may_about
from homeward.register.audit import actions as audit
from homeward.vocabulary.loader import load_whole

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _frame(request: Seen, subject: UUID) -> dict[str, Any]:
    return frame(request, subject, here="nrm_referrals") | {
        "may_refer": may_about(request.viewer, "nrm.write", subject, at=request.at, field_class="operational").allowed
    }


@page("nrm.open", about="subject", field_class="third-party")
def referrals(request: Seen, subject: UUID) -> HttpResponse:
    """Every referral of one child, and what became of each."""
    return _list(request, subject)


def _list(request: Seen, subject: UUID, form: GovForm | None = None) -> HttpResponse:
    context = _frame(request, subject) | {
        "referrals": [presenters.referral_shown(row, at=request.at) for row in queries.referrals_of(subject)],
        "begin_form": form or forms.BeginForm(auto_id="begin_%s"),
        "form": form,
    }
    return TemplateResponse(request, "cases/nrm_referrals.html", context, status=400 if form else 200)


@require_POST
@page("nrm.write", about="subject")
def begin(request: Seen, subject: UUID) -> HttpResponse:
    """Begin a referral."""
    form = forms.BeginForm(request.POST, auto_id="begin_%s")
    if not form.is_valid():
        return _list(request, subject, form)
    row = actions.begin_referral(child=subject, by=request.viewer, at=request.at, **form.cleaned_data)
    return redirect("nrm_referral", subject=subject, referral=row.pk)


def _row(subject: UUID, referral: UUID) -> NrmReferral:
    row = queries.referral_of(subject, referral)
    if row is None:
        raise Http404
    return row


@page("nrm.open", about="subject", field_class="third-party")
def referral(request: Seen, subject: UUID, referral: UUID) -> HttpResponse:
    """One referral: what stands in each part, what is missing, and what became of it."""
    return _one(request, subject, _row(subject, referral))


def _one(request: Seen, subject: UUID, row: NrmReferral, form: GovForm | None = None) -> HttpResponse:
    context = _frame(request, subject) | {
        "shown": presenters.referral_shown(row, at=request.at),
        "parts": presenters.parts_of(row, at=request.at),
        "lacking": presenters.lacking_words(row, at=request.at),
        "step_form": form or forms.StepForm(auto_id="step_%s"),
        "form": form,
    }
    return TemplateResponse(request, "cases/nrm_referral.html", context, status=400 if form else 200)


@page("nrm.write", about="subject")
def part(request: Seen, subject: UUID, referral: UUID, part: str) -> HttpResponse:
    """One part of a referral, to be written in: what the record holds is offered, and kept once somebody saves it."""
    audit.current().showing("third-party")
    row = _row(subject, referral)
    own = queries.questions_asked(row, at=request.at, group=part)
    if not own:
        raise Http404
    offered = queries.from_record(
        row.person, viewer=request.viewer, classes=classes_of(request, subject), at=request.at
    )
    form = forms.PartForm(
        request.POST or None, questions=own, standing=queries.standing_answers(row), offered=offered,
        read=queries.read_marks(row, [each.code for each in own]), auto_id="part_%s",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = {"child": subject, "referral": referral, "by": request.viewer, "at": request.at}
        told = form.cleaned_data["read"]
        tried(request, lambda: actions.answer(texts=form.texts(), read=told, **given), "Saved.")
        return redirect(_next(request, subject, referral, part))
    context = _frame(request, subject) | {
        "title": load_whole("nrm_sections")[part].label,
        "own_form": form,
        "form": form,
        "referral": referral,
    }
    status = 400 if request.method == "POST" else 200
    return TemplateResponse(request, "cases/nrm_part.html", context, status=status)


def _next(request: Seen, subject: UUID, referral: UUID, part: str) -> str:
    codes = list(load_whole("nrm_sections").codes)
    after = codes.index(part) + 1
    if "next" in request.POST and after < len(codes):
        return reverse("nrm_part", args=[subject, referral, codes[after]])
    return reverse("nrm_referral", args=[subject, referral])


@require_POST
@page("nrm.write", about="subject")
def take_step(request: Seen, subject: UUID, referral: UUID) -> HttpResponse:
    """Write down that it was sent, or what was decided."""
    row = _row(subject, referral)
    form = forms.StepForm(request.POST, auto_id="step_%s")
    if not form.is_valid():
        return _one(request, subject, row, form)
    given = {"child": subject, "referral": referral, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.take_nrm_step(**given), "Written down.")
    return redirect("nrm_referral", subject=subject, referral=referral)


def _taken(body: bytes | str, kind: str, name: str) -> HttpResponse:
    audit.current().note(took=name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


@page("nrm.open", about="subject", field_class="third-party")
def as_text(request: Seen, subject: UUID, referral: UUID) -> HttpResponse:
    """The whole referral as plain text, to be copied into the government's form."""
    words = presenters.as_text(_row(subject, referral), at=request.at)
    return _taken(words, "text/plain; charset=utf-8", "referral.txt")


@page("nrm.open", about="subject", field_class="third-party")
def as_document(request: Seen, subject: UUID, referral: UUID) -> HttpResponse:
    """The whole referral as a Word document."""
    from homeward.practice.cases.presenters.nrm_document import document_of  # slow to load, and seldom asked for

    parts = presenters.parts_of(_row(subject, referral), at=request.at)
    printed = f"Taken by {request.viewer.name}, {moment_in_words(request.at)}."
    return _taken(document_of(parts, printed=printed), WORD, "referral.docx")
