"""Minting: the moment from which the hub can hold knowledge about somebody or something.

This room lies below the guard, so its writes ask for the open event themselves.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from homeward.register.audit import actions as audit
from homeward.register.subjects.models import Subject


def mint(*, kind: str, ids: Iterable[UUID], at: datetime) -> None:
    """New subjects of one kind, each with an identifier that is never used again.

    Always part of somebody's action: it refuses to run where no event is open.
    """
    audit.current()
    Subject.objects.bulk_create([Subject(pk=each, kind=kind, minted_at=at) for each in ids])
