"""The directory for workers: looked through, one service, what it says of its room, and what helps."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.foundation.dates_in_words import day_in_words
from homeward.foundation.london import london_day
from homeward.practice.pathway import actions, presenters
from homeward.practice.pathway.forms import CapacityForm, DirectoryForm
from homeward.practice.pathway.queries import finding, helping
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit

SIZE = 25
DAYS = 365


@page("services.see")
def directory(request: Seen) -> HttpResponse:
    """The services of the directory, as the reader narrows them."""
    form = DirectoryForm(request.GET or None)
    chosen = (
        {name: said for name, said in form.cleaned_data.items() if said} if form.is_bound and form.is_valid() else {}
    )
    rows, number = finding.directory(**chosen), page_asked(request)
    total = rows.count()
    shown = list(rows[(number - 1) * SIZE : number * SIZE])
    audit.current().result_count = total
    context = {
        "form": form,
        "applied": bool(chosen),
        "table": presenters.directory_table(shown, finding.words_of([each.pk for each in shown])),
        "pages": pages_of(
            total, page=number, size=SIZE, path=request.path, query=dict(request.GET.lists()), noun="services"
        ),
        "may_keep_confidential": may(
            request.viewer, "services.keep-confidential", field_class="shielded-location"
        ).allowed,
    }
    return TemplateResponse(request, "pathway/directory.html", context)


@page("services.see")
def service(request: Seen, service: UUID) -> HttpResponse:
    """One service: what it does, for whom, where, and what it says of its room."""
    return _service(request, service)


def _service(request: Seen, key: UUID, wrong: CapacityForm | None = None) -> HttpResponse:
    found = finding.service_of(key)
    if found is None:
        raise Http404
    context = {
        "service": found,
        "rows": presenters.service_rows(found),
        "form": wrong or CapacityForm(),
        "may_say": may(request.viewer, "services.say-capacity").allowed,
    }
    return TemplateResponse(request, "pathway/service.html", context, status=400 if wrong else 200)


@require_POST
@page("services.say-capacity")
def capacity(request: Seen, service: UUID) -> HttpResponse:
    """Write what a service says of its room."""
    form = CapacityForm(request.POST)
    if not form.is_valid():
        return _service(request, service, form)
    given = {"service": service, **form.cleaned_data, "by": request.viewer, "at": request.at}
    tried(request, lambda: actions.say_capacity(**given), "Written down. It is shown where the service is found.")
    return redirect(reverse("service", args=[service]))


@page("services.what-helps", field_class="aggregate")
def what_helps(request: Seen) -> HttpResponse:
    """What the services that ended in the last year came to, by need and by service. Counts alone."""
    until = london_day(request.at) + timedelta(days=1)
    since = until - timedelta(days=DAYS)
    found = helping.what_helps(since=since, until=until, on=london_day(request.at))
    period = f"{day_in_words(since)} to {day_in_words(until - timedelta(days=1))}"
    context = {
        "table": presenters.helps_by_need(found, period=period),
        "withheld": found.by_need.is_withheld,
        "services": presenters.helps_by_service(found, period=period),
        "services_withheld": found.by_service.is_withheld,
    }
    return TemplateResponse(request, "pathway/what_helps.html", context)
