"""What the run achieved, counted from the simulation itself and kept where the product never reads.

Rates are never met exactly, so a page is judged by what was achieved and not by the preset.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from homeward.county.absences import Absence
from homeward.county.care import Care
from homeward.county.children import Child
from homeward.county.years import DAY, collection_years
from homeward.foundation.ages import AgeBand
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.quarters import Quarter
from homeward.vocabulary.age_bands import age_bands


def write(path: Path, truth: dict[str, Any]) -> None:
    """Write the truth, keys in order so that the same run gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(truth, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def achieved_table(path: Path) -> str:
    """What a run achieved against what it was aimed at, as a table in Markdown."""
    lines = ["| of | shape | achieved | aim | source |", "|---|---|--:|--:|---|"]
    for each in json.loads(path.read_text(encoding="utf-8"))["achieved"]:
        found = each["achieved"]
        told = "" if found is None else f"{found:,.0f}" if found >= 100 else f"{found:.3g}"
        lines.append(f"| {each['of']} | {each['shape']} | {told} | {each['target']} | {each['source']} |")
    return "\n".join(lines)


def of_run(children: list[Child], care: Care, absences: list[Absence], since: date, until: date) -> dict[str, Any]:
    """Children, children looked after and missing episodes, by quarter and collection year, up to the day told to."""
    told = [each for each in absences if each.since < until]
    returned = [each for each in told if each.looked_after]
    return {
        "children": sum(child.is_child_on(until - DAY) for child in children),
        "looked_after_now": len(care.looked_after(until - DAY)),
        "years": {year.code: _year(year, care, told, until) for year in collection_years(since, until - DAY)},
        "quarters": _quarters(returned, age_bands(on=until)),
        "looked_after_at_quarter_end": _at_quarter_ends(care, since, until),
    }


def _year(year: CollectionYear, care: Care, told: list[Absence], until: date) -> dict[str, Any]:
    since, after = year.since, min(year.until, until)
    inside = [each for each in told if since <= each.since < after]
    return {
        "looked_after_in_year": len(care.between(since, after)),
        "missing_looked_after": _shape(each.child for each in inside if each.looked_after),
        "missing_all_children": _shape(each.child for each in inside),
        "episodes_by_placement": dict(Counter(each.kind for each in inside if each.looked_after)),
    }


def _shape(missing: Iterable[Child]) -> dict[str, float | int]:
    """The heavy tail in figures; `repeat` is told both ways, for papers mean either."""
    times = list(Counter(missing).values())
    episodes = sum(times)
    return {
        "children": len(times),
        "episodes": episodes,
        "children_more_than_once": sum(count > 1 for count in times),
        "children_ten_or_more": sum(count >= 10 for count in times),
        "repeat_incident_share": round((episodes - len(times)) / episodes, 6) if episodes else 0.0,
        "share_from_repeaters": round(sum(n for n in times if n > 1) / episodes, 6) if episodes else 0.0,
    }


def _quarters(returned: list[Absence], bands: tuple[AgeBand, ...]) -> dict[str, list[dict[str, Any]]]:
    """Missing episodes of children looked after that began in each quarter, by sex and age band on the day."""
    cells: dict[str, Counter[tuple[str, str]]] = {}
    children: dict[tuple[str, str, str], set[Child]] = {}
    for each in returned:
        name, sex, age = Quarter.holding(each.since).code, each.child.sex, each.child.age(each.since)
        band = next(band.code for band in bands if band.holds(age))
        cells.setdefault(name, Counter())[sex, band] += 1
        children.setdefault((name, sex, band), set()).add(each.child)
    return {
        name: [
            {"sex": sex, "age_band": band, "episodes": count, "children": len(children[name, sex, band])}
            for (sex, band), count in sorted(found.items())
        ]
        for name, found in cells.items()
    }


def _at_quarter_ends(care: Care, since: date, until: date) -> dict[str, int]:
    days = [date(year, month, day) for year in range(since.year, until.year + 1) for month, day in ENDS]
    return {day.isoformat(): len(care.looked_after(day)) for day in days if since <= day < until}


ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
