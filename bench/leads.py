"""How many of the leads in invented interviews are offered, and how much of what is offered is one, by kind.

Beside it, on the same texts and in the same run, what one would write in an hour: a telephone number is eleven digits,
an online name begins with @, and a name is a word with a capital. A lead counts as found where something of its kind is
offered that overlaps it; what is offered is right where it overlaps a lead of its kind.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from _results import keep, machine, table

from homeward.county.names import DISTRICTS
from homeward.methods.leads import Around, candidates

TEXTS = Path(__file__).with_name("_interviews.txt")
MARKED = re.compile(r"\[(\w+):([^\]]+)\]")
KINDS = ("person", "nickname", "place", "phone", "vehicle", "route", "online")
Span = tuple[str, int, int]
AROUND = Around(places=frozenset(DISTRICTS))

_CAPITALS = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
PLAIN = {
    "phone": r"\b0\d{10}\b|\b0\d{4} \d{6}\b",
    "vehicle": r"\b[A-Z]{2}\d{2} [A-Z]{3}\b",
    "online": r"@\w+",
    "nickname": r"\"[^\"]+\"",
    "route": r"\b(?:bus \d+|\d+ bus|[MA]\d+)\b",
    "place": rf"(?:(?<=at )|(?<=in )|(?<=to )){_CAPITALS}",
    "person": rf"(?<=[a-z,] )(?<!at )(?<!in )(?<!to ){_CAPITALS}",
}


def texts(part: str) -> list[tuple[str, list[Span]]]:
    """The interviews of one part, each with where its leads stand."""
    _, _, rest = TEXTS.read_text(encoding="utf-8").partition(f"== {part}\n")
    lines = rest.split("\n==", 1)[0].splitlines()
    return [read(line) for line in lines if line and not line.startswith("#")]


def read(line: str) -> tuple[str, list[Span]]:
    """One interview without its marks, and what they marked."""
    text, spans, at = "", [], 0
    for match in MARKED.finditer(line):
        text += line[at : match.start()]
        spans.append((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return text + line[at:], spans


def ours(text: str) -> list[Span]:
    """What the hub offers."""
    return [(each.kind, each.start, each.end) for each in candidates(text, AROUND)]


def plain(text: str) -> list[Span]:
    """What the plain patterns offer."""
    return [(kind, *match.span()) for kind, pattern in PLAIN.items() for match in re.finditer(pattern, text)]


def meets(one: Span, others: Iterable[Span]) -> bool:
    """Whether something of the same kind overlaps it."""
    return any(one[0] == kind and one[1] < end and start < one[2] for kind, start, end in others)


def once(text: str, spans: Iterable[Span]) -> list[Span]:
    """Each value of a kind once: the hub offers a name the first time it stands there."""
    kept: dict[tuple[str, str], Span] = {}
    for each in spans:
        kept.setdefault((each[0], text[each[1] : each[2]].casefold()), each)
    return list(kept.values())


def counts(part: str, offer: Callable[[str], list[Span]]) -> dict[str, dict[str, int]]:
    """For each kind: leads there are, leads that are offered, pieces offered, and pieces that are right."""
    told: Counter[tuple[str, str]] = Counter()
    for text, marked in texts(part):
        leads, offered = once(text, marked), once(text, offer(text))
        for kind in KINDS:
            mine = [each for each in leads if each[0] == kind]
            given = [each for each in offered if each[0] == kind]
            told[kind, "leads"] += len(mine)
            told[kind, "found"] += sum(meets(each, given) for each in mine)
            told[kind, "offered"] += len(given)
            told[kind, "right"] += sum(meets(each, marked) for each in given)
    return {kind: {name: told[kind, name] for name in ("leads", "found", "offered", "right")} for kind in KINDS}


def missed(part: str) -> list[str]:
    """The leads that are not offered, to be read and not only counted."""
    return [
        f"{each[0]}: {text[each[1] : each[2]]}"
        for text, marked in texts(part)
        for each in once(text, marked)
        if not meets(each, ours(text))
    ]


def wrong(part: str) -> list[str]:
    """What is offered and is no lead of that kind."""
    return [
        f"{each[0]}: {text[each[1] : each[2]]}"
        for text, marked in texts(part)
        for each in ours(text)
        if not meets(each, marked)
    ]


def share(part: int, whole: int) -> str:
    """A share in whole percent with its count."""
    return f"{part / whole:.0%} ({part}/{whole})" if whole else "none"


def rows_of(found: dict[str, Any]) -> list[tuple[str, ...]]:
    """A line for each kind, and one for all."""
    rows = []
    for kind in (*KINDS, "all"):
        line = [kind]
        for by in ("hub", "plain"):
            kinds = KINDS if kind == "all" else (kind,)
            sums = {
                name: sum(found[by][each][name] for each in kinds) for name in ("leads", "found", "offered", "right")
            }
            line += [share(sums["found"], sums["leads"]), share(sums["right"], sums["offered"])]
        rows.append(tuple(line))
    return rows


def main() -> int:
    """Count both parts, print both, keep both."""
    kept: dict[str, Any] = {"machine": machine()}
    for part in ("before the rules", "put aside"):
        found = {"hub": counts(part, ours), "plain": counts(part, plain)}
        kept[part] = found | {"interviews": len(texts(part)), "missed": missed(part), "wrong": wrong(part)}
        print(f"\n{part}: {len(texts(part))} interviews")
        table(("kind", "found", "right", "found, plain", "right, plain"), rows_of(found))
        print("missed:", "; ".join(missed(part)), "\nnot leads:", "; ".join(wrong(part)))
    keep("leads", kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
