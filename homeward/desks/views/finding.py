"""Finding a child as one types: whoever may be meant, best first, each with the reason."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.values import SENSITIVE
from homeward.desks.forms import FindForm
from homeward.desks.presenters import finding as presenters
from homeward.desks.views.child import watermark
from homeward.foundation.london import london_day
from homeward.practice.missing import queries as missing
from homeward.register.access.actions import Seen, page
from homeward.register.audit import actions as audit
from homeward.register.linkage import queries as linkage
from homeward.register.people import queries as people

# The header by which a page that is open already asks for the results alone.
PART = "X-Homeward-Part"


@page("child.find", field_class="core", each=True)
def find(request: Seen) -> HttpResponse:
    """Look for a child by whatever is known of them. What is typed is sent, never put into the address, and not kept.

    The page posts itself after a short pause while somebody types, and gets the results alone; the button does the same
    where no script runs. Each is one event, with how many were found and who.
    """
    viewer, at = request.viewer, request.at
    form = FindForm(request.POST or None, on=london_day(at), places=linkage.known_places())
    alone = request.headers.get(PART) == "results"
    context: dict[str, Any] = {"form": form, "marking": SENSITIVE, "today_url": reverse("today")}
    context["watermark"] = watermark(viewer, at)
    if request.method == "POST" and form.is_valid():
        context |= sought(request, form)
    template = "desks/find/results.html" if alone else "desks/find.html"
    return TemplateResponse(request, template, context, status=422 if alone and form.errors and form.says_more else 200)


def sought(request: Seen, form: FindForm) -> dict[str, Any]:
    """What came of a search, to be printed. Whoever has searched very often waits, unless they are on shift (S-50)."""
    viewer, at = request.viewer, request.at
    event = audit.current()
    if linkage.searched_too_often(viewer, at=at):
        event.note(too_often=True)
        if not viewer.on_duty:
            return {"searched": True, "too_often": True}
    search = linkage.search(viewer=viewer, at=at, asked=form.asked)
    subjects = [each.card.subject_id for each in search.found]
    event.about(subjects)
    event.result_count = len(subjects)
    missing_now = missing.missing_among(subjects, at=at)
    openable = people.openable(subjects, viewer=viewer, at=at)
    cards = [
        presenters.card_of(
            each,
            on=london_day(at),
            missing=each.card.subject_id in missing_now,
            open_now=each.card.subject_id in openable,
        )
        for each in search.found
    ]
    return {"searched": True, "cards": cards, "told": presenters.told(search), "count": search.counted}


@page("child.find", field_class="core", each=True)
def none_of_these(request: Seen) -> HttpResponse:
    """What to do when the child is not among those shown. Nobody is made here, and nobody has to be chosen."""
    context = {"back_href": reverse("find"), "back_label": "Find a child", "on_duty": request.viewer.on_duty}
    return TemplateResponse(request, "desks/find/none_of_these.html", context)
