"""A mover: a worker with a new team or other roles, from now."""

from datetime import datetime

from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.accounts.actions.inviting import hold
from homeward.register.accounts.actions.refusals import (
    ADMINISTRATOR,
    AccountRefusal,
    held_still,
    hold_administrators,
    refuse_last_administrator,
    refuse_roles,
)
from homeward.register.accounts.models import Account
from homeward.register.agencies.models import Team


@action("accounts.change")
def change(*, account: Account, team: Team | None, roles: list[str], version: str, by: Viewer, at: datetime) -> None:
    """Give the worker this team and these roles from now, with the old ones ended and kept.

    Their sessions end at the next request, so that nobody goes on with what they no longer hold (S-03).
    """
    hold_administrators(at)
    now = held_still(account, version=version, by=by)
    refuse_roles(now.worker, roles)
    if ADMINISTRATOR not in roles:
        refuse_last_administrator(now, at)
    if team is not None and team.agency_id != now.worker.agency_id:
        raise AccountRefusal("Choose a team of the worker's own agency.")
    now.worker.team = team
    now.worker.save(update_fields=["team"])
    hold(worker=now.worker, roles=roles, given_by=by.worker_id, at=at)
    now.changed_at = at
    now.save(update_fields=["changed_at"])
