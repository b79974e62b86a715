"""Taking in the files of a folder, in a process that holds still at a chosen moment until it is killed.

A moment is a statement that is about to be put to the database, or a batch that has been told of. Moments are counted
within a stage (receive, check, load), so that one can be named beforehand and no clock has a say in when it comes:
`python -m tests.feeds.taking_in files load 40 100 ssda903 FOLDER COUNCIL` stops before the fortieth moment of its load,
with batches of a hundred rows; `python -m tests.feeds.taking_in worker check 9 100` is the real worker, stopped so.
It says `held` on its output once it waits.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django
import time_machine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
STAGES = ("receive", "check", "load")
Moment = tuple[str, int]


class Moments:
    """The moments of each stage, counted as they pass; the process holds still at one of them, where one is named."""

    def __init__(self, hold: Moment = ("", 0)) -> None:
        self.hold, self.stage = hold, ""
        self.passed = dict.fromkeys(STAGES, 0)

    @contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Count what follows as moments of this stage."""
        from django.db import connection

        self.stage = stage
        with connection.execute_wrapper(self.statement):
            yield
        self.stage = ""

    def within(self, stage: str, act: Callable[..., Any]) -> Callable[..., Any]:
        """The same act, with its moments counted as those of this stage."""

        def run(*args: Any, **kwargs: Any) -> Any:
            with self.during(stage):
                return act(*args, **kwargs)

        return run

    def statement(self, execute: Callable[..., Any], *given: Any) -> Any:
        """A statement is about to be put to the database."""
        self.one_more()
        return execute(*given)

    def batch(self, done: int, total: int | None) -> None:
        """A batch has been told of."""
        self.one_more()

    def one_more(self) -> None:
        """Another moment is here: hold still if it is the one that was named."""
        self.passed[self.stage] += 1
        if (self.stage, self.passed[self.stage]) == self.hold:
            sys.stdout.write("held\n")
            sys.stdout.flush()
            sys.stdin.read()  # until it is killed; or until whoever should have done so is gone
            os._exit(1)


@contextmanager
def in_batches_of(rows: int) -> Iterator[None]:
    """Cut files into batches of so many rows."""
    from homeward.gateways.feeds.checking import batches

    usual, batches.__defaults__ = batches.__defaults__, (rows,)
    try:
        yield
    finally:
        batches.__defaults__ = usual


def take_in(moments: Moments, rows: int, feed: str, folder: Path, council: str) -> None:
    """Receive, check and load the folder's files as this council's, as the command does when it is given."""
    from homeward.gateways.feeds import actions
    from homeward.gateways.feeds.loading import arrival_at, check_delivery, load_delivery
    from homeward.gateways.feeds.registry import feed_named
    from homeward.register.agencies.models import Agency

    agency = Agency.objects.get(code=council)
    files = sorted(path for path in folder.iterdir() if path.name != "manifest.yaml")
    with in_batches_of(rows), time_machine.travel(NOW, tick=False):
        with moments.during("receive"):
            arrival = arrival_at(feed_named(feed), files, agency=agency)
            delivery, _ = actions.receive_by_command(arrival=arrival, at=NOW)
        with moments.during("check"):
            check_delivery(delivery, clock=lambda: NOW, tell=moments.batch)
        with moments.during("load"):
            load_delivery(delivery, clock=lambda: NOW, tell=moments.batch)


def work(moments: Moments, rows: int, *options: str) -> None:
    """Be the worker that stands beside a web server, by the clock on the wall."""
    from homeward.config.commands import run
    from homeward.gateways.feeds import jobs

    jobs.check_delivery = moments.within("check", jobs.check_delivery)
    jobs.load_delivery = moments.within("load", jobs.load_delivery)
    sys.argv[1:] = ["worker", *options]
    with in_batches_of(rows):
        run()


if __name__ == "__main__":
    what, stage, number, rows, *rest = sys.argv[1:]
    django.setup()
    hold = Moments((stage, int(number)))
    if what == "worker":
        work(hold, int(rows), *rest)
    else:
        take_in(hold, int(rows), rest[0], Path(rest[1]), rest[2])
