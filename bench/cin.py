"""The check of a children in need census beside the sector's own validator: time, memory, and whether they agree.

The same file goes to this program's check and to csc-validator-be-cin, each in a process of its own, at several sizes.
Then, for each check that both have under its published number, the children that each flags are compared one by one.
Name a census to measure that one as well: `script/bench cin FOLDER/fake_CIN_data.xml`. The peer is installed apart
(`script/bench --peers`); without it only this program's side is measured.
"""

import json
import resource
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from _cin_census import write_census
from _hub import ROOT, hub
from _peers import HOW, asked, interpreter, not_run, samples
from _results import keep, machine, table

CHILDREN = (1_000, 3_000, 10_000)
# The peer adds each child's rows to tables that it copies whole, so its time grows with the square of the children.
MOST_FOR_THE_PEER = 1_000
RULESETS = {2023: "cin2022_23", 2024: "cin2023_24", 2025: "cin2024_25", 2026: "cin2025_26"}
# Where a check of ours in words says what published ones say: the part it is of, and those numbers.
IN_WORDS = {
    ("activity-after-nfa", ""): ("8831",),
    ("conference-after-nfa", ""): ("8831",),
    ("ends-before-it-begins", "referrals"): ("8630",),
    ("ends-before-it-begins", "protection-plans"): ("8925",),
    ("old-sex-code", ""): ("4180",),
}


def ours(census: Path, flags: bool) -> dict[str, Any]:
    """This program's check of one census, as `homeward feed check` makes it, with nothing kept."""
    from homeward.gateways.feeds.checking import check
    from homeward.gateways.feeds.files import parts_of
    from homeward.gateways.feeds.reading.opened import from_path
    from homeward.gateways.feeds.registry import feed_named

    feed = feed_named("cin")
    files, year, on = parts_of(feed, [from_path(census)]), year_of(census), day_after(census)
    began = perf_counter()
    found = check(feed, files, source=None, year=year, on=on)
    seconds = perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = flagged(feed, files, year, on) if flags else {}
    return {"seconds": round(seconds, 2), "mb": most, "rows": found.rows, "refused_whole": found.refused_whole, **told}


def year_of(census: Path) -> int:
    """The year in which the census ends, by the day in its head."""
    head = census.open(encoding="utf-8").read(2000)
    year, month = (int(each) for each in head.split("<ReferenceDate>")[1][:7].split("-"))
    return year if month < 4 else year + 1


def day_after(census: Path) -> Any:
    """A day on which all of a census is past."""
    from datetime import date

    return date(year_of(census) + 1, 3, 2)


def flagged(feed: Any, files: Any, year: int, on: Any) -> dict[str, Any]:
    """Whom each check flags, errors and queries alike, by running it again and listening."""
    from homeward.gateways.feeds import checking
    from homeward.gateways.feeds.files import tables_of
    from homeward.gateways.feeds.queries_on import Queries
    from homeward.gateways.feeds.rows import Row

    heard: list[Any] = []
    usual = Queries.sorted_out

    def listening(queries: Any, problems: Iterable[Any]) -> Iterator[Any]:
        held = list(problems)
        heard.append((queries, held))
        return usual(queries, held)

    Queries.sorted_out = listening  # type: ignore[method-assign]
    reading = checking.PartReading
    made: dict[int, str] = {}

    def noting(*args: Any, **kwargs: Any) -> Any:
        each = reading(*args, **kwargs)
        made[id(each.queries)] = each.part.part
        kept.append(each)
        return each

    kept: list[Any] = []
    checking.PartReading = noting  # type: ignore[assignment,misc]
    checking.check(feed, files, source=None, year=year, on=on)
    checking.PartReading, Queries.sorted_out = reading, usual  # type: ignore[misc,method-assign]
    children = {
        (part.part, row.number): row.cells["LAchildID"]
        for part, opening in tables_of(feed, files)
        for row in opening().rows()
        if isinstance(row, Row)
    }
    flags: dict[str, set[str]] = defaultdict(set)
    for queries, problems in heard:
        part = made[id(queries)]
        for problem in problems:
            for rule in known_as(problem.rule, part):
                flags[rule].add(children.get((part, problem.row), ""))
    return {"flags": {rule: sorted(found) for rule, found in flags.items()}}


def known_as(rule: str, part: str) -> tuple[str, ...]:
    """The published numbers of a check, whose own name is one or which says in words what they say."""
    return IN_WORDS.get((rule, part)) or IN_WORDS.get((rule, "")) or (rule,)


