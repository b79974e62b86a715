"""What cannot be done to an account, in the words the administrator reads."""

from datetime import datetime
from uuid import UUID

from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import open_administrators
from homeward.register.accounts.rules import roles_for
from homeward.register.agencies.models import Worker
from homeward.vocabulary.roles import load_roles

ADMINISTRATOR = "administrator"


class AccountRefusal(ValueError):
    """Something that may not be done to this account. Its text says why, and what to do instead."""


class OwnAccount(AccountRefusal):
    """Somebody tried to change, close or reset an account of their own. The memory keeps that they tried."""


class ChangedMeanwhile(AccountRefusal):
    """Somebody else saved this account first. Load it again, look at what they changed, and repeat what still holds."""


def refuse_own(by: Viewer, worker_id: UUID) -> None:
    """Nobody changes, closes or resets an account of their own, or gives a role to themselves."""
    if by.worker_id == worker_id:
        raise OwnAccount("You cannot change your own account. Ask another administrator to do it.")


def refuse_stale(account: Account, version: str) -> None:
    """Refuse a change that was made from a page loaded before somebody else's change (S-23)."""
    if version != account.version:
        raise ChangedMeanwhile("Someone else changed this account while you were working. Load it again.")


def held_still(account: Account, *, version: str, by: Viewer) -> Account:
    """The account as it stands, held until the change to it is made.

    Refuses a change to one's own, and one made from a page that somebody else's change has overtaken.
    """
    now = Account.objects.select_for_update(of=("self",)).select_related("worker__agency").get(pk=account.pk)
    refuse_own(by, now.worker_id)
    refuse_stale(now, version)
    return now


def refuse_roles(worker: Worker, roles: list[str]) -> None:
    """A role belongs to some kinds of agency only: a school does not answer the county's phone."""
    fitting = {role.code for role in roles_for(worker.agency.kind, load_roles())}
    if not roles:
        raise AccountRefusal("Select at least one role. To take every role away, close the account.")
    if unfit := sorted(set(roles) - fitting):
        raise AccountRefusal(f"A worker of {worker.agency.name} cannot hold this role: {', '.join(unfit)}.")


def refuse_last_administrator(account: Account, at: datetime) -> None:
    """The hub keeps at least one administrator, so that it can always invite another."""
    others = open_administrators(at=at).exclude(pk=account.pk)
    if is_administrator(account, at) and not others.exists():
        raise AccountRefusal("This is the only administrator. Give the role to somebody else first.")


def hold_administrators(at: datetime) -> None:
    """Let one change at a time touch the administrators' accounts: two who each take the role from the other would
    otherwise both be told that one remains. Held before any other account, so that neither waits for the other.
    """
    list(open_administrators(at=at).select_for_update().order_by("pk"))


def is_administrator(account: Account, at: datetime) -> bool:
    """Whether the account is one of the open administrators' accounts."""
    return open_administrators(at=at).filter(pk=account.pk).exists()
