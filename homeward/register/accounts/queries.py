"""Who is at the keyboard."""

from datetime import datetime

from homeward.register.access.models import RoleHolding, Shift
from homeward.register.access.queries import open_at
from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account


def viewer_of(account: Account, *, at: datetime, session: str = "") -> Viewer:
    """The viewer that an account stands for at this moment, in three statements: worker, roles, shift."""
    worker = account.worker
    roles = RoleHolding.objects.filter(open_at(at), worker=worker).values_list("role", flat=True)
    return Viewer(
        worker_id=worker.pk,
        agency_id=worker.agency_id,
        agency_code=worker.agency.code,
        agency_kind=worker.agency.kind,
        team_id=worker.team_id,
        roles=frozenset(roles),
        on_duty=Shift.objects.filter(open_at(at), worker=worker).exists(),
        session=session,
        name=worker.name,
    )
