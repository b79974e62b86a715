"""Does any answer hold a value that is shielded from its reader?

Five hundred children with a word found nowhere else in every shielded field, and every role that may not read them:
each page that can be reached is read, each form's errors, each file that can be taken away, the log and the post. A
leak is planted first, and must be found. Then a child who is hidden is asked for beside one who does not exist.
The canaries and the crawler are those of tests/spec, whose small test does the same with five children.
"""

import logging
import random
import sys
import warnings
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from _hub import NOW, hub
from _results import database, keep, machine, table

CHILDREN = 500
TRIED_ON_EACH = 25
PAIRS = 500


def planted(world: Any) -> int:
    """How many leaks are found when the record forgets that a shield stands."""
    from tests.spec import crawling
    from tests.spec.canaries import Reader, World

    few, crawl = World(world.children[:3], world.delivery), crawling.Crawl()
    with patch("homeward.register.people.queries.reading.shielded", lambda subjects: set()):
        crawling.crawled(Reader("hub-practitioner", because="invited"), few, crawl, every=3)
    return len(crawl.leaks)


def crawled(world: Any) -> dict[str, Any]:
    """Every reader's crawl, with what was logged and posted meanwhile."""
    from tests.spec import crawling
    from tests.spec.canaries import READERS

    crawl = crawling.Crawl()
    with crawling.listening() as heard:
        for reader in READERS:
            crawling.crawled(reader, world, crawl, every=TRIED_ON_EACH, alike=3)
    outside = crawling.told_outside(heard) + crawling.told_by_the_database()
    print(*[*crawl.leaks, *crawl.differences, *outside][:20], sep="\n")
    return {
        "readers": len(READERS),
        "responses": crawl.responses,
        "log_lines": len(heard.lines),
        "canaries_found": len(crawl.leaks) + len(outside),
        "differences": len(crawl.differences),
    }


def hidden_beside_absent(world: Any) -> dict[str, Any]:
    """The same page asked for a hidden child and for one who does not exist, in a random order."""
    from tests import factories
    from tests.spec import crawling

    client, order = (
        crawling.signed_in(factories.account("hub-practitioner", in_team=factories.team("hub"))),
        random.Random(2019),
    )
    took: dict[str, list[float]] = {"hidden": [], "absent": []}
    unlike = 0
    for number in range(PAIRS):
        asked = {"hidden": world.children[number % CHILDREN].pk, "absent": uuid4()}
        bodies = {}
        for which in order.sample(sorted(asked), 2):
            began = perf_counter()
            answer = client.get(f"/children/{asked[which]}/")
            took[which].append((perf_counter() - began) * 1000)
            bodies[which] = crawling.plain(answer, str(asked[which]))
        unlike += bodies["hidden"] != bodies["absent"]
    gap = abs(median(took["hidden"]) - median(took["absent"]))
    ratio = median(took["hidden"]) / median(took["absent"])
    return {"pairs": PAIRS, "unlike": unlike, "ratio": round(ratio, 3), "median_gap_ms": round(gap, 2)}


def main() -> int:
    """Plant, find, crawl and compare."""
    warnings.simplefilter("ignore")
    facts = machine()
    with hub() as folder:
        logging.disable(logging.NOTSET)
        logging.getLogger().handlers = [logging.NullHandler()]
        from django.test.utils import override_settings

        with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
            return measured(facts, folder)


def measured(facts: dict[str, Any], folder: Path) -> int:
    """What main does, once letters are kept where they can be read."""
    from homeward.foundation.quarters import Quarter
    from homeward.insight.reports.actions import make_from_the_command_line
    from tests.spec.canaries import world as made

    world = made(CHILDREN, folder)
    make_from_the_command_line(quarter=Quarter(2025, 4), as_at=NOW, at=NOW)
    if not (leaks := planted(world)):
        raise SystemExit("The planted leak was not found.")
    began = perf_counter()
    found = crawled(world)
    seconds = round(perf_counter() - began, 1)
    pairs = hidden_beside_absent(world)
    facts["database"] = database()
    told = {
        "children": CHILDREN,
        "planted_leaks_found": leaks,
        **found,
        "seconds": seconds,
        "hidden_beside_absent": pairs,
    }
    keep("canaries" + ("-postgresql" if "Post" in facts["database"] else ""), {"machine": facts, **told})
    table(("what", "found"), list(told.items()))
    return int(bool(found["canaries_found"] or found["differences"] or pairs["unlike"]))


if __name__ == "__main__":
    sys.exit(main())
