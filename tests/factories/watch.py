"""Matters in hand, desks and handovers, for a test to start from."""

from uuid import UUID, uuid4

from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Agency, Worker
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import hand_over, own
from homeward.register.tasks.models import Handover, Rota
from homeward.register.tasks.rules import Matter
from tests import factories
from tests.factories import NOW


def matter(subject: UUID | None = None, kind: str = "missing-episode") -> Matter:
    """A matter of its own."""
    return Matter(kind, uuid4(), subject)


def owned(by: Viewer, *, subject: UUID | None = None, grade: str = "2", at=NOW) -> Matter:
    """A matter that a viewer began."""
    what = matter(subject)
    with audit.event("shift.work", at=at):
        own(matter=what, worker=by.worker_id, at=at, grade=grade)
    return what


def rota(
    code: str = "duty-team",
    *,
    role: str = "emergency-duty-worker",
    of: Agency | None = None,
    manager: Worker | None = None,
    hours: str = "nights-and-weekends",
) -> Rota:
    """A desk, made once."""
    made = {"title": code.replace("-", " ").capitalize(), "agency": of or factories.agency(), "role": role}
    return Rota.objects.get_or_create(code=code, defaults={**made, "manager": manager, "hours": hours})[0]


def given(by: Viewer, what: Matter, *, at=NOW, **whom) -> Handover:
    """A matter handed over by a step, as a room above does it."""
    with audit.event("shift.work", at=at):
        return hand_over(matter=what, by=by, at=at, **whom)
