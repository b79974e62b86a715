"""How fast the invented county is made and in how much memory, at town and at county size.

Each size is made in a process of its own, so that the peak of memory is its own. The peer, in a process of its own too,
writes as many rows as the county's files hold, of random text as wide, with the csv module alone: it knows nothing of
anybody, so what is above it is the simulation and what each partner makes of it.
"""

import csv
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from _results import keep, machine, table

UNTIL = date(2026, 3, 2)
SIZES = ("town", "county")
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"


def rows_in(folder: Path) -> tuple[int, int]:
    """Rows and cells of every CSV file under a folder; the year of the return that is XML is left out."""
    rows = cells = 0
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                rows += 1
                cells += len(row)
    return rows, cells


def made(size: str, folder: Path) -> None:
    """Make one county here, and print seconds, children lived through, and the peak of memory."""
    from homeward.county import make

    began = perf_counter()
    done = make(folder, size, 36, until=UNTIL)
    print(perf_counter() - began, done.counts["children"], peak())


def peer(rows: str, folder: Path) -> None:
    """Write so many random rows of 20 cells here, and print seconds and the peak of memory."""
    draw = random.Random(2019)
    began = perf_counter()
    with (folder / "peer.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for _ in range(int(rows)):
            writer.writerow(["".join(draw.choices(ALPHABET, k=8)) for _ in range(20)])
    print(perf_counter() - began, 0, peak())


def peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(what: str, value: str, folder: Path) -> list[float]:
    """Run one measurement in a process of its own."""
    told = subprocess.run(
        [sys.executable, __file__, what, value, str(folder)], check=True, capture_output=True, text=True
    )
    return [float(each) for each in told.stdout.split()]


def main() -> int:
    """Both sizes, each beside the peer."""
    found: dict[str, Any] = {"machine": machine(), "months": 36, "sizes": {}}
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="homeward-bench-") as name:
            folder = Path(name)
            seconds, children, memory = apart("made", size, folder)
            rows, cells = rows_in(folder)
            alone, _, peer_memory = apart("peer", str(round(cells / 20)), folder)
        found["sizes"][size] = {
            "children": int(children),
            "rows": rows,
            "seconds": round(seconds, 2),
            "children_per_second": round(children / seconds),
            "peak_mb": round(memory),
            "peer_seconds": round(alone, 2),
            "peer_peak_mb": round(peer_memory),
            "ratio": round(seconds / alone, 1),
        }
    keep("county", found)
    columns = ("size", "children", "rows", "seconds", "children_per_second", "peak_mb", "peer_seconds", "ratio")
    table(columns, [(size, *(each[name] for name in columns[1:])) for size, each in found["sizes"].items()])
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"made": made, "peer": peer}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main())
