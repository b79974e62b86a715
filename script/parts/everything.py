"""Run every check, then every test on SQLite and on PostgreSQL, then the journeys in a browser on both."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

import checks
import cluster
import machine
import spark
from checks import Result
from steps import ROOT, as_a_script, step

PYTEST = [str(ROOT / ".venv/bin/python"), "-m", "pytest"]
JOURNEYS = "tests/journeys"
SPARK_TESTS = ("Tests of linkage on Spark", None, ["tests/spark"])
# Neighbours stay together, so that what a folder shares is made once; a worker that is done takes from the other.
WORKERS = ("-n", "2", "--dist", "worksteal")
ON_DATABASE = "--on-database"
# A line of pytest's dots, with how far the suite has got at its end.
DOTS = re.compile(r"^[.FEsxX]*\s*\[\s*(\d+)%\]$")


def main(arguments: list[str]) -> int:
    """Run everything, or only the tests that a developer names."""
    # Asked to stop, we still stop the database server we started.
    for asked in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, lambda number, _: sys.exit(128 + number))
    with step("Find a browser and a PostgreSQL server"):
        browser, programs = machine.browser(), machine.database_server()
    os.environ["HOMEWARD_BROWSER"] = str(browser)
    with_spark = "--spark" in arguments
    arguments = [each for each in arguments if each != "--spark"]
    if with_spark:
        spark.make()
    if arguments:
        return subprocess.run([*PYTEST, *arguments], cwd=ROOT).returncode
    results = checks.run_all()
    with cluster.server(programs) as address, tempfile.TemporaryDirectory() as folder:
        for words, database, paths in [*suites(address), *([SPARK_TESTS] if with_spark else [])]:
            results.append(run_suite(words, database, paths, Path(folder) / "report.xml"))
    return summary(results)


def suites(address: str) -> list[tuple[str, str | None, list[str]]]:
    """Return each suite's name, its database's address (none for SQLite) and the tests it runs.

    What reaches no database runs once.
    """
    rooms = ["tests", f"--ignore={JOURNEYS}"]
    return [
        ("Tests on SQLite", None, rooms),
        ("Tests that reach a database, on PostgreSQL", address, [*rooms, ON_DATABASE]),
        ("Journeys in a browser on SQLite", None, [JOURNEYS]),
        ("Journeys in a browser on PostgreSQL", address, [JOURNEYS]),
    ]


def run_suite(words: str, database: str | None, paths: list[str], report: Path) -> Result:
    """Run one suite, letting pytest say what went wrong, and count what it ran."""
    print(f"\n── {words} ──", flush=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if database:
        environment["DATABASE_URL"] = database
    report.unlink(missing_ok=True)
    began = time.monotonic()
    # One Spark is as much as a machine takes, so its tests run one after another.
    workers = () if paths == SPARK_TESTS[2] else WORKERS
    command = [*PYTEST, *paths, *workers, "--quiet", f"--junit-xml={report}"]
    code = told(command, environment, began)
    passed, failed = counted(report)
    # A run that ended badly, or ran nothing, has failed even if no single test did.
    failed = max(failed, int(code != 0 or passed == 0))
    return Result(words, passed, failed, time.monotonic() - began)


def told(command: list[str], environment: dict[str, str], began: float) -> int:
    """Run pytest, passing on what it says, but of its dots only each tenth of the way; return its exit code."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    tenth = 0
    with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, errors="replace", **pipes) as running:
        for line in running.stdout:
            if not (dots := DOTS.match(line.rstrip())):
                print(line, end="", flush=True)
            elif (now := int(dots[1]) // 10) > tenth:
                tenth = now
                print(f"  {10 * tenth:>3} % after {time.monotonic() - began:.0f} s", flush=True)
    return running.returncode


def counted(report: Path) -> tuple[int, int]:
    """Return how many tests passed and how many did not; one that was skipped did not."""
    if not report.is_file():
        return 0, 1
    suite = ElementTree.parse(report).getroot().find("testsuite")
    numbers = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    failed = numbers["failures"] + numbers["errors"] + numbers["skipped"]
    return max(numbers["tests"] - failed, 0), failed


def summary(results: list[Result]) -> int:
    """Print each result on a line and the total on the last; return the exit code."""
    print()
    width = max(len(result.words) for result in results)
    for result in results:
        mark = "✗" if result.failed else "✓"
        counts = f"{result.passed:>5} passed {result.failed:>4} failed"
        print(f"  {mark} {result.words:<{width}} {counts} {result.seconds:>7.1f} s")
    passed, failed = sum(each.passed for each in results), sum(each.failed for each in results)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    as_a_script(main)
