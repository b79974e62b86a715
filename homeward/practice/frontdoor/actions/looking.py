"""Looking at what seems to be a robot's form: nothing of it is dropped, and a person says which it is."""

from datetime import datetime
from uuid import UUID

from homeward.practice.frontdoor.actions.saying import not_here
from homeward.practice.frontdoor.models import Concern
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit


@action("concern.decide")
def look_at_robot(*, concern: UUID, is_robot: bool, by: Viewer, at: datetime) -> Concern:
    """Say whether a robot wrote it. What a person wrote joins the queue, due as if nothing had been in its way."""
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor", seems="robot").first()
    if row is None or row.state not in ("open", "draft"):
        raise not_here()
    row.looked_at, row.looked_by_id = at, by.worker_id
    row.state = "aside" if is_robot else row.state
    row.save(update_fields=["looked_at", "looked_by", "state"])
    audit.current().note(concern=str(row.pk), robot=is_robot)
    return row
