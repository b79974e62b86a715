"""What a session may reach: nothing but the set-up pages without a second factor, and nothing once it is over.

There is no exception flag. The demonstration's door is the only way in with no factor, and live settings have no such
door.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from homeward.register.access.actions import BY_ITSELF
from homeward.register.access.models import RoleHolding
from homeward.register.access.queries import open_at
from homeward.register.accounts import actions
from homeward.register.accounts.models import Account
from homeward.register.accounts.rules import (
    JOINING,
    KNOWN_BY_LETTER,
    SessionTimes,
    asserted_factor,
    idle_for,
    is_enough,
    why_session_ends,
)

Handler = Callable[[HttpRequest], HttpResponse]

SIGNED_IN, SEEN, STAMP, ASSERTED = "signed_in_at", "seen_at", "account_version", "asserted"
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
SEEN_EVERY = timedelta(minutes=1)
# What a page asks of its own accord keeps nobody signed in: an empty chair must still be signed out (S-03).
STAMP = "/stamp/"

# All that a session without a second factor reaches.
SET_UP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_authenticate",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_login",
    "account_logout",
    "healthz",
    "readyz",
}
OVER = {
    "idle": "You were signed out because nothing happened for a while. Sign in again to go on.",
    "too-long": "You were signed out because you had been signed in for ten hours. Sign in again to go on.",
    "changed": "You were signed out because your account has changed. Sign in again to go on.",
}


def begin(request: HttpRequest, account: Account, *, at: datetime) -> None:
    """Start a session's clock, and remember the state of the account it was opened on."""
    request.session[SIGNED_IN] = request.session[SEEN] = at.isoformat()
    follow(request, account)


def follow(request: HttpRequest, account: Account) -> None:
    """Let this session outlive a change that its owner has just made in it."""
    request.session[STAMP] = account.version


def note_assertion(request: HttpRequest, token: dict[str, Any]) -> None:
    """Keep the second factor that an agency's sign-in vouched for, if it did."""
    methods = token.get("amr") or []
    methods = methods if isinstance(methods, list) else [methods]
    level = str(token.get("acr") or "")
    trusted = settings.TRUSTED_ASSURANCE_LEVELS
    request.session[ASSERTED] = asserted_factor([str(method) for method in methods], level, trusted_levels=trusted)


def joining(request: HttpRequest) -> Account | None:
    """The account that a letter's code has just opened here for an agency's sign-in; asked for once."""
    account_id, since = request.session.pop(JOINING, None) or (None, None)
    if account_id is None or timezone.now() - datetime.fromisoformat(since) > KNOWN_BY_LETTER:
        return None
    return Account.objects.filter(pk=account_id, closed_at__isnull=True).select_related("worker__agency").first()


def factor_of(request: HttpRequest) -> str | None:
    """The second factor behind this session: `passkey`, `other` or none."""
    kinds = {
        "passkey" if record.get("type") == "webauthn" else "other"
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa"
    }
    if any(record.get("method") == "socialaccount" for record in get_authentication_records(request, request.user)):
        kinds.add(request.session.get(ASSERTED))
    return "passkey" if "passkey" in kinds else "other" if "other" in kinds else None


def how_signed_in(request: HttpRequest) -> str:
    """In a code for the audit, what the sign-in rested on."""
    methods = [record["method"] for record in get_authentication_records(request, request.user)]
    return "+".join([*dict.fromkeys(methods), factor_of(request) or "no-factor"])


def came_by_the_door(request: HttpRequest) -> bool:
    """Whether this is a visitor to the demonstration."""
    return bool(settings.DEMONSTRATION) and request.session.get(BACKEND_SESSION_KEY) == DOOR


def needs_passkey(account: Account, *, at: datetime) -> bool:
    """Whether a role that the worker holds asks for a passkey (S-01)."""
    held = RoleHolding.objects.filter(open_at(at), worker_id=account.worker_id, role__in=settings.PASSKEY_ROLES)
    return held.exists()


def session_times(request: HttpRequest) -> SessionTimes | None:
    """What the session's clock says; none for a session that never had one."""
    kept = [request.session.get(name) for name in (SIGNED_IN, SEEN, STAMP)]
    if None in kept:
        return None
    return SessionTimes(datetime.fromisoformat(kept[0]), datetime.fromisoformat(kept[1]), kept[2])


def why_over(request: HttpRequest, at: datetime) -> str | None:
    """Why the session of whoever is signed in is over, if it is."""
    times = session_times(request)
    if times is None:
        # A session begun outside the sign-in pages has no clock: it starts one, or ends where records are real.
        if not came_by_the_door(request):
            return "changed"
        begin(request, request.user, at=at)
        return None
    idle = idle_for(request.viewer.roles, phone_desk=settings.PHONE_DESK_ROLES)
    return why_session_ends(times, stamp=request.user.version, at=at, idle=idle)


def note_seen(request: HttpRequest, at: datetime) -> None:
    """Move the session's clock on, once a minute at most, so that reading a page seldom writes."""
    if at - datetime.fromisoformat(request.session[SEEN]) >= SEEN_EVERY:
        request.session[SEEN] = at.isoformat()
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=at)


def note_standing(request: HttpRequest) -> None:
    """Say on the request whether this session is all the way in, and whether what it lacks is a passkey."""
    request.wants_passkey = bool(request.viewer.roles & set(settings.PASSKEY_ROLES))
    request.is_in = came_by_the_door(request) or is_enough(
        factor_of(request), request.viewer.roles, passkey_roles=settings.PASSKEY_ROLES
    )


def may_reach(request: HttpRequest) -> bool:
    """Whether this session's factor opens the page asked for."""
    return request.is_in or request.resolver_match.url_name in SET_UP


class second_factor:  # noqa: N801  (reads as the function-like middleware beside it)
    """End a session that is over, and keep one without a second factor to the pages that set it up (S-01, S-03)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        if request.user.is_authenticated:
            if why := why_over(request, at):
                return self.ended(request, why, at)
            if request.path_info != STAMP and BY_ITSELF not in request.headers:
                note_seen(request, at)
            note_standing(request)
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            # Nothing that was shown stays in this browser once its reader has gone (S-49).
            response.headers["Clear-Site-Data"] = '"cache", "cookies"'
        return response

    def ended(self, request: HttpRequest, why: str, at: datetime) -> HttpResponse:
        """Sign out, say why, and lead back to the sign-in page."""
        actions.record_sign_out(account=request.user, why=why, at=at)
        logout(request)
        messages.info(request, OVER[why])
        response = redirect("account_login")
        response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead to the set-up pages whoever has not got far enough in."""
        if not request.user.is_authenticated or may_reach(request):
            return None
        return redirect("mfa_index")
