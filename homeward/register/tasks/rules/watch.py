"""Who has a matter in hand, how soon a handover must be accepted, and when it climbs (¶20).

Times are counted in absolute minutes, so that the night on which the clock changes gives nobody an hour more or less.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from homeward.vocabulary.ladders import Ladder, Step


@dataclass(frozen=True)
class Matter:
    """Something that must have an owner: an episode, a call. It lies in a room above, known by kind and number."""

    kind: str
    id: UUID
    subject: UUID | None = None


def after(moment: datetime, minutes: int) -> datetime:
    """So many minutes later, whatever the clock on the wall did meanwhile."""
    return moment.astimezone(UTC) + timedelta(minutes=minutes)


def acceptance_due(ladder: Ladder, *, given_at: datetime) -> datetime:
    """When somebody must have accepted, by how grave the matter is: so many minutes after it was given."""
    return after(given_at, ladder.minutes)


def rung_due(ladder: Ladder, number: int, *, given_at: datetime) -> datetime:
    """When a handover that nobody has accepted climbs to a rung. Past the last one it is told again and again."""
    if number <= len(ladder.rungs):
        return after(given_at, ladder.rungs[number - 1].after)
    return after(given_at, ladder.rungs[-1].after + (number - len(ladder.rungs)) * ladder.again)


def rung_at(ladder: Ladder, number: int) -> Step:
    """Whom a rung tells: past the last one, whoever the last one tells."""
    return ladder.rungs[min(number, len(ladder.rungs)) - 1]


def may_accept(worker: UUID, *, to_worker: UUID | None, told: AbstractSet[UUID], on_rota: bool) -> bool:
    """Whether a worker may say that they have a matter.

    It was given to them, they stand on the desk it was given to, or a rung of the ladder told them by name. Nobody else
    may: a handover that just anybody could take would leave the desk that was asked believing it still waits.
    """
    return worker == to_worker or on_rota or worker in told
