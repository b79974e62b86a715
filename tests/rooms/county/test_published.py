"""The invented statistics have the department's shape, and tell the truth of this county."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from homeward.county import Made, make
from homeward.county.chance import Streams
from homeward.county.views.published import AREAS, Figures, missing_rows
from homeward.county.writing import Sent

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]
MEASURES = {
    "looked_after_in_year": "Children looked after during the year",
    "children": "Children who had a missing incident during the year",
    "children_more_than_once": "Children who went missing more than once during the year",
    "episodes": "Number of missing incidents during the year",
}


@pytest.fixture(scope="module")
def figures(town: Made, rows: Read) -> Rows:
    return rows(town.into / "published" / "la_cla_missing.csv")


def test_the_columns_are_the_departments(figures: Rows, town: Made) -> None:
    assert ",".join(figures[0]) == (
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
        "la_name,new_la_code,CLA_group,number"
    )
    neighbours = (town.into / "published" / "sn_model_wide.csv").read_text(encoding="utf-8")
    assert neighbours.startswith("old_la_code,la_name,region_ind,region_name,SN_1,SN_1P,SN_2,SN_2P,")


def test_our_own_row_is_what_truly_happened(figures: Rows, town: Made, truth: Callable[[Made], dict[str, Any]]) -> None:
    ours = {(row["time_period"], row["CLA_group"]): row["number"] for row in figures if row["old_la_code"] == "999"}
    years = {code: year for code, year in truth(town)["years"].items() if code != "2025-26"}
    assert len(years) == 3
    for code, year in years.items():
        told = {**year["missing_looked_after"], "looked_after_in_year": year["looked_after_in_year"]}
        for name, measure in MEASURES.items():
            said = ours[str(int(code[:4]) + 1), measure]
            assert said == ("c" if 0 < told[name] < 6 else str(told[name]))


def test_only_years_that_have_been_published_are_told(figures: Rows, tmp_path: Path) -> None:
    assert {row["time_period"] for row in figures} == {"2023", "2024", "2025"}
    early = make(tmp_path, months=3, until=date(2026, 3, 2), sent=Sent(feeds=frozenset({"published"})))
    assert early.deliveries == ()


def test_every_area_is_invented_and_has_ten_neighbours(town: Made, rows: Read) -> None:
    told = rows(town.into / "published" / "sn_model_wide.csv")
    codes = {row["old_la_code"] for row in told}
    assert codes == {code for code, _ in AREAS}
    assert all(int(code) > 900 for code in codes)
    for row in told:
        assert {row[f"SN_{place}"] for place in range(1, 11)} == codes - {row["old_la_code"]}


def test_small_local_counts_are_kept_back_and_national_ones_rounded(rows: Read) -> None:
    told = list(missing_rows({2025: Figures(90, 4, 1, 9, 0)}, Streams(1)))
    ours = {row[10]: row[11] for row in told if row[7] == "999"}
    assert ours["Children who had a missing incident during the year"] == "c"
    assert ours["Number of missing incidents during the year"] == "c"
    assert ours["Percentage of children who had a missing incident during the year"] == "c"
    assert ours["Children missing at 31 March"] == "0"
    national = [row for row in told if row[2] == "National"]
    assert all(int(row[11]) % 10 == 0 for row in national if row[10].startswith(("Children", "Number")))


def test_the_release_is_named(town: Made) -> None:
    said = yaml.safe_load((town.into / "published" / "manifest.yaml").read_text(encoding="utf-8"))
    assert said["release"] == "Children looked after in an invented country, 2025"
    assert said["feed"] == "published"


def test_the_region_is_the_areas_told_of_together(rows: Read) -> None:
    told = list(missing_rows({2025: Figures(900, 80, 40, 330, 3)}, Streams(1)))
    measure = "Children who had a missing incident during the year"
    local = [int(row[11]) for row in told if row[2] == "Local authority" and row[10] == measure]
    (region,) = (row for row in told if row[2] == "Regional" and row[10] == measure)
    assert len(local) == len(AREAS)
    assert abs(int(region[11]) - sum(local)) <= 5
    assert region[7:10] == ("", "", "")
    assert {row[5] for row in told if row[2] != "National"} == {region[5]}


def test_the_population_is_told_of_each_area_and_our_own_is_true(town: Made, rows: Read) -> None:
    told = rows(town.into / "published" / "ons_mid-year_population_estimates.csv")
    assert {row["time_period"] for row in told} == {"2022", "2023", "2024"}
    ours = {row["time_period"]: int(row["population_estimate"]) for row in told if row["old_la_code"] == "999"}
    counted = dict.fromkeys(ours, 0)
    for row in rows(town.into / "population" / "population.csv"):
        if row["year"] in counted:
            counted[row["year"]] += int(row["count"])
    assert ours == counted
    levels = [row["geographic_level"] for row in told if row["time_period"] == "2024"]
    assert levels == ["National", "Regional", *["Local authority"] * len(AREAS)]
