"""Does the hub count of missing children what the partners' files carry?

A county's three years are made and sent through every feed that the hub has and the county writes. Then the children
and the episodes that the program counts for each quarter, by sex and age band, are held against `carried` in the truth,
which the county counted from the very rows it wrote. A report is then forgotten, and the difference must be seen.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from _hub import NOW, hub
from _results import database, keep, machine, table

SEED, MONTHS, SIZE = 2019, 36, "county"
Cells = dict[str, dict[str, Any]]


def made(folder: Path) -> Any:
    """The county's files, from those partners whose feeds the hub has."""
    from homeward.county import make
    from homeward.county.writing import Sent
    from homeward.gateways.feeds.registry import feeds

    sent = Sent(feeds=Sent().feeds & {feed.name for feed in feeds()})
    return make(folder, SIZE, MONTHS, until=NOW.date() - timedelta(days=1), seed=SEED, sent=sent)


def counted(quarters: list[str]) -> Cells:
    """The hub's own count of each quarter, before anything is hidden, in the shape of the truth."""
    from homeward.foundation.quarters import Quarter
    from homeward.insight.analysis.queries.counting import tally_of

    return {code: told(tally_of(Quarter.parse(code), None)) for code in quarters}


def told(tally: Any) -> dict[str, Any]:
    """One quarter's children and episodes."""
    cells = [
        {"age_band": band, "sex": sex, "children": children, "episodes": tally.episodes[band, sex]}
        for (band, sex), children in tally.children.items()
        if children
    ]
    ordered = sorted(cells, key=lambda cell: (cell["sex"], cell["age_band"]))
    return {"children": tally.all_children, "episodes": tally.all_episodes, "cells": ordered}


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


def main() -> int:
    """Make, send, count and compare."""
    facts = machine()
    with hub() as folder:
        from homeward.config.commands.serve import load_county, open_accounts
        from homeward.register.sources.models import Delivery, Refusal

        open_accounts()
        run = made(folder / "town")
        began = perf_counter()
        load_county(folder / "town")
        seconds = round(perf_counter() - began, 1)
        carried: Cells = json.loads(run.truth.read_text(encoding="utf-8"))["carried"]["quarters"]
        found = counted(sorted(carried))
        unequal = [code for code in carried if found[code] != carried[code]]
        facts["database"] = database()
        figures = {
            "size": SIZE,
            "months": MONTHS,
            "seed": SEED,
            "feeds": sorted(set(Delivery.objects.values_list("source__feed", flat=True))),
            "rows_refused": Refusal.objects.count(),
            "seconds_to_load": seconds,
            "quarters": {code: [found[code][what] for what in ("children", "episodes")] for code in sorted(carried)},
            "quarters_unequal": unequal,
            "quarters_unequal_when_a_report_is_lost": planted(carried),
        }
    rows = [
        (code, *figures["quarters"][code], carried[code]["children"], carried[code]["episodes"])
        for code in sorted(carried)
    ]
    table(("quarter", "children", "episodes", "children carried", "episodes carried"), rows)
    print("With the truth: children and episodes counted by the product against what the feeds carried:", end=" ")
    print(f"{len(unequal)} quarters differ" if unequal else "equal")
    keep("counted" + ("-postgresql" if "Post" in facts["database"] else ""), {"machine": facts, **figures})
    return int(bool(unequal) or figures["quarters_unequal_when_a_report_is_lost"] != 1)


if __name__ == "__main__":
    sys.exit(main())
