"""What every request passes through: headers, who is looking, and the rule that an undeclared page is a closed one."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from homeward.config import errors
from homeward.config.third_party_routes import policy_of_route
from homeward.gateways.feeds.uploads import request_limit_at
from homeward.register.access.actions import Refused, policy_of
from homeward.register.accounts.queries import viewer_of

Handler = Callable[[HttpRequest], HttpResponse]
# What answers with no database, or to a device on which nobody is signed in.
SESSIONLESS = frozenset({"/healthz", "/readyz", "/calls/away/", "/calls/away.js", "/calls/captured/"})


def headers(get_response: Handler) -> Handler:
    """Nothing shown is kept by a browser or a proxy, and nothing is lent to other origins (S-49)."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return handle


def size(get_response: Handler) -> Handler:
    """Turn away a request larger than its address takes, before a byte of it is read."""

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > request_limit_at(request.path_info):
            return errors.too_large(request)
        return get_response(request)

    return handle


def without_session(get_response: Handler) -> Handler:
    """Let a few pages answer with no database: whose session it is they never ask."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path in SESSIONLESS:
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return handle


def viewer(get_response: Handler) -> Handler:
    """Put the viewer on the request, afresh each time, so that a changed role or shift counts at once (S-03)."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.viewer = None  # type: ignore[attr-defined]  # read by the guard and the layout
        if request.user.is_authenticated:
            session = hashlib.sha256((request.session.session_key or "").encode()).hexdigest()[:16]
            request.viewer = viewer_of(request.user, at=timezone.now(), session=session)  # type: ignore[attr-defined, arg-type]  # as above
        return get_response(request)

    return handle


class declared_policy:  # noqa: N801  (reads as the function-like middleware beside it)
    """Refuse every view that declares no policy, and send to sign in whoever has not."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the view run only if it says who may see it."""
        policy = policy_of(view) or policy_of_route(request.resolver_match)
        if policy is None:
            return errors.closed(request)
        if policy.public or request.viewer is not None:  # type: ignore[attr-defined]  # set by the middleware above
            return None
        return redirect_to_login(request.path)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        """Turn a refusal into its page. When the event could not be written, say that nothing can be shown (S-16)."""
        if isinstance(raised, Refused):
            return errors.refused(request, raised)
        if isinstance(raised, DatabaseError | InterfaceError):
            return errors.unavailable(request)
        return None
