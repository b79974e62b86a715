"""The sealer: chains events that have been committed, and signs where the chain stands.

Events are sealed after they are committed, never while somebody waits for a page: one lock held over a page would let
one long import hold up the phone line (S-19).
"""

from datetime import datetime, timedelta

from homeward.register.audit.actions import make_checkpoint, seal_pending, write_all_put_off
from homeward.register.audit.models import Checkpoint

CHECKPOINT_EVERY = timedelta(minutes=10)


def seal_loop_once(at: datetime) -> int:
    """One turn of the sealer, which the worker takes every second: seal what waits, and sign every ten minutes.

    First it writes the events of captured calls that could not be written when their words were kept (S-17).
    """
    write_all_put_off()
    last = Checkpoint.objects.order_by("-seal_number").first()
    due = last is None or at - last.made_at >= CHECKPOINT_EVERY
    sealed = seal_pending(at, everything=due)
    if due:
        make_checkpoint(at)
    return sealed
