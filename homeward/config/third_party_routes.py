"""Who may see the pages that the sign-in library brings: each is named here, or it is closed.

The library's own pages are about the account of whoever is signed in, or about signing in; none shows a record.
"""

from django.urls import ResolverMatch

from homeward.register.access.actions.guard import Policy

SIGNING_IN = Policy("public", public=True)
OWN_ACCOUNT = Policy("own-account.open")

ROUTES = {
    "account_logout": SIGNING_IN,
    "account_inactive": SIGNING_IN,
    "account_reauthenticate": OWN_ACCOUNT,
    "mfa_authenticate": SIGNING_IN,
    "mfa_login_webauthn": SIGNING_IN,
    "mfa_reauthenticate": OWN_ACCOUNT,
    "mfa_reauthenticate_webauthn": OWN_ACCOUNT,
    "mfa_activate_totp": OWN_ACCOUNT,
    "mfa_deactivate_totp": OWN_ACCOUNT,
    "mfa_add_webauthn": OWN_ACCOUNT,
    "mfa_edit_webauthn": OWN_ACCOUNT,
    "mfa_remove_webauthn": OWN_ACCOUNT,
    "openid_connect_login": SIGNING_IN,
    "openid_connect_callback": SIGNING_IN,
    "socialaccount_login_cancelled": SIGNING_IN,
    "socialaccount_login_error": SIGNING_IN,
}


def policy_of_route(match: ResolverMatch | None) -> Policy | None:
    """The policy of a third-party page, by its route's name; none when it is not on the list."""
    return ROUTES.get(match.url_name or "") if match else None
