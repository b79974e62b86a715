"""The worker's round: somebody is asked to answer for each plan whose owner has left."""

from datetime import datetime

from homeward.practice.safety.actions.plans import TAKE_OVER, ask_for_another, kind_for
from homeward.practice.safety.queries.plans import without_owner
from homeward.register.tasks.models import Task


def ask_for_owners(at: datetime) -> int:
    """One round. A plan that somebody is asked about already is asked about once; nothing new writes nothing."""
    found = without_owner()
    kinds = {kind_for(plan, TAKE_OVER) for plan in found}
    asked = set(Task.objects.filter(kind__in=kinds, done_at__isnull=True).values_list("reference", flat=True))
    waiting = [plan for plan in found if str(plan.pk) not in asked]
    return ask_for_another(plans=waiting, at=at) if waiting else 0
