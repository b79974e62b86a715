"""When a job counts as dead, whether it is taken up again, and what to do next."""

from datetime import timedelta

SILENCE = timedelta(minutes=2)
ATTEMPTS = 3

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
