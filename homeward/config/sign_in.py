"""How the sign-in library is bent to the hub's rules: no sign-up, throttling that cannot lock anyone out, factors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from homeward.config import second_factor
from homeward.config.single_sign_on import agency_of
from homeward.register.accounts import actions
from homeward.register.accounts.actions.sessions import end_oldest_sessions
from homeward.register.accounts.forms import step_of
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import factors_of
from homeward.register.keys.queries import opened, sealed

# A factor's notice from the library, and what the audit calls it.
FACTOR_NOTICES = {
    "account/email/password_changed": "password-changed",
    "mfa/email/totp_activated": "app-added",
    "mfa/email/totp_deactivated": "app-removed",
    "mfa/email/webauthn_added": "passkey-added",
    "mfa/email/webauthn_removed": "passkey-removed",
}


class AccountAdapter(DefaultAccountAdapter):
    """The first factor, and what surrounds every sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts begin with an administrator's invitation, and in no other way."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down tries on one account from one place, so that nobody far away can lock a duty team out (S-04)."""
        email = str(credentials.get("email", "")).strip().casefold()
        key = f"{self.get_client_ip(request)} {email}"
        if not ratelimit.consume(request, action="login_failed", key=key):
            actions.record_refusal(email=email, why="throttled", at=timezone.now())
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.record_refusal(email=str(credentials.get("email", "")), why="password", at=timezone.now())

    def is_reauthentication_required(self, *, app: str, **given: Any) -> bool:
        """Whoever sets up a first factor gave the password, or the letter's code, a moment ago."""
        account = context.request.user
        if account.is_authenticated and not factors_of(account):
            return False
        return bool(super().is_reauthentication_required(app=app, **given))

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        at = timezone.now()
        second_factor.begin(request, user, at=at)
        actions.record_sign_in(account=user, how=second_factor.how_signed_in(request), at=at)

    def post_login(self, request: HttpRequest, user: Account, **given: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **given)
        end_oldest_sessions(account=user, at=timezone.now())
        return response

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """The other ways to show that it is oneself, in our words."""
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use your authenticator app",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        return [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            actions.record_sign_out(account=request.user, why="own", at=timezone.now())
        super().logout(request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **given: Any
    ) -> None:
        """Say only what is worth interrupting for: not that somebody signed in or out, which they can see."""
        if "logged_" not in message_template:
            super().add_message(request, level, message_template, *args, **given)

    def send_notification_mail(self, template_prefix: str, user: Account, *args: Any, **given: Any) -> None:
        """A factor was added or removed: it is written down, and the account's other sessions end (S-03)."""
        what = FACTOR_NOTICES.get(template_prefix)
        if what is None:
            return
        at = timezone.now()
        request = context.request
        if what == "app-added":
            use_up_first_code(user, request)
        actions.factor_changed(account=user, what=what, at=at)
        if what.endswith("added"):
            record_authentication(request, user, "mfa", type="webauthn" if "passkey" in what else "totp")
        second_factor.follow(request, user)


def use_up_first_code(account: Account, request: HttpRequest) -> None:
    """The code that set up the app is used up by it."""
    app = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
    step = step_of(factor_secret(app), request.POST.get("code", ""))
    actions.spend_code(authenticator=app, step=step, at=timezone.now())


def factor_secret(app: Authenticator) -> str:
    """The secret that the app was given."""
    return FactorAdapter().decrypt(app.data["secret"])


class FactorAdapter(DefaultMFAAdapter):
    """The second factor: sealed at rest, named for the hub, and never the last one removed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is wrong, or has been used already. Wait for the app to show a new one.",
        "cannot_delete_authenticator": "This is your only way in. Add another first.",
    }

    def encrypt(self, text: str) -> str:
        return sealed(text, table="mfa_authenticator", row="any", column="secret")

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text, table="mfa_authenticator", row="any", column="secret")

    def get_totp_issuer(self) -> str:
        return f"Homeward, {settings.HUB_NAME}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Somebody may remove any factor but the last, and a passkey role keeps a passkey."""
        others = [factor for factor in factors_of(authenticator.user) if factor.pk != authenticator.pk]
        if second_factor.needs_passkey(authenticator.user, at=timezone.now()):
            return any(factor.type == Authenticator.Type.WEBAUTHN for factor in others)
        return bool(others)

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.worker.name}

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002  (the library's name for it)
        return f"Passkey {len(factors_of(user)) + 1}"


class AgencySignInAdapter(DefaultSocialAccountAdapter):
    """An agency's own sign-in. People are known by issuer and subject, never by an e-mail address (S-02)."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Note what the provider vouches for, and join the identity to an account only by an accepted invitation."""
        second_factor.note_assertion(request, sociallogin.account.extra_data.get("id_token") or {})
        account = second_factor.joining(request)
        owner = account or (sociallogin.user if sociallogin.is_existing else None)
        if owner is None:
            return
        if agency_of(sociallogin.account.provider) != owner.worker.agency.code:
            raise ImmediateHttpResponse(redirect("socialaccount_login_error"))
        if account is None:
            return
        if sociallogin.is_existing and sociallogin.user != account:
            raise ImmediateHttpResponse(redirect("socialaccount_login_error"))
        if not sociallogin.is_existing:
            sociallogin.connect(request, account)
            actions.factor_changed(account=account, what="agency-sign-in-joined", at=timezone.now())
