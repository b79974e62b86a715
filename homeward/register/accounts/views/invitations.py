"""Inviting: which agency, who and which roles, and the letter again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from homeward.register.access.actions import Seen, page
from homeward.register.accounts import actions
from homeward.register.accounts.forms import AgencyForm, InviteForm
from homeward.register.accounts.queries import letters_open
from homeward.register.agencies.models import Agency, Worker

TO_ACCOUNTS = [{"href": reverse_lazy("accounts"), "label": "Accounts"}]
POSTED = "A letter has been sent. It lapses in seven days."


@page("accounts.change")
def add_worker(request: Seen) -> HttpResponse:
    """Ask which agency first, since that decides which roles can be given."""
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("invite", agency=form.cleaned_data["agency"].code)
    shown = {
        "form": form,
        "title": "Invite a worker",
        "button": "Continue",
        "return_href": reverse("accounts"),
        "breadcrumbs": TO_ACCOUNTS,
    }
    return TemplateResponse(request, "accounts/asking.html", shown)


@page("accounts.change")
def invite(request: Seen, agency: str) -> HttpResponse:
    """Invite somebody new to the hub."""
    return asked_in(request, get_object_or_404(Agency, code=agency), None)


@page("accounts.change")
def invite_worker(request: Seen, worker: UUID) -> HttpResponse:
    """Invite a worker whom a partner's file has named already."""
    found = get_object_or_404(Worker.objects.select_related("agency"), pk=worker)
    return asked_in(request, found.agency, found)


def asked_in(request: Seen, agency: Agency, worker: Worker | None) -> HttpResponse:
    """The invitation's form, and the invitation."""
    initial = {"name": worker.name, "team": worker.team_id} if worker else {}
    form = InviteForm(request.POST or None, agency=agency, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("name", "email", "team", "roles")}
        try:
            actions.invite(**given, agency=agency, worker=worker, by=request.viewer, at=request.at)
        except actions.AccountRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, POSTED)
            return redirect("accounts")
    shown = {
        "form": form,
        "title": f"Invite a worker of {agency.name}",
        "button": "Send the letter",
        "return_href": reverse("accounts"),
        "breadcrumbs": TO_ACCOUNTS,
    }
    return TemplateResponse(request, "accounts/asking.html", shown)


@require_POST
@page("accounts.change")
def letter_again(request: Seen, worker: UUID) -> HttpResponse:
    """Send the letter again, to the address it went to; the earlier code stops working."""
    found = get_object_or_404(Worker, pk=worker)
    last = found.invitations.order_by("-sent_at").first()
    if last is None:
        return redirect("invite_worker", worker=worker)
    try:
        actions.invite_again(worker=found, email=last.email, by=request.viewer, at=request.at)
        messages.success(request, POSTED)
    except actions.AccountRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("account_of", worker=worker)


@require_POST
@page("accounts.change")
def withdraw_letter(request: Seen, worker: UUID) -> HttpResponse:
    """Withdraw a letter that has not been used. It can be sent again."""
    letter = letters_open(request.at).filter(worker_id=worker).first()
    if letter is not None:
        actions.withdraw(invitation=letter, by=request.viewer, at=request.at)
        messages.success(request, "The letter has been withdrawn: its code no longer works.")
    return redirect("account_of", worker=worker)
