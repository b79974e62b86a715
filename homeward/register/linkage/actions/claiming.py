"""Taking a question, so that two people do not work on one pair at the same time."""

from datetime import datetime
from uuid import UUID

from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import ReviewItem
from homeward.register.linkage.queries.reviewing import is_claimed, open_questions


@step
def claim(*, question: UUID, by: Viewer, at: datetime, over: bool = False) -> bool:
    """Take a question that nobody else is at work on, or, with `over`, one that somebody is. Says whether it was taken.

    A claim lapses by itself, so that nobody who went home holds up a question.
    """
    row = open_questions(viewer=by).select_for_update(of=("self",)).filter(pk=question).first()
    if row is None or (is_claimed(row, by, at=at) and not over):
        return False
    ReviewItem.objects.filter(pk=row.pk).update(claimed_by=by.worker_id, claimed_at=at)
    return True


@action("linkage.judge")
def take_over(*, question: UUID, by: Viewer, at: datetime) -> bool:
    """Take a question from somebody who is at work on it, once the two have spoken."""
    audit.current().note(question=str(question))
    return claim(question=question, by=by, at=at, over=True)


@action("linkage.judge")
def release(*, question: UUID, by: Viewer, at: datetime) -> bool:
    """Put a question back for somebody else."""
    audit.current().note(question=str(question))
    mine = ReviewItem.objects.filter(pk=question, claimed_by=by.worker_id, settled_at__isnull=True)
    return bool(mine.update(claimed_by=None, claimed_at=None))
