"""Assessing a child."""

from datetime import date, datetime
from uuid import UUID

from homeward.practice.assessment.actions import steps
from homeward.practice.assessment.actions.steps import RestsOn
from homeward.practice.assessment.models import Answer, Assessment, BandGiven
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer


@action("assessment.write", about="child")
def start_assessment(*, child: UUID, code: str, as_at: date, by: Viewer, at: datetime) -> Assessment:
    """Begin an assessment of a child, as at a day."""
    return steps.start(subject=child, about="child", code=code, as_at=as_at, worker=by.worker_id, at=at)


@action("assessment.write", about="child")
def save_answer(
    *, child: UUID, assessment: UUID, item: str, said: str, rests_on: RestsOn, read: int, by: Viewer, at: datetime
) -> Answer:
    """Keep the answer to one item."""
    given = {"item": item, "said": said, "rests_on": rests_on, "read": read}
    return steps.save_answer(subject=child, assessment=assessment, worker=by.worker_id, at=at, **given)


@action("assessment.write", about="child")
def give_band(
    *, child: UUID, assessment: UUID, kind: str, band: str, reason: str, second: UUID | None = None,
    not_known: str = "", by: Viewer, at: datetime,
) -> BandGiven:  # fmt: skip
    """Give the professional's band, or the agreed one."""
    given = {"kind": kind, "band": band, "reason": reason, "second": second, "not_known": not_known}
    return steps.give_band(subject=child, assessment=assessment, worker=by.worker_id, at=at, **given)


@action("assessment.write", about="child")
def finish_assessment(*, child: UUID, assessment: UUID, by: Viewer, at: datetime) -> Assessment:
    """Finish a draft."""
    return steps.finish(subject=child, assessment=assessment, worker=by.worker_id, at=at)


@action("assessment.write", about="child")
def withdraw_assessment(*, child: UUID, assessment: UUID, reason: str, by: Viewer, at: datetime) -> Assessment:
    """Take an assessment back that was made by mistake."""
    return steps.withdraw(subject=child, assessment=assessment, reason=reason, worker=by.worker_id, at=at)
