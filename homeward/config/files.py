"""The origin that answers with files alone (S-28).

What somebody uploaded is read from another origin than the pages, so that whatever a browser made of it could reach
neither a page nor its cookies. There is one kind of address there: a ticket, which a page gave a moment ago to a viewer
whom the guard let in, and with which the guard asks again.
"""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, IntegrityError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from homeward.config.origins import is_for_files
from homeward.practice.missing.views.find_me import picture
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of_worker
from homeward.register.documents.queries import ticket_in
from homeward.register.subjects.queries import standing

Handler = Callable[[HttpRequest], HttpResponse]
HEADERS = {
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    # The hub's own page shows it from elsewhere. The address alone gives leave here, and it works once.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def files_origin(get_response: Handler) -> Handler:
    """Answer at the files' origin with a file or with nothing, before there is a session, a page or a style sheet."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not is_for_files(request.get_host(), files=settings.FILES_ORIGIN, pages=settings.PUBLIC_ADDRESS):
            return get_response(request)
        request.COOKIES = {}
        response = file_or_nothing(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers["Content-Disposition"] = f'attachment; filename="{secrets.token_hex(8)}.jpg"'
        return response

    return handle


def file_or_nothing(request: HttpRequest) -> HttpResponse:
    """The file of a ticket that still holds. To anything else, and whatever it is that does not hold: nothing."""
    try:
        # A browser says what it wants a thing for: an address that was copied into a window opens nothing.
        if request.method == "GET" and request.headers.get("Sec-Fetch-Dest", "image") == "image":
            return file_of_ticket(request)
    except (Refused, Http404, IntegrityError):
        pass
    except (DatabaseError, InterfaceError):
        return HttpResponse("Nothing can be shown now.\n", content_type="text/plain", status=503)
    return HttpResponse("Nothing here.\n", content_type="text/plain", status=404)


def file_of_ticket(request: HttpRequest) -> HttpResponse:
    """What the address in the ticket's hand opens, for the viewer whom it was given to."""
    at = timezone.now()
    ticket = ticket_in(request.path_info.removeprefix("/"), at=at)
    viewer = viewer_of_worker(ticket.worker, at=at, session=ticket.session) if ticket else None
    if ticket is None or viewer is None or standing(ticket.subject) != ticket.subject:
        raise Http404
    request.viewer = viewer  # type: ignore[attr-defined]  # read by the guard
    return picture(request, subject=ticket.subject, ticket=ticket)
