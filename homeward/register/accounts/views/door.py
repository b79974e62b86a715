"""Coming in: the sign-in page, a letter's code, and the demonstration's one press."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter as agency_sign_ins
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from homeward.register.access.actions import public
from homeward.register.accounts import actions
from homeward.register.accounts.actions.sessions import end_oldest_sessions
from homeward.register.accounts.forms import AcceptForm
from homeward.register.accounts.models import Account
from homeward.register.accounts.presenters import doors
from homeward.register.accounts.queries import demonstration_accounts
from homeward.register.accounts.rules import JOINING

PASSWORDS = "allauth.account.auth_backends.AuthenticationBackend"  # noqa: S105  (the name of a way in, not a password)
LAPSED = "This code does not work. Check it against your letter, or ask your administrator to send a new one."


class SignIn(LoginView):
    """The sign-in page, with agencies' own sign-ins and, in a demonstration, a button for each role."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**given)
        found["agency_sign_ins"] = sign_ins_of_agencies(self.request)
        found["doors"] = doors(demonstration_accounts()) if settings.DEMONSTRATION else []
        return found


sign_in = public(SignIn.as_view())


@public
@require_POST
def demonstrate(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as a role's invented worker, and put a duty role on shift."""
    account = authenticate(request, demonstration_role=role)
    if account is None:
        raise Http404
    at = timezone.now()
    actions.renew_shift(account=account, at=at)
    login(request, account)
    UserSession.objects.create_from_request(request)
    actions.record_sign_in(account=account, how="demonstration", at=at)
    end_oldest_sessions(account=account, at=at)
    return redirect("/")


@public
@sensitive_post_parameters()
def accept(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Open an account with the letter's code. An address nobody was sent looks the same as one that was."""
    agency = request.POST.get("agency", "")
    form = AcceptForm(request.POST or None, with_password=not agency)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="invitation", key=str(invitation)):
            form.add_error(None, "Too many tries. Wait a minute, then try again.")
        elif account := opened(form, invitation):
            return joined_next(request, account, agency) if agency else signed_in(request, account)
    shown = {"form": form, "agency_sign_ins": sign_ins_of_agencies(request)}
    return TemplateResponse(request, "accounts/accept.html", shown)


def opened(form: AcceptForm, invitation: UUID) -> Account | None:
    """The account that the code opens, or none, with the reason on the form."""
    code, password = form.cleaned_data["code"], form.cleaned_data.get("password")
    try:
        return actions.accept_invitation(invitation_id=invitation, code=code, password=password, at=timezone.now())
    except actions.CodeRefused:
        form.add_error("code", LAPSED)
        return None


def sign_ins_of_agencies(request: HttpRequest) -> list[dict[str, str]]:
    """Partner agencies' own sign-ins, where the settings name any."""
    return [
        {
            "code": provider.app.provider_id,
            "name": provider.name,
            "href": provider.get_login_url(request, process="login"),
        }
        for provider in agency_sign_ins().list_providers(request)
    ]


def joined_next(request: HttpRequest, account: Account, code: str) -> HttpResponse:
    """Go on to the agency's own sign-in, whose answer within minutes is joined to the account just opened."""
    request.session[JOINING] = [account.pk, timezone.now().isoformat()]
    hrefs = [each["href"] for each in sign_ins_of_agencies(request) if each["code"] == code]
    return redirect(hrefs[0] if hrefs else "account_login")


def signed_in(request: HttpRequest, account: Account) -> HttpResponse:
    """Carry on from the letter to the pages that set up a second factor, signed in with the first."""
    record_authentication(request, account, "password", reauthenticated=True)
    account.backend = PASSWORDS
    get_adapter(request).login(request, account)
    return redirect("mfa_index")
