"""What waits to be accepted, and answering it; handing a matter over and taking it over, from its own page."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from homeward.design.outcomes import tried
from homeward.design.stamps import stamp_of
from homeward.register.access.actions import Seen, page
from homeward.register.access.queries import may
from homeward.register.audit import actions as audit
from homeward.register.tasks import actions
from homeward.register.tasks.actions.climbing import read_notices
from homeward.register.tasks.forms import DeclineForm
from homeward.register.tasks.models import Handover
from homeward.register.tasks.presenters.watch import lines_of, notice_lines, page_of
from homeward.register.tasks.queries import awaiting as what_waits
from homeward.register.tasks.queries.climbing import notices_of
from homeward.register.tasks.queries.stamps import AWAITING, NOTICES, awaiting_token, notices_token
from homeward.register.tasks.queries.watch import for_viewer
from homeward.register.tasks.rules import Matter
from homeward.vocabulary.loader import load_whole

MOST = 100


@page("handover.see")
def awaiting(request: Seen) -> HttpResponse:
    """What waits for me or my desk, what I gave that nobody has accepted yet, and for managers the rest."""
    viewer, at = request.viewer, request.at
    sees_all = may(viewer, "handover.see-all").allowed
    rows = list(what_waits(viewer, at=at, everything=sees_all)[:MOST])
    ids = [row.pk for row in rows]
    mine = set(Handover.objects.filter(for_viewer(viewer, at=at), pk__in=ids).values_list("pk", flat=True))
    event = audit.current()
    event.about(row.subject_id for row in rows if row.subject_id)
    event.result_count = len(rows)
    lines = lines_of(rows, viewer=viewer, mine=mine, at=at)
    rest = [line for line in lines if not line.may_answer and not line.may_withdraw]
    parts = [
        {"title": "For you or your desk", "lines": [line for line in lines if line.may_answer], "none": "Nothing."},
        {
            "title": "Given by you",
            "lines": [line for line in lines if line.may_withdraw and not line.may_answer],
            "none": "Nothing that you gave is waiting.",
        },
    ]
    if sees_all:
        parts.append({"title": "The rest of your agency's", "lines": rest, "none": "Nothing."})
    stamp = stamp_of(request, AWAITING, awaiting_token(viewer, at=at), at=at)
    return TemplateResponse(request, "tasks/awaiting.html", {"parts": parts, "stamp": stamp})


def answered(request: Seen, act: Callable[[], Handover], done: str) -> HttpResponse:
    """Do it, say what came of it, and go to the matter's page where there is one."""
    found: list[Handover] = []
    tried(request, lambda: found.append(act()), done)
    where = page_of(found[0].matter_kind, found[0].matter) if found else ""
    return redirect(where or reverse("awaiting"))


@require_POST
@page("handover.answer")
def accept(request: Seen, handover: UUID) -> HttpResponse:
    """Say that I have it."""
    done = "Accepted. It is yours from now on."
    return answered(request, lambda: actions.accept(handover=handover, by=request.viewer, at=request.at), done)


@page("handover.answer")
def decline(request: Seen, handover: UUID) -> HttpResponse:
    """Say that I cannot have it, and why."""
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = "Its owner has been told, and still has it."
        tried(
            request,
            lambda: actions.decline(handover=handover, reason=reason, by=request.viewer, at=request.at),
            done,
        )
        return redirect("awaiting")
    return TemplateResponse(request, "tasks/decline.html", {"form": form})


@require_POST
@page("handover.give")
def withdraw(request: Seen, handover: UUID) -> HttpResponse:
    """Take back what I gave, before anybody accepts it."""
    done = "Withdrawn. It is still yours."
    return answered(request, lambda: actions.withdraw(handover=handover, by=request.viewer, at=request.at), done)


@require_POST
@page("handover.give")
def hand_over(request: Seen, kind: str, matter: UUID) -> HttpResponse:
    """Hand a matter that I have to a desk or a worker."""
    whom = receiver_in(request.POST.get("to", ""))
    done = "Handed over. It stays yours until they accept."
    tried(
        request,
        lambda: actions.give(matter=matter_at(kind, matter), by=request.viewer, at=request.at, **whom),
        done,
    )
    return redirect(page_of(kind, matter) or reverse("awaiting"))


@require_POST
@page("matter.take-over")
def take_over(request: Seen, kind: str, matter: UUID) -> HttpResponse:
    """Take a matter over from whoever has it."""
    tried(
        request,
        lambda: actions.take_over(matter=matter_at(kind, matter), by=request.viewer, at=request.at),
        "It is yours from now on.",
    )
    return redirect(page_of(kind, matter) or reverse("awaiting"))


def matter_at(kind: str, matter: UUID) -> Matter:
    """The matter that an address names. Which child it is about is read from its owner's row, never from outside."""
    if kind not in load_whole("matter_kinds"):
        raise Http404
    return Matter(kind, matter)


def receiver_in(text: str) -> dict[str, int | UUID]:
    """What was chosen in the list of desks and workers; nothing where it is neither."""
    which, _, value = text.partition(":")
    try:
        if which == "rota" and 0 < int(value) < 2**31:
            return {"to_rota": int(value)}
        if which == "worker":
            return {"to_worker": UUID(value)}
    except ValueError:
        pass
    return {}


@page("notice.see")
def notices(request: Seen) -> HttpResponse:
    """What I was told; reading the page is remembered, so that it can be shown who knew what when."""
    told = notice_lines(notices_of(request.viewer, most=MOST))
    stamp = stamp_of(request, NOTICES, notices_token(request.viewer, at=request.at), at=request.at, asks=True)
    read_notices(worker=request.viewer.worker_id, at=request.at)
    audit.current().result_count = len(told)
    return TemplateResponse(request, "tasks/notices.html", {"notices": told, "stamp": stamp})
