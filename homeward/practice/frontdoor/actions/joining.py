"""Joining two open worries that are one, and undoing it. Nothing of either is lost, and each teller is answered."""

from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.frontdoor.models import Concern, ConcernChild, Joining
from homeward.practice.frontdoor.queries.joining import may_be_joined
from homeward.practice.frontdoor.queries.watching import DECIDE
from homeward.practice.frontdoor.queries.workload import covers_on
from homeward.practice.frontdoor.rules import end_of
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.loader import load_whole


class CannotBeJoined(HomewardError):
    """Two worries that are not both open, are not about the same children, or hang together otherwise already."""


@action("concern.decide")
def join(*, concern: UUID, into: UUID, reason: str, by: Viewer, at: datetime) -> Joining:
    """Say that a worry is one with another, which goes on for both: with the danger, forms and first day of either."""
    rows = {row.pk: row for row in _locked(concern, into)}
    row, other = rows.get(concern), rows.get(into)
    children = list(
        ConcernChild.objects.filter(concern=concern, removed_at__isnull=True).values_list("person", flat=True)
    )
    may = row is not None and other is not None and other in may_be_joined(row, children)
    if row is None or other is None or not may or Joining.objects.filter(into=row, undone_at__isnull=True).exists():
        raise CannotBeJoined(
            got="two worries that are not both open, or not about the same children",
            expected="another open worry about every child of this one, into which none was joined",
            next_step="Open both again. If another was joined into this one, join the other way round.",
        )
    made = Joining.objects.create(
        concern=row, into=other, danger_before=other.in_danger, forms_before=other.forms, due_before=other.due_on,
        sealed_reason=sealed(reason, table="frontdoor_joining", row=row.pk, column="reason"), by_id=by.worker_id, at=at,
    )  # fmt: skip
    known = load_whole("exploitation_forms").codes
    both = {*row.forms.split(";"), *other.forms.split(";")}
    other.forms = ";".join(each for each in known if each in both)
    other.in_danger = "yes" if "yes" in (row.in_danger, other.in_danger) else other.in_danger
    other.due_on, other.more_at, other.version = min(row.due_on, other.due_on), at, other.version + 1
    other.save()
    row.state, row.version = "joined", row.version + 1
    row.save()
    settle(kind=DECIDE, reference=str(row.pk), at=at, done_by=by.worker_id, outcome="joined")
    _told(row, other, children)
    return made


@action("concern.decide")
def part(*, concern: UUID, by: Viewer, at: datetime) -> Joining:
    """Undo the joining of a worry: it waits again by itself, and the other says what it said before."""
    made = Joining.objects.filter(concern=concern, undone_at__isnull=True).first()
    rows = {row.pk: row for row in _locked(concern, made.into_id)} if made else {}
    row, other = rows.get(concern), rows.get(made.into_id) if made else None
    later = made and Joining.objects.filter(into=made.into_id, undone_at__isnull=True, pk__gt=made.pk).exists()
    if made is None or row is None or other is None or other.state != "open" or later:
        raise CannotBeJoined(
            got="worries that are not joined, were decided, or into which another was joined since",
            expected="two that were joined last, of which nothing is decided",
            next_step="Open it again. Undo the latest first.",
        )
    other.in_danger, other.forms, other.due_on = made.danger_before, made.forms_before, made.due_before
    other.version += 1
    other.save()
    row.state, row.version = "open", row.version + 1
    row.save()
    made.undone_at, made.undone_by_id = at, by.worker_id
    made.save(update_fields=["undone_at", "undone_by"])
    if row.worker_id:
        does = covers_on(london_day(at)).get(row.worker_id, row.worker_id)
        raise_task(kind=DECIDE, for_worker=does, reference=str(row.pk), at=at, due_at=end_of(row.due_on))
    _told(row, other, list(row.children.filter(removed_at__isnull=True).values_list("person", flat=True)))
    return made


def _locked(*concerns: UUID) -> list[Concern]:
    """Both, locked in one order, so that two who join at once do not wait for each other."""
    return list(Concern.objects.select_for_update().filter(pk__in=concerns, way="frontdoor").order_by("pk"))


def _told(row: Concern, other: Concern, children: list[UUID]) -> None:
    audit.current().about(children)
    audit.current().note(concern=str(row.pk), other=str(other.pk))
