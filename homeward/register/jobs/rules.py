"""When a job counts as dead, whether it is taken up again, how long it still takes, and what to do next."""

from datetime import datetime, timedelta

SILENCE = timedelta(minutes=2)
ATTEMPTS = 3
HARDLY_BEGUN = timedelta(seconds=10)

# What to tell whoever waits for a job, by its state.
NEXT = {
    "waiting": "It starts as soon as a worker is free. If it waits for more than a minute, ask whoever runs Homeward "
    "to start the worker",
    "running": "You can leave this page; the work goes on",
    "done": "",
    "stopped": "What was done before it stopped is kept. Ask for it again and it goes on from there",
    "failed": "What was done before it failed is kept. Try again; if it fails once more, give whoever runs Homeward "
    "the number of this job and its code",
}


def may_go_on(attempts: int) -> bool:
    """Whether a job whose worker died is taken up again. What kills three workers would kill a fourth."""
    return attempts < ATTEMPTS


def seconds_left(
    done: int, total: int | None, attempts: int, state: str, *, since: datetime | None, at: datetime
) -> timedelta | None:
    """How long a job still takes at the pace it has had; nothing while that would be a guess.

    A guess is what would be said of a job that has only begun, whose length nobody knows, or that was taken up again:
    it runs quickly over what was done before.
    """
    if state != "running" or attempts != 1 or not (total and since) or not 0 < done < total:
        return None
    spent = at - since
    return (total - done) * spent / done if spent >= HARDLY_BEGUN else None
