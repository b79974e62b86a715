"""Writing in what capacity a child stands: safeguarded, and in a criminal matter."""

from datetime import date, datetime
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.practice.cases.actions.child import has_come, withdrawn, written
from homeward.practice.cases.actions.refusing import not_that_day, not_this_childs
from homeward.practice.cases.models import JusticeCapacity, SafeguardingCapacity
from homeward.practice.cases.models.capacities import Capacity
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit


@action("cases.write", about="child")
def note_safeguarding(
    *, child: UUID, role: str, since: date, until: date | None, reference: str, words: str, by: Viewer, at: datetime
) -> SafeguardingCapacity:
    """Write down that a child is in need, looked after, or under a plan."""
    _span(since, until, at)
    return written(
        SafeguardingCapacity, by, at, person_id=child, role=role, since=since, until=until, reference=reference,
        words=words,
    )  # fmt: skip


@action("justice.write", about="child", field_class="youth-justice")
def note_justice(
    *, child: UUID, role: str, since: date, until: date | None, reference: str, words: str, offence: str, by: Viewer,
    at: datetime,
) -> JusticeCapacity:  # fmt: skip
    """Write down that a child is a victim, a suspect or a witness."""
    _span(since, until, at)
    return written(
        JusticeCapacity, by, at, person_id=child, role=role, since=since, until=until, reference=reference, words=words,
        offence=offence,
    )  # fmt: skip


@action("cases.write", about="child")
def end_safeguarding(*, child: UUID, row: UUID, on: date, by: Viewer, at: datetime) -> None:
    """Write down on which day a child stood so no longer."""
    _end(SafeguardingCapacity, child, row, on, at)


@action("justice.write", about="child", field_class="youth-justice")
def end_justice(*, child: UUID, row: UUID, on: date, by: Viewer, at: datetime) -> None:
    """Write down on which day a child was a victim, a suspect or a witness no longer."""
    _end(JusticeCapacity, child, row, on, at)


@action("cases.write", about="child")
def withdraw_safeguarding(*, child: UUID, row: UUID, by: Viewer, at: datetime) -> None:
    """Take back what was written in error. The row stays."""
    withdrawn(SafeguardingCapacity, row, by, at, person=child)


@action("justice.write", about="child", field_class="youth-justice")
def withdraw_justice(*, child: UUID, row: UUID, by: Viewer, at: datetime) -> None:
    """Take back what was written in error. The row stays."""
    withdrawn(JusticeCapacity, row, by, at, person=child)


@step
def _end(model: type[Capacity], child: UUID, row: UUID, on: date, at: datetime) -> None:
    held = model._default_manager.select_for_update().filter(person=child, withdrawn_at__isnull=True, pk=row).first()
    if held is None:
        raise not_this_childs()
    if not held.since <= on <= london_day(at):
        raise not_that_day()
    held.until = on
    held.save(update_fields=["until"])
    audit.current().note(ended=str(row))


def _span(since: date, until: date | None, at: datetime) -> None:
    has_come(since, at)
    if until and until < since:
        raise not_that_day()
