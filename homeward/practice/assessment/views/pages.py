"""What each page of an assessment does, of whomever it is. Who may open it is declared beside the addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.assessment import forms, presenters, queries
from homeward.practice.assessment.models import Assessment
from homeward.practice.assessment.queries import Whole
from homeward.practice.indicators import queries as indicators
from homeward.register.access.actions import Seen
from homeward.register.access.queries import shielded
from homeward.register.agencies.models import Worker
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people

SIZE = 25
BAND_FORMS = {"professional": "Give your own band", "agreed": "Give the agreed band"}


@dataclass(frozen=True)
class Whose:
    """Whom an assessment is of, what they are called, what the viewer may do, and how the pages are addressed."""

    id: UUID
    about: str
    name: str
    may_write: bool
    may_unwind: bool
    prefix: str
    home: str

    @property
    def is_child(self) -> bool:
        """Whether it is a child, whose observations an answer may rest on."""
        return self.about == "child"

    def at(self, route: str, *args: Any) -> str:
        """The address of one of the pages."""
        return reverse(f"{self.prefix}{route}", args=[self.id, *args])


def frame(request: Seen, whose: Whose) -> dict[str, Any]:
    """What stands round each page."""
    return {
        "marking": SENSITIVE,
        "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}",
        "name": whose.name,
        "needs": people.needs_of(whose.id) if whose.is_child else "",
        "whose": whose,
        "may_write": whose.may_write,
        "ours": presenters.OURS,
    }


def listed(request: Seen, whose: Whose, form: forms.StartForm | None = None) -> HttpResponse:
    """Every assessment, and a form to begin another."""
    total = Assessment.objects.filter(subject=whose.id).count()
    number = min(page_asked(request), max(1, -(-total // SIZE)))
    rows = queries.assessments_of(whose.id, first=(number - 1) * SIZE, last=number * SIZE)
    context = frame(request, whose) | {
        "table": presenters.list_table(rows, f"{whose.prefix}assessment", whose.id),
        "form": form or forms.StartForm(about=whose.about, today=london_day(request.at)),
        "start_href": whose.at("start_assessment"),
        "back_href": whose.home,
        "back_label": whose.name,
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="assessments"),
    }
    return TemplateResponse(request, "assessment/list.html", context, status=400 if form else 200)


def begun(request: Seen, whose: Whose, act: Callable[..., Assessment]) -> HttpResponse:
    """Begin one, and go to it."""
    form = forms.StartForm(request.POST, about=whose.about, today=london_day(request.at))
    if not form.is_valid():
        return listed(request, whose, form)
    row = act(by=request.viewer, at=request.at, **form.cleaned_data)
    return redirect(whose.at("assessment", row.pk))


def whole_or_404(whose: Whose, assessment: UUID) -> Whole:
    """The assessment, or nothing there."""
    now = queries.one(whose.id, assessment)
    if now is None:
        raise Http404
    return now


def readable(request: Seen, whose: Whose, now: Whole) -> set[UUID]:
    """Which of the observations that answers rest on the viewer may read."""
    used = {each.observation_id for row in now.answers.values() for each in row.evidence.all() if each.observation_id}
    if not used:
        return set()
    rows = indicators.observations(whose.id, viewer=request.viewer, at=request.at).filter(pk__in=used)
    return set(rows.values_list("pk", flat=True))


def hides_schools(whose: Whose) -> bool:
    """Whether no school may be named here: while a shield stands its name tells where the child is (S-10)."""
    return whose.is_child and bool(shielded([whose.id]))


def opened(request: Seen, whose: Whose, assessment: UUID, wrong: tuple[str, Any] | None = None) -> HttpResponse:
    """One assessment: its bands, and each point with what it rests on. That it was shown is kept with its version."""
    now = whole_or_404(whose, assessment)
    audit.current().note(assessment=str(now.row.pk), version=now.tool.version)
    workers = forms.colleagues() if whose.may_write else []
    band_forms = [(kind, words, _band_form(whose, now, kind, workers, wrong)) for kind, words in BAND_FORMS.items()]
    open_now = whose.may_write and not now.row.withdrawn_at
    context = frame(request, whose) | {
        "now": now,
        "title": now.tool.title,
        "head": presenters.head_rows(now),
        "bands": presenters.band_rows(now),
        "first": presenters.first_asked(now),
        "groups": [
            (each, whose.at("answers", now.row.pk, each.code))
            for each in presenters.groups_of(now, readable(request, whose, now), hidden=hides_schools(whose))
        ],
        "rescored": presenters.rescored_table(queries.rescored_of(now.row), now.tool),
        "may_answer": open_now and not now.row.done_at,
        "may_band": open_now,
        "band_forms": band_forms,
        "form": wrong[1] if wrong else None,
        "hrefs": {name: whose.at(name, now.row.pk) for name in ("finish_assessment", "withdraw_assessment")},
        "shown_href": whose.at("assessment_shown", now.row.pk) if whose.may_unwind else "",
        "back_href": whose.at("assessments"),
        "back_label": "Assessments",
    }
    return TemplateResponse(request, "assessment/assessment.html", context, status=400 if wrong else 200)


def _band_form(whose: Whose, now: Whole, kind: str, workers: list[Worker], wrong: tuple[str, Any] | None) -> Any:
    given = now.given.get(kind)
    initial = {"band": given.band} if given else {}
    form = forms.BandForm(tool=now.tool, workers=workers, auto_id=f"{kind}_%s", initial=initial)
    form = wrong[1] if wrong and wrong[0] == kind else form
    form.href = whose.at("give_band", now.row.pk, kind)
    return form


def banded(request: Seen, whose: Whose, assessment: UUID, kind: str, act: Callable[..., Any]) -> HttpResponse:
    """Keep a band that a person gives, or say what stands in its way."""
    now = whole_or_404(whose, assessment)
    if kind not in ("professional", "agreed"):
        raise Http404
    form = forms.BandForm(request.POST, tool=now.tool, workers=forms.colleagues(), auto_id=f"{kind}_%s")
    if form.is_valid():
        given = dict(form.cleaned_data)
        second = given.pop("second")
        given["second"] = UUID(second) if second else None
        try:
            act(assessment=assessment, kind=kind, by=request.viewer, at=request.at, **given)
        except HomewardError as refusal:
            form.add_error("reason", refusal.next_step)
        else:
            return redirect(f"{whose.at('assessment', assessment)}#bands")
    return opened(request, whose, assessment, (kind, form))


def ended(request: Seen, whose: Whose, assessment: UUID, act: Callable[..., Any]) -> HttpResponse:
    """Finish a draft."""
    done = "Finished. It stays as it is."
    tried(request, lambda: act(assessment=assessment, by=request.viewer, at=request.at), done)
    return redirect(whose.at("assessment", assessment))


def withdrawn(request: Seen, whose: Whose, assessment: UUID, act: Callable[..., Any]) -> HttpResponse:
    """Take one back, with why."""
    now = whole_or_404(whose, assessment)
    form = forms.WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"assessment": assessment, "reason": form.cleaned_data["reason"]}
        tried(request, lambda: act(by=request.viewer, at=request.at, **given), "Withdrawn. It stays on record.")
        return redirect(whose.at("assessment", assessment))
    audit.current().note(stage="form")
    back = {"back_href": whose.at("assessment", assessment), "back_label": now.tool.title}
    context = frame(request, whose) | {"form": form, "title": f"Withdraw: {now.tool.title}"} | back
    return TemplateResponse(request, "assessment/withdraw.html", context, status=400 if form.errors else 200)


def shown(request: Seen, whose: Whose, assessment: UUID) -> HttpResponse:
    """Who was shown a result, and under which version: whom to tell where it turns out to be wrong."""
    now = whole_or_404(whose, assessment)
    every = queries.shown_to(whose.id, assessment)
    total, number = every.count(), page_asked(request)
    number = min(number, max(1, -(-total // SIZE)))
    rows = list(every[(number - 1) * SIZE : number * SIZE])
    ids = {row.worker_id for row in rows if row.worker_id}
    names = {row.pk: row for row in Worker.objects.filter(pk__in=ids).select_related("agency")}
    context = frame(request, whose) | {
        "title": now.tool.title,
        "table": presenters.shown_table(rows, names),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="entries"),
        "back_href": whose.at("assessment", assessment),
        "back_label": now.tool.title,
    }
    return TemplateResponse(request, "assessment/shown.html", context)
