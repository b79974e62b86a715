"""Inviting a worker: a letter with an address, and a code that works once and lapses after seven days."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.models import RoleHolding
from homeward.register.access.queries import open_at
from homeward.register.access.rules import Viewer
from homeward.register.accounts.actions.refusals import ADMINISTRATOR, AccountRefusal, refuse_own, refuse_roles
from homeward.register.accounts.models import Account, Invitation
from homeward.register.accounts.queries import UNANSWERED, factors_of, open_administrators
from homeward.register.accounts.rules import INVITATION_LASTS, digest_of, new_code
from homeward.register.agencies.models import Agency, Team, Worker
from homeward.register.audit import actions as audit


@action("accounts.change")
def invite(
    *,
    name: str,
    email: str,
    agency: Agency,
    team: Team | None,
    roles: list[str],
    by: Viewer,
    at: datetime,
    worker: Worker | None = None,
) -> Invitation:
    """Invite a worker to open an account, with the roles they will hold. A worker a feed has named keeps their row."""
    if worker is None:
        worker = Worker.objects.create(agency=agency, name=name, team=team)
    refuse_own(by, worker.pk)
    refuse_roles(worker, roles)
    refuse_taken(email=email, worker=worker)
    if team is not None and worker.team_id != team.pk:
        worker.team = team
        worker.save(update_fields=["team"])
    hold(worker=worker, roles=roles, given_by=by.worker_id, at=at)
    return send_letter(worker=worker, email=email, invited_by=by.worker_id, at=at)


@action("accounts.change")
def invite_again(*, worker: Worker, email: str, by: Viewer, at: datetime) -> Invitation:
    """Send a new letter, and let every earlier one lapse now."""
    refuse_own(by, worker.pk)
    refuse_in_use(worker)
    return send_letter(worker=worker, email=email, invited_by=by.worker_id, at=at)


@action("accounts.change")
def withdraw(*, invitation: Invitation, by: Viewer, at: datetime) -> None:
    """Withdraw a letter that should not have been sent; its code stops working at once."""
    Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(withdrawn_at=at)
    audit.current().note(worker=str(invitation.worker_id), done="withdrawn")


@as_the_system("account.first")
def invite_first(*, name: str, email: str, agency: Agency, at: datetime) -> tuple[Invitation, str]:
    """Invite the hub's first administrator, from its own command line; refused once there is one."""
    if open_administrators(at=at).exists():
        raise AccountRefusal("There is an administrator already. Ask them to invite you.")
    worker = Worker.objects.create(agency=agency, name=name)
    refuse_taken(email=email, worker=worker)
    hold(worker=worker, roles=[ADMINISTRATOR], given_by=None, at=at)
    return write_invitation(worker=worker, email=email, invited_by=None, at=at)


def refuse_taken(*, email: str, worker: Worker) -> None:
    """One address opens one account, and one worker has one."""
    if Account.objects.filter(email__iexact=email).exclude(worker=worker).exists():
        raise AccountRefusal("That email address already belongs to another account.")
    if Account.objects.filter(worker=worker, closed_at__isnull=True).exists():
        raise AccountRefusal("This worker has an account already. Change it instead.")


def refuse_in_use(worker: Worker) -> None:
    """A letter to somebody who can sign in would put a new way in beside theirs (S-02).

    Nobody would have made sure who asks for it.
    """
    account = Account.objects.filter(worker=worker, closed_at__isnull=True).first()
    if account and (factors_of(account) or SocialAccount.objects.filter(user=account).exists()):
        raise AccountRefusal("This worker can sign in. If they cannot, use Lost passkey, phone or password.")


@step
def hold(*, worker: Worker, roles: list[str], given_by: object, at: datetime) -> None:
    """Make the worker's roles these and no others from this moment, each with its dates."""
    held = RoleHolding.objects.filter(open_at(at), worker=worker)
    held.exclude(role__in=roles).update(until=at)
    kept = set(held.filter(role__in=roles).values_list("role", flat=True))
    new = [role for role in roles if role not in kept]
    RoleHolding.objects.bulk_create(
        [RoleHolding(worker=worker, role=role, since=at, given_by_id=given_by) for role in new]
    )
    audit.current().note(worker=str(worker.pk), roles=",".join(sorted(roles)))


@step
def write_invitation(*, worker: Worker, email: str, invited_by: object, at: datetime) -> tuple[Invitation, str]:
    """Write an invitation, withdraw the worker's others, and return it with the code that only the letter holds."""
    Invitation.objects.filter(UNANSWERED, worker=worker).update(withdrawn_at=at)
    code = new_code()
    invitation = Invitation.objects.create(
        worker=worker,
        email=email,
        invited_by_id=invited_by,
        secret_digest=digest_of(code),
        sent_at=at,
        lapses_at=at + INVITATION_LASTS,
    )
    audit.current().note(worker=str(worker.pk), invitation=str(invitation.pk))
    return invitation, code


@step
def send_letter(*, worker: Worker, email: str, invited_by: object, at: datetime) -> Invitation:
    """Write an invitation and post it once it is safely kept."""
    invitation, code = write_invitation(worker=worker, email=email, invited_by=invited_by, at=at)
    words = {
        "hub": settings.HUB_NAME,
        "address": settings.PUBLIC_ADDRESS + reverse("accept_invitation", args=[invitation.pk]),
        "code": code,
        "lapses_at": invitation.lapses_at,
    }
    letter = render_to_string("accounts/letter.txt", words)
    transaction.on_commit(lambda: send_mail(f"Your account at {settings.HUB_NAME}", letter, None, [email]))
    return invitation
