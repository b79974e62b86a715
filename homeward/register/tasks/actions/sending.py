"""The outbox: taking what is due, so that no two workers send one message, and writing down how each ended.

A message is taken by a single statement that only one worker can win, and which already sets when it is tried next. A
worker that dies while it sends leaves it to be tried again under the same identifier, and nothing is sent twice by two.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.tasks.models import Message, Notice
from homeward.register.tasks.rules.outgoing import is_given_up, tried_again_at

MOST_IN_A_TURN = 50


class NothingToTry(HomewardError):
    """A message that was not given up."""


@step
def put_in_outbox(*, notice: Notice, at: datetime) -> None:
    """Let a notice go out by each channel that the county has."""
    channels = [("e-mail", settings.NOTICES_BY_MAIL), ("webhook", bool(settings.NOTICE_WEBHOOK))]
    Message.objects.bulk_create(
        Message(notice=notice, worker_id=notice.worker_id, channel=channel, raised_at=at, due_at=at)
        for channel, has in channels
        if has
    )


@as_the_system("message.send")
def take_due(*, at: datetime) -> list[Message]:
    """Take what is due and no other worker has taken meanwhile. What was read in Homeward already goes no further."""
    due = list(
        Message.objects.filter(due_at__lte=at).select_related("notice").order_by("due_at", "pk")[:MOST_IN_A_TURN]
    )
    taken = [each for each in due if _take(each, at)]
    audit.current().result_count = len(taken)
    return taken


def _take(row: Message, at: datetime) -> bool:
    same = Message.objects.filter(pk=row.pk, tries=row.tries, due_at=row.due_at)
    if row.notice.seen_at:
        same.update(ended="read", ended_at=at, due_at=None)
        return False
    row.tries += 1
    return bool(same.update(tries=row.tries, due_at=tried_again_at(row.tries, at=at)))


@as_the_system("message.settle")
def settle_sent(*, faults: Mapping[UUID, str], at: datetime) -> int:
    """Write how each that was taken ended: sent, with nowhere to go, given up, or to be tried again."""
    for row in Message.objects.select_for_update().filter(pk__in=faults, ended=""):
        fault = faults[row.pk]
        row.fault = fault
        if ended := ending_of(fault, row.tries):
            row.ended, row.ended_at, row.due_at = ended, at, None
        row.save(update_fields=["fault", "ended", "ended_at", "due_at"])
    audit.current().result_count = len(faults)
    audit.current().note(failed=sum(bool(each) for each in faults.values()))
    return len(faults)


def ending_of(fault: str, tries: int) -> str:
    """How a message that was tried has ended; nothing where it is tried again."""
    if not fault:
        return "sent"
    if fault == "no-address":
        return "nowhere"
    return "gave-up" if is_given_up(tries) else ""


@action("message.try-again")
def try_again(*, message: UUID, by: Viewer, at: datetime) -> None:
    """Send again what was given up, once what was wrong has been put right."""
    given_up = Message.objects.filter(pk=message, ended__in=["gave-up", "nowhere"])
    if not given_up.update(ended="", ended_at=None, due_at=at, tries=0):
        raise NothingToTry(
            got="a message that was sent, or is being tried",
            expected="one that was given up",
            next_step="Nothing to do: open the list again to see how it stands.",
        )
    audit.current().note(message=str(message))
