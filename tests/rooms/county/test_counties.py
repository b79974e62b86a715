"""A region is counties one after another: each alone in memory, taken up again, and none like another."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from homeward.config.commands.county import county
from homeward.county import counties
from homeward.county.crossing import crossing
from homeward.county.places import places
from homeward.county.preset import load
from homeward.county.writing import Sent

UNTIL = date(2026, 3, 2)
SENT = Sent(feeds=frozenset({"identity", "police-missing"}))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counties of a few hundred children, so that two are made in a moment."""
    monkeypatch.setattr(counties, "LEAST", 400)
    monkeypatch.setattr(counties, "MOST", 900)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("size", "count", "children"), [("region", 10, 1_200_000), ("england", 152, 12_200_000)])
def test_a_size_is_so_many_counties_unlike_in_size_with_so_many_children(size: str, count: int, children: int) -> None:
    planned = counties.plan(size, 2019)
    sizes = [each.children for each in planned]
    assert len(planned) == count
    assert sum(sizes) == pytest.approx(children, rel=0.03)
    assert max(sizes) > 1.8 * min(sizes)
    assert max(sizes) <= counties.MOST
    assert len({each.place.name for each in planned}) == len({each.place.prefix for each in planned}) == count
    assert len({each.seed for each in planned}) == count


def test_each_county_is_in_a_folder_of_its_own_with_its_own_truth(small: None, tmp_path: Path) -> None:
    made = counties.make_counties(tmp_path, "region", 12, until=UNTIL, sent=SENT, only=2)
    folders = [tmp_path / each["folder"] for each in made.counties]
    assert [folder.name for folder in folders] == ["000-middleshire", "001-aldershire"]
    held = [{row["local_id"] for row in rows(folder / "identity" / "identity.csv")} for folder in folders]
    assert all(held) and not held[0] & held[1]
    councils = [
        {row["responsible_authority"] for row in rows(folder / "identity" / "identity.csv")} for folder in folders
    ]
    assert "Aldershire County Council" in councils[1] and "Middleshire County Council" not in councils[1]
    assert {row["force"] for row in rows(folders[1] / "police" / "missing_persons.csv")} == {"Aldershire Police"}
    assert 'agency: "aldershire"' in (folders[1] / "identity" / "manifest.yaml").read_text(encoding="utf-8")
    assert all((folder / "truth" / "linkage.csv").is_file() for folder in folders)


def test_a_county_written_whole_is_left_and_another_is_made_again(small: None, tmp_path: Path) -> None:
    counties.make_counties(tmp_path, "region", 12, until=UNTIL, sent=SENT, only=2)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "001-aldershire" / counties.LAST_WORD).unlink()
    (tmp_path / "001-aldershire" / "identity" / "identity.csv").write_text("half", encoding="utf-8")
    again = counties.make_counties(tmp_path, "region", 12, until=UNTIL, sent=SENT, only=2)
    assert again.made == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert counties.make_counties(tmp_path, "region", 12, until=UNTIL, sent=SENT, only=2).made == 0
    assert counties.make_counties(tmp_path, "region", 12, until=date(2026, 3, 1), sent=SENT, only=1).made == 1


def test_what_is_added_up_is_the_sum_of_the_counties(small: None, tmp_path: Path) -> None:
    counties.make_counties(tmp_path, "region", 12, until=UNTIL, sent=SENT, only=2)
    over_all = json.loads((tmp_path / counties.OVER_ALL).read_text(encoding="utf-8"))
    episodes: Counter[str] = Counter()
    for each in over_all["counties"]:
        truth = json.loads((tmp_path / each["folder"] / "truth" / "truth.json").read_text(encoding="utf-8"))
        for quarter, told in truth["carried"]["quarters"].items():
            episodes[quarter] += told["episodes"]
    together: Counter[str] = Counter()
    for quarter, _, _, what, count in over_all["together"]["cells"]:
        together[quarter] += count if what == "episodes" else 0
    assert together == episodes
    assert over_all["together"]["counts"]["children"] == sum(
        each["counts"]["children"] for each in over_all["counties"]
    )


def test_both_counties_tell_of_a_child_who_crosses_their_border(small: None, tmp_path: Path) -> None:
    counties.make_counties(tmp_path, "region", 12, until=UNTIL, seed=4, sent=SENT, only=2)
    here, there = tmp_path / "000-middleshire", tmp_path / "001-aldershire"
    linkage = {folder: rows(folder / "truth" / "linkage.csv") for folder in (here, there)}
    placed = {
        row["child"]: row["number"] for row in linkage[here] if row["child"].startswith("middleshire-aldershire-")
    }
    met = [row for row in linkage[there] if row["child"] in placed]
    assert placed and met
    identity = {row["local_id"]: row for row in rows(here / "identity" / "identity.csv")}
    reported = {row["person_reference"]: row for row in rows(there / "police" / "missing_persons.csv")}
    for row in met:
        report = reported[row["number"]]
        assert identity[placed[row["child"]]]["reason"] == "looked-after"
        assert report["council_local_id"] in (placed[row["child"]], "")
        assert report["council"] in ("Middleshire County Council", "")
        if not row["differences"]:
            assert report["surname"] == identity[placed[row["child"]]]["surname"]


def test_a_border_is_drawn_alike_from_either_side() -> None:
    one, other, *_ = places(10)
    rates, days = load("county-2019"), (date(2023, 4, 1), UNTIL)
    from_one = crossing(one, [other], 2019, rates, *days)
    from_other = crossing(other, [one], 2019, rates, *days)
    assert [each.label for each in from_one.placed_away] == [each.label for each in from_other.placed_here]
    assert [each.identity.surname for each in from_one.placed_here] == [
        each.identity.surname for each in from_other.placed_away
    ]


def test_the_command_says_what_it_made_and_refuses_what_makes_no_sense(small: None, tmp_path: Path) -> None:
    command = ["make", str(tmp_path), "--until", "2026-03-02", "--months", "6"]
    told = CliRunner().invoke(county, [*command, "--size", "region", "--only", "1", "--first-partners"])
    assert told.exit_code == 0, told.output
    assert "counties: 1, of which made now: 1" in told.output
    assert CliRunner().invoke(county, [*command, "--size", "region", "--variant", "null"]).exit_code == 2
    assert CliRunner().invoke(county, [*command, "--size", "town", "--only", "2"]).exit_code == 2
