"""Second factors: added, removed, lost, and never accepted twice."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from homeward.register.access.actions import action, as_the_system
from homeward.register.access.rules import Viewer
from homeward.register.accounts.actions.inviting import send_letter
from homeward.register.accounts.actions.refusals import held_still
from homeward.register.accounts.actions.sessions import end_sessions
from homeward.register.accounts.actions.signing_in import as_done_by
from homeward.register.accounts.models import Account, Invitation
from homeward.register.audit import actions as audit

CHECKED = [
    ("in-person", "I met them in person"),
    ("video", "I saw them on a video call"),
    ("manager", "Their manager vouched for them, and I know the manager"),
]


@action("accounts.change")
def reset_factor(*, account: Account, checked: str, version: str, by: Viewer, at: datetime) -> Invitation:
    """Take away a lost passkey or phone, once the administrator has made sure who is asking, and invite again.

    The password goes too: whoever holds it alone must not be able to set up a factor of their own.
    """
    now = held_still(account, version=version, by=by)
    removed, _ = Authenticator.objects.filter(user=now).delete()
    SocialAccount.objects.filter(user=now).delete()
    now.set_unusable_password()
    now.changed_at = at
    now.save(update_fields=["password", "changed_at"])
    end_sessions(account=now)
    audit.current().note(done="factor-reset", identity_checked=checked, factors_removed=removed)
    return send_letter(worker=now.worker, email=now.email, invited_by=by.worker_id, at=at)


@as_the_system("account.change-factor")
def factor_changed(*, account: Account, what: str, at: datetime) -> None:
    """The holder added or removed a factor, or changed the password: their other sessions end."""
    as_done_by(account=account)
    audit.current().note(what=what)
    Account.objects.filter(pk=account.pk).update(changed_at=at)
    account.changed_at = at


@as_the_system("account.use-code")
def spend_code(*, authenticator: Authenticator, step: int, at: datetime) -> bool:
    """Use up a six-digit code's half minute, once; false if it, or a later one, has been used before.

    The code that set up the app counts too: a code seen over a shoulder is worth nothing a second time (S-01).
    """
    as_done_by(account=authenticator.user)
    now = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    fresh = step > now.data.get("last_step", 0)
    audit.current().note(fresh=fresh)
    if fresh:
        now.data["last_step"] = step
        now.save(update_fields=["data"])
        authenticator.data = now.data
    return fresh
