"""Signing in, one's own account, everybody's accounts, and the roles in words.

Of the sign-in library's pages only these exist: there is no sign-up, no password by e-mail and no change of address.
"""

from allauth.account import views as library
from allauth.mfa.base import views as second
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount import views as agency_sign_in
from django.conf import settings
from django.urls import include, path

from homeward.register.accounts import views

signing_in = [
    path("", views.sign_in, name="account_login"),
    path("out/", library.logout, name="account_logout"),
    path("closed/", library.account_inactive, name="account_inactive"),
    path("again/", library.reauthenticate, name="account_reauthenticate"),
    path("second/", second.authenticate, name="mfa_authenticate"),
    path("second/again/", second.reauthenticate, name="mfa_reauthenticate"),
    path("passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("passkey/again/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("agency/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("agency/cancelled/", agency_sign_in.login_cancelled, name="socialaccount_login_cancelled"),
    path("agency/error/", agency_sign_in.login_error, name="socialaccount_login_error"),
    path("invitation/<uuid:invitation>/", views.accept, name="accept_invitation"),
]
if settings.DEMONSTRATION:
    signing_in.append(path("demonstration/<slug:role>/", views.demonstrate, name="demonstrate"))

own = [
    path("", views.own_account, name="me"),
    path("sign-in/", views.second_factors, name="mfa_index"),
    path("sign-in/app/", app.activate_totp, name="mfa_activate_totp"),
    path("sign-in/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("sign-in/passkeys/", views.second_factors, name="mfa_list_webauthn"),
    path("sign-in/passkeys/add/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("sign-in/passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("sign-in/passkeys/<int:pk>/name/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("password/", views.change_password, name="account_change_password"),
    path("sessions/<int:session>/end/", views.end_session, name="end_session"),
]

everybody = [
    path("", views.accounts, name="accounts"),
    path("add/", views.add_worker, name="add_worker"),
    path("add/<slug:agency>/", views.invite, name="invite"),
    path("<uuid:worker>/", views.account_of, name="account_of"),
    path("<uuid:worker>/invite/", views.invite_worker, name="invite_worker"),
    path("<uuid:worker>/letter/", views.letter_again, name="letter_again"),
    path("<uuid:worker>/letter/withdraw/", views.withdraw_letter, name="withdraw_letter"),
    path("<uuid:worker>/change/", views.change, name="change_account"),
    path("<uuid:worker>/close/", views.close, name="close_account"),
    path("<uuid:worker>/reopen/", views.reopen, name="reopen_account"),
    path("<uuid:worker>/lost/", views.lost_factor, name="lost_factor"),
]

urlpatterns = [
    path("sign-in/", include(signing_in)),
    path("me/", include(own)),
    path("accounts/", include(everybody)),
    path("roles/", views.roles, name="roles"),
]
