"""The list of accounts, one account, and the roles in words."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from homeward.design.pages import page_asked, pages_of
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.accounts import presenters
from homeward.register.accounts.forms import AccountsFilterForm
from homeward.register.accounts.queries import SHOWN_AT_ONCE, Asked, letters_open, roles_of, workers_who
from homeward.register.agencies.models import Worker
from homeward.register.audit import actions as audit
from homeward.vocabulary.roles import load_roles


@page("accounts.see")
def accounts(request: Seen) -> HttpResponse:
    """Who has an account. A name is searched for by POST, so that it is in no address and no log."""
    form = AccountsFilterForm(request.POST if request.method == "POST" else request.GET)
    asked = Asked(**form.cleaned_data) if form.is_valid() else Asked()
    found = workers_who(asked, viewer=request.viewer, at=request.at)
    total = found.count()
    size = total or 1 if request.method == "POST" else SHOWN_AT_ONCE
    part = Paginator(found, size).get_page(page_asked(request))
    workers = list(part.object_list)
    audit.current().result_count = total
    shown = {
        "form": form,
        "table": presenters.accounts_table(workers, roles_of(workers, at=request.at), at=request.at),
        "pages": pages_of(
            total, page=part.number, size=size, path=request.path, query=request.GET.dict(), noun="workers"
        ),
        "may_change": may(request.viewer, "accounts.change").allowed,
    }
    return TemplateResponse(request, "accounts/list.html", shown)


@page("accounts.see")
def account_of(request: Seen, worker: UUID) -> HttpResponse:
    """One worker's account, its letters and what can be done with it."""
    found = get_object_or_404(Worker.objects.select_related("agency", "team", "account"), pk=worker)
    audit.current().note(worker=str(found.pk))
    return TemplateResponse(request, "accounts/account.html", shown_of(request, found))


def shown_of(request: Seen, worker: Worker) -> dict[str, Any]:
    """Everything that a page about one account is printed from."""
    account = getattr(worker, "account", None)
    held = roles_of([worker], at=request.at)[worker.pk]
    return {
        "worker": worker,
        "account": account,
        "state": presenters.state_of(worker, request.at),
        "rows": presenters.account_rows(worker, held),
        "letter": letters_open(request.at).filter(worker=worker).first(),
        "may_change": may(request.viewer, "accounts.change").allowed and worker.pk != request.viewer.worker_id,
        "is_own": worker.pk == request.viewer.worker_id,
        "breadcrumbs": [{"href": reverse("accounts"), "label": "Accounts"}],
    }


@page("roles.read")
def roles(request: Seen) -> HttpResponse:
    """Every role in words: what it does, what it never does, and what it opens, and why."""
    cards = [presenters.role_card(role) for role in load_roles().roles]
    everyone = [presenters.action_in_words(grant.action) for grant in load_roles().everyone]
    return TemplateResponse(request, "accounts/roles.html", {"cards": cards, "everyone": everyone})
