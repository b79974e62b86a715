"""The child in a case: voice, family, needs, whether the family was told; and the analysis of the chronology."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.forms import GovForm
from homeward.design.outcomes import tried
from homeward.practice.cases import actions, queries
from homeward.practice.cases.forms import child as forms
from homeward.practice.cases.presenters import child as presenters
from homeward.practice.cases.presenters.cases import case_shown
from homeward.practice.cases.views.framing import classes_of, frame
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit

# What may be written of the child: its form, what writes it, and the page it stands on.
KINDS: dict[str, tuple[type[GovForm], Callable[..., object], str]] = {
    "voice": (forms.VoiceForm, actions.note_voice, "case_child"),
    "member": (forms.MemberForm, actions.note_member, "case_child"),
    "need": (forms.NeedsForm, actions.note_needs, "case_child"),
    "analysis": (forms.AnalysisForm, actions.analyse, "case_analysis"),
}

# What is written on a page of its own, and may be taken back: that page.
BACK = {"transition": "transition", "adult": "adults"}


def _forms(wrong: tuple[str, GovForm] | None) -> dict[str, GovForm]:
    made = {what: form(auto_id=f"{what}_%s") for what, (form, _, _) in KINDS.items()}
    return made | ({wrong[0]: wrong[1]} if wrong else {})


@page("cases.open", about="subject", field_class="core")
def about_child(request: Seen, subject: UUID) -> HttpResponse:
    """The child's voice, family and needs, and whether the family was told of each case."""
    return _child_page(request, subject)


def _child_page(request: Seen, subject: UUID, wrong: tuple[str, GovForm] | None = None) -> HttpResponse:
    classes = classes_of(request, subject)
    audit.current().showing(*classes)
    about = queries.about_child(subject, classes=classes)
    context = frame(request, subject, here="case_child") | {
        "voices": presenters.voices_shown(about.voices),
        "may_family": "third-party" in classes,
        "members": presenters.members_table(about.members),
        "needs": presenters.needs_rows(about.needs, classes=classes),
        "told": [
            (
                case_shown(row, at=request.at),
                presenters.told_rows(about.told, row.pk),
                wrong[1] if wrong and wrong[0] == str(row.pk) else forms.ToldForm(auto_id=f"told-{row.pk}-%s"),
            )
            for row in queries.open_cases_of([subject]).get(subject, [])
        ],
        "forms": _forms(wrong),
        "form": wrong[1] if wrong else None,
    }
    return TemplateResponse(request, "cases/about_child.html", context, status=400 if wrong else 200)


@page("cases.open", about="subject", field_class="core")
def analysis(request: Seen, subject: UUID) -> HttpResponse:
    """What authors made of the child's chronology."""
    return _analysis_page(request, subject)


def _analysis_page(request: Seen, subject: UUID, wrong: tuple[str, GovForm] | None = None) -> HttpResponse:
    context = frame(request, subject, here="case_analysis") | {
        "notes": presenters.analyses_shown(queries.analyses_of(subject)),
        "own_form": _forms(wrong)["analysis"],
        "form": wrong[1] if wrong else None,
    }
    return TemplateResponse(request, "cases/analysis.html", context, status=400 if wrong else 200)


@require_POST
@page("cases.write", about="subject")
def write_of_child(request: Seen, subject: UUID, what: str) -> HttpResponse:
    """Write down the child's voice, somebody of the family, the child's needs, or an analysis."""
    if what not in KINDS:
        raise Http404
    kind, act, where = KINDS[what]
    form = kind(request.POST, auto_id=f"{what}_%s")
    if not form.is_valid():
        back = _child_page if where == "case_child" else _analysis_page
        return back(request, subject, (what, form))
    given: dict[str, Any] = form.cleaned_data
    tried(request, lambda: act(child=subject, by=request.viewer, at=request.at, **given), "Written down.")
    return redirect(where, subject=subject)


@require_POST
@page("cases.write", about="subject")
def family_told(request: Seen, subject: UUID, case: UUID) -> HttpResponse:
    """Write down whether the family was told of a case."""
    form = forms.ToldForm(request.POST, auto_id=f"told-{case}-%s")
    if not form.is_valid():
        return _child_page(request, subject, (str(case), form))
    given = {"child": subject, "case": case, "by": request.viewer, "at": request.at, **form.cleaned_data}
    tried(request, lambda: actions.note_family_told(**given), "Written down.")
    return redirect("case_child", subject=subject)


@require_POST
@page("cases.write", about="subject")
def withdraw(request: Seen, subject: UUID, what: str, row: UUID) -> HttpResponse:
    """Take back what was written in error."""
    where = BACK.get(what) or (KINDS[what][2] if what in KINDS else "")
    if not where:
        raise Http404
    given = {"child": subject, "what": what, "row": row, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.withdraw(**given), "Taken back. The row stays, with who took it back.")
    return redirect(where, subject=subject)