def measured(census: Path, python: Path | None, *, flags: bool, children: int) -> dict[str, Any]:
    """Both on one file."""
    more = sorted(shared_rules()) if flags else []
    told: dict[str, Any] = {"file": census.name, "children": children, "mb_of_file": megabytes(census)}
    told["ours"] = asked(sys.executable, Path(__file__), "--ours", str(census), *more)
    if python is None:
        told["peer"] = not_run("csc-validator-be-cin", HOW)
    elif children > MOST_FOR_THE_PEER and not flags:
        why = f"its time grows with the square of the children; measured up to {MOST_FOR_THE_PEER:,}"
        told["peer"] = not_run(f"csc-validator-be-cin on {children:,} children", why)
    else:
        rules = RULESETS.get(year_of(census), "cin2025_26")
        told["peer"] = asked(python, ROOT / "bench/_cin_peer.py", str(census), rules, *more) | {"ruleset": rules}
    return told


def megabytes(path: Path) -> float:
    """A file's size."""
    return round(path.stat().st_size / 1024 / 1024, 1)


def compared(told: dict[str, Any], shared: set[str]) -> list[dict[str, Any]]:
    """For each check that both have: how many children both flag, and which only one does."""
    mine, theirs = told["ours"].pop("flags"), told["peer"].pop("flags", None)
    alone = told["peer"].pop("failed_alone", {})
    if theirs is None:
        return []
    found = []
    for rule in sorted(shared):
        here, there = set(mine.get(rule, ())), set(theirs.get(rule, ()))
        if rule in alone:
            here &= set(alone[rule]["asked"])
        alone_here, alone_there = sorted(here - there), sorted(there - here)
        counts = {"both": len(here & there), "only_here": len(alone_here), "only_there": len(alone_there)}
        if rule in alone:
            counts["asked_alone"], counts["stopped_alone"] = len(alone[rule]["asked"]), alone[rule]["stopped"]
        found.append({"rule": rule, **counts, "examples_here": alone_here[:3], "examples_there": alone_there[:3]})
    return found


def shared_rules() -> set[str]:
    """The published numbers that this program's list of checks holds, and those that it says in words."""
    text = (ROOT / "homeward/vocabulary/lists/cin_rules.yaml").read_text(encoding="utf-8")
    codes = {line.split('"')[1] for line in text.splitlines() if line.strip().startswith("- code:")}
    return {code for code in codes if code[0].isdigit()} | {each for said in IN_WORDS.values() for each in said}


def shown(each: dict[str, Any]) -> None:
    """Print one file's figures."""
    mine, peer = each["ours"], each["peer"]
    ran = "not_run" not in peer
    ratio = f"{peer['seconds'] / mine['seconds']:.1f}" if ran else "not run"
    columns = ("census", "children", "peer / ours", "ours s", "peer s", "ours MB", "peer MB")
    seconds, most = (peer["seconds"], peer["mb"]) if ran else ("-", "-")
    table(columns, [(each["file"], f"{each['children']:,}", ratio, mine["seconds"], seconds, mine["mb"], most)])


def main() -> int:
    """Measure the file that was named, then invented ones; compare what is flagged in both."""
    if sys.argv[1:2] == ["--ours"]:
        with hub():
            print(json.dumps(ours(Path(sys.argv[2]), flags=bool(sys.argv[3:]))))
        return 0
    facts, python = machine(), interpreter("bench-cin")
    found: dict[str, Any] = {"machine": facts, "files": [], "agreement": []}
    named = [path for path in samples() if path.suffix == ".xml"]
    if not named:
        found["sample"] = not_run("the published sample", "name it: script/bench cin FOLDER/fake_CIN_data.xml")
    with TemporaryDirectory(prefix="homeward-bench-") as folder:
        invented = Path(folder) / "invented.xml"
        for census in named:
            take(found, measured(census, python, flags=True, children=children_in(census)))
        for children in CHILDREN:
            flags = children == MOST_FOR_THE_PEER
            take(found, measured(write_census(invented, children), python, flags=flags, children=children))
    keep("cin", found)
    return 0


def take(found: dict[str, Any], told: dict[str, Any]) -> None:
    """Keep and print one file's figures, and where it was asked what each flagged."""
    if "flags" in told["ours"]:
        rows = compared(told, shared_rules())
        found["agreement"].append({"file": told["file"], "children": told["children"], "rules": rows})
        shown(told)
        table(
            ("rule", "both", "only here", "only there"),
            [(r["rule"], r["both"], r["only_here"], r["only_there"]) for r in rows],
        )
    else:
        told["peer"].pop("flags", None)
        shown(told)
    found["files"].append(told)


def children_in(census: Path) -> int:
    """How many children a census holds."""
    return census.read_text(encoding="utf-8").count("<Child>")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
