"""`homeward worker`: does the work that goes on after a page has closed, and keeps the memory of who looked sealed."""

import logging
import threading
import time
from types import FrameType

import click
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from homeward.config import lent
from homeward.register.audit.jobs import seal_loop_once
from homeward.register.jobs.jobs import once_a_minute
from homeward.register.linkage.jobs import show_what_was_lowered
from homeward.register.tasks.jobs import climb_what_is_due, raise_what_waits, send_what_is_due

MINUTE = 60
POST_EVERY = 3
log = logging.getLogger("homeward.worker")


class Queue(Worker):
    """The library's worker, which says here whether it was told to stop."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.stopping = threading.Event()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the job in hand, at once on a second signal."""
        self.stopping.set()
        super().shutdown(signum, frame)


def keep_watch(stopping: threading.Event) -> None:
    """Every second seal what waits, and every minute take up what a dead worker left, beside any job however long."""
    rounds = 0
    while not stopping.wait(1 if rounds else 0):
        one_round(rounds)
        rounds += 1


def one_round(number: int) -> None:
    """One second's watch. A database that is away for a moment is tried again; only the kind of fault is logged."""
    try:
        seal_loop_once(timezone.now())
        raise_what_waits(timezone.now())
        climb_what_is_due(timezone.now())
        if number % MINUTE == 0:
            once_a_minute()
            show_what_was_lowered(timezone.now())
    except (DatabaseError, InterfaceError) as fault:
        log.warning("watch: %s", type(fault).__name__)
    finally:
        close_old_connections()


def keep_posting(stopping: threading.Event) -> None:
    """Send what is due every few seconds, beside the watch: a mail server that does not answer holds up no ladder."""
    while not stopping.wait(POST_EVERY):
        post_once()


def post_once() -> None:
    """One round of the post. Only the kind of fault is logged."""
    try:
        send_what_is_due(timezone.now(), address_of=lent.address_of)
    except (DatabaseError, InterfaceError) as fault:
        log.warning("post: %s", type(fault).__name__)
    finally:
        close_old_connections()


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then stop.")
@click.option("--quiet", is_flag=True, help="Say only what went wrong, and not each job that began and ended.")
def worker(once: bool, quiet: bool) -> None:
    """Do the work that waits in the queue: checking and loading files, drawing, making papers.

    It also seals the memory of who looked, every second, and takes up again what another worker left when it died.
    Run one beside the web server; two share the work. Ctrl+C stops it after the batch in hand.
    """
    logging.getLogger("homeward").setLevel(logging.WARNING if quiet else logging.INFO)
    queue = Queue()
    if once:
        once_a_minute()
        queue.run()
        raise_what_waits(timezone.now())
        climb_what_is_due(timezone.now())
        send_what_is_due(timezone.now(), address_of=lent.address_of)
        show_what_was_lowered(timezone.now())
        seal_loop_once(timezone.now())
        return
    queue.configure_signals()
    watch = threading.Thread(target=keep_watch, args=(queue.stopping,), name="watch", daemon=True)
    watch.start()
    threading.Thread(target=keep_posting, args=(queue.stopping,), name="post", daemon=True).start()
    while not queue.stopping.is_set():
        queue.run()
        time.sleep(1)
