"""Photographs gone bad, or made to harm: is each drawn with nothing beside the picture, or refused in words?

A fault is any error that is not a refusal in words, a process that dies, one that takes more than 30 seconds or 512 MB,
a drawing that holds anything but the picture, and a good photograph that is refused. A fault is planted first, and must
be found. Most are drawn one after another in a process within the same bounds; some each by a process of its own, as
the hub does it, and what became of them must be the same.

    python bench/fuzz_photographs.py [--cases 10000] [--alone 300] [--seed 1]
"""

import argparse
import base64
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings.test")

import django  # noqa: E402  # what follows is found by the path and the settings named above

django.setup()

from _results import keep, machine, table  # noqa: E402

from homeward.foundation import pictures  # noqa: E402
from homeward.register.documents.actions import PhotographRefused, redrawn  # noqa: E402
from tests.rooms.documents.spoilt_photographs import good, is_only_a_picture, spoilt  # noqa: E402

AT_ONCE = 100
DRAWER = Path(__file__).with_name("_drawer.py")
CODES = {words: code for code, words in pictures.WORDS.items()}


def drawn(cases: Sequence[bytes], *, plant: bool = False) -> Iterator[dict[str, Any]]:
    """What became of each, in their order, and the most memory last. One whose process dies is a fault, and is left."""
    sent = b"".join(len(each).to_bytes(4) + each for each in cases)
    command = [sys.executable, "-I", str(DRAWER), *(["--plant"] if plant else [])]
    done = subprocess.run(command, input=sent, capture_output=True, env={}, cwd="/")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    yield from told
    if len(told) <= len(cases):
        yield {"became": "fault", "fault": f"the process ended with {done.returncode}", "seconds": 0}
        yield from drawn(cases[len(told) + 1 :], plant=plant) if len(told) + 1 < len(cases) else ()


def wrong_with(told: dict[str, Any]) -> str:
    """What is wrong with what became of one, if anything is."""
    if told["seconds"] > pictures.SECONDS:
        return "too slow"
    if "drawn" in told and not is_only_a_picture(base64.b64decode(told["drawn"])):
        return "more than a picture was kept"
    return str(told.get("fault", ""))


def in_batches(cases: int, seed: int, *, plant: bool = False) -> dict[str, Any]:
    """Draw so many that went bad, and every good one."""
    outcomes, faults, seconds, peak = Counter[str](), {}, [0.0], 0
    known: dict[int, str] = {}
    for first in range(seed, seed + cases, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, seed + cases))
        answers = list(drawn([spoilt(number) for number in numbers], plant=plant))
        peak = max([peak, *(each["peak MiB"] for each in answers if "peak MiB" in each)])
        for number, told in zip(numbers, (each for each in answers if "became" in each), strict=False):
            outcomes[told["became"]] += 1
            seconds.append(told["seconds"])
            known[number] = told["became"]
            if wrong := wrong_with(told):
                faults.setdefault(wrong, number)
    taken = [each for each in drawn(good(), plant=plant) if "became" in each]
    refused = [each for each in taken if each["became"] != "drawn" or wrong_with(each)]
    return {
        "cases": cases,
        "outcomes": dict(outcomes.most_common()),
        "faults": faults,
        "slowest seconds": max(seconds),
        "peak MiB": peak,
        "good": len(taken),
        "good and not taken": len(refused),
        "known": known,
    }


def alone(numbers: Sequence[int], known: dict[int, str]) -> dict[str, Any]:
    """Draw some each by a process of its own, as the hub does, and compare what became of them."""
    unlike, slowest = [], 0.0
    for number in numbers:
        began = time.perf_counter()
        try:
            became = "drawn" if is_only_a_picture(redrawn(spoilt(number))) else "more than a picture"
        except PhotographRefused as refused:
            became = CODES[refused.next_step]
        slowest = max(slowest, time.perf_counter() - began)
        if became != known[number]:
            unlike.append([number, known[number], became])
    return {"cases": len(numbers), "became something else": unlike, "slowest seconds": round(slowest, 2)}


def main() -> int:
    """Plant, find, draw and compare."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=10_000)
    asked.add_argument("--alone", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    facts, seed = machine(), given.seed * 1_000_000
    planted = in_batches(200, seed, plant=True)["faults"]
    if not {"more than a picture was kept"} < set(planted):
        raise SystemExit(f"The planted faults were not found: {planted}")
    began = time.monotonic()
    found = in_batches(given.cases, seed)
    known = found.pop("known")
    step = max(1, given.cases // max(1, given.alone))
    each_alone = alone([*known][::step], known)
    found |= {"each in a process of its own": each_alone, "seconds": round(time.monotonic() - began)}
    keep("fuzz_photographs", {"machine": facts, "planted faults found": len(planted), **found})
    table(("what", "found"), list(found.items()))
    return int(bool(found["faults"] or found["good and not taken"] or each_alone["became something else"]))


if __name__ == "__main__":
    sys.exit(main())
