"""Assessing a place or a group, with no child named (¶18)."""

from datetime import date, datetime
from uuid import UUID

from homeward.practice.assessment.actions import steps
from homeward.practice.assessment.actions.steps import RestsOn
from homeward.practice.assessment.models import Answer, Assessment, BandGiven
from homeward.practice.cases.models import Context
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer


@action("context.write", about="context")
def start_of_context(*, context: UUID, code: str, as_at: date, by: Viewer, at: datetime) -> Assessment:
    """Begin an assessment of a place or a group, as at a day."""
    kind = Context.objects.values_list("kind", flat=True).get(pk=context)
    return steps.start(subject=context, about=kind, code=code, as_at=as_at, worker=by.worker_id, at=at)


@action("context.write", about="context")
def save_answer_of_context(
    *, context: UUID, assessment: UUID, item: str, said: str, rests_on: RestsOn, read: int, by: Viewer, at: datetime
) -> Answer:
    """Keep the answer to one item."""
    given = {"item": item, "said": said, "rests_on": rests_on, "read": read}
    return steps.save_answer(subject=context, assessment=assessment, worker=by.worker_id, at=at, **given)


@action("context.write", about="context")
def give_band_of_context(
    *, context: UUID, assessment: UUID, kind: str, band: str, reason: str, second: UUID | None = None,
    not_known: str = "", by: Viewer, at: datetime,
) -> BandGiven:  # fmt: skip
    """Give the professional's band, or the agreed one."""
    given = {"kind": kind, "band": band, "reason": reason, "second": second, "not_known": not_known}
    return steps.give_band(subject=context, assessment=assessment, worker=by.worker_id, at=at, **given)


@action("context.write", about="context")
def finish_of_context(*, context: UUID, assessment: UUID, by: Viewer, at: datetime) -> Assessment:
    """Finish a draft."""
    return steps.finish(subject=context, assessment=assessment, worker=by.worker_id, at=at)


@action("context.write", about="context")
def withdraw_of_context(*, context: UUID, assessment: UUID, reason: str, by: Viewer, at: datetime) -> Assessment:
    """Take an assessment back that was made by mistake."""
    return steps.withdraw(subject=context, assessment=assessment, reason=reason, worker=by.worker_id, at=at)
