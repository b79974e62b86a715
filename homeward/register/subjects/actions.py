"""Minting: the moment from which the hub can hold knowledge about somebody or something.

This room lies below the guard, so its writes ask for the open event, and not for a viewer.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from homeward.register.audit.actions import put, step
from homeward.register.subjects.models import Subject


@step
def mint(*, kind: str, ids: Iterable[UUID], at: datetime) -> None:
    """New subjects of one kind, each with an identifier that is never used again."""
    put(Subject, ("id", "kind", "minted_at"), [(each, kind, at) for each in ids])


@step
def retire(*, into: Mapping[UUID, UUID]) -> None:
    """Each of these subjects turned out to be another: its identifier leads to the one that stays from now on."""
    for stays in set(into.values()):
        Subject.objects.filter(pk__in=[old for old, new in into.items() if new == stays]).update(retired_into=stays)


@step
def restore(*, ids: Iterable[UUID]) -> None:
    """These subjects stand by themselves again: what they had been retired into was somebody else."""
    Subject.objects.filter(pk__in=list(ids)).update(retired_into=None)
