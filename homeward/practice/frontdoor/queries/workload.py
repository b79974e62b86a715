"""Who works the front door, how much each has in hand, and who covers for whom."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.practice.frontdoor.models import Away, Concern
from homeward.register.access.models import RoleHolding
from homeward.register.access.queries import open_at
from homeward.register.agencies.models import Team, Worker

ROLES = ("front-door-worker", "emergency-duty-worker")


@dataclass(frozen=True)
class Load:
    """What one worker has in hand, and who has it while they are away."""

    worker: Worker
    has: int
    late: int
    today: int
    covered_by: str
    until: date | None


def workers_at_the_door(*, at: datetime) -> list[Worker]:
    """Everybody who holds a role of the front door now, and has not left, by name."""
    return workers_in(ROLES, at=at)


def workers_in(roles: Collection[str], *, at: datetime) -> list[Worker]:
    """Everybody who holds one of some roles now, and has not left, by name."""
    held = RoleHolding.objects.filter(open_at(at), role__in=roles).values("worker")
    rows = Worker.objects.filter(pk__in=held).select_related("team").order_by("name", "pk")
    return [each for each in rows if each.left_on is None or each.left_on > london_day(at)]


def teams_of_agency(agency: int) -> list[tuple[int, str]]:
    """The teams of an agency, by name, for a list to choose from."""
    return list(Team.objects.filter(agency=agency).order_by("name", "pk").values_list("pk", "name"))


def covers_on(day: date) -> dict[UUID, UUID]:
    """Who covers whom on a day; of two absences the later written stands."""
    rows = Away.objects.filter(since__lte=day, until__gt=day).order_by("at", "pk")
    return dict(rows.values_list("worker_id", "cover_id"))


def workload(*, at: datetime) -> list[Load]:
    """Each worker of the front door with what is in their hands, in four statements."""
    today = london_day(at)
    has: Counter[UUID] = Counter()
    late: Counter[UUID] = Counter()
    due: Counter[UUID] = Counter()
    waits = Concern.objects.filter(way="frontdoor", state__in=("open", "draft"), worker__isnull=False)
    for worker, due_on in waits.values_list("worker_id", "due_on"):
        has[worker] += 1
        late[worker] += due_on < today
        due[worker] += due_on == today
    away = {
        row.worker_id: row for row in Away.objects.filter(since__lte=today, until__gt=today).select_related("cover")
    }
    return [
        Load(
            worker=each,
            has=has[each.pk],
            late=late[each.pk],
            today=due[each.pk],
            covered_by=away[each.pk].cover.name if each.pk in away else "",
            until=away[each.pk].until if each.pk in away else None,
        )
        for each in workers_at_the_door(at=at)
    ]
