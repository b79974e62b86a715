"""The CSV and XML readers, given good files gone bad for minutes: cases tried, and faults found.

A fault is any error that is not a refusal in words, a case that takes more than ten seconds, or memory that grows with
the cases. `--plant` puts a fault in the reader first, to see that the run finds it.

    python -m bench.fuzz_readers [--seconds 300] [--seed 1] [--plant]
"""

import argparse
import json
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings.test")

import django

django.setup()

# What follows is found by the settings named above, so it cannot stand before them.
from homeward.gateways.feeds.reading import xml  # noqa: E402
from homeward.gateways.feeds.registry import feed_named  # noqa: E402
from tests.feeds.reading_mutations import spoilt  # noqa: E402
from tests.feeds.reading_of import read_all  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "fuzz_readers.json"
SAMPLES = feed_named("ssda903").folder / "samples"
FILES = {
    "missing": "good/missing.csv",
    "episodes": "broken/episodes.csv",
    "header": "good/header.csv",
    "return": "good-xml/return.xml",
}
SECONDS_FOR_ONE = 10


class TooSlow(Exception):
    """A case that did not end in time."""


def give_up(number: int, frame: FrameType | None) -> None:
    """The alarm rang."""
    raise TooSlow


def plant() -> None:
    """Let the XML reader fail as readers do: an element with no text is not thought of."""
    xml.text_of = lambda found: found[0].text.strip() if found else ""


def one(code: str, content: bytes, outcomes: Counter[str]) -> str:
    """Read one case; what is wrong, where anything is."""
    signal.alarm(SECONDS_FOR_ONE)
    try:
        rows, refused = read_all(code, content)
    except Exception as fault:
        return "".join(traceback.format_exception_only(fault)).strip() or type(fault).__name__
    finally:
        signal.alarm(0)
    outcomes.update({each.problem.rule for each in refused} or {"read"})
    return ""


def memory() -> int:
    """The most memory this process has used, in mebibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run(seconds: int, seed: int) -> dict[str, object]:
    """Try cases until the time is up."""
    good = {code: (SAMPLES / path).read_bytes() for code, path in FILES.items()}
    outcomes, faults, tried, warm = Counter[str](), {}, Counter[str](), 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        seed += 1
        for code, content in good.items():
            tried[code] += 1
            wrong = one(code, spoilt(content, seed), outcomes)
            if wrong:
                faults.setdefault(wrong, {"file": code, "seed": seed})
        warm = warm or (memory() if tried.total() >= 4000 else 0)
    return {
        "cases": tried.total(),
        "by file": dict(tried),
        "outcomes": dict(outcomes.most_common()),
        "faults": faults,
        "seconds": seconds,
        "peak MiB after 4,000 cases": warm,
        "peak MiB at the end": memory(),
    }


def main() -> int:
    """Run, tell, and keep the result unless a fault was planted."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--plant", action="store_true")
    given = asked.parse_args()
    signal.signal(signal.SIGALRM, give_up)
    if given.plant:
        plant()
    found = run(given.seconds, given.seed * 1_000_000)
    text = json.dumps(found, indent=2)
    print(text)
    if not given.plant:
        RESULTS.write_text(text + "\n", encoding="utf-8")
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
