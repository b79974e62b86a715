"""Each decision has a number of its own, and its heading says it."""

import re
from pathlib import Path

DECISIONS = Path(__file__).resolve().parents[2] / "docs/decisions"


def test_each_decision_has_a_number_of_its_own() -> None:
    files = sorted(DECISIONS.glob("*.md"))
    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))


def test_each_heading_says_the_number() -> None:
    headings = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in DECISIONS.glob("*.md")}
    wrong = [name for name, said in headings.items() if not re.match(rf"# {int(name[:4])}\. ", said)]
    assert not wrong
