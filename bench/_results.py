"""What a measurement leaves behind: a table on the screen, and a file with the machine it was made on."""

import json
import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results")


def machine() -> dict[str, Any]:
    """What the figures depend on besides the program."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=RESULTS, capture_output=True, text=True)
    return {
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def database() -> str:
    """The database's kind and version."""
    from django.db import connection

    if connection.vendor == "sqlite":
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a small table, the first column to the left and the others to the right."""
    cells = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    for row in cells:
        first, *others = (
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join((first, *others)), flush=True)


def with_earlier(
    name: str, kind: str, found: Iterable[dict[str, Any]], facts: dict[str, Any], *, by: Callable[[dict[str, Any]], Any]
) -> list[dict[str, Any]]:
    """What this run found, and what earlier runs kept that it did not measure again, each with its own machine.

    So a long size can be measured by itself, and what is kept is of every size; `by` says which rows are the same.
    """
    path = RESULTS / f"{name}.json"
    earlier = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    rows = {by(row): {"machine": earlier["machine"], **row} for row in earlier.get(kind, ())}
    rows |= {by(row): {**row, "machine": facts} for row in found}
    return [rows[key] for key in sorted(rows)]


def keep(name: str, found: dict[str, Any]) -> None:
    """Write the figures, to be committed beside the program they are of."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
