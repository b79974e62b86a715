"""Whether anything is due to go out, and what could not be sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from homeward.register.tasks.models import Message

LISTED = timedelta(days=30)


def is_due(*, at: datetime) -> bool:
    """Whether a turn has anything to send, in one statement."""
    return Message.objects.filter(due_at__lte=at).exists()


def not_sent(*, at: datetime) -> "QuerySet[Message]":
    """Messages that failed and are tried again, and those given up in the last month, the newest first."""
    failing = Q(ended="", tries__gt=0) & ~Q(fault="")
    given_up = Q(ended__in=["gave-up", "nowhere"], ended_at__gte=at - LISTED)
    return Message.objects.filter(failing | given_up).select_related("worker__agency").order_by("-raised_at", "-pk")


@dataclass(frozen=True)
class Counts:
    """How many messages went out in the last day, and how many wait."""

    sent: int
    waiting: int


def counts(*, at: datetime) -> Counts:
    """Of the last day, in one statement."""
    day = Q(ended="sent", ended_at__gte=at - timedelta(days=1))
    found = Message.objects.aggregate(sent=Count("pk", filter=day), waiting=Count("pk", filter=Q(ended="")))
    return Counts(found["sent"], found["waiting"])
