"""What the truth says was achieved is what anybody can count again from the partners' files."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from homeward.county import Made
from homeward.foundation.ages import age_on, band_of
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.quarters import Quarter
from homeward.vocabulary.age_bands import age_bands

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]
Truth = Callable[[Made], dict[str, Any]]
DAY = timedelta(days=1)


def day(text: str) -> date:
    written, month, year = (int(part) for part in text.split("/"))
    return date(year, month, written)


def periods(made: Made, rows: Read) -> set[tuple[str, date]]:
    """Each missing period once, though one open at a year's end is in two sets."""
    files = made.into.glob("ssda903/*/missing.csv")
    return {(row["CHILD"], day(row["MIS_START"])) for path in files for row in rows(path)}


def test_children_and_episodes_of_each_year(made: Made, rows: Read, truth: Truth) -> None:
    found = periods(made, rows)
    for code, told in truth(made)["years"].items():
        year = CollectionYear.parse(code)
        times = Counter(child for child, start in found if year.since <= start < year.until)
        episodes = times.total()
        assert told["missing_looked_after"] == {
            "children": len(times),
            "episodes": episodes,
            "children_more_than_once": sum(count > 1 for count in times.values()),
            "children_ten_or_more": sum(count > 9 for count in times.values()),
            "repeat_incident_share": round(1 - len(times) / episodes, 6),
            "share_from_repeaters": round(sum(n for n in times.values() if n > 1) / episodes, 6),
        }


def test_children_looked_after_in_each_year_and_at_each_quarters_end(made: Made, rows: Read, truth: Truth) -> None:
    told = truth(made)
    for code, year in told["years"].items():
        assert year["looked_after_in_year"] == len(rows(made.into / "ssda903" / code / "header.csv"))
    for text, count in told["looked_after_at_quarter_end"].items():
        end = date.fromisoformat(text)
        episodes = rows(made.into / "ssda903" / CollectionYear.holding(end).code / "episodes.csv")
        there = {e["CHILD"] for e in episodes if day(e["DECOM"]) <= end and not (e["DEC"] and day(e["DEC"]) <= end)}
        assert len(there) == count


def test_episodes_of_each_quarter_by_sex_and_age(made: Made, rows: Read, truth: Truth) -> None:
    headers = {row["CHILD"]: row for path in made.into.glob("ssda903/*/header.csv") for row in rows(path)}
    bands = age_bands(on=made.until)
    cells: Counter[tuple[str, str, str]] = Counter()
    for child, start in periods(made, rows):
        band = band_of(age_on(day(headers[child]["DOB"]), start), bands)
        assert band is not None
        cells[Quarter.holding(start).code, {"1": "M", "2": "F"}[headers[child]["SEX"]], band.code] += 1
    told = truth(made)["quarters"]
    assert cells == {
        (quarter, cell["sex"], cell["age_band"]): cell["episodes"] for quarter, found in told.items() for cell in found
    }


def test_who_is_missing_on_the_last_day(made: Made, rows: Read, truth: Truth) -> None:
    latest = made.into / "ssda903" / CollectionYear.holding(made.until - DAY).code / "missing.csv"
    still = sorted(row["CHILD"] for row in rows(latest) if not row["MIS_END"])
    assert still
    assert still == sorted(truth(made)["missing_now"])


def test_reasons_of_the_extract(made: Made, rows: Read, truth: Truth) -> None:
    extract = rows(made.into / "identity" / "identity.csv")
    reasons = {row["local_id"]: row["reason"] or "blank" for row in extract}
    assert Counter(reasons.values()) == truth(made)["brought"]
