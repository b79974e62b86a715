"""Opening, changing, using and closing accounts."""

from homeward.register.accounts.actions.accepting import CodeRefused, accept_invitation
from homeward.register.accounts.actions.closing import close, close_unused, reopen
from homeward.register.accounts.actions.demonstration import open_demonstration, renew_shift
from homeward.register.accounts.actions.door import DemonstrationDoor
from homeward.register.accounts.actions.factors import factor_changed, reset_factor, spend_code
from homeward.register.accounts.actions.inviting import invite, invite_again, invite_first, withdraw
from homeward.register.accounts.actions.moving import change
from homeward.register.accounts.actions.refusals import AccountRefusal, ChangedMeanwhile
from homeward.register.accounts.actions.signing_in import record_refusal, record_sign_in, record_sign_out

__all__ = [
    "AccountRefusal",
    "ChangedMeanwhile",
    "CodeRefused",
    "DemonstrationDoor",
    "accept_invitation",
    "change",
    "close",
    "close_unused",
    "factor_changed",
    "invite",
    "invite_again",
    "invite_first",
    "open_demonstration",
    "record_refusal",
    "record_sign_in",
    "record_sign_out",
    "renew_shift",
    "reopen",
    "reset_factor",
    "spend_code",
    "withdraw",
]
