"""What each feed costs to take in: rows a second of checking and loading, beside the plainest bulk insert of the same
finished rows, and the most memory held at ten thousand rows and at ten times that.

Each file is the feed's own golden sample grown with fresh numbers (`_grown.py`), so it holds every kind of row that the
feed knows, some of which it drops. `feeds.py` measures the looked-after children return more closely.
"""

import json
import sys
from pathlib import Path
from typing import Any

from _grown import grown, known_first
from _hub import NOW, hub
from _results import database, keep, machine, table, with_earlier
from feeds import emptied, in_a_process, peak, refuse_what_holds_anything, rounded, timed

SIZES = (10_000, 100_000)
# Those that are about people and rest on no other feed's rows but as `known_first` says.
LEFT_OUT = {"population": "about nobody", "published": "about nobody", "ssda903": "bench/feeds.py"}


def names() -> list[str]:
    """The feeds to be measured: whichever are about people and have a golden sample."""
    from _grown import FEEDS

    here = sorted(path.parent.parent.name.replace("_", "-") for path in FEEDS.glob("*/samples/good"))
    return [name for name in here if name not in LEFT_OUT]


def taken_in(folder: Path, feed: str, rows: int) -> dict[str, Any]:
    """Receive, check and load one feed's file, and then put the same finished rows in again."""
    from _bulk import marked, written_again

    from homeward.gateways.feeds.loading import check_delivery, load_delivery

    base = marked()
    files = grown(feed, rows, folder / "grown")
    earlier = known_first(feed, files, folder / "earlier")
    if earlier:
        load(earlier[0], [earlier[1]])
    since, delivery = marked(), received(feed, files)
    stages: dict[str, float] = {"idle_mb": peak()}
    for name, stage in (("check", check_delivery), ("load", load_delivery)):
        stages[name] = timed(lambda stage=stage: stage(again(delivery), clock=lambda: NOW))
        stages[f"{name}_mb"] = peak()
    done = again(delivery)
    assert done.state == "loaded" and done.rows_new, f"{feed} was not taken in: {done.state}, {done.rows_new} new"
    stages["bulk"], written = written_again(base, folder, since)
    told = {"feed": feed, "rows": done.rows, "new": done.rows_new, "refused": done.rows_refused, "written": written}
    return {**told, "database": database(), **rounded(stages)}


def received(feed: str, files: list[Path]) -> Any:
    """The files received from an agency that may send them."""
    from homeward.gateways.feeds import actions
    from homeward.gateways.feeds.loading import arrival_at, feed_named

    known = feed_named(feed)
    arrival = arrival_at(known, files, agency=sender(known), year=2026)
    return actions.receive_by_command(arrival=arrival, at=NOW)[0].pk


def sender(feed: Any) -> Any:
    """An invented agency of a kind that may send the feed, and the council whose numbers others quote."""
    from homeward.register.agencies.models import Agency

    council, _ = Agency.objects.get_or_create(code="middleshire", defaults={"name": "Middleshire", "kind": "council"})
    kinds = feed.mapping.from_kinds
    if not kinds or "council" in kinds:
        return council
    kind = "health" if "health" in kinds else kinds[0]
    return Agency.objects.get_or_create(code=f"bench-{kind}", defaults={"name": f"Middleshire {kind}", "kind": kind})[0]


def again(delivery: Any) -> Any:
    """The delivery as it now is."""
    from homeward.register.sources.models import Delivery

    return Delivery.objects.select_related("source__agency").get(pk=delivery)


def load(feed: str, files: list[Path]) -> None:
    """Take in what must be on the record before."""
    from homeward.gateways.feeds.loading import check_delivery, load_delivery

    delivery = received(feed, files)
    check_delivery(again(delivery), clock=lambda: NOW)
    load_delivery(again(delivery), clock=lambda: NOW)
    assert again(delivery).rows_new, f"{feed} was not taken in"


def shown(found: list[dict[str, Any]]) -> None:
    """Print what was found."""
    columns = ("feed", "rows", "load / bulk", "check / bulk", "rows/s check", "rows/s load", "check MB", "load MB")
    rows = [
        (
            each["feed"], f"{each['rows']:,}", f"{each['load'] / each['bulk']:.1f}",
            f"{each['check'] / each['bulk']:.1f}", f"{each['rows'] / each['check']:,.0f}",
            f"{each['rows'] / each['load']:,.0f}", each["check_mb"], each["load_mb"],
        )
        for each in found
    ]  # fmt: skip
    table(columns, rows)


def main() -> int:
    """Measure every feed at every size, each in a process of its own; words name feeds and sizes."""
    words = sys.argv[1:]
    if words[:1] == ["--one"]:
        with hub() as folder:
            print(json.dumps(taken_in(folder, words[1], int(words[2]))))
        return 0
    facts = machine()
    refuse_what_holds_anything()
    sizes = [int(word) for word in words if word.isdigit()] or SIZES
    feeds = [word for word in words if not word.isdigit()] or names()
    found = []
    for feed in feeds:
        for size in sizes:
            found.append(in_a_process("--one", feed, str(size), script=__file__))
            shown(found[-1:])
    emptied()
    shown(found)
    facts["database"] = [each.pop("database") for each in found][0]
    name = "each_feed-postgresql" if "Post" in facts["database"] else "each_feed"
    every = with_earlier(name, "feeds", found, facts, by=lambda each: (each["feed"], each["rows"]))
    keep(name, {"machine": facts, "feeds": every})
    return 0


if __name__ == "__main__":
    sys.exit(main())
