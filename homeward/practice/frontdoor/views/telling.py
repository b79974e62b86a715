"""Telling of a worry: one question a page, each kept as it is sent, and nothing of it ever read back.

The open form asks for no script, no cookie and nobody signed in. One that comes from elsewhere can do nothing that
anybody at a telephone could not: it adds words to a worry of its own.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from homeward.foundation.errors import HomewardError
from homeward.practice.frontdoor import actions, presenters, queries
from homeward.practice.frontdoor.forms.worry import TITLES, ReferenceForm, WorryForm
from homeward.practice.frontdoor.models import Concern
from homeward.practice.frontdoor.rules import pages_of, read_reference
from homeward.practice.frontdoor.views.slowing import has_waited, seconds_to_wait, ticket_for
from homeward.register.access.actions import Kept, Seen, capture_page, page, public
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit

# Who tells, of a worker of each kind of agency: it decides what the agency is asked for besides.
REFERRERS = {
    "council": "council", "police": "police", "health": "health", "school": "school", "education": "education",
    "youth-justice": "justice", "voluntary": "voluntary",
}  # fmt: skip


@csrf_exempt  # it asks for no cookie: a child's browser may keep none, and what is sent only adds
@public
@sensitive_post_parameters()
def worry(request: HttpRequest) -> HttpResponse:
    """The open form, a page at a time."""
    at = timezone.now()
    if request.method != "POST":
        return _shown(request, "about", None, None)
    if not request.POST.get("token") and not has_waited(request.POST.get("ticket", ""), at=at):
        seconds = seconds_to_wait(request, at=at)
        if seconds:
            return _wait(request, seconds, at)
    return _told(request, None, at)


@capture_page("concern.raise", field_class="core")
def tell(request: Seen) -> Kept:
    """The same pages for somebody signed in, who is not asked who they are."""
    shown = _told(request, request.viewer, request.at) if request.method == "POST" else None
    return Kept(
        shown or _shown(request, "about", None, request.viewer),
        lambda: render(request, "frontdoor/kept.html", status=503),
    )


def _told(request: HttpRequest, by: Viewer | None, at: datetime) -> HttpResponse:
    """Keep what a page says, whole or not, and show the next; a page with a gap that matters is shown again."""
    page_name = request.POST.get("page", "")
    page_name = page_name if page_name in TITLES else "about"
    number = actions.read_token(request.POST.get("token", ""), by.worker_id if by else None)
    referrer = _referrer(number, by)
    asks = request.POST.get("asked") != page_name
    form = WorryForm(request.POST, page=page_name, fields=queries.fields_of(referrer), asks=asks, auto_id="worry_%s")
    if page_name == "send" and number:
        return _receipt(request, number, by, at)
    kept = {"concern": number, "words": form.typed(), "chosen": form.chosen(), "at": at}
    trap = request.POST.get("website", "")
    number = actions.keep_signed_in(**kept, by=by) if by else actions.keep(**kept, trap=trap)
    back = request.POST.get("go") == "back"
    if not back and not form.is_valid():
        return _shown(request, page_name, number, by, form)
    return _shown(request, _following(number, page_name, by, back=back), number, by)


def _referrer(number: UUID | None, by: Viewer | None) -> str:
    if by:
        return REFERRERS.get(by.agency_kind, "")
    return Concern.objects.filter(pk=number).values_list("referrer", flat=True).first() or ""


def _following(number: UUID, page_name: str, by: Viewer | None, *, back: bool) -> str:
    row = Concern.objects.get(pk=number)
    fields = queries.fields_of(_referrer(number, by))
    order = pages_of(row.about, asks_agency=bool(fields), has_account=by is not None)
    here = order.index(page_name) if page_name in order else 0
    return order[max(0, here - 1)] if back else order[min(len(order) - 1, here + 1)]


def _shown(
    request: HttpRequest, page_name: str, number: UUID | None, by: Viewer | None, form: WorryForm | None = None
) -> HttpResponse:
    fields = queries.fields_of(_referrer(number, by)) if page_name == "agency" else ()
    wrong = form is not None
    context: dict[str, Any] = {
        "form": form or WorryForm(page=page_name, fields=fields, auto_id="worry_%s"),
        "page": page_name,
        "title": TITLES[page_name],
        "token": actions.token_for(number, by.worker_id if by else None) if number else "",
        "asked": page_name if wrong else "",
        "first": number is None,
        "signed_in": by is not None,
        "agency": presenters.asked_of_agency(_referrer(number, by)) if page_name == "agency" else "",
    }
    return render(request, "frontdoor/worry.html", context, status=400 if wrong else 200)


def _receipt(request: HttpRequest, number: UUID, by: Viewer | None, at: datetime) -> HttpResponse:
    try:
        sent = {"concern": number, "at": at}
        reference = actions.send_signed_in(**sent, by=by) if by else actions.send(**sent)
    except HomewardError:
        return _shown(request, "about", None, by)
    return render(request, "frontdoor/receipt.html", {"reference": reference, "signed_in": by is not None})


def _wait(request: HttpRequest, seconds: int, at: datetime) -> HttpResponse:
    """A page that holds what was typed, and asks to go on in a moment."""
    held = [(name, each) for name in request.POST if name != "ticket" for each in request.POST.getlist(name)]
    context = {"seconds": seconds, "held": held[:60], "ticket": ticket_for(seconds, at=at)}
    return render(request, "frontdoor/wait.html", context)


@csrf_exempt  # as above
@public
@sensitive_post_parameters()
def reference(request: HttpRequest) -> HttpResponse:
    """With a reference alone: a sentence that anybody may read, and more to say. It shows nothing that was told."""
    form = ReferenceForm(request.POST if request.method == "POST" else None, auto_id="reference_%s")
    said: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            row = actions.add_more(
                reference=read_reference(form.cleaned_data["reference"]), words=words, at=timezone.now()
            )
        except HomewardError as refusal:
            form.add_error("reference", refusal.next_step)
            said = {"words": words}
        else:
            said = {"told": presenters.heard_by_anyone(queries.answered(row)), "kept": bool(words.strip())}
            form = ReferenceForm(auto_id="reference_%s", initial={"reference": form.cleaned_data["reference"]})
    context = {"form": form, **said}
    return render(request, "frontdoor/reference.html", context, status=400 if form.errors else 200)


@page("concern.raise", field_class="core")
def told(request: Seen) -> HttpResponse:
    """What the viewer's agency told on its accounts, and what it was answered."""
    rows = list(queries.told_by_agency(request.viewer)[:100])
    audit.current().result_count = len(rows)
    context = {"lines": [presenters.told_line(row) for row in rows]}
    return render(request, "frontdoor/told.html", context)
