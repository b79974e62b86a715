"""May this worker do this, to this child, with this kind of fact, now?

One pure function answers. It denies unless a role the worker holds grants the action for that class of fact, and,
where the
grant asks for one, a relationship between this worker and this child is open at this moment (S-05, S-06).
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from homeward.vocabulary.roles import Roles

SHIELDED = "shielded-location"


@dataclass(frozen=True)
class Viewer:
    """The person at the keyboard: who they are, whom they work for, what they may be, and whether they are on shift."""

    worker_id: UUID
    agency_id: int
    agency_code: str
    agency_kind: str
    team_id: int | None = None
    roles: frozenset[str] = frozenset()
    on_duty: bool = False
    session: str = ""
    name: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True)
class Context:
    """The child's side of the question: the viewer's open relationships to this child, and the state that bears on
    it.
    """

    relationships: frozenset[str] = frozenset()
    about_a_child: bool = False
    missing_now: bool = False
    placed_by_viewers_agency: bool = False


@dataclass(frozen=True)
class Decision:
    """The answer: allowed or not, a code that says why, and what must be done besides."""

    allowed: bool
    reason: str
    obligations: tuple[str, ...] = ()


def standing(viewer: Viewer, context: Context) -> frozenset[str]:
    """Every reason this viewer has, at this moment, to do with this child.

    *Duty* is a reason towards every child while on shift. The *placing desk* is the duty desk of the council that
    placed
    the child; an *open episode* is a reason for a police desk on shift while the child is missing (S-10).
    """
    reasons = set(context.relationships)
    if viewer.on_duty:
        reasons.add("duty")
        if context.placed_by_viewers_agency and viewer.agency_kind == "council":
            reasons.add("placing-desk")
        if context.missing_now and viewer.agency_kind == "police":
            reasons.add("open-episode")
    return frozenset(reasons)


def decide(viewer: Viewer, action: str, context: Context, field_class: str, roles: Roles) -> Decision:
    """Whether the viewer may take the action on a fact of this class, why, and what it obliges.

    Denied with `no-role` when nothing the viewer holds grants it, `wrong-class` when it is granted for other kinds
    of fact,
    and `no-relationship` when it would be granted to somebody with a current reason to do with this child.
    """
    grants = [grant for grant in roles.grants_of(viewer.roles) if grant.action == action]
    if not grants:
        return Decision(False, "no-role")
    grants = [grant for grant in grants if field_class in grant.classes]
    if not grants:
        return Decision(False, "wrong-class")
    held = standing(viewer, context)
    for grant in grants:
        reason = next((why for why in grant.because if why in held), None)
        if reason or not grant.because:
            return Decision(True, reason or "role", obligations(field_class, reason))
    return Decision(False, "no-relationship")


def obligations(field_class: str, reason: str | None) -> tuple[str, ...]:
    """What an allowed viewing obliges: it is always recorded; shielded facts and emergencies are watermarked and
    told of.
    """
    if reason == "emergency":
        return ("audit", "watermark", "alert")
    return ("audit", "watermark") if field_class == SHIELDED else ("audit",)


def reasons_that_open(viewer: Viewer, action: str, field_class: str, roles: Roles) -> frozenset[str] | None:
    """The relationships that would open this action to the viewer; none at all when no relationship is needed.

    A list uses this to fetch only children that the viewer may see, in the same statement (decision 2).
    """
    grants = [
        grant for grant in roles.grants_of(viewer.roles) if grant.action == action and field_class in grant.classes
    ]
    if any(not grant.because for grant in grants):
        return None
    return frozenset(why for grant in grants for why in grant.because)


def lowered(answers: list[tuple[bool | None, datetime | None]]) -> bool:
    """Whether a shield is down: some request was agreed by the second person and the shield has not been raised
    since.
    """
    return any(agreed and raised_again_at is None for agreed, raised_again_at in answers)


def classes_open(
    viewer: Viewer, action: str, context: Context, classes: tuple[str, ...], roles: Roles
) -> frozenset[str]:
    """Those of the classes of fact on which the viewer may take the action: what a page leaves out for the rest."""
    return frozenset(each for each in classes if decide(viewer, action, context, each, roles).allowed)
