"""Which teams have a child, for whoever is to be asked about one."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from homeward.register.access.models import Relationship
from homeward.register.access.queries import open_at


def teams_of(people: Collection[UUID], at: datetime) -> dict[UUID, set[int]]:
    """The teams that have each child, their own or their worker's, in one statement."""
    rows = Relationship.objects.filter(open_at(at), subject__in=people, kind__in=["team", "allocated"])
    found: dict[UUID, set[int]] = {}
    for subject, team, of_worker in rows.values_list("subject_id", "team_id", "worker__team_id"):
        found.setdefault(subject, set()).update(each for each in (team, of_worker) if each)
    return found
