"""How fast the invented county is made and in how much memory: a town, a county, a region, and as much of England as
ten minutes allow. `county.py region 240` makes as much of a region as 240 seconds allow, and nothing else.

Each size is made in a process of its own, so that the peak of memory is its own; every agency sends. Of a region and of
England the peak is kept after each county, one after another, since it is to stay flat. Where not all counties were
made, the processor's seconds are multiplied, which is said beside the figure. The peer, in a
process of its own too, writes as many cells as the county's files hold, of random text as wide, with the csv module
alone: it knows nothing of anybody, so what is above it is the simulation and what each partner makes of it.
"""

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from _results import keep, machine, table, with_earlier

UNTIL = date(2026, 3, 2)
SIZES = ("town", "county")
SEVERAL = ("region", "england")
ALL = (*SIZES, *SEVERAL)
ALLOWED = 600  # seconds for several counties
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def rows_in(folder: Path) -> tuple[int, int]:
    """Rows and cells of every CSV file under a folder; the year of the return that is XML is left out."""
    rows = cells = 0
    for path in folder.rglob("*.csv"):
        if path.parent.name == "truth":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                rows += 1
                cells += len(row)
    return rows, cells


def made(size: str, folder: Path) -> None:
    """Make one county here, and print seconds, children lived through, the peak of memory, and processor seconds."""
    from homeward.county import make
    from homeward.county.writing import EVERY_FEED, Sent

    began = perf_counter()
    done = make(folder, size, 36, until=UNTIL, sent=Sent(feeds=EVERY_FEED))
    print(perf_counter() - began, done.counts["children"], peak(), process_time())


class Enough(Exception):
    """The seconds that are allowed have gone, and more counties are left."""


def several(size: str, folder: Path, allowed: float) -> None:
    """Make the counties of a size here, as long as is allowed, and print the same, and the peak after each of them."""
    from homeward.county.counties import LAST_WORD, make_counties
    from homeward.county.writing import EVERY_FEED, Sent

    began, after = perf_counter(), list[float]()

    def tell(county: str, done: int, total: int) -> None:
        if done:
            after.append(round(peak()))
        if done < total and perf_counter() - began > allowed:
            raise Enough

    with suppress(Enough):
        make_counties(folder, size, 36, until=UNTIL, sent=Sent(feeds=EVERY_FEED), tell=tell)
    seconds = perf_counter() - began
    words = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob(f"*/{LAST_WORD}")]
    print(seconds, sum(each["counts"]["children"] for each in words), peak(), process_time(), *after)


def peer(rows: str, folder: Path) -> None:
    """Write so many random rows of 20 cells here, and print seconds and the peak of memory."""
    draw = random.Random(2019)
    began = perf_counter()
    with (folder / "peer.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for _ in range(int(rows)):
            writer.writerow(["".join(draw.choices(ALPHABET, k=8)) for _ in range(20)])
    print(perf_counter() - began, 0, peak(), process_time())


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(what: str, value: str, folder: Path, *more: str) -> list[float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, __file__, what, value, str(folder), *more]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(each) for each in told.stdout.split()]


def whole(size: str, seconds: float, children: int, after: list[float]) -> dict[str, Any]:
    """Of how many counties the figures are, and what all would take by their children where not all were made."""
    from homeward.county.counties import plan

    planned = plan(size, 2019)
    of_all = sum(each.children for each in planned)
    told: dict[str, Any] = {"counties": len(after), "counties_of_all": len(planned), "peak_mb_after_each": after}
    if len(after) < len(planned):
        told["all_reckoned_processor_seconds"] = round(seconds * of_all / children)
    return told


def main() -> int:
    """Every size or those named, each beside the peer; a number says how many seconds a region or England may take."""
    words = sys.argv[1:]
    allowed = next((word for word in words if word.isdigit()), str(ALLOWED))
    facts, found = machine(), list[dict[str, Any]]()
    for size in [each for each in ALL if each in words] or ALL:
        with tempfile.TemporaryDirectory(prefix="homeward-bench-") as name:
            folder = Path(name)
            told = apart("several", size, folder, allowed) if size in SEVERAL else apart("made", size, folder)
            seconds, children, memory, busy, *after = told
            rows, cells = rows_in(folder)
            alone, _, peer_memory, _ = apart("peer", str(round(cells / 20)), folder)
        one: dict[str, Any] = {
            "size": size,
            "children": int(children),
            "rows": rows,
            "seconds": round(seconds, 2),
            "processor_seconds": round(busy, 2),
            "children_per_second": round(children / seconds),
            "peak_mb": round(memory),
            "peer_seconds": round(alone, 2),
            "peer_peak_mb": round(peer_memory),
            "ratio": round(seconds / alone, 1),
        }
        found.append(one | (whole(size, busy, int(children), after) if size in SEVERAL else {}))
    every = with_earlier("county", "sizes", found, facts, by=lambda each: ALL.index(each["size"]))
    keep("county", {"machine": facts, "months": 36, "sizes": every})
    columns = ("size", "children", "rows", "seconds", "processor_seconds", "peak_mb", "peer_seconds", "ratio")
    table(columns, [tuple(each[name] for name in columns) for each in found])
    return 0


if __name__ == "__main__":
    what, *words = sys.argv[1:] or [""]
    if what == "several":
        several(words[0], Path(words[1]), float(words[2]))
    elif what in ("made", "peer"):
        {"made": made, "peer": peer}[what](words[0], Path(words[1]))
    else:
        sys.exit(main())
