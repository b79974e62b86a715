"""Cases, who has them, and how much each worker has: for a page that was allowed, or of what the viewer may see."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet

from homeward.practice.cases.models import Allocation, Case, Context
from homeward.practice.cases.rules import COVER, LEAD
from homeward.register.access.models import RoleHolding
from homeward.register.access.queries import may, open_at, visible
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Team, Worker
from homeward.register.keys.queries import opened

# Those whose work is with particular children, to whom a case may therefore be given.
WITH_CHILDREN = ("emergency-duty-worker", "front-door-worker", "hub-practitioner", "police-hub", "manager")


def lasts_after(at: datetime) -> Q:
    """Rows that have not ended by this moment, whether or not they have begun."""
    return Q(until__isnull=True) | Q(until__gt=at)


def with_allocations(rows: "QuerySet[Case]") -> "QuerySet[Case]":
    """Cases with everybody who has or had them, the latest first, in one statement more."""
    held = Allocation.objects.select_related("worker__agency", "team__agency", "covers").order_by("-since", "-pk")
    return rows.select_related("subject", "opened_by", "closed_by").prefetch_related(
        Prefetch("allocations", queryset=held)
    )


def cases_of(subject: UUID) -> list[Case]:
    """Every case of a child, a place or a group, the open ones first, for a page that has already been allowed."""
    rows = with_allocations(Case.objects.filter(subject=subject))
    return list(rows.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "pk"))


def open_cases_of(subjects: Collection[UUID]) -> dict[UUID, list[Case]]:
    """The open cases of each child, place or group, the oldest first, in two statements, for whoever was allowed."""
    found: dict[UUID, list[Case]] = {}
    for row in with_allocations(Case.objects.filter(subject__in=subjects, closed_at__isnull=True)).order_by(
        "opened_at"
    ):
        found.setdefault(row.subject_id, []).append(row)
    return found


def open_cases(*, viewer: Viewer, at: datetime) -> "QuerySet[Case]":
    """Open cases that the viewer may open: of their own children, and of places and groups; the oldest first."""
    rows = with_allocations(_open_to(viewer, at)).select_related("subject__person", "subject__context")
    return rows.order_by("opened_at", "pk")


def _open_to(viewer: Viewer, at: datetime) -> "QuerySet[Case]":
    theirs = visible(viewer, "cases.open", at=at, subject="subject_id") & Q(subject__kind="person")
    if may(viewer, "context.open", field_class="core").allowed:
        theirs |= Q(subject__context__isnull=False)
    return Case.objects.filter(theirs, closed_at__isnull=True)


def held_now(case: Case, at: datetime) -> list[Allocation]:
    """Who has a case at this moment, of its allocations that were read with it."""
    return [row for row in case.allocations.all() if row.since <= at and (row.until is None or row.until > at)]


def lead_of(case: Case, at: datetime) -> Worker | None:
    """The lead professional at this moment; nobody where it waits for one."""
    return next((row.worker for row in held_now(case, at) if row.role == LEAD), None)


def without_lead() -> list[Case]:
    """Open cases whose lead professional has left, and of which no other is one."""
    held = Allocation.objects.filter(role=LEAD, until__isnull=True)
    rows = Case.objects.filter(closed_at__isnull=True, allocations__in=held.filter(worker__left_on__isnull=False))
    theirs = rows.exclude(allocations__in=held.filter(worker__left_on__isnull=True))
    return list(theirs.select_related("subject").distinct().order_by("opened_at", "pk"))


@dataclass
class Load:
    """How many open cases one worker has, and as what."""

    worker: Worker
    lead: int = 0
    joint: int = 0
    cover: int = 0
    covered_by: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Every case they have in hand."""
        return self.lead + self.joint + self.cover


def workload(*, viewer: Viewer, at: datetime) -> list[Load]:
    """How much each worker has of the open cases that the viewer may open, the most first, in three statements."""
    cases = _open_to(viewer, at).values("pk")
    held = Allocation.objects.filter(open_at(at), case__in=cases, worker__isnull=False)
    counts = list(held.order_by().values_list("worker", "role").annotate(Count("pk")))
    covering = list(held.filter(role=COVER, covers__isnull=False).order_by().values_list("covers", "worker__name"))
    ids = {worker for worker, _, _ in counts} | {covered for covered, _ in covering}
    found = {worker.pk: Load(worker) for worker in Worker.objects.filter(pk__in=ids)}
    for worker, role, number in counts:
        setattr(found[worker], role, number)
    for covered, name in covering:
        found[covered].covered_by = sorted({*found[covered].covered_by, name})
    return sorted(found.values(), key=lambda each: (-each.total, each.worker.name))


def workers_for_cases(at: datetime) -> list[Worker]:
    """Those who may be given a case: they hold a role that works with children, and have not left."""
    held = RoleHolding.objects.filter(open_at(at), role__in=WITH_CHILDREN).values("worker")
    rows = Worker.objects.filter(pk__in=held, left_on__isnull=True).select_related("agency", "team")
    return list(rows.order_by("name", "pk"))


def teams_for_cases(at: datetime) -> list[Team]:
    """The teams of those who may be given a case."""
    ids = {worker.team_id for worker in workers_for_cases(at) if worker.team_id}
    return list(Team.objects.filter(pk__in=ids).select_related("agency").order_by("name", "pk"))


def contexts() -> list[Context]:
    """Every place and group, the newest first, for a page that has already been allowed."""
    return list(Context.objects.select_related("by").order_by("-added_at", "pk"))


def context_named(context: Context) -> str:
    """What a place or a group is called."""
    return opened(context.sealed_name, table="cases_context", row=context.pk, column="name")


def whereabouts_of(context: Context) -> str:
    """Where a place is, or a group meets; nothing where nobody has said."""
    if not context.sealed_whereabouts:
        return ""
    return opened(context.sealed_whereabouts, table="cases_context", row=context.pk, column="whereabouts")


def because_of(case: Case) -> str:
    """Why a case was opened."""
    return opened(case.sealed_because, table="cases_case", row=case.pk, column="because")


def closing_of(case: Case) -> str:
    """What was written when it was closed; nothing while it is open."""
    return opened(case.sealed_closing, table="cases_case", row=case.pk, column="closing") if case.sealed_closing else ""
