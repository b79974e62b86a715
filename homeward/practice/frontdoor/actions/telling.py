"""Telling workers that a worry waits: a notice each, which says that something waits and never what (S-13)."""

from collections.abc import Sequence
from datetime import datetime

from homeward.practice.frontdoor.queries.watching import Telling
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import notify


@as_the_system("concern.tell")
def tell_of_worries(*, found: Sequence[Telling], at: datetime) -> int:
    """Give each of these workers a notice, once for each worry."""
    for each in found:
        for worker in each.workers:
            notify(worker=worker, kind=each.kind, reference=str(each.concern), at=at)
    audit.current().result_count = len(found)
    return len(found)
