"""Whether what a page shows is still the same, as a short token that tells nothing of it.

A token is a keyed digest, and bound to who asks: nobody learns from one what another sees, or that two see the same.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import index
from homeward.register.tasks.models import Notice
from homeward.register.tasks.queries.watch import awaiting

LENGTH = 24
MOST = 101
AWAITING, NOTICES = "awaiting", "notices"


def token_of(viewer: Viewer, of: str, parts: Iterable[object]) -> str:
    """The token of what this viewer is shown: the same while it is the same."""
    shown = "\n".join(map(str, parts))
    return index(f"{viewer.worker_id}\n{of}\n{shown}", purpose="stamp")[:LENGTH]


def awaiting_token(viewer: Viewer, *, at: datetime) -> str:
    """What waits to be accepted, how far each has climbed, and whether it is late."""
    rows = awaiting(viewer, at=at, everything=True)[:MOST]
    return token_of(viewer, AWAITING, [(row.pk, row.rung, row.grade, row.due_at <= at) for row in rows])


def notices_token(viewer: Viewer, *, at: datetime) -> str:
    """The newest notice: reading one changes nothing, and a new one does."""
    newest = Notice.objects.filter(worker=viewer.worker_id, at__lte=at).aggregate(newest=Max("pk"))
    return token_of(viewer, NOTICES, [newest["newest"]])
