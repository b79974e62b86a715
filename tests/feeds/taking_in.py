"""A process that takes in the files of a folder and can be killed at any moment: `python -m tests.feeds.taking_in`.

It says on its output when it begins to receive, to check and to load, so that whoever kills it knows when.
"""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import time_machine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))


def say(stage: str) -> None:
    """Tell whoever reads along that a stage begins."""
    sys.stdout.write(f"{stage}\n")
    sys.stdout.flush()


def take_in(feed: str, folder: Path, council: str) -> None:
    """Receive, check and load the folder's files as this council's, as the command does when it is given."""
    from homeward.gateways.feeds import actions
    from homeward.gateways.feeds.loading import arrival_at, check_delivery, load_delivery
    from homeward.gateways.feeds.registry import feed_named
    from homeward.register.agencies.models import Agency

    agency = Agency.objects.get(code=council)
    say("receive")
    arrival = arrival_at(feed_named(feed), sorted(folder.glob("*.csv")), agency=agency)
    delivery, _ = actions.receive_by_command(arrival=arrival, at=NOW)
    say("check")
    check_delivery(delivery, clock=lambda: NOW)
    say("load")
    load_delivery(delivery, clock=lambda: NOW)
    say("done")


if __name__ == "__main__":
    with time_machine.travel(NOW, tick=False):
        django.setup()
        take_in(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
