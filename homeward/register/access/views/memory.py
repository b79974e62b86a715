"""Who looked: at one child's record, and at everything, for information governance."""

import tempfile
import weakref
from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.pages import page_asked, pages_of
from homeward.design.values import SENSITIVE
from homeward.foundation.london import london_day
from homeward.register.access import actions, presenters
from homeward.register.access.actions import Seen, page
from homeward.register.access.forms import AuditFilterForm, WithholdForm
from homeward.register.access.queries import (
    Sought,
    copy_announced,
    count_of_looks,
    looks_at,
    may,
    may_about,
    recent_events,
    told,
)
from homeward.register.access.views.emergencies import NamesOf, no_names
from homeward.register.audit import actions as audit
from homeward.register.audit.queries import chain_state, events, exported

SIZE = 50
USUAL_DAYS = 7


@page("who-looked.open", about="subject", field_class="core")
def who_looked(request: Seen, subject: UUID, names_of: NamesOf = no_names) -> HttpResponse:
    """Who looked at one child's record, what they did and why. The child is named to whoever may find the child."""
    viewer, at = request.viewer, request.at
    total, number = count_of_looks(subject, viewer=viewer, at=at), page_asked(request)
    looks = looks_at(subject, viewer=viewer, at=at, first=(number - 1) * SIZE, last=number * SIZE)
    audit.current().result_count = len(looks)
    may_withhold = may(viewer, "who-looked.withhold", field_class="core").allowed
    may_open = may_about(viewer, "child.open", subject, at=at).allowed
    context = {
        "table": presenters.looks_table(looks, may_withhold=may_withhold),
        "pages": pages_of(total, page=number, size=SIZE, path=request.path, noun="entries"),
        "subnav": presenters.record_links(subject, may_open=may_open),
        "child": presenters.named(subject, names_of([subject], viewer=viewer, at=at)),
        "marking": SENSITIVE,
        "watermark": presenters.watermark(viewer, at),
    }
    return TemplateResponse(request, "access/who_looked.html", context)


@page("who-looked.withhold", field_class="core")
def entry(request: Seen, entry: UUID) -> HttpResponse:
    """One entry: withhold it, or show it again. It is about no child, so that it does not itself tell of an inquiry."""
    viewer, at = request.viewer, request.at
    looked = next(iter(told(list(events().filter(uid=entry)))), None)
    if looked is None:
        raise Http404
    form = WithholdForm(request.POST or None, on=london_day(at))
    if request.method == "POST" and (looked.withholding or form.is_valid()):
        asked = {"event_uid": entry, "by": viewer, "at": at}
        if looked.withholding:
            tried(request, lambda: actions.show_again(**asked), "The entry is shown again.")
        else:
            tried(request, lambda: actions.withhold(**asked, **form.cleaned_data), "The entry is withheld.")
        return redirect("entry", entry)
    context = {
        "rows": presenters.entry_rows(looked),
        "looked": looked,
        "marking": SENSITIVE,
        "watermark": presenters.watermark(viewer, at),
    }
    return TemplateResponse(request, "access/entry.html", context if looked.withholding else context | {"form": form})


def sought_by(form: AuditFilterForm, today: date) -> Sought:
    """What the filter asks for: the days up to and with its last, or the week before it where no first is given."""
    if not (form.is_bound and form.is_valid()):
        return Sought(since=today - timedelta(days=USUAL_DAYS))
    given = form.cleaned_data
    until = given["until"] + timedelta(days=1) if given["until"] else None
    worker = UUID(given["worker"]) if given["worker"] else None
    since = given["since"] or (until or today) - timedelta(days=USUAL_DAYS)
    return Sought(since, until, worker, given["action"], given["denied"])


@page("audit.see")
def memory(request: Seen) -> HttpResponse:
    """What everybody did, and whether the chain holds."""
    viewer, at = request.viewer, request.at
    today = london_day(at)
    form = AuditFilterForm(request.GET or None, on=today)
    sought = sought_by(form, today)
    shown = Paginator(recent_events(sought, viewer=viewer), SIZE).get_page(page_asked(request))
    audit.current().result_count = len(shown.object_list)
    context = {
        "form": form,
        "table": presenters.events_table(told(list(shown.object_list))),
        "pages": pages_of(
            shown.paginator.count,
            page=shown.number,
            size=SIZE,
            path=request.path,
            query=request.GET.dict(),
            noun="events",
        ),
        "chain": presenters.chain_rows(chain_state(), now=at),
        "since": sought.since,
        "may_export": may(viewer, "audit.export").allowed,
        "path": request.path,
    }
    return TemplateResponse(request, "access/audit.html", context)


@require_POST
@page("audit.export")
def ask_for_copy(request: Seen) -> HttpResponse:
    """Say that a copy will be taken. This event is committed before anything is read (S-16)."""
    event = audit.current()
    event.purpose = "governance"
    event.note(stage="intent")
    return redirect("audit_copy", event.uid)


@page("audit.export")
def copy(request: Seen, asked: UUID) -> HttpResponse:
    """Take the copy that was asked for, and record what was taken."""
    viewer, at = request.viewer, request.at
    if not copy_announced(asked, viewer=viewer, at=at):
        raise Http404
    audit.seal_pending(at, everything=True)
    audit.make_checkpoint(at)
    file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the response, once it is sent)
    lines = 0
    for lines, line in enumerate(exported(at=at), start=1):  # noqa: B007  (the last number is the count)
        file.write(line)
    event = audit.current()
    event.purpose = "governance"
    event.note(stage="outcome", intent=str(asked), bytes=file.tell())
    event.result_count = lines
    file.seek(0)
    name = f"homeward-audit-{london_day(at).isoformat()}.jsonl"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/x-ndjson")
    weakref.finalize(response, file.close)  # when the event cannot be written, this is never sent and never closed
    return response
