"""Who was taken to be which child, on any day, and the same rebuilt from nothing but what happened."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.register.linkage.models import Change, Membership


@dataclass
class Known:
    """Each profile with the child it stands in, and each identifier that was retired with the one it leads to."""

    child: dict[int, UUID] = field(default_factory=dict)
    retired: dict[UUID, UUID] = field(default_factory=dict)


def memberships_known_at(moment: datetime) -> "QuerySet[Membership]":
    """The memberships that were believed at a moment."""
    standing = Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
    return Membership.objects.filter(standing, recorded_at__lte=moment)


def as_known_on(moment: datetime, profiles: Collection[int] | None = None) -> dict[int, UUID]:
    """The child that each profile was taken to be at a moment, by what was known then; in one statement.

    What was recorded later, or had been superseded by then, is left out, so an answer given once is given again.
    """
    rows = memberships_known_at(moment)
    if profiles is not None:
        rows = rows.filter(profile__in=profiles)
    return dict(rows.order_by("pk").values_list("profile", "subject"))


def replayed() -> Known:
    """Everything rebuilt by folding the changes in the order in which they were made (linkage reference, rule 8).

    What the tables say now must be exactly this: a test holds them to it.
    """
    known = Known()
    moves: dict[int, list[tuple[int, UUID]]] = {}
    for change, profile, child in Membership.objects.order_by("pk").values_list("change", "profile", "subject"):
        moves.setdefault(change, []).append((profile, child))
    for row in Change.objects.select_related("undoes").order_by("pk"):
        known.child.update(moves.get(row.pk, ()))
        _follow(known, row)
    return known


def _follow(known: Known, row: Change) -> None:
    """What a change does to identifiers: a merge retires one, and undoing a split retires the one it made."""
    if row.other_id is None or row.subject_id is None:
        return
    undone = row.undoes.kind if row.undoes else ""
    if row.kind == "merge" or undone == "split":
        known.retired[row.other_id] = row.subject_id
    elif undone == "merge":
        known.retired.pop(row.other_id, None)
