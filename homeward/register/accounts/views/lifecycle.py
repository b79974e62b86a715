"""A mover, a leaver, one who comes back, and one who has lost a phone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.values import Conflict, Difference
from homeward.foundation.dates_in_words import moment_in_words
from homeward.register.access.actions import Seen, page
from homeward.register.accounts import actions, presenters
from homeward.register.accounts.forms import CloseForm, MoveForm, ResetForm, RolesForm
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import roles_of


def account_or_404(worker: UUID) -> Account:
    """The worker's account, or the page for what is not there."""
    found = Account.objects.select_related("worker__agency", "worker__team")
    return get_object_or_404(found, worker_id=worker)


def asked(request: Seen, account: Account, form: Form, do: Callable[[], Any], words: dict[str, str]) -> HttpResponse:
    """Show a form about an account; when it is sent, do it, or say why not."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except actions.ChangedMeanwhile:
            return conflict(request, account, form)
        except actions.AccountRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words["done"])
            return redirect("account_of", worker=account.worker_id)
    own_page = reverse("account_of", args=[account.worker_id])
    trail = [
        {"href": reverse("accounts"), "label": "Accounts"},
        {"href": own_page, "label": account.worker.name},
    ]
    shown = {"form": form, "return_href": own_page, "breadcrumbs": trail, **words}
    return TemplateResponse(request, "accounts/asking.html", shown)


def conflict(request: Seen, account: Account, form: Form) -> HttpResponse:
    """Both versions side by side, when somebody else saved first; nothing that was written is lost (S-23)."""
    now = account_or_404(account.worker_id)
    mine, worker = form.cleaned_data, now.worker
    differences = [
        Difference(
            "Roles",
            theirs=presenters.titles(sorted(roles_of([worker], at=request.at)[worker.pk])) or "None",
            mine=presenters.titles(sorted(mine.get("roles", []))) or "Not asked",
        )
    ]
    if "team" in mine:
        chosen = mine["team"].name if mine["team"] else "No team"
        differences.append(Difference("Team", theirs=worker.team.name if worker.team else "No team", mine=chosen))
    resend = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("version", "csrfmiddlewaretoken")
    ]
    shown = Conflict(
        what="Account",
        saved_by="Somebody else",
        saved_at=moment_in_words(now.changed_at) if now.changed_at else "",
        differences=tuple(differences),
        action=request.path,
        keep_theirs_href=reverse("account_of", args=[account.worker_id]),
        resend=(*resend, ("version", now.version)),
    )
    return TemplateResponse(request, "409.html", {"conflict": shown}, status=409)


@page("accounts.change")
def change(request: Seen, worker: UUID) -> HttpResponse:
    """Another team or other roles from now."""
    account = account_or_404(worker)
    held = roles_of([account.worker], at=request.at)[worker]
    initial = {"team": account.worker.team_id, "roles": held, "version": account.version}
    form = MoveForm(request.POST or None, agency=account.worker.agency, initial=initial)
    words = {
        "title": f"Team and roles of {account.worker.name}",
        "button": "Save from now",
        "done": "Saved. It counts from now, and they will be asked to sign in again.",
        "explained": "They are signed out when you save. What they held until now is kept with its dates.",
    }
    return asked(
        request,
        account,
        form,
        lambda: actions.change(account=account, by=request.viewer, at=request.at, **form.cleaned_data),
        words,
    )


@page("accounts.change")
def close(request: Seen, worker: UUID) -> HttpResponse:
    """Close a leaver's account, after saying what that ends."""
    account = account_or_404(worker)
    form = CloseForm(request.POST or None, initial={"version": account.version})
    words = {
        "title": f"Close the account of {account.worker.name}",
        "button": "Close the account",
        "kind": "warning",
        "warning": "They are signed out now. Their roles, shifts and every open reason to see a child’s record end.",
        "done": "The account is closed. You can open it again from this page.",
    }
    return asked(
        request,
        account,
        form,
        lambda: actions.close(account=account, by=request.viewer, at=request.at, **form.cleaned_data),
        words,
    )


@page("accounts.change")
def reopen(request: Seen, worker: UUID) -> HttpResponse:
    """Ask somebody back, with the roles they will hold now."""
    account = account_or_404(worker)
    form = RolesForm(request.POST or None, kind=account.worker.agency.kind, initial={"version": account.version})
    words = {
        "title": f"Open the account of {account.worker.name} again",
        "button": "Send the letter",
        "explained": "The roles they held before have ended. They set up their sign-in again.",
        "done": "A letter has been sent. The account opens when they use its code.",
    }
    return asked(
        request,
        account,
        form,
        lambda: actions.reopen(account=account, by=request.viewer, at=request.at, **form.cleaned_data),
        words,
    )


@page("accounts.change")
def lost_factor(request: Seen, worker: UUID) -> HttpResponse:
    """A lost passkey or phone, or a forgotten password: taken away, and a letter sent."""
    account = account_or_404(worker)
    form = ResetForm(request.POST or None, initial={"version": account.version})
    words = {
        "title": f"Lost passkey, phone or password of {account.worker.name}",
        "button": "Take away and send a letter",
        "kind": "warning",
        "warning": "Their password, passkeys and app stop working now, and they are signed out everywhere.",
        "done": "Done. A letter has been sent, with a code to set up their sign-in again.",
    }
    return asked(
        request,
        account,
        form,
        lambda: actions.reset_factor(account=account, by=request.viewer, at=request.at, **form.cleaned_data),
        words,
    )
