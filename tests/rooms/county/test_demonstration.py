"""What the demonstration has to show: somebody missing, and among worker W007's children the records worth opening."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from homeward.county import Made
from homeward.foundation.quarters import Quarter

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]
Truth = Callable[[Made], dict[str, Any]]


def test_somebody_is_missing_and_is_the_workers(town: Made, truth: Truth) -> None:
    told = truth(town)
    assert told["missing_now"]
    assert set(told["missing_now"]) & set(told["demonstration_worker"]["children"])


def test_the_workers_children_are_told_of_by_two_sources_and_one_has_a_long_chronology(
    town: Made, rows: Read, truth: Truth
) -> None:
    theirs = truth(town)["demonstration_worker"]
    police = Counter(row["council_local_id"] for row in rows(town.into / "police" / "missing_persons.csv"))
    returned: Counter[str] = Counter()
    for path in town.into.glob("ssda903/*/missing.csv"):
        returned.update(row["CHILD"] for row in rows(path))
    assert len(theirs["children"]) == 12
    assert len(theirs["looked_after"]) >= 5
    both = [child for child in theirs["children"] if police[child] and returned[child]]
    assert len(both) >= 3
    assert max(police[child] + returned[child] for child in both) >= 20


def test_every_source_reaches_past_the_last_whole_quarter(town: Made, rows: Read) -> None:
    last = Quarter.holding(town.until).since
    reported = max(day(row["reported_at"]) for row in rows(town.into / "police" / "missing_persons.csv"))
    extracted = max(day(row["extracted_on"]) for row in rows(town.into / "identity" / "identity.csv"))
    returned = max(day(row["MIS_START"]) for row in rows(town.into / "ssda903" / "2025-26" / "missing.csv"))
    assert min(reported, extracted, returned) > last
    assert extracted - reported < timedelta(days=14)


def day(text: str) -> date:
    written, month, year = (int(part) for part in text[:10].split("/"))
    return date(year, month, written)
