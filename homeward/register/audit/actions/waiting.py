"""The events of captured calls, which wait beside the words that were kept until the memory can be written (S-17)."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from homeward.foundation.sealing import SealBroken
from homeward.register.audit.actions.recording import Pending, write
from homeward.register.audit.models import WaitingEvent
from homeward.register.keys.queries import opened

BATCH = 200
IDENTIFIERS = {"uid", "worker_id", "caused_by"}


def write_put_off(waiting: Sequence[Pending]) -> bool:
    """Write the events of one capture, whose words are kept already, and say whether they could be written.

    Where they could not, they go on waiting, and the worker tries again each second.
    """
    try:
        with transaction.atomic():
            for pending in waiting:
                write(pending, outcome="allowed")
            WaitingEvent.objects.filter(pk__in=[each.uid for each in waiting]).delete()
    except DatabaseError:
        return False
    return True


def write_all_put_off() -> int:
    """Write every event that waits, the oldest first, and say how many were written.

    One that somebody altered does not open. It is left where it lies, and whoever runs the hub is told that it waits.
    """
    written = 0
    for uid in WaitingEvent.objects.order_by("at").values_list("pk", flat=True)[:BATCH]:
        try:
            written += _write_one(uid)
        except DatabaseError:
            break  # the memory is still full: the rest goes on waiting
    return written


def _write_one(uid: UUID) -> bool:
    with transaction.atomic():
        row = WaitingEvent.objects.select_for_update().filter(pk=uid).first()
        if row is None:
            return False  # another worker wrote it
        try:
            text = opened(row.sealed_event, table="audit_waitingevent", row=uid, column="event")
        except SealBroken:
            return False
        write(_read(json.loads(text)), outcome="allowed")
        row.delete()
        return True


def _read(facts: dict[str, Any]) -> Pending:
    """An event as it was when it was put off."""
    read = {name: UUID(value) if name in IDENTIFIERS and value else value for name, value in facts.items()}
    read["at"] = datetime.fromisoformat(facts["at"])
    read["subjects"] = [UUID(each) for each in facts["subjects"]]
    return Pending(**{each.name: read[each.name] for each in fields(Pending) if each.name in read})
