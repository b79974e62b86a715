"""Who is at the keyboard, and who may sign in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.register.access.models import RoleHolding, Shift
from homeward.register.access.queries import may, open_at
from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account, Invitation
from homeward.register.accounts.rules import UNUSED_AFTER
from homeward.register.agencies.models import Worker

SHOWN_AT_ONCE = 25
# Invitations that nobody has used or withdrawn.
UNANSWERED = Q(used_at__isnull=True, withdrawn_at__isnull=True)


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


def viewer_of_worker(worker: UUID, *, at: datetime, session: str) -> Viewer | None:
    """The viewer that a worker with an open account is, where no session can be asked: at the origin of files."""
    found = Account.objects.filter(worker=worker, closed_at__isnull=True).select_related("worker__agency").first()
    return viewer_of(found, at=at, session=session) if found else None


@dataclass(frozen=True)
class Asked:
    """What an administrator filters the list of accounts by."""

    name: str = ""
    role: str = ""
    agency: str = ""
    state: str = ""


def workers_who(asked: Asked, *, viewer: Viewer, at: datetime) -> QuerySet[Worker]:
    """Workers with an account or a letter on its way, or, when a name is asked for, any worker of that name."""
    if not may(viewer, "accounts.see").allowed:
        return Worker.objects.none()
    found = Worker.objects.select_related("agency", "team", "account").order_by("name", "pk")
    if asked.name:
        found = found.filter(name__icontains=asked.name)
    else:
        found = found.filter(Q(account__isnull=False) | Exists(letters_open(at).filter(worker=OuterRef("pk"))))
    if asked.agency:
        found = found.filter(agency__code=asked.agency)
    if asked.role:
        held = RoleHolding.objects.filter(open_at(at), role=asked.role, worker=OuterRef("pk"))
        found = found.filter(Exists(held))
    return found.filter(in_state(asked.state, at))


def in_state(state: str, at: datetime) -> Q:
    """The condition behind each state an administrator can ask for; any other word asks for all."""
    is_open = Q(account__isnull=False, account__closed_at__isnull=True)
    states = {
        "open": is_open,
        "unused": is_open & Q(account__in=unused_since(at)),
        "closed": Q(account__closed_at__isnull=False),
        "invited": Exists(letters_open(at).filter(worker=OuterRef("pk"))),
    }
    return Q(states.get(state, Q()))


def letters_open(at: datetime) -> QuerySet[Invitation]:
    """Invitations that still open an account."""
    return Invitation.objects.filter(UNANSWERED, lapses_at__gt=at)


def roles_of(workers: list[Worker], *, at: datetime) -> dict[object, list[str]]:
    """The role codes each of these workers holds now, in one statement."""
    rows = RoleHolding.objects.filter(open_at(at), worker__in=workers).order_by("since", "pk")
    held: dict[object, list[str]] = {worker.pk: [] for worker in workers}
    for worker_id, role in rows.values_list("worker_id", "role"):
        held[worker_id].append(role)
    return held


def open_administrators(*, at: datetime) -> QuerySet[Account]:
    """Open accounts whose worker holds the administrator's role."""
    held = RoleHolding.objects.filter(open_at(at), role="administrator", worker=OuterRef("worker"))
    return Account.objects.filter(Exists(held), closed_at__isnull=True)


def unused_since(at: datetime) -> QuerySet[Account]:
    """Accounts that nobody has signed in to for thirty days, whether they are open or closed."""
    long_ago = at - UNUSED_AFTER
    return Account.objects.filter(Q(last_used_at__lte=long_ago) | Q(last_used_at__isnull=True, opened_at__lte=long_ago))


def unused_accounts(*, at: datetime) -> list[Account]:
    """Open accounts that nobody has signed in to for thirty days; the hub's last administrator is not among them."""
    found = unused_since(at).filter(closed_at__isnull=True, demonstrates="")
    unused = list(found.select_related("worker__agency").order_by("pk"))
    administrators = set(open_administrators(at=at).values_list("pk", flat=True))
    if administrators and administrators <= {account.pk for account in unused}:
        unused = [account for account in unused if account.pk not in administrators]
    return unused


def factors_of(account: Account) -> list[Authenticator]:
    """The passkeys and the authenticator app that an account can sign in with."""
    return list(Authenticator.objects.filter(user=account).order_by("created_at", "pk"))


def sessions_of(account: Account) -> list[UserSession]:
    """Where an account is signed in, newest first."""
    return list(UserSession.objects.filter(user=account).order_by("-created_at", "-pk"))


def demonstration_accounts() -> list[Account]:
    """The invented workers a visitor may sign in as, one for each role."""
    found = Account.objects.exclude(demonstrates="").filter(closed_at__isnull=True)
    return list(found.select_related("worker__agency", "worker__team"))
