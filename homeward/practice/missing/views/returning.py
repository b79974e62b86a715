"""Which return interviews are due, the page of one, saving it as it is typed, and the leads in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.errors import HomewardError
from homeward.practice.missing import actions
from homeward.practice.missing.forms import returning as forms
from homeward.practice.missing.models import MissingEpisode
from homeward.practice.missing.presenters import returning as presenters
from homeward.practice.missing.queries import returning as queries
from homeward.practice.missing.rules.returning import HARMED
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import context_of, may_in
from homeward.register.audit import actions as audit
from homeward.register.people import queries as people
from homeward.register.people.models import Person
from homeward.register.people.rules import known_as

SIZE = 25
MEASURED_DAYS = 90
WORDS = {queries.DUE: "Due", queries.OVERDUE: "Overdue", queries.LATE: "Offered late"}


@page("interview.see", each=True, field_class="core")
def interviews(request: Seen) -> HttpResponse:
    """Return interviews due, overdue, or offered late, of the children on the viewer's lists."""
    asked = request.GET.get("list", "")
    which = asked if asked in WORDS else queries.DUE
    rows = queries.returns(viewer=request.viewer, at=request.at, which=which)
    total = rows.count()
    number = min(page_asked(request), max(1, -(-total // SIZE)))
    shown = list(rows[(number - 1) * SIZE : number * SIZE])
    event = audit.current()
    event.about(row.person_id for row in shown)
    event.result_count = len(shown)
    counts = queries.counts_of(viewer=request.viewer, at=request.at, days=MEASURED_DAYS)
    context = {
        "marking": SENSITIVE,
        "lists": [
            {"label": words, "href": f"{reverse('return_interviews')}?list={code}", "active": code == which}
            for code, words in WORDS.items()
        ],
        "title": WORDS[which],
        "table": presenters.list_of(shown, which=which, at=request.at),
        "measures": presenters.counts_in_words(counts, MEASURED_DAYS),
        "pages": pages_of(total, page=number, size=SIZE, path=f"{request.path}?list={which}", noun="returns"),
    }
    return TemplateResponse(request, "missing/interviews.html", context)


@page("interview.open", about="subject", field_class="core")
def interview(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """One interview: where it stands, what the child said, and what of it may be a lead."""
    audit.current().showing("core", "third-party")
    return _page(request, subject, _absence(subject, episode))


def _absence(subject: UUID, episode: UUID) -> MissingEpisode:
    row = queries.absence(subject, episode)
    if row is None or row.until is None:
        raise Http404
    return row


def _page(request: Seen, subject: UUID, row: MissingEpisode, status: int = 200, **more: Any) -> HttpResponse:
    context = _frame(request, subject, row) | _panel(request, subject, row)
    steps, sections = queries.steps_of(row.pk), context["sections"]
    factors = sections.get("factors")
    chosen = factors.text.split(";") if factors else []
    talk, harm = queries.prevention_of(row.pk), sections.get("harm")
    context |= {
        "rows": presenters.head_rows(row, queries.plain(steps), at=request.at),
        "prevention": presenters.prevention_rows(talk),
        "says_harm": bool(talk and talk.harm in HARMED) or bool(harm and harm.text.strip()),
        "steps": presenters.step_rows(steps),
        "written": presenters.written(sections),
        "step_form": more.pop("step_form", None) or forms.StepForm(auto_id="step_%s"),
        "ask_form": forms.AskForm(workers=queries.interviewers(request.at), auto_id="ask_%s"),
        "lead_form": more.pop("lead_form", None) or forms.LeadForm(auto_id="lead_%s"),
        "factors_form": forms.FactorsForm(
            initial={"push": chosen, "pull": chosen, "read": factors.number if factors else 0}, auto_id="factors_%s"
        ),
        "keys": presenters.KEYS,
    }
    return TemplateResponse(request, "missing/interview.html", context | more, status=status)


def _frame(request: Seen, subject: UUID, row: MissingEpisode) -> dict[str, Any]:
    viewer = request.viewer
    held = context_of(viewer, subject, at=request.at)
    return {
        "name": people.name_of(subject),
        "needs": row.person.communication_needs,
        "marking": SENSITIVE,
        "watermark": f"{viewer.name}, {moment_in_words(request.at)}",
        "subject": subject,
        "episode": row.pk,
        "may_record": may_in(held, viewer, "interview.record", field_class="operational"),
        "may_notify": may_in(held, viewer, "cases.notify", field_class="operational"),
        "may_ask": may_in(held, viewer, "interview.ask", field_class="operational"),
        "may_decide": may_in(held, viewer, "lead.decide", field_class="third-party"),
    }


def _panel(request: Seen, subject: UUID, row: MissingEpisode) -> dict[str, Any]:
    """What the interview offers, and what was decided."""
    sections, leads = queries.sections_of(row.pk), queries.decided(row.pk)
    found = queries.offered(Person.objects.get(pk=subject), sections, leads)
    return {
        "sections": sections,
        "offered": presenters.offered_shown(found, sections),
        "confirmed": presenters.decided_shown(leads, confirmed=True),
        "refused": presenters.decided_shown(leads, confirmed=False),
    }


def _to(subject: UUID, episode: UUID, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('return_interview', args=[subject, episode])}#{anchor}")


@require_POST
@page("interview.record", about="subject")
def save(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Keep one section. Saved as it is typed it answers with what the text now offers; by its button, with the page."""
    row = _absence(subject, episode)
    form = forms.SectionForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, row, 400, too_long=True)
    try:
        kept = actions.write(child=subject, episode=row.pk, by=request.viewer, at=request.at, **form.cleaned_data)
    except HomewardError as refusal:
        return _page(request, subject, row, 409, refusal=refusal.next_step)
    if request.headers.get("X-Homeward-Part") == "offered":
        context = _frame(request, subject, row) | _panel(request, subject, row)
        answer = TemplateResponse(request, "missing/offered.html", context, status=409 if kept.beside else 200)
        answer["X-Homeward-Number"] = str(kept.number)
        return answer
    return _page(request, subject, row, 409) if kept.beside else _to(subject, episode, form.cleaned_data["section"])


@require_POST
@page("interview.record", about="subject")
def factors(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Keep what drove the child away and what drew them."""
    form = forms.FactorsForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        text = ";".join((*given["push"], *given["pull"]))
        keep = {"section": "factors", "text": text, "read": given["read"]}
        tried(request, lambda: _act(request, actions.write, subject, episode, **keep), "Saved.")
    return _to(subject, episode, "factors")


@require_POST
@page("interview.record", about="subject")
def take_step(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Write down what was done about the interview."""
    row, form = _absence(subject, episode), forms.StepForm(request.POST, auto_id="step_%s")
    moment = form.moment() if form.is_valid() else None
    if moment is None:
        return _page(request, subject, row, 400, step_form=form, form=form)
    given = form.cleaned_data
    independent = {"yes": True, "no": False}.get(given["independent"])
    step = {"kind": given["kind"], "when": moment, "reason": given["reason"], "independent": independent}
    tried(request, lambda: _act(request, actions.take_step, subject, row.pk, **step), "Written down.")
    return _to(subject, episode, "steps")


@require_POST
@page("interview.record", about="subject")
def withdraw_step(request: Seen, subject: UUID, episode: UUID, step: int) -> HttpResponse:
    """Take back a step that was written by mistake."""
    act = actions.withdraw_step
    tried(
        request, lambda: act(child=subject, step=step, by=request.viewer, at=request.at), "Withdrawn. Both rows stay."
    )
    return _to(subject, episode, "steps")


@require_POST
@page("interview.ask", about="subject")
def ask(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Ask somebody independent to hold it."""
    form = forms.AskForm(request.POST, workers=queries.interviewers(request.at))
    if not form.is_valid():
        messages.warning(request, "Choose somebody from the list.")
        return _to(subject, episode, "steps")
    worker = {"worker": UUID(form.cleaned_data["worker"])}
    tried(request, lambda: _act(request, actions.ask_interviewer, subject, episode, **worker), "Asked.")
    return _to(subject, episode, "steps")


def _act(request: Seen, act: Callable[..., object], subject: UUID, episode: UUID, **given: Any) -> object:
    return act(child=subject, episode=episode, by=request.viewer, at=request.at, **given)


@require_POST
@page("lead.decide", about="subject", field_class="third-party")
def decide(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Confirm what the text offers, or refuse it, with one key."""
    form = forms.DecisionForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given["confirmed"] = given.pop("verdict") == "yes"
        done = "Kept as a lead." if given["confirmed"] else "Not a lead. It is not offered again."
        tried(request, lambda: _act(request, actions.decide, subject, episode, **given), done)
    return _to(subject, episode, "offered")


@require_POST
@page("lead.decide", about="subject", field_class="third-party")
def add_lead(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Write down a lead that nothing offered."""
    form = forms.LeadForm(request.POST, auto_id="lead_%s")
    if form.is_valid():
        given = form.cleaned_data
        tried(request, lambda: _act(request, actions.add_lead, subject, episode, **given), "Kept as a lead.")
    else:
        messages.warning(request, "Enter what was said, and say what it is.")
    return _to(subject, episode, "offered")


@require_POST
@page("lead.decide", about="subject", field_class="third-party")
def undo_lead(request: Seen, subject: UUID, episode: UUID, lead: int) -> HttpResponse:
    """Take back what was said of a lead."""
    act = actions.undo_lead
    tried(request, lambda: act(child=subject, lead=lead, by=request.viewer, at=request.at), "Taken back.")
    return _to(subject, episode, "offered")


@page("lead.see", each=True, field_class="third-party")
def leads(request: Seen) -> HttpResponse:
    """Confirmed leads that wait to be drawn into the picture, with where each came from."""
    rows = queries.leads_waiting(viewer=request.viewer, at=request.at)
    total = rows.count()
    number = min(page_asked(request), max(1, -(-total // SIZE)))
    shown = list(rows[(number - 1) * SIZE : number * SIZE])
    event = audit.current()
    event.about({lead.person_id for lead in shown})
    event.result_count = len(shown)
    names = {lead.person_id: known_as(lead.person.forename, lead.person.surname) for lead in shown}
    context = {
        "marking": SENSITIVE,
        "table": presenters.leads_table(shown, names),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="leads"),
    }
    return TemplateResponse(request, "missing/leads.html", context)


@page("prevention.record", about="subject", field_class="core")
def prevention(request: Seen, subject: UUID, episode: UUID) -> HttpResponse:
    """Write down what came of the police's talk with a child who is back."""
    row = _absence(subject, episode)
    form = forms.PreventionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kept = {"outcome": given["outcome"], "harm": given["harm"], "words": given["words"], "held_at": form.moment()}
        tried(request, lambda: _act(request, actions.record_prevention, subject, row.pk, **kept), "Written down.")
        return redirect(reverse("prevention_interview", args=[subject, episode]))
    context = {
        "name": people.name_of(subject),
        "marking": SENSITIVE,
        "subject": subject,
        "episode": row.pk,
        "rows": presenters.prevention_rows(queries.prevention_of(row.pk)),
        "form": form,
    }
    return TemplateResponse(request, "missing/prevention.html", context, status=400 if form.errors else 200)
