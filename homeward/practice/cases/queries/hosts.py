"""Notices to host authorities, for a page that has already been allowed."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from homeward.practice.cases.models import HostNotice, HostStep
from homeward.practice.cases.rules import ACKNOWLEDGED, ENDED
from homeward.register.access.queries import visible
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import opened


def host_notices_of(subject: UUID) -> list[HostNotice]:
    """The notices to host authorities about one child, the newest first, in two statements."""
    return list(_with_steps(HostNotice.objects.filter(person=subject)).order_by("-placed_on", "-opened_at"))


def host_notices_waiting(*, viewer: Viewer, at: datetime) -> "QuerySet[HostNotice]":
    """Notices that nobody has acknowledged, of the viewer's own children, the first due first.

    Which authority it is stays sealed: this is a list of what is to be done, and not of where children live.
    """
    settled = HostStep.objects.filter(notice=OuterRef("pk"), kind__in=[ACKNOWLEDGED, ENDED])
    mine = visible(viewer, "cases.notify", at=at, field_class="operational", subject="person_id")
    rows = HostNotice.objects.filter(mine).exclude(Exists(settled)).select_related("person")
    return _with_steps(rows).order_by("due_on", "pk")


def _with_steps(rows: "QuerySet[HostNotice]") -> "QuerySet[HostNotice]":
    steps = HostStep.objects.select_related("by").order_by("recorded_at", "pk")
    return rows.select_related("by", "person").prefetch_related(Prefetch("steps", queryset=steps))


def authority_of(row: HostNotice) -> str:
    """In whose area the child is placed, for whoever may know where."""
    return opened(row.sealed_authority, table="cases_hostnotice", row=row.pk, column="authority")


def who_said(row: HostStep) -> str:
    """Who at the host authority was told, or acknowledged it."""
    if not row.sealed_who:
        return ""
    return opened(row.sealed_who, table="cases_hoststep", row=f"{row.notice_id}:{row.kind}", column="who")
