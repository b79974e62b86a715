"""A leaver, an account nobody uses, and a way back from both."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from homeward.foundation.london import london_day
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.models import Relationship, RoleHolding, Shift
from homeward.register.access.queries import open_at
from homeward.register.access.rules import Viewer
from homeward.register.accounts.actions.inviting import hold, send_letter
from homeward.register.accounts.actions.refusals import (
    AccountRefusal,
    held_still,
    hold_administrators,
    refuse_last_administrator,
    refuse_roles,
)
from homeward.register.accounts.actions.sessions import end_sessions
from homeward.register.accounts.models import Account, Invitation
from homeward.register.accounts.queries import UNANSWERED, unused_accounts
from homeward.register.audit import actions as audit

REASONS = [
    ("left", "They have left their agency"),
    ("moved", "They have moved to work that does not need the hub"),
    ("misused", "The account has been misused, or may have been"),
]


@action("accounts.change")
def close(*, account: Account, because: str, version: str, by: Viewer, at: datetime) -> None:
    """Close a leaver's account now: sessions, roles, shifts and every reason to open a child's record end with it.

    Children allocated to the worker keep their team; the audit keeps what the worker did.
    """
    hold_administrators(at)
    now = held_still(account, version=version, by=by)
    refuse_last_administrator(now, at)
    shut(account=now, because=because, at=at)
    if because == "left":
        now.worker.left_on = london_day(at)
        now.worker.save(update_fields=["left_on"])


@action("accounts.change")
def reopen(*, account: Account, roles: list[str], version: str, by: Viewer, at: datetime) -> Invitation:
    """Ask a worker back: roles are given afresh, and a letter lets them set a password and a factor again."""
    now = held_still(account, version=version, by=by)
    refuse_roles(now.worker, roles)
    if now.is_active:
        raise AccountRefusal("This account is open already.")
    now.worker.left_on = None
    now.worker.save(update_fields=["left_on"])
    hold(worker=now.worker, roles=roles, given_by=by.worker_id, at=at)
    return send_letter(worker=now.worker, email=now.email, invited_by=by.worker_id, at=at)


@as_the_system("account.close-unused")
def close_unused(*, at: datetime) -> list[Account]:
    """Close every account that nobody has signed in to for thirty days (S-02)."""
    unused = unused_accounts(at=at)
    for account in unused:
        shut(account=account, because="unused", at=at)
    audit.current().result_count = len(unused)
    return unused


@step
def shut(*, account: Account, because: str, at: datetime) -> None:
    """End everything that an account opens."""
    worker = account.worker
    RoleHolding.objects.filter(open_at(at), worker=worker).update(until=at)
    Shift.objects.filter(open_at(at), worker=worker).update(until=at)
    held = Relationship.objects.filter(open_at(at), worker=worker)
    audit.current().about(held.values_list("subject_id", flat=True))
    held.update(until=at)
    Invitation.objects.filter(UNANSWERED, worker=worker).update(withdrawn_at=at)
    Authenticator.objects.filter(user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
    end_sessions(account=account)
    account.set_unusable_password()
    account.closed_at = account.changed_at = at
    account.closed_because = because
    account.save(update_fields=["password", "closed_at", "changed_at", "closed_because"])
    audit.current().note(worker=str(worker.pk), because=because)
