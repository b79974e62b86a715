"""Calls that are open, one call as it was typed, how often its number rang, and labels to look at again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.foundation.london import day_begins_at, london_day
from homeward.practice.missing.models import Call, CallMove, CallPiece
from homeward.practice.missing.rules.calls import Standing
from homeward.register.keys.queries import opened

FLOOD = timedelta(minutes=10)
WEEK = timedelta(days=7)


def value_of(row: CallPiece) -> str:
    """What was typed, opened from its seal."""
    return opened(row.sealed_value, table="missing_callpiece", row=row.pk, column="value")


def standing_in(call: UUID) -> dict[str, Standing]:
    """What stands in each box of a call, in one statement."""
    rows = CallPiece.objects.filter(call=call, held_back=False).order_by("number")
    last = {row.field: row for row in rows}
    return {name: Standing(value_of(row), row.number, row.by_id) for name, row in last.items()}


def standing_of(call: UUID, field: str) -> Standing | None:
    """What stands in one box of a call; None where nothing was typed in it."""
    row = CallPiece.objects.filter(call=call, field=field, held_back=False).order_by("-number").first()
    return Standing(value_of(row), row.number, row.by_id) if row else None


def words_of_calls(calls: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """What was said on each of some calls, box by box, in one statement."""
    said: dict[UUID, dict[str, str]] = {each: {} for each in calls}
    rows = CallPiece.objects.filter(call__in=said, held_back=False).order_by("number")
    last = {(row.call_id, row.field): row for row in rows}
    for (call, name), row in last.items():
        said[call][name] = value_of(row)
    return said


def moves_of(calls: Collection[UUID]) -> list[CallMove]:
    """Each time that one of these calls was moved to another child, the oldest first."""
    return list(CallMove.objects.filter(call__in=calls).select_related("by").order_by("at"))


def why_moved(row: CallMove) -> str:
    """Why a call was moved to another child."""
    return opened(row.sealed_reason, table="missing_callmove", row=row.pk, column="reason")


def held_back(call: UUID) -> list[CallPiece]:
    """Words typed over somebody else's newer ones, which stand beside them."""
    return list(CallPiece.objects.filter(call=call, held_back=True).select_related("by").order_by("number"))


def call_of(call: UUID) -> Call | None:
    """One call, for a page that has already been allowed."""
    return Call.objects.select_related("taken_by", "agency").filter(pk=call).first()


def open_calls() -> "QuerySet[Call]":
    """Calls that nobody has filed or labelled, the longest open first: none is ever left out."""
    return Call.objects.filter(state="open").select_related("taken_by").order_by("opened_at")


def labels_to_review(*, at: datetime) -> "QuerySet[Call]":
    """Calls labelled before today whose label nobody has looked at again."""
    waiting = Q(state="labelled", label_settled_at__isnull=True, labelled_at__lt=day_begins_at(london_day(at)))
    return Call.objects.filter(waiting).select_related("taken_by", "labelled_by").order_by("opened_at")


def often(call: Call, *, at: datetime) -> tuple[int, int]:
    """How many other calls came from this number today, and in seven days."""
    if not call.caller_digest:
        return 0, 0
    others = Call.objects.filter(caller_digest=call.caller_digest, opened_at__gt=at - WEEK).exclude(pk=call.pk)
    return others.filter(opened_at__gte=day_begins_at(london_day(at))).count(), others.count()


def within_ten_minutes(*, at: datetime) -> int:
    """How many calls came in the last ten minutes."""
    return Call.objects.filter(opened_at__gt=at - FLOOD, opened_at__lte=at).count()
