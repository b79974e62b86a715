"""The feeds pages: what has come from whom, sending files, what became of their rows."""

import csv
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.pages import page_asked, pages_of
from homeward.foundation.formulas import guarded
from homeward.foundation.london import london_day
from homeward.gateways.feeds import actions, presenters, registry
from homeward.gateways.feeds.actions import Arrival, FileChanged
from homeward.gateways.feeds.forms import SendForm, SureForm
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.register.documents.actions import FileStopped
from homeward.register.jobs.queries import latest_about
from homeward.register.sources import queries
from homeward.register.sources.actions import NotToBeKeptHere
from homeward.register.sources.models import Delivery

REFUSALS_SHOWN = 50
FILES_SHOWN = 25
FILLED_IN = ("agency", "collection_year", "release", "agreement")
MARK = "\ufeff"  # by which a spreadsheet knows how the letters are written


@page("feed.see")
def feeds(request: Seen) -> HttpResponse:
    """Every feed: what it is, on what basis it comes, and what has come from whom."""
    sources = list(queries.sources(viewer=request.viewer))
    wanted = {pk for each in sources for pk in (each.latest_id, each.loaded_id) if pk}
    known = queries.deliveries(viewer=request.viewer).in_bulk(list(wanted))
    every, may_load = registry.feeds(), may(request.viewer, "feed.load").allowed
    context = {
        "sources": presenters.sources_table(every, sources, known, at=request.at),
        "feeds": presenters.feeds_shown(every, sources, may_load=may_load),
    }
    return TemplateResponse(request, "feeds/feeds.html", context)


@page("feed.see")
def source(request: Seen, source_id: int) -> HttpResponse:
    """One source: how fresh it is, what of it never came, how full its columns are, and every file it sent."""
    found = queries.source(source_id, viewer=request.viewer)
    feed = registry.feed_or_none(found.feed) if found else None
    if found is None or feed is None:
        raise Http404
    sent = Paginator(queries.deliveries_from(found, viewer=request.viewer), FILES_SHOWN).get_page(page_asked(request))
    shown = presenters.source_shown(
        feed.mapping,
        found,
        queries.delivery(found.loaded_id, viewer=request.viewer) if found.loaded_id else None,
        list(sent.object_list),
        queries.periods_from(found, viewer=request.viewer),
        at=request.at,
        may_load=may(request.viewer, "feed.load").allowed,
    )
    pages = pages_of(sent.paginator.count, page=sent.number, size=FILES_SHOWN, path=request.path, noun="files")
    context = {"source": shown, "pages": pages, "back_href": reverse("feeds"), "back_label": "Feeds"}
    return TemplateResponse(request, "feeds/source.html", context)


@page("feed.load")
def send(request: Seen, feed: str) -> HttpResponse:
    """Send the files of one feed."""
    found = registry.feed_or_none(feed)
    if found is None:
        raise Http404
    form = SendForm(
        request.POST or None,
        request.FILES or None,
        mapping=found.mapping,
        on=london_day(request.at),
        initial=filled_in(request),
    )
    if request.method == "POST" and form.is_valid():
        arrived = receive(request, found, form)
        if arrived:
            return redirect("delivery", delivery_id=arrived.pk)
    shown = presenters.feed_shown(found.mapping)
    context = {"form": form, "feed": shown, "back_href": reverse("feeds"), "back_label": "Feeds"}
    return TemplateResponse(request, "feeds/send.html", context)


def filled_in(request: Seen) -> dict[str, str]:
    """What is filled in before anybody writes: whose file it was, and of which year, when a corrected one is sent."""
    asked = {name: request.GET[name] for name in FILLED_IN if request.GET.get(name)}
    return {"agency": request.viewer.agency_code, **asked}


