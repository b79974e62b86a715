"""What the truth says was achieved is what anybody can count again from the partners' files."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from homeward.county import Made
from homeward.county.making import World
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


def periods(made: Made, rows: Read, truth: Truth) -> set[tuple[str, date]]:
    """Each missing period once, though one open at a year's end is in two sets; and those the return left out."""
    files = made.into.glob("ssda903/*/missing.csv")
    returned = {(row["CHILD"], day(row["MIS_START"])) for path in files for row in rows(path)}
    left_out = {(child, date.fromisoformat(since)) for child, since in truth(made)["left_out_of_the_return"]}
    assert not returned & left_out
    return returned | left_out


def test_what_the_return_gives_as_away_is_told(made: Made, rows: Read, truth: Truth) -> None:
    files = made.into.glob("ssda903/*/missing.csv")
    away = {row["CHILD"] for path in files for row in rows(path) if row["MISSING"] == "A"}
    assert away
    assert away == {child for child, _ in truth(made)["returned_as_away"]}


def test_nobody_is_missing_once_they_are_eighteen(county_world: World) -> None:
    assert all(each.child.is_child_on(each.since) for each in county_world.absences)


def test_return_interviews_and_referrals_are_in_the_truth(county: Made, truth: Truth) -> None:
    told = truth(county)
    interviews = told["return_interviews"]
    offered = sum(each[2] == "offered" for each in interviews) / len(interviews)
    done = sum(bool(each[3]) for each in interviews) / len(interviews)
    soon = sum(
        bool(on) and (date.fromisoformat(on) - date.fromisoformat(found)).days < 3 for _, found, _, on in interviews
    )
    assert 0.88 < offered < 0.92
    assert 0.57 < done < 0.63
    assert 0.42 < soon / len(interviews) < 0.48
    known = {each["child"] for each in told["exploited"] if each["line"] and each["known_to"]}
    referred = {each["child"] for each in told["national_referrals"]}
    assert referred <= known
    assert 0.2 < len(referred) / len(known) < 0.55
    assert any(not each["conclusive_grounds"] for each in told["national_referrals"])


def test_children_and_episodes_of_each_year(made: Made, rows: Read, truth: Truth) -> None:
    found = periods(made, rows, truth)
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
    for child, start in periods(made, rows, truth):
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
    twice = {second: first for first, second in truth(made)["held_twice_by_the_council"]}
    numbers = {row["local_id"] for row in extract}
    assert twice.keys() | set(twice.values()) <= numbers
    reasons = {row["local_id"]: row["reason"] or "blank" for row in extract if row["local_id"] not in twice}
    assert Counter(reasons.values()) == truth(made)["brought"]
