"""The console while the hub is away: its page, what a device may send afterwards, and what waits for a person."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from homeward.design.outcomes import tried
from homeward.practice.missing.actions import captures as actions
from homeward.practice.missing.presenters import captures as presenters
from homeward.practice.missing.presenters.calls import number_in
from homeward.practice.missing.queries.captures import held_captures
from homeward.practice.missing.rules.captures import LARGEST_BODY, LARGEST_PIECE, MOST_PIECES
from homeward.register.access.actions import Kept, Seen, capture_page, page, public

SCRIPT = "missing/away_worker.js"
SHOWN = 200


@public
@require_GET
def away(request: HttpRequest) -> HttpResponse:
    """The capture page, as a browser keeps it: the boxes of the console, and nothing of anybody."""
    return TemplateResponse(request, "missing/away.html", presenters.away())


@public
@require_GET
def away_worker(request: HttpRequest) -> HttpResponse:
    """The script by which a browser opens the capture page where the hub does not answer."""
    version, files = presenters.kept_files()
    words = render_to_string(SCRIPT, {"version": version, "files": json.dumps(files)})
    return HttpResponse(words, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_POST
@capture_page("call.take", field_class="core")
def permit(request: Seen) -> Kept:
    """Leave for this device to add calls while the hub is away, given as the console is opened."""
    device = number_in(request.POST.get("device", ""))
    told = presenters.way_out()
    words = actions.permit(device=device, by=request.viewer, at=request.at)
    answer = JsonResponse({"permit": words, **told})
    return Kept(answer, lambda: answer)


@csrf_exempt  # it is asked for no cookie: the permit in what is sent is what lets it in, and it only adds
@public
@require_POST
def captured(request: HttpRequest) -> HttpResponse:
    """Take in what a device sealed. It needs nobody signed in, and answers with numbers alone."""
    try:
        told = body_of(request)
        given = actions.read_permit(told["permit"])
    except TooLarge:
        return JsonResponse({"say": "Too much at once. Send fewer."}, status=413)
    except ValueError:
        return JsonResponse({"say": "That is not what the console sends."}, status=400)
    except actions.NoPermit as refusal:
        return JsonResponse({"say": refusal.next_step}, status=403)
    became = actions.receive(
        permit=given, envelopes=told["pieces"], instead=told.get("instead") is True, at=timezone.now()
    )
    return JsonResponse({"became": became})


class TooLarge(Exception):
    """More than a device sends at once."""


def body_of(request: HttpRequest) -> dict[str, Any]:
    """What was sent: a permit and a few pieces, none too large. A ValueError for anything else."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST_BODY:
        raise TooLarge
    told = json.loads(request.body)
    pieces = told.get("pieces") if isinstance(told, dict) else None
    if not isinstance(pieces, list) or not isinstance(told.get("permit"), str):
        raise ValueError
    if len(pieces) > MOST_PIECES or any(len(json.dumps(each)) > LARGEST_PIECE for each in pieces):
        raise TooLarge
    if not all(isinstance(each, dict) for each in pieces):
        raise ValueError
    return told


@page("call.review")
def held(request: Seen) -> HttpResponse:
    """What came from a device and could not be taken in by itself: taken in by a person, or put aside with why."""
    if request.method == "POST":
        settle(request, number_in(request.POST.get("held", "")))
        return redirect("held_captures")
    lines = presenters.held_rows(held_captures()[:SHOWN])
    return TemplateResponse(request, "missing/held.html", {"lines": lines})


def settle(request: Seen, number: UUID) -> None:
    """Do what was pressed with one of them."""
    by = {"held": number, "by": request.viewer, "at": request.at}
    reason = request.POST.get("reason", "").strip()[:1000]
    if request.POST.get("settle") != "aside":
        tried(request, lambda: actions.take_in(**by), "Taken in. It is among the open calls.")
    elif not reason:
        messages.warning(request, "Say why it is put aside.")
    else:
        tried(request, lambda: actions.put_aside(reason=reason, **by), "Put aside. It is kept as it came.")
