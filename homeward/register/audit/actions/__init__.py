"""Writing the memory of who looked: one event for each action, page or refusal, in the transaction it tells of.

Afterwards each is sealed into its place in the chain (S-16 to S-19).
"""

from homeward.register.audit.actions.recording import (
    NoOpenEvent,
    Pending,
    current,
    event,
    is_open,
    put,
    put_all,
    step,
    write,
)
from homeward.register.audit.actions.rows import unsaved
from homeward.register.audit.actions.sealing import make_checkpoint, seal_pending
from homeward.register.audit.actions.waiting import write_all_put_off, write_put_off

__all__ = [
    "NoOpenEvent",
    "Pending",
    "current",
    "event",
    "is_open",
    "make_checkpoint",
    "put",
    "put_all",
    "seal_pending",
    "step",
    "unsaved",
    "write",
    "write_all_put_off",
    "write_put_off",
]
