"""The pages of signing in, of one's own account, of everybody's accounts, and of the roles."""

from homeward.register.accounts.views.door import accept, demonstrate, sign_in
from homeward.register.accounts.views.everybody import account_of, accounts, roles
from homeward.register.accounts.views.invitations import (
    add_worker,
    invite,
    invite_worker,
    letter_again,
    withdraw_letter,
)
from homeward.register.accounts.views.lifecycle import change, close, lost_factor, reopen
from homeward.register.accounts.views.own import (
    change_password,
    end_session,
    own_account,
    remove_passkey,
    second_factors,
)

__all__ = [
    "accept",
    "account_of",
    "accounts",
    "add_worker",
    "change",
    "change_password",
    "close",
    "demonstrate",
    "end_session",
    "invite",
    "invite_worker",
    "letter_again",
    "lost_factor",
    "own_account",
    "remove_passkey",
    "reopen",
    "roles",
    "second_factors",
    "sign_in",
    "withdraw_letter",
]
