"""Who has which matter, what was handed to whom, and what waits for a viewer to accept.

It names workers and desks, and no child: a page about a child shows these to whoever may open that page.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.register.access.models import RoleHolding
from homeward.register.access.queries import context_of, may
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.tasks.models import Handover, Ownership, Rota
from homeward.register.tasks.models.watch import WAITING
from homeward.register.tasks.rules import Matter, may_accept
from homeward.vocabulary.roles import load_roles

MOST_WORKERS = 200


@dataclass(frozen=True)
class Watch:
    """One matter's owners and handovers, and what this viewer may do about them: what its panel is printed from."""

    matter: Matter
    owner: Ownership | None
    owners: tuple[Ownership, ...]
    handovers: tuple[Handover, ...]
    waiting: Handover | None
    at: datetime
    is_mine: bool
    may_answer: bool
    may_withdraw: bool
    may_give: bool
    may_take_over: bool
    rotas: tuple[Rota, ...] = ()
    workers: tuple[Worker, ...] = ()


def owners_of(matters: Collection[UUID]) -> dict[UUID, Ownership]:
    """Who has each of these matters now, in one statement. One that is closed, or never began, is not in it."""
    rows = Ownership.objects.filter(matter__in=matters, until__isnull=True).select_related("worker__agency")
    return {row.matter: row for row in rows}


def handovers_of(matter: Matter) -> list[Handover]:
    """Every handover of a matter with who was told of it when, the latest first, in two statements."""
    rows = Handover.objects.filter(matter_kind=matter.kind, matter=matter.id).order_by("-given_at")
    people = rows.select_related("given_by", "to_rota", "to_worker", "accepted_by", "declined_by")
    return list(people.prefetch_related("rungs__worker", "rungs__rota"))


def waiting_of(matters: Collection[UUID]) -> dict[UUID, Handover]:
    """The handover that waits for each of these matters, in one statement."""
    rows = Handover.objects.filter(WAITING, matter__in=matters)
    return {row.matter: row for row in rows.select_related("to_rota", "to_worker")}


def awaiting(viewer: Viewer, *, at: datetime, everything: bool = False) -> "QuerySet[Handover]":
    """Handovers that wait for this viewer, or that they gave: given to them, to their desk, or climbed to them.

    `everything` adds those of the viewer's whole agency, for whoever may see them. The soonest due come first.
    """
    rows = Handover.objects.filter(WAITING)
    theirs = rows.filter(for_viewer(viewer, at=at) | Q(given_by_id=viewer.worker_id))
    if everything and may(viewer, "handover.see-all").allowed:
        agency = viewer.agency_id
        of_agency = Q(given_by__agency=agency) | Q(to_rota__agency=agency) | Q(to_worker__agency=agency)
        theirs = rows.filter(of_agency | Q(pk__in=theirs.values("pk")))
    named = theirs.select_related("given_by", "to_rota", "to_worker")
    return named.distinct().order_by("due_at", "given_at")


def asked_to_accept(viewer: Viewer, *, at: datetime) -> int:
    """How many handovers this viewer may accept now."""
    return Handover.objects.filter(WAITING).filter(for_viewer(viewer, at=at)).distinct().count()


def for_viewer(viewer: Viewer, *, at: datetime) -> Q:
    """Handovers that this viewer may accept: to them, to a desk at which they stand, or told to them by name."""
    told = Q(rungs__worker_id=viewer.worker_id)
    return Q(to_worker_id=viewer.worker_id) | Q(to_rota__in=desks_of(viewer, at=at)) | told


def desks_of(viewer: Viewer, *, at: datetime) -> "QuerySet[Rota]":
    """The desks at which a viewer stands now: those of their agency for a role of theirs, while they are on shift."""
    if not viewer.on_duty:
        return Rota.objects.none()
    return Rota.objects.filter(agency_id=viewer.agency_id, role__in=sorted(viewer.roles))


def may_answer(viewer: Viewer, handover: Handover, *, at: datetime) -> bool:
    """Whether a handover was asked of this viewer."""
    told = {worker for worker in handover.rungs.values_list("worker_id", flat=True) if worker}
    on_rota = handover.to_rota_id is not None and desks_of(viewer, at=at).filter(pk=handover.to_rota_id).exists()
    return may_accept(viewer.worker_id, to_worker=handover.to_worker_id, told=told, on_rota=on_rota)


def has_to_do_with(viewer: Viewer, held: Ownership, *, at: datetime) -> bool:
    """Whether a viewer may take a matter from whoever has it: on shift, close to the child, or the owner's manager."""
    if viewer.on_duty or held.worker_id == viewer.worker_id:
        return True
    if held.subject_id and context_of(viewer, held.subject_id, at=at).relationships:
        return True
    team = held.worker.team_id
    return "manager" in viewer.roles and team is not None and team == viewer.team_id


def watch_of(matter: Matter, *, viewer: Viewer, at: datetime) -> Watch:
    """One matter's watch, for its page to print with `{% watch_panel watch %}`: ten statements at most."""
    owners = list(
        Ownership.objects.filter(matter_kind=matter.kind, matter=matter.id)
        .select_related("worker__agency")
        .order_by("-since", "-pk")
    )
    owner = next((row for row in owners if row.until is None), None)
    handovers = handovers_of(matter)
    waiting = next((row for row in handovers if waits(row)), None)
    is_mine = owner is not None and owner.worker_id == viewer.worker_id
    may_give = is_mine and waiting is None and may(viewer, "handover.give").allowed
    asked = waiting is not None and may(viewer, "handover.answer").allowed and may_answer(viewer, waiting, at=at)
    takes = owner is not None and not is_mine and may(viewer, "matter.take-over").allowed
    return Watch(
        matter=matter,
        owner=owner,
        owners=tuple(owners),
        handovers=tuple(handovers),
        waiting=waiting,
        at=at,
        is_mine=is_mine,
        may_answer=asked,
        may_withdraw=waiting is not None and waiting.given_by_id == viewer.worker_id,
        may_give=may_give,
        may_take_over=takes and owner is not None and has_to_do_with(viewer, owner, at=at),
        rotas=tuple(Rota.objects.select_related("agency")) if may_give else (),
        workers=tuple(receivers(viewer)) if may_give else (),
    )


def receivers(viewer: Viewer) -> "QuerySet[Worker]":
    """Workers to whom a matter may be handed by name: those of the viewer's agency who hold a role and work there."""
    return receivers_of(viewer.agency_id).exclude(pk=viewer.worker_id)[:MOST_WORKERS]


def receivers_of(agency: int) -> "QuerySet[Worker]":
    """Workers of an agency who hold a role to which a matter may be handed."""
    answer = [role.code for role in load_roles().roles if any(each.action == "handover.answer" for each in role.grants)]
    held = RoleHolding.objects.filter(until__isnull=True, role__in=answer)
    return Worker.objects.filter(agency_id=agency, left_on__isnull=True, pk__in=held.values("worker"))


def waits(row: Handover) -> bool:
    """Whether nobody has answered a handover yet."""
    return row.accepted_at is None and row.declined_at is None and row.withdrawn_at is None
