"""What could not be sent, in words, with what to do about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.design.values import Row, Tag
from homeward.foundation.dates_in_words import counted, moment_in_words
from homeward.register.tasks.models import Message
from homeward.register.tasks.queries.outbox import Counts

FAULTS = {
    "no-address": ("They have no open account, so no address.", "Invite them, or close what they have in hand."),
    "mail-refused": ("The mail server did not take it.", "Check HOMEWARD_MAIL_FROM, and the server's own log."),
    "mail-down": ("The mail server could not be reached.", "Check HOMEWARD_MAIL_HOST and HOMEWARD_MAIL_PORT."),
    "unreachable": ("The paging system could not be reached.", "Check that it is up, and its certificate."),
    "server": ("The paging system had a fault of its own.", "Tell whoever runs it."),
    "refused": ("The paging system did not take it.", "Check HOMEWARD_NOTICE_WEBHOOK and its key on both sides."),
    "redirect": ("The paging system sent it elsewhere.", "Put the address it really has into HOMEWARD_NOTICE_WEBHOOK."),
    "not-https": ("The paging system's address is not https.", "Use its https address."),
    "no-host": ("The paging system's address leads nowhere.", "Check HOMEWARD_NOTICE_WEBHOOK."),
    "private-address": (
        "The paging system's address leads into a private network.",
        "Where that is meant, set HOMEWARD_NOTICE_WEBHOOK_PRIVATE.",
    ),
}
UNKNOWN = ("It could not be sent.", "Look at the worker's log.")


@dataclass(frozen=True)
class Line:
    """One message that did not arrive."""

    id: UUID
    title: str
    tag: Tag
    facts: tuple[Row, ...]
    may_try: bool


def lines_of(rows: Sequence[Message]) -> list[Line]:
    """Each with why, and what to do."""
    return [_line(row) for row in rows]


def _line(row: Message) -> Line:
    why, what = FAULTS.get(row.fault, UNKNOWN)
    again = f"tried {counted(row.tries, 'time')}"
    return Line(
        id=row.pk,
        title=f"{row.get_channel_display()} to {row.worker.name}, {row.worker.agency.name}",
        tag=Tag("Given up", "red") if row.ended else Tag("Tried again", "yellow"),
        facts=(
            Row("Raised", moment_in_words(row.raised_at), note=again),
            Row("Why", why),
            Row("What to do", what),
            *((Row("Tried again", moment_in_words(row.due_at)),) if row.due_at else ()),
        ),
        may_try=bool(row.ended),
    )


def counts_in_words(counts: Counts, *, at: datetime) -> str:
    """How many went out and how many wait."""
    waiting = counted(counts.waiting, "message")
    return f"{counted(counts.sent, 'message')} went out in the last day, and {waiting} wait at {moment_in_words(at)}."
