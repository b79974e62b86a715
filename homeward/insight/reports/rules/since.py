"""What the last paper on the same quarter said of each figure, wherever the difference tells of no small number.

Reports go on coming after a quarter's first paper. Two papers side by side can be subtracted, so a change is told only
where nothing that follows from it is small: children, their episodes, second or later ones, those looked after and
those not. Where one of these is, no figure is compared, and the paper says so (S-42).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homeward.foundation.dates_in_words import moment_in_words
from homeward.insight.analysis.rules import Figure
from homeward.methods.disclosure.profile import Profile

CHILDREN, EPISODES, LOOKED_AFTER = "children-missing", "missing-episodes", "looked-after-missing"
LATER, OF_REPEATERS = "repeat-incident-share", "share-from-repeaters"
NO_EARLIER = "No earlier paper was made on this quarter"


@dataclass(frozen=True)
class Earlier:
    """A paper that was made on the same quarter as at an earlier moment, and its figures as they were printed."""

    as_at: datetime
    figures: Mapping[str, Mapping[str, Any]]


def figures_kept(figures: Mapping[str, Figure]) -> dict[str, dict[str, Any]]:
    """What a paper keeps of its figures, for the next to be compared with. No hidden count is among them."""
    return {
        code: {
            "state": figure.cell.state.value,
            "value": figure.cell.value,
            "printed": figure.value,
            "n": figure.n.value,
            "version": figure.version,
        }
        for code, figure in sorted(figures.items())
    }


@dataclass(frozen=True)
class SinceLast:
    """What the last paper said of each figure, and the same in a sentence of the paper itself."""

    told: Mapping[str, str]
    sentence: str = ""


def since_last(now: Mapping[str, Figure], earlier: Earlier | None, profile: Profile) -> SinceLast:
    """Of each figure, what the last paper said and how it differs; or why that is not told."""
    if earlier is None:
        return SinceLast(dict.fromkeys(now, NO_EARLIER))
    kept = figures_kept(now)
    small = any(map(profile.hides, moved(kept, earlier.figures)))
    told = {code: _compared(kept[code], earlier.figures.get(code), earlier.as_at, small) for code in now}
    each = (f"{now[code].label}: {told[code][:1].lower()}{told[code][1:]}." for code in (CHILDREN, EPISODES))
    return SinceLast(told, f"This is not the first paper on the quarter. {' '.join(each)}")


def moved(now: Mapping[str, Mapping[str, Any]], then: Mapping[str, Mapping[str, Any]]) -> list[int]:
    """By how much each count that a reader can work out from a paper has moved, without its sign."""
    earlier, later = parts(then), parts(now)
    return [abs(later[name] - earlier[name]) for name in earlier if name in later]


def parts(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """The counts that a paper's figures give, and those that follow from two of them."""
    n = {code: int(each["n"]) for code, each in figures.items() if each.get("n") is not None}
    found = {code: n[code] for code in (CHILDREN, EPISODES, LOOKED_AFTER, LATER, OF_REPEATERS) if code in n}
    for name, whole, part in (
        ("later", EPISODES, CHILDREN),
        ("missing once", EPISODES, OF_REPEATERS),
        ("not looked after", CHILDREN, LOOKED_AFTER),
    ):
        if whole in n and part in n:
            found[name] = n[whole] - n[part]
    if "missing once" in found and CHILDREN in n:
        found["missing again"] = n[CHILDREN] - found["missing once"]
    return found


def _compared(now: Mapping[str, Any], then: Mapping[str, Any] | None, as_at: datetime, small: bool) -> str:
    paper = f"the paper as at {moment_in_words(as_at)}"
    if then is None or then["version"] != now["version"]:
        return f"Not compared with {paper}: it counted this another way"
    if now["value"] is None or then["value"] is None:
        return f"Not compared with {paper}: one of the two is hidden or not given"
    if now["value"] == then["value"] and now["n"] == then["n"]:
        return f"The same as in {paper}"
    if small:
        return f"Not compared with {paper}: the difference is small, or would tell of a small number"
    return f"{paper[:1].upper()}{paper[1:]} said {then['printed']}{_further(now, then)}"


def _further(now: Mapping[str, Any], then: Mapping[str, Any]) -> str:
    if now["value"] != now["n"]:
        return ""
    difference = int(now["value"] - then["value"])
    return f"; {difference:,} more have been counted since" if difference > 0 else f"; {-difference:,} fewer count now"
