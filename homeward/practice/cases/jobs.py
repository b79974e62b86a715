"""The worker's rounds: children who will soon be eighteen, cases that nobody leads, discussions that were not held."""

from datetime import datetime

from homeward.practice.cases.actions.afterwards import ask_for_handovers
from homeward.practice.cases.actions.cases import ask_for_leads, kind_for
from homeward.practice.cases.actions.discussions import ask_of_late
from homeward.practice.cases.queries.afterwards import turning_eighteen
from homeward.practice.cases.queries.cases import without_lead
from homeward.practice.cases.queries.discussions import late_discussions
from homeward.register.tasks.models import Task


def ask_before_eighteen(at: datetime) -> int:
    """One round: somebody is asked to plan each handover, and to see it accepted, once. Nothing is closed by itself."""
    found = turning_eighteen(at=at)
    return ask_for_handovers(found=found, at=at) if found else 0


def ask_for_other_leads(at: datetime) -> int:
    """One round: a manager is asked, once, to give each case whose lead professional has left to somebody else."""
    found = without_lead()
    kinds = {kind_for(case) for case in found}
    asked = set(Task.objects.filter(kind__in=kinds, done_at__isnull=True).values_list("reference", flat=True))
    waiting = [case for case in found if str(case.pk) not in asked]
    return ask_for_leads(cases=waiting, at=at) if waiting else 0


def ask_of_late_discussions(at: datetime) -> int:
    """One round: the managers of whoever asked are told of each strategy discussion that was not held in time, once."""
    found = late_discussions(at=at)
    return ask_of_late(found=found, at=at) if found else 0
