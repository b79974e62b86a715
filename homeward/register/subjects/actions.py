"""Minting: the moment from which the hub can hold knowledge about somebody or something.

This room lies below the guard, so its writes ask for the open event, and not for a viewer.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from homeward.register.audit.actions import put, step
from homeward.register.subjects.models import Subject


@step
def mint(*, kind: str, ids: Iterable[UUID], at: datetime) -> None:
    """New subjects of one kind, each with an identifier that is never used again."""
    put(Subject, ("id", "kind", "minted_at"), [(each, kind, at) for each in ids])
