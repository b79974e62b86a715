"""The police tell of absences late, misspelt and graded, and know the council's number for some children only."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from homeward.county import Made, make
from homeward.county.chance import Stream
from homeward.county.marks import DRAMA_HOMES, home_phone, police_reference
from homeward.county.misspelling import NICKNAMES, OTHER_LETTERS, Written, as_it_sounds, misspelt, transposed
from homeward.county.preset import load
from homeward.county.views.police import COLUMNS
from homeward.county.writing import Sent
from homeward.foundation.identifiers import phone, postcode
from homeward.foundation.quarters import Quarter

MAPPING = Path(__file__).parents[3] / "homeward/gateways/feeds/police_missing/mapping.yaml"
UNTIL = date(2026, 3, 2)
Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007 - as a London clock shows it


@pytest.fixture(scope="module")
def reports(town: Made, rows: Read) -> Rows:
    return rows(town.into / "police" / "missing_persons.csv")


@pytest.fixture(scope="module")
def county_reports(tmp_path_factory: pytest.TempPathFactory, rows: Read) -> Rows:
    made = make(tmp_path_factory.mktemp("police"), "county", until=UNTIL, sent=Sent(frozenset({"police-missing"})))
    return rows(made.into / "police" / "missing_persons.csv")


def test_the_columns_are_the_feeds(reports: Rows) -> None:
    mapping = yaml.safe_load(MAPPING.read_text(encoding="utf-8"))
    assert [column["name"] for column in mapping["parts"][0]["columns"]] == list(COLUMNS) == list(reports[0])


def test_nobody_is_reported_before_they_were_last_seen_or_after_they_were_found(reports: Rows) -> None:
    for row in reports:
        assert moment(row["last_seen_at"]) <= moment(row["reported_at"])
        if row["found_at"]:
            assert moment(row["reported_at"]) <= moment(row["found_at"])
        if row["prevention_interview_at"]:
            assert moment(row["prevention_interview_at"]) > moment(row["found_at"])


def test_the_newest_day_is_not_yet_in_the_extract(reports: Rows) -> None:
    told = [row[name] for row in reports for name in row if name.endswith("_at") and row[name]]
    assert max(moment(each) for each in told) < datetime(2026, 3, 1, 6)  # noqa: DTZ001
    assert {row["extracted_on"] for row in reports} == {"01/03/2026"}


def test_somebody_reported_lately_is_still_missing_or_waits_for_an_interview(county_reports: Rows) -> None:
    late = [row for row in county_reports if moment(row["reported_at"]) > datetime(2026, 2, 27)]  # noqa: DTZ001
    assert any(not row["found_at"] and not row["found_how"] for row in late)
    assert any(row["prevention_interview"] == "not-yet" for row in late)


def test_most_are_graded_medium_and_one_in_six_high(county_reports: Rows) -> None:
    graded = Counter(row["grade"] for row in county_reports if row["category"] == "missing" and row["grade"])
    assert graded["3"] / graded.total() == pytest.approx(0.16, abs=0.02)
    assert graded["2"] / graded.total() == pytest.approx(0.68, abs=0.03)
    assert {row["grade"] for row in county_reports if row["category"] == "absent"} <= {"0", ""}


def test_a_child_is_never_known_to_the_council_half_way(county_reports: Rows) -> None:
    numbers: dict[str, set[str]] = {}
    for row in county_reports:
        numbers.setdefault(row["person_reference"], set()).add(row["council_local_id"])
    assert all(len(each) == 1 for each in numbers.values())


def test_a_record_spells_a_child_one_way(county_reports: Rows) -> None:
    names = ("forename", "surname", "birth_date", "sex")
    told = {(row["person_reference"], *(row[name] for name in names)) for row in county_reports}
    assert len(told) == len({row["person_reference"] for row in county_reports})


def test_the_police_know_the_councils_number_for_a_share(
    town: Made, reports: Rows, rows: Read, truth: Callable[[Made], Any]
) -> None:
    known = {row["local_id"]: row["reason"] for row in rows(town.into / "identity" / "identity.csv")}
    given = {row["council_local_id"] for row in reports if row["council_local_id"]}
    without = {row["person_reference"] for row in reports if not row["council_local_id"]}
    assert given <= known.keys()
    assert {known[number] for number in given} >= {"looked-after", "missing"}
    assert len(without) > len(given) > 50


def test_children_the_council_never_heard_of_are_told_of_by_the_police_alone(town: Made, rows: Read) -> None:
    linkage = rows(town.truth.with_name("linkage.csv"))
    council = {row["child"] for row in linkage if row["system"] == "council"}
    police = {row["child"] for row in linkage if row["system"] == "police"}
    assert len(police - council) > 50
    assert len(police & council) > 50


def test_some_children_are_held_twice_and_the_second_record_has_no_council_number(town: Made, rows: Read) -> None:
    police = [row for row in rows(town.truth.with_name("linkage.csv")) if row["system"] == "police"]
    second = [row for row in police if "second-record" in row["differences"]]
    assert 0.01 < len(second) / len(police) < 0.08
    assert not any(row["council_number"] for row in second)


def test_the_truth_names_every_difference_between_the_two_records(town: Made, reports: Rows, rows: Read) -> None:
    council = {row["local_id"]: row for row in rows(town.into / "identity" / "identity.csv")}
    police = {row["person_reference"]: row for row in reports}
    linkage = [row for row in rows(town.truth.with_name("linkage.csv")) if row["system"] == "police"]
    for told in (each for each in linkage if each["council_number"]):
        ours, theirs = council[told["council_number"]], police[told["number"]]
        for name in ("forename", "surname"):
            assert (ours[name] != theirs[name]) == (f"{name}:" in told["differences"]), told
        assert (ours["birth_date"] != theirs["birth_date"]) == ("birth_" in told["differences"]), told


def test_nothing_in_the_extract_can_be_anybodys(county_reports: Rows) -> None:
    for row in county_reports:
        assert row["person_reference"].startswith("SYN")
        assert row["incident_reference"].startswith("SYN")
        assert row["synthetic"] == "1"
        assert not row["postcode"] or postcode.area(row["postcode"]) == "ZZ"
        assert not row["missing_from_address"] or ", ZZ" in row["missing_from_address"]
        assert not row["phone"] or phone.normalise(row["phone"], synthetic=True).ok


def test_a_home_telephone_can_be_assigned_to_nobody() -> None:
    every = {home_phone(number) for number in range(len(DRAMA_HOMES) * 1000)}
    assert len(every) == len(DRAMA_HOMES) * 1000
    assert all(phone.normalise(each, synthetic=True).ok for each in every)
    assert not any(phone.normalise(each).ok for each in every)
    assert not any(phone.is_mobile(str(phone.normalise(each, synthetic=True).value)) for each in every)


def test_no_two_people_share_a_reference() -> None:
    numbers = [*range(200_000), *range(500_000, 700_000), *range(900_000, 900_500)]
    assert len({police_reference(each) for each in numbers}) == len(numbers)


def test_a_few_rows_are_about_adults(county_reports: Rows) -> None:
    year = timedelta(days=365.25)
    ages = [
        (moment(row["last_seen_at"]) - moment(row["birth_date"] + " 00:00")) / year
        for row in county_reports
        if row["birth_date"]
    ]
    assert 0.002 < sum(age >= 18.01 for age in ages) / len(ages) < 0.03


def test_few_absences_of_children_looked_after_are_never_reported(town: Made, reports: Rows, rows: Read) -> None:
    numbers = {row["council_local_id"] for row in reports if row["council_local_id"]}
    days = {(row["council_local_id"], moment(row["last_seen_at"]).date()) for row in reports}
    absences = [
        (row["CHILD"], datetime.strptime(row["MIS_START"], "%d/%m/%Y").date())  # noqa: DTZ007
        for path in town.into.glob("ssda903/*/missing.csv")
        for row in rows(path)
        if row["CHILD"] in numbers
    ]
    reported = sum((child, day) in days or (child, day - timedelta(days=1)) in days for child, day in absences)
    assert 0.75 < reported / len(absences) < 0.97


def test_the_returns_days_touch_the_polices_and_stay_in_the_quarter(town: Made, reports: Rows, rows: Read) -> None:
    days = {(row["council_local_id"], moment(row["last_seen_at"]).date()) for row in reports}
    other = 0
    for path in town.into.glob("ssda903/*/missing.csv"):
        for row in rows(path):
            day = datetime.strptime(row["MIS_START"], "%d/%m/%Y").date()  # noqa: DTZ007
            before = day - timedelta(days=1)
            if (row["CHILD"], before) in days and (row["CHILD"], day) not in days:
                other += 1
                assert Quarter.holding(day) == Quarter.holding(before)
    assert other


def test_monthly_extracts_carry_changed_rows_again_and_end_where_the_whole_one_does(
    reports: Rows, tmp_path: Path, rows: Read
) -> None:
    sent = Sent(feeds=frozenset({"police-missing"}), police_monthly=True)
    made = make(tmp_path, until=UNTIL, sent=sent)
    latest: dict[str, dict[str, str]] = {}
    again = 0
    for delivery in made.deliveries:
        for row in rows(delivery.files[0]):
            again += row["incident_reference"] in latest
            latest[row["incident_reference"]] = row
    whole = {row["incident_reference"]: row for row in reports}
    assert again
    on = {"extracted_on": ""}
    assert {key: row | on for key, row in latest.items()} == {key: row | on for key, row in whole.items()}


TRUE = Written("Mohammed", "Bexley-Shaw", date(2010, 3, 9), "M", "ZZ11 1AA")


@pytest.mark.parametrize("seed", range(40))
def test_what_is_put_into_a_record_is_told(seed: int) -> None:
    found, told = misspelt(TRUE, load("county-2019"), Stream(seed, "tried"), first_seen=date(2022, 1, 1))
    assert bool(told) == (found != TRUE)


def test_every_kind_of_difference_comes_about() -> None:
    preset, kinds = load("county-2019"), set()
    people = [TRUE, Written("Łukasz", "Hussain", date(2010, 8, 27), "M", ""), Written("Sophie", "Clough", *_rest())]
    for person in people:
        for seed in range(400):
            kinds |= set(misspelt(person, preset, Stream(seed, "kinds"), first_seen=date(2022, 1, 1))[1])
    assert {each.partition(":")[2] for each in kinds} == {
        "nickname", "phonetic", "transposition", "transliterated", "plain-letters", "half-of-double", "day-and-month",
        "slip", "other",
    }  # fmt: skip


def _rest() -> tuple[date, str, str]:
    return date(2009, 12, 31), "F", "ZZ12 2BB"


def test_nobody_is_written_down_as_born_after_they_were_met() -> None:
    infant = Written("Kai", "Orton", date(2022, 1, 1), "M", "")
    for seed in range(300):
        found, _ = misspelt(infant, load("county-2019"), Stream(seed, "infants"), first_seen=date(2022, 1, 3))
        assert found.birth_date < date(2022, 1, 3)


def test_slips_of_the_ear_and_the_hand() -> None:
    assert as_it_sounds("Sophie") == "Sofie"
    assert as_it_sounds("Bob") == "Bobe"
    assert sorted(transposed("Clough", Stream(1, "hand"))) == sorted("Clough")
    assert transposed("Bo", Stream(1, "hand")) == "Bo"


def test_no_other_name_is_the_same_name() -> None:
    assert all(name != other for name, other in {**NICKNAMES, **OTHER_LETTERS}.items())
