"""Every row of every generated return passes the published checks: faults live in shipped samples, not here."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from homeward.county import Delivery, Made
from homeward.foundation.collection_years import CollectionYear
from homeward.vocabulary.loader import load

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]
DAY = timedelta(days=1)


def day(text: str) -> date:
    """A date as the return writes it; anything else raises."""
    written, month, year = (int(part) for part in text.split("/"))
    assert text == f"{written:02d}/{month:02d}/{year:04d}"
    return date(year, month, written)


def years(made: Made) -> list[Delivery]:
    return [delivery for delivery in made.deliveries if delivery.feed == "ssda903"]


def table(delivery: Delivery, name: str, rows: Read) -> Rows:
    return rows(delivery.folder / f"{name}.csv")


def by_child(rows: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row["CHILD"], []).append(row)
    return found


def year_of(delivery: Delivery) -> CollectionYear:
    assert delivery.collection_year is not None
    return CollectionYear(delivery.collection_year)


def test_there_is_a_set_for_every_collection_year_told(made: Made) -> None:
    assert [delivery.folder.name for delivery in years(made)] == ["2022-23", "2023-24", "2024-25", "2025-26"]
    for delivery in years(made):
        assert delivery.folder.name == year_of(delivery).code
        assert [path.name for path in delivery.files] == ["header.csv", "episodes.csv", "missing.csv"]


class TestMissing:
    """Rules 564 to 586 and 1004 to 1006, and those that hold the periods against care (575 to 581)."""

    def test_each_period_has_a_type_and_real_dates(self, made: Made, rows: Read) -> None:
        """Rules 564, 565, 566, 1004, 1005, 1006."""
        for delivery in years(made):
            for row in table(delivery, "missing", rows):
                assert row["MISSING"] in ("M", "A")
                assert day(row["MIS_START"])
                assert not row["MIS_END"] or day(row["MIS_END"])

    def test_each_period_lies_in_order_within_the_year(self, made: Made, rows: Read) -> None:
        """Rules 567, 570, 571, 586; and nothing is told on or after the last day."""
        for delivery in years(made):
            year = year_of(delivery)
            for row in table(delivery, "missing", rows):
                assert day(row["DOB"]) <= day(row["MIS_START"]) <= min(year.last_day, made.until - DAY)
                if row["MIS_END"]:
                    assert day(row["MIS_START"]) <= day(row["MIS_END"])
                    assert year.since <= day(row["MIS_END"]) <= min(year.last_day, made.until - DAY)

    def test_no_period_overlaps_another_or_starts_while_one_is_open(self, made: Made, rows: Read) -> None:
        """Rule 574."""
        for delivery in years(made):
            for periods in by_child(table(delivery, "missing", rows)).values():
                for earlier, later in pairwise(periods):
                    assert earlier["MIS_END"]
                    assert day(earlier["MIS_END"]) < day(later["MIS_START"])

    def test_a_period_open_at_the_years_end_is_in_the_next_year(self, made: Made, rows: Read) -> None:
        """Rule 576."""
        for before, after in pairwise(years(made)):
            following = {(row["CHILD"], row["MIS_START"]) for row in table(after, "missing", rows)}
            for row in table(before, "missing", rows):
                assert row["MIS_END"] or (row["CHILD"], row["MIS_START"]) in following

    def test_each_period_lies_within_one_care_episode(self, made: Made, rows: Read) -> None:
        """Rules 575, 577, 578, 581: a child goes missing from a placement, and is found before it ends."""
        for delivery in years(made):
            care = by_child(table(delivery, "episodes", rows))
            for row in table(delivery, "missing", rows):
                start = day(row["MIS_START"])
                held = [
                    e
                    for e in care[row["CHILD"]]
                    if day(e["DECOM"]) <= start and not (e["DEC"] and day(e["DEC"]) <= start)
                ]
                assert len(held) == 1
                if held[0]["DEC"]:
                    assert row["MIS_END"]
                    assert day(row["MIS_END"]) <= day(held[0]["DEC"])

    def test_each_child_is_in_the_header_with_the_same_birth_date(self, made: Made, rows: Read) -> None:
        for delivery in years(made):
            born = {row["CHILD"]: row["DOB"] for row in table(delivery, "header", rows)}
            assert all(born[row["CHILD"]] == row["DOB"] for row in table(delivery, "missing", rows))


class TestEpisodes:
    """The checks that bear on the care spells a record shows."""

    @pytest.mark.parametrize(
        ("field", "name"),
        [
            ("RNE", "ssda903_new_episode_reason"),
            ("LS", "ssda903_legal_status"),
            ("CIN", "ssda903_category_of_need"),
            ("PLACE", "ssda903_placement_type"),
            ("PLACE_PROVIDER", "ssda903_placement_provider"),
            ("REC", "ssda903_episode_ceased_reason"),
            ("REASON_PLACE_CHANGE", "ssda903_place_change_reason"),
        ],
    )
    def test_every_code_is_in_its_years_list(self, made: Made, rows: Read, field: str, name: str) -> None:
        """Rules 143 to 149, 178, 1009."""
        for delivery in years(made):
            codes = {entry.code for entry in load(name, on=year_of(delivery).last_day).entries}
            used = {row[field] for row in table(delivery, "episodes", rows)}
            assert used - {""} <= codes
            assert field in ("REC", "REASON_PLACE_CHANGE") or "" not in used

    def test_an_episode_that_has_ceased_says_why_and_one_that_has_not_does_not(self, made: Made, rows: Read) -> None:
        """Rules 148, 354 to 356: both or neither, in order, at least a day, within the year."""
        for delivery in years(made):
            for row in table(delivery, "episodes", rows):
                assert bool(row["DEC"]) == bool(row["REC"])
                if row["DEC"]:
                    assert day(row["DECOM"]) < day(row["DEC"]) <= min(year_of(delivery).last_day, made.until - DAY)
                    assert day(row["DEC"]) >= year_of(delivery).since

    def test_each_episode_follows_from_the_last(self, made: Made, rows: Read) -> None:
        """Rules 142, 225, 226, 388, 431 to 435, 501, 504."""
        for delivery in years(made):
            for episodes in by_child(table(delivery, "episodes", rows)).values():
                for before, after in pairwise(episodes):
                    follows(before, after)
                assert episodes[-1]["REC"] != "X1"
                assert not episodes[-1]["REASON_PLACE_CHANGE"]

    def test_an_open_episode_goes_on_unchanged_into_the_next_year(self, made: Made, rows: Read) -> None:
        """Rules 502, 503."""
        same = ("DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "HOME_POST", "PL_POST", "URN")
        for before, after in pairwise(years(made)):
            following = by_child(table(after, "episodes", rows))
            for row in table(before, "episodes", rows):
                if not row["DEC"]:
                    assert {name: following[row["CHILD"]][0][name] for name in same} == {
                        name: row[name] for name in same
                    }

    def test_ages_fit(self, made: Made, rows: Read) -> None:
        """Rules 302, 352, 359, 371, 372, 460: born, under eighteen, and semi-independent only from sixteen."""
        for delivery in years(made):
            born = {row["CHILD"]: day(row["DOB"]) for row in table(delivery, "header", rows)}
            for row in table(delivery, "episodes", rows):
                birth = born[row["CHILD"]]
                eighteen = birth.replace(year=birth.year + 18, day=min(birth.day, 28))
                assert birth <= day(row["DECOM"]) < eighteen
                if row["DEC"]:
                    assert day(row["DEC"]) <= eighteen + 4 * DAY
                if row["REC"] in ("E15", "E16", "E17"):
                    assert day(row["DEC"]) >= eighteen
                if row["PLACE"] == "H5":
                    assert (day(row["DECOM"]) - birth).days >= 16 * 365

    def test_place_and_provider_fit(self, made: Made, rows: Read) -> None:
        """Rules 218, 222, 378, 550: with parents under a full order only, and never registered."""
        for delivery in years(made):
            for row in table(delivery, "episodes", rows):
                parents = row["PLACE"] == "P1"
                assert parents == (row["PLACE_PROVIDER"] == "PR0") == (row["URN"] == "")
                assert not (parents and row["LS"] == "V2")


class TestHeader:
    """One row for each child with an episode, never changing from year to year."""

    def test_each_child_of_the_year_once(self, made: Made, rows: Read) -> None:
        for delivery in years(made):
            children = [row["CHILD"] for row in table(delivery, "header", rows)]
            assert len(set(children)) == len(children)
            assert set(children) == {row["CHILD"] for row in table(delivery, "episodes", rows)}

    def test_who_a_child_is_does_not_change(self, made: Made, rows: Read) -> None:
        """Rules 202, 203, 208; a pupil number is given in the year a child turns five."""
        said: dict[str, dict[str, str]] = {}
        for delivery in years(made):
            for row in table(delivery, "header", rows):
                before = said.setdefault(row["CHILD"], row)
                assert {**row, "UPN": ""} == {**before, "UPN": ""}
                assert before["UPN"] in (row["UPN"], "UN1")
                said[row["CHILD"]] = row

    def test_only_a_child_too_young_for_school_has_no_pupil_number(self, made: Made, rows: Read) -> None:
        """Rule 209."""
        for delivery in years(made):
            for row in table(delivery, "header", rows):
                if row["UPN"] == "UN1":
                    assert (year_of(delivery).since - day(row["DOB"])).days < 5 * 366

    def test_a_girl_is_said_to_be_a_mother_or_not_and_a_boy_neither(self, made: Made, rows: Read) -> None:
        """Rules 174, 393."""
        for delivery in years(made):
            for row in table(delivery, "header", rows):
                assert row["MOTHER"] == ("0" if row["SEX"] == "2" else "")


def follows(before: dict[str, str], after: dict[str, str]) -> None:
    """The checks on two episodes of one child, one after the other."""
    if before["REC"] == "X1":
        assert after["DECOM"] == before["DEC"]
        assert after["RNE"] in ("P", "L")
        assert after["CIN"] == before["CIN"]
    else:
        assert after["RNE"] == "S"
        assert day(after["DECOM"]) > day(before["DEC"])
    place = ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")
    same_place = all(before[name] == after[name] for name in place)
    if after["RNE"] == "P":
        assert not same_place
        assert before["LS"] == after["LS"]
        assert before["REASON_PLACE_CHANGE"]
    else:
        assert not before["REASON_PLACE_CHANGE"]
    if after["RNE"] == "L":
        assert same_place
        assert before["LS"] != after["LS"]
