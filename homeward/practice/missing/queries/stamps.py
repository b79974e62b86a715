"""Whether the board, the open calls or one absence are still as a page shows them, as tokens that tell nothing."""

from datetime import datetime
from uuid import UUID

from homeward.practice.missing.models import Closure, Ending, Entry, Grade, MissingReport, TypeChange
from homeward.practice.missing.queries.board import Gone, board
from homeward.practice.missing.queries.calls import open_calls
from homeward.practice.missing.queries.live import family_of, standing_episode
from homeward.register.access.queries import may, may_about, may_for_some
from homeward.register.access.rules import Viewer
from homeward.register.tasks.models import Handover, Ownership
from homeward.register.tasks.queries.stamps import token_of

BOARD, CALLS, EPISODE = "missing-now", "calls", "episode."
# What is told of something that is not there, or not for this viewer to read: alike, and always the same.
CLOSED = ("closed",)


def board_token(viewer: Viewer, *, at: datetime, rows: list[Gone] | None = None) -> str:
    """Who is missing now on this viewer's board, how grave it is, who has it, the last word, and what is late."""
    if rows is None:
        rows = board(viewer=viewer, at=at) if may_for_some(viewer, "missing.board").allowed else []
    return token_of(viewer, BOARD, [_line(row, at) for row in rows])


def _line(row: Gone, at: datetime) -> tuple[object, ...]:
    late = row.due_at is not None and row.due_at <= at
    owner, waits = row.owner and row.owner.pk, row.handover and row.handover.pk
    begun = (row.episode.pk, row.episode.type, row.episode.since.timestamp())
    last = row.last_word_at and row.last_word_at.timestamp()
    return (*begun, row.grade, owner, waits, last, late, row.stale)


def calls_token(viewer: Viewer, *, at: datetime) -> str:
    """Which calls are open and who has each."""
    if not may(viewer, "call.take", field_class="core").allowed:
        return token_of(viewer, CALLS, CLOSED)
    rows = open_calls().filter(opened_at__lte=at)
    return token_of(viewer, CALLS, rows.values_list("pk", "taken_by"))


def episode_token(viewer: Viewer, episode: UUID, *, at: datetime) -> str:
    """What has been written in one absence, and who has it: in a set number of statements."""
    of = f"{EPISODE}{episode}"
    found = standing_episode(episode)
    if found is None or not may_about(viewer, "child.open", found[0], at=at).allowed:
        return token_of(viewer, of, CLOSED)
    among = family_of(*found)
    written = (
        Grade.objects.values_list("pk"),
        Entry.objects.values_list("pk"),
        TypeChange.objects.values_list("pk"),
        Ending.objects.values_list("pk", "undone_at"),
        Closure.objects.values_list("pk", "reopened_at"),
        MissingReport.objects.values_list("pk", "superseded_at"),
    )
    rows = [sorted(map(str, each.filter(episode__in=among))) for each in written]
    owners = Ownership.objects.filter(matter__in=among).order_by("pk").values_list("pk", "until")
    given = Handover.objects.filter(matter__in=among).order_by("given_at", "pk")
    answered = given.values_list("pk", "rung", "accepted_at", "declined_at", "withdrawn_at")
    return token_of(viewer, of, [found[1], *rows, list(owners), list(answered)])
