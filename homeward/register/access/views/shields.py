"""The list of shields, and asking for one to be lowered."""

from collections.abc import Callable
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.register.access import actions, presenters
from homeward.register.access.actions import Seen, page
from homeward.register.access.forms import AskToLowerForm
from homeward.register.access.queries import shields_kept
from homeward.register.access.rules import SHIELDED
from homeward.register.audit import actions as audit

SIZE = 20


@page("shield.see")
def shields(request: Seen) -> HttpResponse:
    """Every shield, those with an open request first. The place a shield covers is not here, nor the child's name."""
    viewer, at = request.viewer, request.at
    every = Paginator(shields_kept(viewer=viewer), SIZE).get_page(page_asked(request))
    kept, on = list(every.object_list), london_day(at)
    event = audit.current()
    event.about(dict.fromkeys(each.subject_id for each in kept))
    event.result_count = len(kept)
    context = {
        "shields": [
            {
                "kept": each,
                "title": presenters.reference_of(each.subject_id),
                "rows": presenters.shield_rows(each, on=on),
            }
            for each in kept
        ],
        "pages": pages_of(every.paginator.count, page=every.number, size=SIZE, path=request.path, noun="shields"),
        "marking": SENSITIVE,
    }
    return TemplateResponse(request, "access/shields.html", context)


def told(request: Seen, act: Callable[[], object], done: str) -> HttpResponse:
    """Take an action on a shield and go back to the list with what came of it."""
    tried(request, act, done)
    return redirect("shields")


@require_POST
@page("shield.answer")
def answer_request(request: Seen, asked: UUID) -> HttpResponse:
    """Agree or refuse to lower a shield."""
    viewer, at = request.viewer, request.at
    agreed = request.POST.get("agreed") == "yes"
    done = "The shield is lowered. The child's team is told." if agreed else "The shield stays up."
    return told(request, lambda: actions.answer(request=asked, agreed=agreed, by=viewer, at=at), done)


@require_POST
@page("shield.raise")
def raise_again(request: Seen, shield: int) -> HttpResponse:
    """Put a lowered shield up again."""
    viewer, at = request.viewer, request.at
    return told(request, lambda: actions.raise_again(shield=shield, by=viewer, at=at), "The shield is up again.")


@require_POST
@page("shield.review")
def review_shield(request: Seen, shield: int) -> HttpResponse:
    """Say that a shield stays until the next review."""
    viewer, at = request.viewer, request.at
    return told(request, lambda: actions.review_shield(shield=shield, by=viewer, at=at), "The review is recorded.")


@page("shield.ask", about="subject", field_class=SHIELDED)
def ask_to_lower(request: Seen, subject: UUID) -> HttpResponse:
    """Ask that a shield be lowered."""
    viewer, at = request.viewer, request.at
    form = AskToLowerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = "A shield keeper has been asked. The shield stays up until they agree."
        tried(request, lambda: actions.ask_to_lower(child=subject, reason=reason, by=viewer, at=at), done)
        return redirect("record", subject)
    audit.current().note(stage="form")
    return TemplateResponse(request, "access/ask_to_lower.html", {"form": form, "subject": subject})
