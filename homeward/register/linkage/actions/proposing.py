"""Putting forward that two children be made one, or one be made two: what one person asks and another answers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.methods.matching.clustering import Edge as PlainEdge
from homeward.methods.matching.clustering import Judgement, Node, Problem, Verdict, cluster
from homeward.register.access.actions import step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.linkage.models import Edge, Profile, Proposal
from homeward.register.linkage.queries.reach import keepers_among, out_of_anybodys_reach
from homeward.register.tasks.actions import raise_task

TABLE = "linkage_proposal"
TIED = 100.0
ANSWER = "answer-matching-proposal"
# The roles that hold `linkage.answer`.
SECONDS = ("matching-reviewer", "information-governance")


class AskedAlready(HomewardError):
    """The same has been put forward already and waits for its answer."""

    def __init__(self) -> None:
        super().__init__(
            got="a second proposal of the same",
            expected="one that waits for its answer",
            next_step="Wait for the answer to the first, or ask a colleague to give it.",
        )


@step
def put_forward(
    *,
    kind: str,
    child: UUID,
    reason: str,
    by: Viewer,
    at: datetime,
    other: UUID | None = None,
    profiles: Collection[int] = (),
) -> Proposal:
    """Put a merge or a split forward; what waits already is given back."""
    waiting = same_waiting(kind, child, other, profiles)
    if waiting is not None:
        return waiting
    number = uuid4()
    audit.current().about([child, *([other] if other else [])])
    audit.current().note(proposal=str(number))
    row = Proposal.objects.create(
        id=number,
        kind=kind,
        subject_id=child,
        other_id=other,
        profiles=sorted(profiles),
        proposed_by_id=by.worker_id,
        at=at,
        sealed_reason=sealed(reason, table=TABLE, row=number, column="reason"),
    )
    _ask_for_a_second(row, by, at)
    return row


def _ask_for_a_second(row: Proposal, by: Viewer, at: datetime) -> None:
    """Ask those who may answer it. The task names no child, and of a hidden one only who may see them is asked."""
    asked: dict[str, Any] = {"kind": ANSWER, "at": at, "raised_by": by.worker_id, "reference": str(row.pk)}
    if out_of_anybodys_reach({each for each in (row.subject_id, row.other_id) if each}):
        for worker in keepers_among(SECONDS, at=at) - {by.worker_id}:
            raise_task(**asked, for_worker=worker)
        return
    for role in SECONDS:
        raise_task(**asked, for_role=role)


def same_waiting(kind: str, child: UUID, other: UUID | None, profiles: Collection[int]) -> Proposal | None:
    """The proposal of exactly this that waits for its answer, if one does."""
    both = {child, other}
    for row in Proposal.objects.filter(kind=kind, answered_at__isnull=True, subject__in=both - {None}):
        if {row.subject_id, row.other_id} == both and row.profiles == sorted(profiles):
            return row
    return None


def part_of(profiles: Sequence[Profile], a: int, b: int) -> tuple[UUID, list[int]]:
    """Which of a child's profiles would go if these two are not the same: the side with fewer records.

    The sides are what the evidence makes of the child's profiles once the two are kept apart.
    """
    keys = [each.pk for each in profiles]
    edges = Edge.objects.filter(a__in=keys, b__in=keys).order_by("-bits")
    found = cluster(
        Problem(
            nodes=tuple(
                Node(each.pk, own_key=(each.agency_id, each.own_key) if each.own_key else None) for each in profiles
            ),
            edges=tuple(PlainEdge(each.a_id, each.b_id, each.bits + TIED, identifiers=2) for each in edges),
            judgements=(Judgement(*sorted((a, b)), Verdict.NOT_SAME),),
        )
    )
    sides = {each: side for side in found.clusters for each in side}
    one, other = sides[a], sides[b]
    goes = min((other, one), key=lambda side: _weight(profiles, side)) if one != other else frozenset((b,))
    return profiles[0].subject_id, sorted(goes)


def _weight(profiles: Sequence[Profile], side: Collection[int]) -> int:
    return sum(each.records.count() for each in profiles if each.pk in side)
