"""How fast the invented county is made and in how much memory: a town, a county, a region, and the first of England.

Each size is made in a process of its own, so that the peak of memory is its own; every agency sends. Of England's 152
counties the first few are made and the processor's seconds multiplied, which is said beside the figure. The peer, in a
process of its own too, writes as many cells as the county's files hold, of random text as wide, with the csv module
alone: it knows nothing of anybody, so what is above it is the simulation and what each partner makes of it.
"""

import csv
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from _results import keep, machine, table

UNTIL = date(2026, 3, 2)
SIZES = ("town", "county")
SEVERAL = {"region": 10, "england": 3}
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


def several(size: str, folder: Path) -> None:
    """Make the counties of a size here, so many of the first, and print the same."""
    from homeward.county.counties import make_counties
    from homeward.county.writing import EVERY_FEED, Sent

    began = perf_counter()
    done = make_counties(folder, size, 36, until=UNTIL, sent=Sent(feeds=EVERY_FEED), only=SEVERAL[size])
    children = sum(each["counts"]["children"] for each in done.counties)
    print(perf_counter() - began, children, peak(), process_time())


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


def apart(what: str, value: str, folder: Path) -> list[float]:
    """Run one measurement in a process of its own."""
    told = subprocess.run(
        [sys.executable, __file__, what, value, str(folder)], check=True, capture_output=True, text=True
    )
    return [float(each) for each in told.stdout.split()]


def whole(size: str, seconds: float, children: int) -> dict[str, Any]:
    """Of how many counties the figures are, and what all would take by their children where not all were made."""
    from homeward.county.counties import plan

    planned = plan(size, 2019)
    of_all = sum(each.children for each in planned)
    reckoned = (
        {} if SEVERAL[size] == len(planned) else {"all_reckoned_processor_seconds": round(seconds * of_all / children)}
    )
    return {"counties": SEVERAL[size], "counties_of_all": len(planned)} | reckoned


def main() -> int:
    """Every size, each beside the peer."""
    found: dict[str, Any] = {"machine": machine(), "months": 36, "sizes": {}}
    for size in (*SIZES, *SEVERAL):
        with tempfile.TemporaryDirectory(prefix="homeward-bench-") as name:
            folder = Path(name)
            seconds, children, memory, busy = apart("several" if size in SEVERAL else "made", size, folder)
            rows, cells = rows_in(folder)
            alone, _, peer_memory, _ = apart("peer", str(round(cells / 20)), folder)
        found["sizes"][size] = {
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
        if size in SEVERAL:
            found["sizes"][size] |= whole(size, busy, int(children))
    keep("county", found)
    columns = (
        "size",
        "children",
        "rows",
        "seconds",
        "processor_seconds",
        "children_per_second",
        "peak_mb",
        "peer_seconds",
        "ratio",
    )
    table(columns, [(size, *(each[name] for name in columns[1:])) for size, each in found["sizes"].items()])
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"made": made, "several": several, "peer": peer}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main())
