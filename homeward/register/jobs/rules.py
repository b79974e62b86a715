"""When a job counts as dead, and whether it is taken up again."""

from datetime import datetime, timedelta

SILENCE = timedelta(minutes=2)
ATTEMPTS = 3


def is_dead(heartbeat_at: datetime | None, *, at: datetime) -> bool:
    """Whether a running job has been silent so long that its worker must have died."""
    return heartbeat_at is None or at - heartbeat_at > SILENCE


def may_go_on(attempts: int) -> bool:
    """Whether a job whose worker died is taken up again. What kills three workers would kill a fourth."""
    return attempts < ATTEMPTS
