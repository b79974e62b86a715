"""Saying which place or group a worry is about, so that the hub opens no second case of the same one."""

from datetime import datetime
from uuid import UUID

from homeward.practice.cases.models import Context
from homeward.practice.frontdoor.actions.saying import not_here
from homeward.practice.frontdoor.models import Concern
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit


@action("concern.decide")
def link_context(*, concern: UUID, context: UUID | None, by: Viewer, at: datetime) -> Concern:
    """Say that a worry is about a place or a group that is known, or about none of them."""
    row = Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    known = context is None or Context.objects.filter(pk=context).exists()
    if row is None or row.state not in ("open", "draft") or not known:
        raise not_here()
    audit.current().about([each for each in (row.context_id, context) if each])
    audit.current().note(concern=str(row.pk), found=context is not None)
    row.context_id = context
    row.save(update_fields=["context"])
    return row
