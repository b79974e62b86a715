"""`homeward account`: the first administrator, and accounts that nobody uses."""

import click
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from homeward.foundation.dates_in_words import counted, moment_in_words
from homeward.register.accounts import actions
from homeward.register.accounts.queries import unused_accounts
from homeward.register.agencies.models import Agency


@click.group()
def account() -> None:
    """Invite the first administrator, and close accounts that nobody uses.

    Everything else about accounts is done by an administrator, at /accounts/.
    """


@account.command()
@click.option("--name", prompt="Full name", help="The administrator's name.")
@click.option("--email", prompt="Work email address", help="What they will sign in with.")
@click.option("--agency-name", help="The council's name, when it is not here yet.")
def first(name: str, email: str, agency_name: str | None) -> None:
    """Print an address and a code that let the hub's first administrator in.

    Refused once there is an administrator. The code is shown here once, works once, and lapses after seven days. Hand
    it over yourself; do not send it by email.
    """
    agency = hub_agency(agency_name)
    try:
        invitation, code = actions.invite_first(name=name, email=email, agency=agency, at=timezone.now())
    except actions.AccountRefusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"Address: {settings.PUBLIC_ADDRESS}{reverse('accept_invitation', args=[invitation.pk])}")
    click.echo(f"Code:    {code}")
    click.echo(f"Lapses:  {moment_in_words(invitation.lapses_at)}")


def hub_agency(name: str | None) -> Agency:
    """The council that runs the hub, made with this name when it is not here yet."""
    code = settings.HUB_AGENCY
    found = Agency.objects.filter(code=code).first()
    if found or name:
        return found or Agency.objects.create(code=code, name=name, kind="council")
    raise click.UsageError(f"There is no agency with the code {code} yet. Give its name with --agency-name.")


@account.command("close-unused")
@click.option("--dry-run", is_flag=True, help="Say which would be closed, and close none.")
def close_unused(dry_run: bool) -> None:
    """Close every account that nobody has signed in to for 30 days. Run it once a day.

    The last administrator's stays open. A closed account can be opened again at /accounts/.
    """
    at = timezone.now()
    found = unused_accounts(at=at) if dry_run else actions.close_unused(at=at)
    for each in found:
        click.echo(f"  account {each.pk}: {each.worker.agency.name}")
    click.echo(f"{counted(len(found), 'account')} {'would be closed' if dry_run else 'closed'}.")
