"""May this worker do this, to this child, with this kind of fact, now?

One pure function answers. It denies unless a role the worker holds grants the action for that class of fact, and,
where the grant asks for one, a relationship between this worker and this child is open at this moment (S-05, S-06).
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from homeward.foundation.london import LONDON
from homeward.foundation.working_days import add_working_days
from homeward.vocabulary.roles import Grant, Roles

SHIELDED = "shielded-location"
# What stays closed even in an emergency, whatever a role is granted: where a shielded child lives, legal
# advice, and who told us (S-08, S-10).
NEVER_IN_AN_EMERGENCY = frozenset({SHIELDED, "legal-privilege", "source-identity"})
LEAST_REASON = 30


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
    """The child's side of the question: the viewer's open relationships to them, and the state that bears on it."""

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
    placed the child; an *open episode* is a reason for a police desk on shift while the child is missing (S-10).
    """
    reasons = set(context.relationships)
    if viewer.on_duty:
        reasons.add("duty")
        if context.placed_by_viewers_agency and viewer.agency_kind == "council":
            reasons.add("placing-desk")
        if context.missing_now and viewer.agency_kind == "police":
            reasons.add("open-episode")
    return frozenset(reasons)


def grants_held(viewer: Viewer, action: str, roles: Roles) -> tuple[Grant, ...]:
    """What the viewer's roles grant of an action, each only in the kinds of agency that it is meant for (S-06)."""
    own = [role for role in roles.roles if role.code in viewer.roles and viewer.agency_kind in role.agencies]
    every = [*(grant for role in own for grant in role.grants), *roles.everyone]
    here = (grant for grant in every if not grant.agencies or viewer.agency_kind in grant.agencies)
    return tuple(grant for grant in here if grant.action == action)


def reasons_that_count(reasons: Iterable[str], field_class: str) -> frozenset[str]:
    """The reasons that could open this class of fact: an emergency is none for what stays closed even then (S-08)."""
    return frozenset(reasons) - ({"emergency"} if field_class in NEVER_IN_AN_EMERGENCY else frozenset())


def decide(viewer: Viewer, action: str, context: Context, field_class: str, roles: Roles) -> Decision:
    """Whether the viewer may take the action on a fact of this class, why, and what it obliges.

    Denied with `no-role` when nothing the viewer holds grants it, `wrong-class` when it is granted for other kinds of
    fact, and `no-relationship` when it would be granted to somebody with a current reason to do with this child.
    """
    held_grants = grants_held(viewer, action, roles)
    if not held_grants:
        return Decision(False, "no-role")
    grants = [grant for grant in held_grants if field_class in grant.classes]
    if not grants:
        return Decision(False, "wrong-class")
    held = reasons_that_count(standing(viewer, context), field_class)
    for grant in grants:
        reason = next((why for why in grant.because if why in held), None)
        if reason or not grant.because:
            return Decision(True, reason or "role", obligations(field_class, reason))
    return Decision(False, "no-relationship")


def obligations(field_class: str, reason: str | None) -> tuple[str, ...]:
    """What an allowed viewing obliges: a record of it always, and a watermark on shielded facts.

    An emergency is watermarked too, and told of.
    """
    if reason == "emergency":
        return ("audit", "watermark", "alert")
    return ("audit", "watermark") if field_class == SHIELDED else ("audit",)


def reasons_that_open(viewer: Viewer, action: str, field_class: str, roles: Roles) -> frozenset[str] | None:
    """The relationships that would open this action to the viewer; none at all when no relationship is needed.

    A list uses this to fetch only children that the viewer may see, in the same statement (decision 2).
    """
    grants = [grant for grant in grants_held(viewer, action, roles) if field_class in grant.classes]
    if any(not grant.because for grant in grants):
        return None
    return reasons_that_count((why for grant in grants for why in grant.because), field_class)


def lowered(answers: list[tuple[bool | None, datetime | None]]) -> bool:
    """Whether a shield is down: the second person agreed to some request, and it has not been raised since."""
    return any(agreed and raised_again_at is None for agreed, raised_again_at in answers)


def classes_open(
    viewer: Viewer, action: str, context: Context, classes: tuple[str, ...], roles: Roles
) -> frozenset[str]:
    """Those of the classes of fact on which the viewer may take the action: what a page leaves out for the rest."""
    return frozenset(each for each in classes if decide(viewer, action, context, each, roles).allowed)


def is_reason_enough(reason: str) -> bool:
    """Whether a reason for opening in an emergency says anything: thirty characters that are not spaces apart.

    Reasons too short to audit are how emergencies stop being exceptions (S-08).
    """
    return len(" ".join(reason.split())) >= LEAST_REASON


def needs_second_person(opened_today: int, limit: int) -> bool:
    """Whether one more opening today is for somebody else to make: after so many, exceptions are the rule (S-08)."""
    return opened_today >= limit


def review_due_at(
    at: datetime, *, shielded: bool, hours_if_shielded: int, working_days: int, holidays: AbstractSet[date]
) -> datetime:
    """When an emergency opening must have been reviewed (S-08).

    On the next working day at the same time of day, or within hours when the child's whereabouts are shielded.
    """
    if shielded:
        return at + timedelta(hours=hours_if_shielded)
    here = at.astimezone(LONDON)
    day = add_working_days(here.date(), working_days, holidays)
    return datetime.combine(day, here.time(), tzinfo=LONDON)


def shift_ends_at(at: datetime, *, hours: int, longest: int) -> datetime:
    """When a shift that starts now ends by itself.

    Never later than the longest shift, so that a forgotten one does not leave every child's find card open.
    """
    return at + timedelta(hours=min(max(hours, 1), longest))
