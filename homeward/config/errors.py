"""What a person reads when something cannot be shown, and what to do about it.

A child who is hidden from the viewer and a child who does not exist get the same page, so that the answer tells nothing
(S-11).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homeward.gateways.feeds.uploads import limit_at
from homeward.register.access.actions import Refused, public


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
    """The record of who looked cannot be written, so nothing is shown."""
    return render(request, "503.html", status=503)


@public
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program's own."""
    return render(request, "500.html", status=500)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or sent from elsewhere."""
    return render(request, "403_csrf.html", status=403)
