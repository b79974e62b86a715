"""What a child or a parent says is wrong, and what they were answered."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.foundation.london import london_day
from homeward.practice.safety import actions
from homeward.practice.safety.forms import AnswerForm, ChallengeForm
from homeward.practice.safety.presenters import people as presenters
from homeward.practice.safety.queries import challenges as queries
from homeward.practice.safety.views.framing import frame
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may_about


@page("safety.open", about="subject", field_class="core")
def listed(request: Seen, subject: UUID) -> HttpResponse:
    """Every challenge with its answer; and, for whoever may write, a form for another."""
    form = ChallengeForm(request.POST if request.method == "POST" else None, auto_id="challenge_%s")
    allowed = may_about(request.viewer, "safety.write", subject, at=request.at, field_class="operational").allowed
    if request.method == "POST" and allowed and form.is_valid():
        given = {"child": subject, **form.cleaned_data, "by": request.viewer, "at": request.at}
        tried(request, lambda: actions.raise_challenge(**given), "Written down. A manager is asked to answer.")
        return redirect("challenges", subject=subject)
    return _page(request, subject, form)


def _page(request: Seen, subject: UUID, form: Any, wrong: tuple[str, AnswerForm] | None = None) -> HttpResponse:
    today = london_day(request.at)
    shown = [presenters.challenge_shown(row, today=today) for row in queries.challenges_of(subject)]
    context = frame(request, subject, here="challenges") | {
        "challenges": [
            (each, wrong[1] if wrong and wrong[0] == str(each.id) else AnswerForm(auto_id=f"answer-{each.id}-%s"))
            for each in shown
        ],
        "challenge_form": form,
        "form": wrong[1] if wrong else form if form.errors else None,
    }
    return TemplateResponse(request, "safety/challenges.html", context, status=400 if context["form"] else 200)


@require_POST
@page("safety.write", about="subject")
def answer(request: Seen, subject: UUID, challenge: UUID) -> HttpResponse:
    """Write what was answered."""
    form = AnswerForm(request.POST, auto_id=f"answer-{challenge}-%s")
    if not form.is_valid():
        return _page(request, subject, ChallengeForm(auto_id="challenge_%s"), (str(challenge), form))
    given = {"child": subject, "challenge": challenge, **form.cleaned_data, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.answer_challenge(**given), "Written down.")
    return redirect("challenges", subject=subject)
