"""Saying that a return is to be taken out of the hub, before a byte of it leaves."""

from datetime import datetime
from uuid import UUID

from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit


@action("return.take", field_class="core")
def announce(*, kind: str, period: str, by: Viewer, at: datetime) -> UUID:
    """Record that a worker is about to take a return out of the hub (S-16)."""
    event = audit.current()
    event.note(kind=kind, period=period, export="intent")
    return event.uid
