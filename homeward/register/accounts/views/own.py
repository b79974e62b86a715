"""One's own account: how one signs in, where one is signed in, and what one's roles allow."""

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from homeward.register.access.actions import Seen, page
from homeward.register.accounts import presenters
from homeward.register.accounts.actions.sessions import end_own_session
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import factors_of, sessions_of
from homeward.vocabulary.roles import load_roles


class SignedIn(Seen):
    """A request of somebody who is signed in: their account, whether they are all the way in, and what they lack."""

    user: Account
    is_in: bool
    wants_passkey: bool


@page("own-account.open")
def own_account(request: SignedIn) -> HttpResponse:
    """Factors, sessions and roles of whoever is signed in."""
    held = [role for role in load_roles().roles if role.code in request.viewer.roles]
    shown = {
        "factors": presenters.factor_rows(factors_of(request.user)),
        "sessions": presenters.session_rows(sessions_of(request.user), request.session.session_key),
        "roles": [presenters.role_card(role) for role in held],
        "has_password": request.user.has_usable_password(),
    }
    return TemplateResponse(request, "accounts/own.html", shown)


@page("own-account.open")
def second_factors(request: SignedIn) -> HttpResponse:
    """The passkeys and the app that this account signs in with, and what it still lacks."""
    found = factors_of(request.user)
    kinds = {factor.type for factor in found}
    shown = {
        "factors": presenters.factor_rows(found),
        "has_app": "totp" in kinds,
        "has_passkey": "webauthn" in kinds,
        "wants_passkey": request.wants_passkey,
        "is_in": request.is_in,
    }
    if not request.is_in:
        shown["navigation"] = []
    return TemplateResponse(request, "accounts/second_factors.html", shown)


class RemovePasskey(RemoveWebAuthnView):
    """Remove a passkey, but never the last way in."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(
                self.request, "This is the last passkey you can sign in with. Add another before you remove it."
            )
            return redirect("mfa_index")
        return super().form_valid(form)


@page("own-account.open")
def remove_passkey(request: SignedIn, pk: int) -> HttpResponse:
    """Ask whether a passkey goes, and take it away."""
    return RemovePasskey.as_view()(request, pk=pk)


class ChangePassword(PasswordChangeView):
    """The present password, and a new one twice."""

    success_url = reverse_lazy("me")


@page("own-account.open")
@sensitive_post_parameters()
def change_password(request: SignedIn) -> HttpResponse:
    """Change the password. Whoever signs in through their agency has none here."""
    if not request.user.has_usable_password():
        messages.error(request, "This account has no password here.")
        return redirect("me")
    return ChangePassword.as_view()(request)


@require_POST
@page("own-account.open")
def end_session(request: SignedIn, session: int) -> HttpResponse:
    """End one of one's own sessions."""
    end_own_session(account=request.user, session_id=session, by=request.viewer, at=request.at)
    return redirect("me")
