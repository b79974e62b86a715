"""What this feed tells the register: a child for each swimmer, so that a test can see what was applied."""

from collections.abc import Sequence
from datetime import datetime

from homeward.gateways.feeds.stored import Stored
from homeward.register.access.actions import step
from homeward.register.audit import actions as audit
from homeward.register.sources.models import Delivery
from homeward.register.subjects.models import Subject

FAULTS: list[Exception] = []
FINISHED: list[Delivery] = []


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Mint a subject for each row."""
    subjects = [Subject(kind="person", minted_at=at) for _ in batch]
    Subject.objects.bulk_create(subjects)
    audit.current().about(subject.pk for subject in subjects)
    if FAULTS:
        raise FAULTS.pop()


@step
def finish(*, delivery: Delivery, at: datetime) -> None:
    """Remember that the end was reached."""
    FINISHED.append(delivery)
