"""How often somebody has searched of late: reading very many children one by one shows as this (S-50)."""

from datetime import datetime, timedelta

from homeward.foundation.london import london_day
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent
from homeward.vocabulary.limits import limit

HOUR = timedelta(hours=1)


def searched_too_often(viewer: Viewer, *, at: datetime) -> bool:
    """Whether the viewer has searched as often within the hour as the limit says, in one statement."""
    searches = AuditEvent.objects.filter(
        worker_id=viewer.worker_id, at__gt=at - HOUR, at__lte=at, action="child.find", result_count__isnull=False
    )
    return searches.count() >= limit("searches_per_hour", on=london_day(at))
