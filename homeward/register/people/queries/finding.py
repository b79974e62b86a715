"""Find cards: enough to tell one child from another, and only of those the viewer may find.

Who may be meant by what somebody types is asked of the linkage room, which searches for every room.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from homeward.register.access.models import Relationship
from homeward.register.access.queries import open_at, visible
from homeward.register.access.rules import Viewer
from homeward.register.people.models import Person

# Whoever turned out to be another is found as that other.
STANDING = Q(subject__retired_into__isnull=True)


@dataclass(frozen=True)
class Found:
    """A child whom the viewer may find, with no more than tells one child from another."""

    subject_id: UUID
    forename: str
    surname: str
    also_known_as: str
    birth_date: date | None
    district: str
    team: str
    worker: str
    communication_needs: str
    linked: bool


def caseload(*, viewer: Viewer, at: datetime, kinds: tuple[str, ...] = ("allocated",)) -> list[Found]:
    """The children to whom the viewer is related in one of these ways now, in two statements."""
    held = Q(worker_id=viewer.worker_id) | Q(team_id=viewer.team_id, team_id__isnull=False)
    related = Relationship.objects.filter(open_at(at), held, kind__in=kinds).values("subject_id")
    people = Person.objects.filter(visible(viewer, "child.find", at=at), STANDING, pk__in=related)
    return cards(list(people.select_related("district").order_by("surname", "forename", "pk")), at=at)


def cards(people: list[Person], *, at: datetime) -> list[Found]:
    """Find cards for these people, with the team and worker allocated now, in one statement."""
    allocated = allocations([person.pk for person in people], at=at)
    return [_card(person, *allocated.get(person.pk, ("", ""))) for person in people]


def _card(person: Person, team: str, worker: str) -> Found:
    district = person.district.name if person.district else ""
    return Found(
        person.pk,
        person.forename,
        person.surname,
        person.also_known_as,
        person.birth_date,
        district,
        team,
        worker,
        person.communication_needs,
        person.linked,
    )


def allocations(subject_ids: list[UUID], *, at: datetime) -> dict[UUID, tuple[str, str]]:
    """The team and the worker allocated to each child now."""
    rows = (
        Relationship.objects.filter(open_at(at), subject__in=subject_ids, kind__in=("allocated", "team"))
        .order_by("since")
        .values_list("subject_id", "team__name", "worker__name")
    )
    found: dict[UUID, tuple[str, str]] = {}
    for subject_id, team, worker in rows:
        known = found.get(subject_id, ("", ""))
        found[subject_id] = (team or known[0], worker or known[1])
    return found


def openable(subject_ids: list[UUID], *, viewer: Viewer, at: datetime) -> set[UUID]:
    """Those of the children whose record the viewer may open now, in one statement."""
    people = Person.objects.filter(visible(viewer, "child.open", at=at), pk__in=subject_ids)
    return set(people.values_list("pk", flat=True))
