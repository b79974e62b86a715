"""What it costs to take in a file of ten thousand, a hundred thousand and a million absences: rows a second and the
most memory held, beside the same rows put into tables in the plainest way; and how long a page waits meanwhile."""

import gc
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import Any

from _hub import NOW, ROOT, hub
from _results import database, keep, machine, table, with_earlier

SIZES = (10_000, 100_000, 1_000_000)
EACH = 5
SEED = 2019
PAGES_AT = 100_000
BLOCK = 60
Shown = tuple[int, float, int]


def write_return(folder: Path, absences: int) -> list[Path]:
    """A looked-after children return: a child for every five absences, none of which overlap."""
    folder.mkdir()
    chance = random.Random(SEED)
    days = [(date(2025, 4, 1) + timedelta(days=day)).strftime("%d/%m/%Y") for day in range(BLOCK * EACH)]
    header, missing = folder / "header.csv", folder / "missing.csv"
    with header.open("w", encoding="utf-8") as children, missing.open("w", encoding="utf-8") as file:
        children.write("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n")
        file.write("CHILD,DOB,MISSING,MIS_START,MIS_END\n")
        for child in range(absences // EACH):
            born = f"{1 + child % 28:02d}/{1 + child % 12:02d}/{2008 + child % 9}"
            children.write(f"MS{child:07d},{1 + child % 2},{born},WBRI,,,\n")
            for number in range(EACH):
                start = number * BLOCK + chance.randrange(BLOCK - 10)
                file.write(f"MS{child:07d},{born},M,{days[start]},{days[start + chance.randrange(4)]}\n")
    sums = "".join(f"  {each.name}: {digest_of(each)}\n" for each in (header, missing))
    manifest = f"synthetic: true\nfeed: ssda903\ncollection_year: 2025-26\nfiles:\n{sums}"
    (folder / "manifest.yaml").write_text(manifest, encoding="utf-8")
    return [header, missing]


def digest_of(path: Path) -> str:
    """A file's SHA-256, without holding the file: what is measured afterwards is this process's memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def peak() -> int:
    """The most memory this process has held, in mebibytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def taken_in(folder: Path, absences: int) -> dict[str, Any]:
    """Receive, check and load one return, and then put the same rows in again in the plainest way."""
    from _bulk import marked, raw_rows, written_again

    from homeward.gateways.feeds import actions
    from homeward.gateways.feeds.loading import arrival_at, check_delivery, feed_named, load_delivery
    from homeward.register.sources.models import Delivery

    before, files = marked(), write_return(folder / "return", absences)
    arrival = arrival_at(feed_named("ssda903"), files, agency=sender())
    delivery = Delivery()
    stages: dict[str, float] = {"idle_mb": peak()}

    def receive() -> None:
        nonlocal delivery
        delivery, _ = actions.receive_by_command(arrival=arrival, at=NOW)

    def again() -> Delivery:
        return Delivery.objects.select_related("source__agency").get(pk=delivery.pk)

    for name, stage in (
        ("receive", receive),
        ("check", lambda: check_delivery(again(), clock=lambda: NOW)),
        ("load", lambda: load_delivery(again(), clock=lambda: NOW)),
    ):
        stages[name], stages[f"{name}_mb"] = timed(stage), peak()
    done = again()
    assert (done.state, done.rows_new, done.rows_refused) == ("loaded", done.rows, 0), "the return was not taken in"
    stages["raw"] = raw_rows(files, folder)
    stages["bulk"], written = written_again(before, folder)
    size = sum(file.stat().st_size for file in files) / 1024 / 1024
    return {"rows": done.rows, "file_mb": round(size, 1), "written": written, "database": database(), **rounded(stages)}


def sender() -> Any:
    """The invented council that sends."""
    from homeward.register.agencies.models import Agency

    return Agency.objects.get_or_create(
        code="bench", defaults={"name": "Council of the measurement", "kind": "council"}
    )[0]


def timed(stage: Callable[[], None]) -> float:
    """Seconds that a stage takes."""
    gc.collect()
    began = perf_counter()
    stage()
    return perf_counter() - began


def rounded(stages: dict[str, float]) -> dict[str, float]:
    """Seconds to the hundredth."""
    return {name: round(value, 2) for name, value in stages.items()}


def pages_meanwhile(folder: Path) -> dict[str, float]:
    """Milliseconds of a page behind the guard, idle and while a load runs in a process of its own."""
    from homeward.config.commands.serve import open_accounts
    from homeward.register.sources.models import Delivery

    open_accounts()
    sender()
    write_return(folder / "return", PAGES_AT)
    ask = asking()
    idle = [ask() for _ in range(200)]
    run = subprocess.Popen([sys.executable, __file__, "--load", str(folder)], env=dict(os.environ))
    while not Delivery.objects.filter(state="loading").exists() and run.poll() is None:
        sleep(0.05)
    busy = []
    while run.poll() is None:
        busy.append(ask())
    if run.returncode:
        raise SystemExit("The load beside the pages failed.")
    p95 = quantiles(busy, n=20)[-1]
    figures = {"idle_ms": median(idle), "busy_ms": median(busy), "busy_p95_ms": p95, "busy_worst_ms": max(busy)}
    return {
        "pages": len(busy),
        "ratio": round(median(busy) / median(idle), 2),
        **{k: round(v, 1) for k, v in figures.items()},
    }


def asking() -> Callable[[], float]:
    """Ask for the tasks page, which writes an event of its own, and say in how many milliseconds it came."""
    from django.urls import reverse
    from pages import signed_in

    client, address = signed_in("hub-practitioner"), reverse("tasks")

    def ask() -> float:
        began = perf_counter()
        answer = client.get(address)
        took = (perf_counter() - began) * 1000
        assert answer.status_code == 200, f"the page answered {answer.status_code}"
        sleep(0.005)
        return took

    for _ in range(20):
        ask()
    return ask


def load_beside(folder: Path) -> None:
    """Load the return that lies in another process's hub."""
    import time_machine

    sys.path.insert(0, str(ROOT))
    with time_machine.travel(NOW, tick=False):
        import django

        django.setup()
        from homeward.gateways.feeds.loading import load_paths

        files = [folder / "return" / name for name in ("header.csv", "missing.csv")]
        load_paths("ssda903", files, agency=sender(), clock=lambda: NOW)


def emptied() -> None:
    """An empty database for the next size: on PostgreSQL the one that was named, and found empty, is made so again."""
    if os.environ.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as base:
            base.execute("DROP SCHEMA public CASCADE")
            base.execute("CREATE SCHEMA public")


def refuse_what_holds_anything() -> None:
    """Refuse a database that is not empty, before it is emptied between sizes."""
    if os.environ.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(os.environ["DATABASE_URL"]) as base:
            if base.execute("SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'").fetchone():
                raise SystemExit("The database that DATABASE_URL names is not empty. Name an empty one.")


def in_a_process(*words: str, script: str = __file__) -> dict[str, Any]:
    """Measure in a process of its own, so that the memory is that size's alone."""
    emptied()
    ran = subprocess.run([sys.executable, script, *words], capture_output=True, text=True, cwd=ROOT)
    if ran.returncode:
        raise SystemExit(ran.stderr[-3000:])
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def ratio(found: dict[str, Any], stage: str) -> str:
    """How many times the plainest bulk insert a stage takes."""
    return f"{found[stage] / found['bulk']:.1f}"


def shown(found: list[dict[str, Any]]) -> None:
    """Print what was found."""
    columns = (
        "rows",
        "load / bulk",
        "check / bulk",
        "rows/s",
        "check MB",
        "load MB",
        "raw s",
        "bulk s",
        "check s",
        "load s",
    )
    rows = [
        (
            f"{each['rows']:,}", ratio(each, "load"), ratio(each, "check"), f"{each['rows'] / each['load']:,.0f}",
            each["check_mb"], each["load_mb"], each["raw"], each["bulk"], each["check"], each["load"],
        )
        for each in found
    ]  # fmt: skip
    table(columns, rows)


def main() -> int:
    """Measure every size, then a page beside a load."""
    if sys.argv[1:2] == ["--size"]:
        with hub() as folder:
            print(json.dumps(taken_in(folder, int(sys.argv[2]))))
        return 0
    if sys.argv[1:2] == ["--pages"]:
        with hub() as folder:
            print(json.dumps(pages_meanwhile(folder)))
        return 0
    if sys.argv[1:2] == ["--load"]:
        load_beside(Path(sys.argv[2]))
        return 0
    facts = machine()
    refuse_what_holds_anything()
    sizes = tuple(int(word) for word in sys.argv[1:]) or SIZES
    found = []
    for size in sizes:
        found.append(in_a_process("--size", str(size)))
        shown(found[-1:])
    beside = in_a_process("--pages")
    print(f"a page while a load runs: {beside}")
    emptied()
    facts["database"] = [each.pop("database") for each in found][0]
    name = "feeds-postgresql" if "Post" in facts["database"] else "feeds"
    every = with_earlier(name, "sizes", found, facts, by=lambda each: each["rows"])
    keep(name, {"machine": facts, "seed": SEED, "sizes": every, "page_beside_a_load": beside})
    return 0


if __name__ == "__main__":
    sys.exit(main())
