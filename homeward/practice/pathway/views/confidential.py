"""Confidential services: listed and added by whoever keeps them. No other page of the directory reads them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.values import SENSITIVE
from homeward.foundation.dates_in_words import counted, moment_in_words
from homeward.practice.pathway import actions, presenters
from homeward.practice.pathway.forms import ConfidentialForm
from homeward.practice.pathway.queries import finding
from homeward.register.access.actions import Seen, page


@page("services.keep-confidential", field_class="shielded-location")
def listed(request: Seen) -> HttpResponse:
    """Every confidential service that takes anybody, and a form to add one."""
    form = ConfidentialForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _, hidden = actions.add_confidential(**form.cleaned_data, by=request.viewer, at=request.at)
        words = "Added. It is shown to nobody but those who may know of it."
        if hidden:
            gave = counted(hidden, "open service that gave it away is", "open services that gave it away are")
            words = f"{words} {gave} withheld from the directory."
        messages.success(request, words)
        return redirect("confidential_services")
    context = {
        "services": [presenters.confidential_match(each) for each in finding.confidential_services()],
        "form": form,
        "marking": SENSITIVE,
        "watermark": f"{request.viewer.name}, {moment_in_words(request.at)}",
    }
    return TemplateResponse(request, "pathway/confidential.html", context, status=400 if form.errors else 200)


@require_POST
@page("services.keep-confidential", field_class="shielded-location")
def end(request: Seen, service: UUID) -> HttpResponse:
    """Say that a confidential service takes nobody any more."""
    given = {"service": service, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.end_confidential(**given), "Ended. Nobody is offered it again.")
    return redirect("confidential_services")
