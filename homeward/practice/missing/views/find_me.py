"""A child's find-me sheet: read and printed, written in, looked through; and the photograph on it."""

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.foundation.london import london_day
from homeward.practice.missing.actions.find_me import (
    NoSuchPhotograph,
    Told,
    TooManyToday,
    WroteMeanwhile,
    add_photograph,
    look_through,
    withdraw_photograph,
    write_sheet,
)
from homeward.practice.missing.forms.find_me import PhotographForm, SheetForm, WithdrawForm
from homeward.practice.missing.models import Photograph
from homeward.practice.missing.presenters import find_me as presenters
from homeward.practice.missing.queries import find_me as queries
from homeward.practice.missing.queries import is_missing, may_show_places
from homeward.practice.missing.views.absences import frame
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may_about
from homeward.register.audit import actions as audit
from homeward.register.documents.actions import FileStopped, PhotographRefused, spend
from homeward.register.documents.queries import Ticket, address_of_file, pieces
from homeward.register.people.models import Person


def may_keep(request: Seen, subject: UUID) -> bool:
    """Whether the viewer may write in this child's sheet."""
    return may_about(request.viewer, "find-me.keep", subject, at=request.at, field_class="operational").allowed


@page("find-me.see", about="subject", field_class="find-me", missing_now=is_missing)
def sheet(request: Seen, subject: UUID) -> HttpResponse:
    """The sheet: one page, to print and hand over. Places and other people are on it for whoever may read them."""
    viewer, at, on = request.viewer, request.at, london_day(request.at)
    gone = is_missing(subject, at=at)
    others = may_about(viewer, "find-me.see", subject, at=at, field_class="third-party", missing_now=gone).allowed
    places = may_show_places(subject, viewer=viewer, at=at)
    audit.current().showing("find-me", *(["third-party"] if others else []), *(["location"] if places else []))
    found = queries.sheet_of(subject, places=places, others=others)
    shown = found.photograph
    context = frame(request, subject, here="find_me") | {
        "who": presenters.who_rows(Person.objects.get(pk=subject), found, on=on),
        "words": presenters.word_rows(found),
        "found": presenters.found_rows(found),
        "leads": presenters.lead_rows(found),
        "kept": presenters.kept_rows(found, on=on),
        "photograph": shown,
        "photograph_address": _address_of(shown, subject, request) if shown else "",
        "told": presenters.photograph_rows(shown, note=queries.note_of(shown), on=on) if shown else [],
        "may_keep": may_keep(request, subject),
        "may_read_others": others,
        "may_read_places": places,
        "missing_now": gone,
    }
    made = TemplateResponse(request, "missing/find_me.html", context)
    return csp_update({"img-src": [settings.FILES_ORIGIN]})(lambda _: made)(request) if shown else made


def _address_of(shown: Photograph, subject: UUID, request: Seen) -> str:
    """Where the page's browser reads the photograph, once: on the other origin, as a part of this look (S-28)."""
    look = audit.current().uid
    return address_of_file(shown.pk, subject=subject, viewer=request.viewer, shown=look, at=request.at)


@page("find-me.see", about="subject", field_class="find-me", missing_now=is_missing)
def picture(request: Seen, subject: UUID, ticket: Ticket) -> HttpResponse:
    """The photograph itself. The other origin alone answers with it, to a ticket that the sheet gave (S-28)."""
    row = queries.photograph(subject, ticket.file)
    if row is None:
        raise Http404
    audit.current().note(photograph=str(row.pk))
    spend(ticket)
    return HttpResponse(b"".join(pieces(row.picture)), content_type="image/jpeg")


def _form_page(request: Seen, subject: UUID, template: str, form: Any, **more: Any) -> HttpResponse:
    audit.current().note(stage="form")
    audit.current().showing("find-me")
    context = frame(request, subject) | {"form": form, "back_href": presenters.address_of(subject), **more}
    context["back_label"] = "Find-me sheet"
    return TemplateResponse(request, template, context, status=409 if more.get("meanwhile") else 200)


@page("find-me.keep", about="subject")
def write(request: Seen, subject: UUID) -> HttpResponse:
    """Write in the sheet. What somebody else wrote meanwhile is shown before anything is kept over it."""
    words = queries.words_of(subject)
    form = SheetForm(request.POST or None, words=words)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, subject, "missing/find_me_write.html", form)
    try:
        write_sheet(child=subject, texts=form.texts(), read=form.read(), by=request.viewer, at=request.at)
    except WroteMeanwhile as refusal:
        resent = request.POST.copy()
        for name in refusal.sections:
            resent[f"read-{name}"] = words[name].read
        form = SheetForm(resent, words=words)
        for name in refusal.sections:
            form.add_error(name, f"{words[name].rows[-1].by.name} wrote this meanwhile: {words[name].text}")
        return _form_page(request, subject, "missing/find_me_write.html", form, meanwhile=True)
    messages.success(request, "The sheet is saved.")
    return redirect("find_me", subject=subject)


@require_POST
@page("find-me.keep", about="subject")
def look(request: Seen, subject: UUID) -> HttpResponse:
    """Say that the sheet was looked through and is right."""
    keeps = request.POST.get("keeps") == "yes"
    given = {"child": subject, "by": request.viewer, "at": request.at}
    tried(request, lambda: look_through(keeps=keeps, **given), "That you looked it through is on the sheet.")
    return redirect("find_me", subject=subject)


@page("find-me.keep", about="subject")
def add(request: Seen, subject: UUID) -> HttpResponse:
    """Add a photograph in place of the one there is."""
    sent = request.method == "POST"
    form = PhotographForm(request.POST if sent else None, request.FILES if sent else None, today=london_day(request.at))
    if sent and form.is_valid():
        given = form.cleaned_data
        told = Told(given["purpose"], given["consent"], given["expires_on"], given["taken_on"], given["note"])
        try:
            add_photograph(child=subject, content=given["picture"].read(), told=told, by=request.viewer, at=request.at)
        except (PhotographRefused, FileStopped, TooManyToday) as refusal:
            form.add_error("picture", refusal.next_step)
        else:
            messages.success(request, "The photograph is on the sheet.")
            return redirect("find_me", subject=subject)
    return _form_page(request, subject, "missing/find_me_photograph.html", form)


@page("find-me.keep", about="subject")
def withdraw(request: Seen, subject: UUID, photograph: UUID) -> HttpResponse:
    """Withdraw a photograph, with the reason."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"child": subject, "photograph": photograph, "by": request.viewer, "at": request.at}
        try:
            withdraw_photograph(reason=form.cleaned_data["reason"], **given)
        except NoSuchPhotograph as gone:
            raise Http404 from gone
        messages.success(request, "The photograph is withdrawn. Nobody is shown it again.")
        return redirect("find_me", subject=subject)
    return _form_page(request, subject, "missing/find_me_withdraw.html", form)