def receive(request: Seen, feed: registry.Feed, form: SendForm) -> Delivery | None:
    """Take the files in, and tell the sender if they had come before; nothing when they may not come here at all."""
    invented = bool(form.cleaned_data.get("invented"))
    arrival = Arrival(feed, form.cleaned_data["agency"], form.opened, form.year, invented, form.release, form.agreement)
    try:
        delivery, is_first = actions.receive(arrival=arrival, by=request.viewer, at=request.at)
    except (NotToBeKeptHere, FileChanged, FileStopped) as refused:
        form.add_error(None, refused.next_step)
        return None
    if not is_first:
        messages.info(request, presenters.received_before(delivery))
    return delivery


def delivery_or_404(request: Seen, delivery_id: UUID) -> Delivery:
    """The delivery, for whoever may see deliveries."""
    found = queries.delivery(delivery_id, viewer=request.viewer)
    if found is None:
        raise Http404
    audit.current().note(delivery=str(delivery_id))
    return found


@page("feed.see")
def delivery(request: Seen, delivery_id: UUID) -> HttpResponse:
    """One delivery: how far it has got, what became of its rows, and what was refused and why."""
    return delivery_page(request, delivery_or_404(request, delivery_id), SureForm())


def delivery_page(request: Seen, found: Delivery, sure: SureForm) -> HttpResponse:
    """The page of a delivery, with the question that is asked before a load worth a second look."""
    refused = Paginator(queries.refusals(found, viewer=request.viewer), REFUSALS_SHOWN).get_page(page_asked(request))
    job, address = latest_about(found.pk, viewer=request.viewer), reverse("delivery", args=[found.pk])
    context = {
        "delivery": presenters.delivery_shown(
            found,
            job,
            queries.loaded_since(found, viewer=request.viewer),
            may_load=may(request.viewer, "feed.load").allowed,
        ),
        "progress": presenters.progress_shown(job, href=address, at=request.at),
        "form": sure,
        "by_rule": presenters.by_rule_tables(found, queries.refusals_by_rule(found, viewer=request.viewer)),
        "refusals": presenters.refusals_table(found, list(refused.object_list)),
        "pages": pages_of(
            refused.paginator.count, page=refused.number, size=REFUSALS_SHOWN, path=address, noun="refusals"
        ),
        "back_href": reverse("source", args=[found.source_id]),
        "back_label": f"{found.source.name} from {found.source.agency.name}",
    }
    return TemplateResponse(request, "feeds/delivery.html", context)


@require_POST
@page("feed.load")
def load(request: Seen, delivery_id: UUID) -> HttpResponse:
    """Load a checked delivery, or go on with one that stopped; one worth a second look waits for an answer."""
    found = delivery_or_404(request, delivery_id)
    sure = SureForm(request.POST)
    if presenters.doubts_in_words(found) and not sure.is_valid():
        return delivery_page(request, found, sure)
    if found.state in ("checked", "loading"):
        actions.load(delivery=found, by=request.viewer, at=request.at)
    return redirect("delivery", delivery_id=delivery_id)


@require_POST
@page("feed.load")
def check_again(request: Seen, delivery_id: UUID) -> HttpResponse:
    """Read a delivery once more."""
    found = delivery_or_404(request, delivery_id)
    actions.check_again(delivery=found, by=request.viewer, at=request.at)
    return redirect("delivery", delivery_id=delivery_id)


@page("feed.see")
def refusals(request: Seen, delivery_id: UUID) -> HttpResponse:
    """What was refused, as a file for whoever puts it right. It holds rows, columns and words, and no cell."""
    found = delivery_or_404(request, delivery_id)
    rows = queries.refusals(found, viewer=request.viewer)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refusals-{found.pk}.csv"'
    response.write(MARK)
    writer = csv.writer(response)
    columns = ("part", "row", "place", "column", "rule", "message")
    writer.writerow(columns)
    for each in rows:
        writer.writerow(guarded(str(getattr(each, column))) for column in columns)
    audit.current().result_count = len(rows)
    return response
