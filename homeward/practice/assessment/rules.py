"""Where two assessors differ, and what came after a band was lowered: over children, on plain values.

A child is counted once for each instrument. Nothing here works out a likelihood or speaks of one child.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

SAME, DIFFER = "same", "differ"
HARMED, NOT_HARMED = "harmed", "not-harmed"


@dataclass(frozen=True)
class Done:
    """A finished assessment: of whom, by which instrument and assessor, of which day, and how high its bands are."""

    subject: UUID
    instrument: str
    version: int
    by: UUID
    as_at: date
    tool: int
    standing: int


def differing(done: Sequence[Done], *, within_days: int) -> dict[str, dict[str, int]]:
    """For each instrument: children whose different assessors came to the same band of the tool, and to another.

    Two assessments are set side by side where they are of one child, by different people, under one version, and not
    further apart than so many days. A child with any such two that differ is counted as differing.
    """
    found: dict[str, dict[UUID, str]] = defaultdict(dict)
    for mine in _by_child(done).values():
        for place, one in enumerate(mine):
            for other in mine[place + 1 :]:
                if (other.as_at - one.as_at).days > within_days:
                    break
                if one.by != other.by and one.version == other.version:
                    before = found[one.instrument].get(one.subject, SAME)
                    found[one.instrument][one.subject] = DIFFER if one.tool != other.tool else before
    return _counted(found, (SAME, DIFFER))


def harmed_after(
    done: Sequence[Done], harms: Mapping[UUID, Iterable[date]], *, days: int, today: date
) -> dict[str, dict[str, int]]:
    """For each instrument: children whose band was lowered, by whether harm was noticed in so many days after.

    Only where those days have passed. A child lowered more than once counts as harmed where any was followed by harm.
    """
    found: dict[str, dict[UUID, str]] = defaultdict(dict)
    for mine in _by_child(done).values():
        for before, after in zip(mine, mine[1:], strict=False):
            last = after.as_at + timedelta(days=days)
            if before.version != after.version or after.standing >= before.standing or last >= today:
                continue
            harmed = any(after.as_at < day <= last for day in harms.get(after.subject, ()))
            known = found[after.instrument].get(after.subject)
            found[after.instrument][after.subject] = HARMED if harmed or known == HARMED else NOT_HARMED
    return _counted(found, (HARMED, NOT_HARMED))


def _by_child(done: Sequence[Done]) -> dict[tuple[UUID, str], list[Done]]:
    found: dict[tuple[UUID, str], list[Done]] = defaultdict(list)
    for one in sorted(done, key=lambda each: each.as_at):
        found[one.subject, one.instrument].append(one)
    return found


def _counted(found: Mapping[str, Mapping[UUID, str]], kinds: Sequence[str]) -> dict[str, dict[str, int]]:
    return {code: {kind: list(of.values()).count(kind) for kind in kinds} for code, of in sorted(found.items())}
