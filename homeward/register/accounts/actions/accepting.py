"""Accepting an invitation: the code from the letter opens the account, once."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress

from homeward.register.access.actions import as_the_system
from homeward.register.accounts.actions.signing_in import as_done_by
from homeward.register.accounts.models import Account, Invitation
from homeward.register.accounts.queries import UNANSWERED
from homeward.register.accounts.rules import digest_of
from homeward.register.audit import actions as audit


class CodeRefused(ValueError):
    """The code does not open this invitation: mistyped, used, withdrawn or lapsed. The answer never says which."""


@as_the_system("account.accept")
def accept_invitation(*, invitation_id: UUID, code: str, password: str | None, at: datetime) -> Account:
    """Open the worker's account with a password of their own, or with none where their agency signs them in.

    The account opens nothing yet: it can only reach the pages that set up a second factor (S-01).
    """
    invitation = usable_invitation(invitation_id, code, at)
    account = Account.objects.select_for_update().filter(worker=invitation.worker).first()
    if account is None:
        account = Account(worker=invitation.worker, opened_at=at)
    account.email = invitation.email
    account.set_password(password)
    account.changed_at = at
    account.closed_at = None
    account.closed_because = ""
    account.save()
    EmailAddress.objects.filter(user=account).delete()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    as_done_by(account=account)
    audit.current().note(invitation=str(invitation.pk))
    return account


def usable_invitation(invitation_id: UUID, code: str, at: datetime) -> Invitation:
    """The invitation that this code opens now, locked so that two presses open it once."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("worker__agency")
    found = found.filter(pk=invitation_id, secret_digest=digest_of(code))
    invitation = found.filter(UNANSWERED, lapses_at__gt=at).first()
    if invitation is None:
        raise CodeRefused("expected an unused code that has not lapsed")
    return invitation
