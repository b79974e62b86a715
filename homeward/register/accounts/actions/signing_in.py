"""The record of who came in, how, and who was turned away: codes and identifiers, never an e-mail address (S-18)."""

from datetime import datetime

from homeward.register.access.actions import as_the_system, step
from homeward.register.accounts.models import Account
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import index


@step
def as_done_by(*, account: Account) -> None:
    """Name the account's worker as the one who acted, on their own account, in the event that is open."""
    event = audit.current()
    event.reason_code = "own-account"
    event.worker_id = account.worker_id
    event.agency_code = account.worker.agency.code


@as_the_system("account.sign-in")
def record_sign_in(*, account: Account, how: str, at: datetime) -> None:
    """Somebody signed in to this account, by password and factor, passkey, agency sign-in or demonstration."""
    as_done_by(account=account)
    audit.current().note(how=how)
    Account.objects.filter(pk=account.pk).update(last_used_at=at)
    account.last_used_at = at


@as_the_system("account.sign-out")
def record_sign_out(*, account: Account, why: str, at: datetime) -> None:
    """A session ended: by its owner, by time, or because the account changed."""
    as_done_by(account=account)
    audit.current().note(why=why)


@as_the_system("account.turned-away")
def record_refusal(*, email: str, why: str, at: datetime) -> None:
    """A sign-in failed. The address is kept only as a keyed digest, which finds repeated tries and names nobody."""
    audit.current().note(why=why, address=index(email.strip().casefold(), purpose="sign-in"))
