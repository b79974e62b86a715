"""What a person reads when something cannot be shown, and what to do about it.

A child who is hidden from the viewer and a child who does not exist get the same page, so that the answer tells nothing
(S-11).
"""

import sys

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from homeward.config.navigation import for_nobody
from homeward.gateways.feeds.uploads import limit_at
from homeward.practice.missing.presenters.captures import away
from homeward.register.access.actions import Refused, public

CONSOLE = "/calls/"


def closed(request: HttpRequest) -> HttpResponse:
    """A page that nobody has said who may see."""
    return render(request, "403.html", status=403)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """A page the viewer may not see. About a child, it is the page for a child who is not there."""
    if refusal.about_a_child:
        return missing(request)
    return render(request, "403.html", status=403)


@public
def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here that the viewer may see."""
    return render(request, "404.html", status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    """A request larger than any delivery may be."""
    limit = f"{limit_at(request.path_info) // (1024 * 1024)} MB"
    return render(request, "413.html", {"limit": limit}, status=413)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database, or the record of who looked, is away: nothing is shown, and the console goes on by itself (S-46).

    Nothing here asks the database, a session's included.
    """
    if request.method == "GET" and request.path.startswith(CONSOLE):
        return HttpResponse(render_to_string("missing/away.html", {**for_nobody(), **away()}), status=503)
    return HttpResponse(render_to_string("503.html", for_nobody()), status=503)


@public
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program's own, or a database that went away before any page was begun."""
    if isinstance(sys.exc_info()[1], DatabaseError | InterfaceError):
        return unavailable(request)
    return render(request, "500.html", status=500)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or sent from elsewhere."""
    return render(request, "403_csrf.html", status=403)
