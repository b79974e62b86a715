"""Taking in a delivery in a process that is killed, and what must hold of what it leaves.

Whoever is killed is a process of its own, and dies by SIGKILL. It dies at a moment that was chosen beforehand, by its
number and not by a clock (`taking_in.py`), so that a slow machine and a quick one kill it at the same statement.
"""

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Timer

from django.db import connection

from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import Document
from homeward.register.documents.queries import whole
from homeward.register.sources.models import Delivery, SourceRecord
from tests import factories as f
from tests.feeds.left import Left, as_left
from tests.feeds.taking_in import Moment, Moments, take_in

ROOT = Path(__file__).resolve().parents[2]
BATCH = 500
LONGEST_WAIT = 300  # seconds


class NotReached(AssertionError):
    """A process came to its end before the moment at which it was to be killed: name an earlier one."""


def address() -> str:
    """The database of this run, as another process is told of it."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    where = f"{held['HOST'].replace('/', '%2F')}{':' + str(held['PORT']) if held['PORT'] else ''}"
    secret = f":{held['PASSWORD']}" if held["PASSWORD"] else ""
    return f"postgres://{held['USER']}{secret}@{where}/{held['NAME']}"


def run_through(feed: str, folder: Path, council: str, *, rows: int = BATCH) -> Mapping[str, int]:
    """Take the folder in without a break: how many moments each stage had."""
    moments = Moments()
    take_in(moments, rows, feed, folder, council)
    return moments.passed


def killed(feed: str, folder: Path, council: str, *, at: Moment, rows: int = BATCH) -> None:
    """Begin to take the folder in, and kill whoever does at this moment. Raises NotReached."""
    kill_when_held("files", at, rows, feed, str(folder), council)


def worker_killed(*, at: Moment, rows: int = BATCH) -> None:
    """Start the worker that stands beside a web server, and kill it at this moment. Raises NotReached."""
    kill_when_held("worker", at, rows)


def worker_works_once(*, rows: int = BATCH) -> None:
    """A worker does all that waits, and stops."""
    with begun("worker", ("nowhere", 0), rows, "--once") as run:
        run.communicate()
    assert run.returncode == 0


def kill_when_held(what: str, at: Moment, rows: int, *rest: str) -> None:
    """A process of its own holds still at the moment named, and is killed there, without a word."""
    with begun(what, at, rows, *rest) as run:
        patience = Timer(LONGEST_WAIT, run.kill)  # a worker whose job has ended otherwise waits for the next for ever
        patience.start()
        try:
            held = any(line.strip() == "held" for line in run.stdout or ())
        finally:
            patience.cancel()
            run.kill()
    if not held:
        raise NotReached(f"{at[0]} has no moment {at[1]}")


def begun(what: str, at: Moment, rows: int, *rest: str) -> subprocess.Popen[str]:
    """A process of its own, told what to do and where to hold still."""
    words = [sys.executable, "-m", "tests.feeds.taking_in", what, at[0], str(at[1]), str(rows), *rest]
    env, pipe = {**os.environ, "DATABASE_URL": address()}, subprocess.PIPE
    return subprocess.Popen(words, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, text=True)


def moments(spans: Mapping[str, int], plan: Sequence[tuple[str, int]], seed: int) -> Iterable[Moment]:
    """Moments at which to kill, drawn by this seed, so many in each stage.

    A load goes on from where it was, so each of its kills has its share of the whole: the last is still in the middle.
    """
    chance = random.Random(seed)
    for stage, many in plan:
        most = spans[stage] // (many if stage == "load" else 1)
        for _ in range(many):
            yield stage, chance.randint(1, most)


def refuse_halves(council: str) -> None:
    """Whatever was killed, what is there is whole: originals, batches, and their events."""
    for delivery in deliveries_of(council):
        for document in Document.objects.filter(delivery=delivery):
            assert hashlib.sha256(whole(document)).hexdigest() == document.digest
        events = AuditEvent.objects.filter(action="feed.batch", detail__delivery=str(delivery.pk))
        assert events.count() == delivery.batches_done
        kept = SourceRecord.objects.filter(delivery=delivery).count()
        assert kept == (0 if delivery.state in ("received", "checked") else delivery.rows_new + delivery.rows_changed)


def kill_in_each_stage(feed: str, folder: Path, council: str, spans: Mapping[str, int], *, rows: int = BATCH) -> None:
    """Kill whoever receives in the middle of it, whoever checks, and two who load; nothing may be half there."""
    states = []
    for stage, share in (("receive", 1 / 2), ("check", 1 / 2), ("load", 1 / 3), ("load", 1 / 3)):
        killed(feed, folder, council, at=(stage, int(spans[stage] * share)), rows=rows)
        refuse_halves(council)
        states.append([(each.state, each.batches_done > 0) for each in deliveries_of(council)])
    assert states == [[], [("received", False)], [("loading", True)], [("loading", True)]]


def left_though_killed(feed: str, folder: Path, *, rows: int) -> Left:
    """What is left of a folder that was killed in each stage and taken up again: the same as one run leaves."""
    f.agency("unbroken"), f.agency("killed")
    spans = run_through(feed, folder, "unbroken", rows=rows)
    kill_in_each_stage(feed, folder, "killed", spans, rows=rows)
    run_through(feed, folder, "killed", rows=rows)
    left = as_left("killed")
    assert left == as_left("unbroken")
    return left


def deliveries_of(council: str) -> Iterable[Delivery]:
    """What a council's deliveries came to."""
    return Delivery.objects.filter(source__agency__code=council)
