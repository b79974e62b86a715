"""When two absences turn out to be one: whoever had the one that is no longer counted has the one that stays."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from homeward.practice.missing.models import Grade, MissingEpisode
from homeward.register.access.actions.guard import step
from homeward.register.tasks.actions import close, own, regrade
from homeward.register.tasks.queries import owners_of
from homeward.register.tasks.rules import Matter

KIND = "missing-episode"


@step
def follow_owner(*, retired: Mapping[UUID, UUID], at: datetime) -> None:
    """Close each matter that was retired. Its owner has the one that stays where nobody has, at the latest grade."""
    held = owners_of(retired)
    children = dict(MissingEpisode.objects.filter(pk__in=retired.values()).values_list("pk", "person_id"))
    for gone, row in held.items():
        stays = Matter(KIND, retired[gone], children.get(retired[gone]))
        own(matter=stays, worker=row.worker_id, at=at, grade=row.grade)
        latest = Grade.objects.filter(episode__in=[gone, stays.id]).order_by("-at", "-pk").first()
        if latest:
            regrade(matter=stays, grade=latest.level, at=at)
        close(matter=Matter(KIND, gone), at=at)
