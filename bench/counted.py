"""Does the hub count of missing children what the partners' files carry?

A county's three years are made and sent through every feed that the hub has and the county writes. Then the children
and the episodes that the program counts for each quarter, by sex and age band, are held against `carried` in the truth,
which the county counted from the very rows it wrote. A report is then forgotten, and the difference must be seen.
Three seeds and two variants are counted, each in a process of its own and in a database that holds nothing else.
"""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from _hub import NOW, hub
from _results import database, keep, machine, table

MONTHS, SIZE = 36, "county"
CASES = (("2019", ""), ("1", ""), ("2", ""), ("2019", "small"), ("2019", "recording-change"))
Cells = dict[str, dict[str, Any]]


def made(folder: Path, seed: int, variant: str) -> Any:
    """The county's files, from those partners whose feeds the hub has."""
    from homeward.county import make
    from homeward.county.writing import Sent
    from homeward.gateways.feeds.registry import feeds

    sent = Sent(feeds=Sent().feeds & {feed.name for feed in feeds()})
    return make(folder, SIZE, MONTHS, until=NOW.date() - timedelta(days=1), seed=seed, variant=variant, sent=sent)


def counted(quarters: list[str]) -> Cells:
    """The hub's own count of each quarter, before anything is hidden, in the shape of the truth."""
    from homeward.foundation.quarters import Quarter
    from homeward.insight.analysis.queries.counting import tally_of
    from tests.rooms.county.telling import told

    return {code: told(tally_of(Quarter.parse(code), None)) for code in quarters}


def planted(carried: Cells) -> int:
    """How many quarters differ when the hub has lost one report that alone tells of its episode."""
    from django.db import transaction
    from django.db.models import Count

    from homeward.practice.missing.models import MissingEpisode, MissingReport

    with transaction.atomic():
        alone = MissingEpisode.objects.annotate(told=Count("reports")).filter(told=1, type="M").order_by("since")
        MissingReport.objects.filter(episode=alone[alone.count() // 2].pk).update(superseded_at=NOW)
        found = counted(sorted(carried))
        transaction.set_rollback(True)
    return sum(found[code] != carried[code] for code in carried)


def one(seed: str, variant: str) -> dict[str, Any]:
    """Make, send, count and compare, in this process."""
    with hub() as folder:
        from homeward.config.commands.serve import load_county, open_accounts
        from homeward.register.sources.models import Delivery, Refusal

        open_accounts()
        run = made(folder / "town", int(seed), variant)
        began = perf_counter()
        load_county(folder / "town")
        seconds = round(perf_counter() - began, 1)
        carried: Cells = json.loads(run.truth.read_text(encoding="utf-8"))["carried"]["quarters"]
        found = counted(sorted(carried))
        told = {
            "seed": int(seed),
            "variant": variant,
            "database": database(),
            "feeds": sorted(set(Delivery.objects.values_list("source__feed", flat=True))),
            "rows_refused": Refusal.objects.count(),
            "seconds_to_load": seconds,
            "quarters": {code: [found[code][what] for what in ("children", "episodes")] for code in sorted(carried)},
            "carried": {code: [carried[code][what] for what in ("children", "episodes")] for code in sorted(carried)},
            "quarters_unequal": [code for code in carried if found[code] != carried[code]],
            "quarters_unequal_when_a_report_is_lost": planted(carried),
        }
        emptied()
        return told


def emptied() -> None:
    """Leave the database of a server as empty as it was found, so that the next case finds it so."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("drop schema public cascade")
            cursor.execute("create schema public")


def apart(seed: str, variant: str) -> dict[str, Any]:
    """One case in a process of its own; what it says of itself stands on the last line."""
    told = subprocess.run([sys.executable, __file__, seed, variant], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Every case, and whether each of its quarters is equal."""
    facts = machine()
    cases = [apart(*case) for case in CASES]
    facts["database"] = cases[0].pop("database")
    for each in cases[1:]:
        each.pop("database")
    table(
        ("seed", "variant", "quarters", "children", "episodes", "unequal", "unequal with a report lost", "seconds"),
        [
            (
                each["seed"],
                each["variant"] or "none",
                len(each["quarters"]),
                sum(count for count, _ in each["quarters"].values()),
                sum(count for _, count in each["quarters"].values()),
                len(each["quarters_unequal"]),
                each["quarters_unequal_when_a_report_is_lost"],
                each["seconds_to_load"],
            )
            for each in cases
        ],
    )
    unequal = sum(len(each["quarters_unequal"]) for each in cases)
    print("With the truth: children and episodes counted by the product against what the feeds carried:", end=" ")
    print(f"{unequal} quarters differ" if unequal else "equal")
    kept = {"machine": facts, "size": SIZE, "months": MONTHS, "cases": cases}
    keep("counted" + ("-postgresql" if "Post" in facts["database"] else ""), kept)
    return int(unequal or any(each["quarters_unequal_when_a_report_is_lost"] != 1 for each in cases))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(one(*sys.argv[1:3])))
    else:
        sys.exit(main())
