"""Raising a shield, and the two people it takes to lower one (S-10, S-12)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions.guard import action, step
from homeward.register.access.models import Shield, ShieldLowering
from homeward.register.access.queries import DOWN, shields_over
from homeward.register.access.rules import SHIELDED, Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.vocabulary.limits import limit


class NoShieldToLower(HomewardError):
    """A shield was asked to be lowered where none is up."""


class NoSuchShield(HomewardError):
    """A shield, or a request to lower one, was named that is not there."""

    def __init__(self) -> None:
        super().__init__(
            got="the number of no shield and of no request",
            expected="one from the list of shields",
            next_step="Go back to the list of shields and read it again.",
        )


class AskedAlready(HomewardError):
    """A request to lower this shield waits for its answer already."""


class SamePerson(HomewardError):
    """The person who asked would answer their own request."""


class AnsweredAlready(HomewardError):
    """Somebody has answered this request."""


class ShieldIsUp(HomewardError):
    """A shield was to be raised again that nobody has lowered."""


@step
def raise_shields(
    *, subject_ids: Collection[UUID], basis: str, at: datetime, anew: Collection[UUID] = (), by: Viewer | None = None
) -> None:
    """Put a shield up over each child's whereabouts where there is none, and again over those in `anew`.

    An import calls this with every placement, and names in `anew` the children with a new one: a lowered shield
    covered the placement of its day, and says nothing of the next. It can tighten a shield, and nothing here can
    loosen one.
    """
    on = london_day(at)
    facts = {
        "basis": basis,
        "since": at,
        "set_by_id": by.worker_id if by else None,
        "review_on": on + timedelta(days=limit("shield_review_days", on=on)),
    }
    Shield.objects.bulk_create([Shield(subject_id=each, **facts) for each in subject_ids], ignore_conflicts=True)
    if anew:
        lowerings = ShieldLowering.objects.filter(DOWN, shield__subject__in=anew, shield__basis=basis)
        lowerings.update(raised_again_at=at)
    audit.current().about([*subject_ids])


def locked(number: int) -> Shield:
    """The shield of this number, held until the action ends. Raises NoSuchShield."""
    row = Shield.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise NoSuchShield
    return row


@action("shield.ask", about="child", field_class=SHIELDED)
def ask_to_lower(*, child: UUID, reason: str, by: Viewer, at: datetime) -> ShieldLowering:
    """Ask that the shield over a child be lowered. Nothing changes until a second person agrees."""
    over = shields_over(child)
    if not over:
        raise NoShieldToLower(
            got="a child whose whereabouts no shield covers",
            expected="a shield that is up",
            next_step="Nothing needs lowering: open the placement from the child's record.",
        )
    shield = Shield.objects.select_for_update().get(pk=over[0].pk)
    if shield.lowerings.filter(answered_at__isnull=True).exists():
        raise AskedAlready(
            got="a second request while one waits",
            expected="one open request for each shield",
            next_step="Wait for a shield keeper's answer to the first.",
        )
    number = uuid4()
    audit.current().note(request=str(number), shield=shield.pk)
    return ShieldLowering.objects.create(
        id=number,
        shield=shield,
        asked_by_id=by.worker_id,
        asked_at=at,
        sealed_reason=sealed(reason, table="access_shieldlowering", row=number, column="reason"),
    )


@action("shield.answer")
def answer(*, request: UUID, agreed: bool, by: Viewer, at: datetime) -> ShieldLowering:
    """Agree that a shield be lowered, or refuse. Never by the person who asked: it takes two (S-12)."""
    asked = ShieldLowering.objects.select_for_update(of=("self",)).select_related("shield").filter(pk=request).first()
    if asked is None:
        raise NoSuchShield
    audit.current().about([asked.shield.subject_id])
    audit.current().note(request=str(asked.pk), shield=asked.shield_id, agreed=agreed)
    if asked.answered_at:
        raise AnsweredAlready(
            got="an answer to a request that has one",
            expected="a request that waits",
            next_step="Read the answer on the list of shields.",
        )
    if asked.asked_by_id == by.worker_id:
        raise SamePerson(
            got="an answer from the person who asked",
            expected="a second person",
            next_step="Ask another shield keeper to answer.",
        )
    asked.answered_by_id, asked.answered_at, asked.agreed = by.worker_id, at, agreed
    asked.save(update_fields=["answered_by", "answered_at", "agreed"])
    return asked


@action("shield.raise")
def raise_again(*, shield: int, by: Viewer, at: datetime) -> Shield:
    """Put a lowered shield up again. One person may: it is lowering that takes two."""
    row = locked(shield)
    audit.current().about([row.subject_id])
    audit.current().note(shield=row.pk)
    if not row.lowerings.filter(DOWN).update(raised_again_at=at):
        raise ShieldIsUp(
            got="a shield that is up", expected="a lowered one", next_step="Nothing to do: it covers the child already."
        )
    return row


@action("shield.review")
def review_shield(*, shield: int, by: Viewer, at: datetime) -> Shield:
    """Say that a shield has been looked at again and stays, until the next review."""
    row = locked(shield)
    on = london_day(at)
    row.review_on = on + timedelta(days=limit("shield_review_days", on=on))
    row.save(update_fields=["review_on"])
    audit.current().about([row.subject_id])
    audit.current().note(shield=row.pk)
    return row
