"""What the further agencies send: read by their feeds to the last row, as late and as incomplete as was declared."""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from openpyxl import load_workbook

from homeward.county import Made, make
from homeward.county.agency_people import AgencyPeople
from homeward.county.families import Families
from homeward.county.making import World, bring
from homeward.county.marks import invented_nhs_number, wrong_pnc
from homeward.county.preset import load
from homeward.county.views.annex_a import CANARY, SHEETS
from homeward.county.writing import EVERY_FEED, FIRST, FURTHER, Sent
from homeward.foundation.identifiers import nhs_number, pnc, upn
from homeward.gateways.feeds.checking import check
from homeward.gateways.feeds.loading import arrival_at
from homeward.gateways.feeds.registry import feed_named
from tests import factories
from tests.rooms.county.conftest import UNTIL

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]
AGENCIES = {
    "middleshire": "council",
    "middleshire-police": "police",
    "middleshire-education": "education",
    "middleshire-youth-justice": "youth-justice",
    "middleshire-hospitals": "health",
}
LISTS = list(SHEETS)[:8]
MAY_BE_DROPPED = {"custody", "youth-justice", "health", "agency-identity", "annex-a"}
ROOT = Path(__file__).parents[3]
NOT_CSV = {"cin", "annex-a"}


@pytest.fixture(scope="session")
def whole_town(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The town with every agency sending."""
    return make(tmp_path_factory.mktemp("whole"), until=UNTIL, sent=Sent(feeds=EVERY_FEED))


@pytest.fixture(scope="session")
def truth(whole_town: Made) -> dict[str, Any]:
    return json.loads(whole_town.truth.read_text(encoding="utf-8"))


def sender(manifest: Path) -> str:
    said = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    assert said["synthetic"] is True
    return said.get("agency", "middleshire")


def file_of(made: Made, name: str) -> Path:
    return next(path for each in made.deliveries for path in each.files if path.name == name)


@pytest.mark.django_db
def test_every_file_is_read_by_its_feed_and_no_row_is_refused(whole_town: Made) -> None:
    agencies = {code: factories.agency(code, kind) for code, kind in AGENCIES.items()}
    seen: Counter[str] = Counter()
    for each in (one for one in whole_town.deliveries if one.feed in FURTHER):
        arrival = arrival_at(feed_named(each.feed), list(each.files), agency=agencies[sender(each.manifest)])
        found = check(arrival.feed, arrival.files, source=None, year=arrival.year, on=UNTIL, agency=arrival.agency.pk)
        said = found.counts()
        seen[each.feed] += said.total()
        assert said["refused"] == 0 and not found.refused_whole, (each.feed, found.problems)
        assert said["dropped"] == 0 or each.feed in MAY_BE_DROPPED
    assert set(seen) == FURTHER
    assert all(seen.values())


def test_what_the_first_agencies_send_is_the_same_whoever_else_sends(whole_town: Made, tmp_path: Path) -> None:
    alone = make(tmp_path, until=UNTIL)
    for each in alone.deliveries:
        for path in (*each.files, each.manifest):
            other = whole_town.into / path.relative_to(alone.into)
            assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(other.read_bytes()).digest(), path
    assert {each.feed for each in alone.deliveries} == FIRST


def test_the_inspection_workbook_is_the_same_each_time_and_holds_what_is_never_read(whole_town: Made) -> None:
    path = file_of(whole_town, "annex_a.xlsx")
    book = load_workbook(path, read_only=True)
    assert [name.split()[1] for name in book.sheetnames] == [str(number) for number in range(1, 12)]
    for name in book.sheetnames:
        cells = [cell for row in book[name].iter_rows(values_only=True) for cell in row]
        assert any(CANARY in str(cell) for cell in cells) == (name in book.sheetnames[8:])
    book.close()
    with ZipFile(path) as held:
        assert {each.date_time for each in held.infolist()} == {(2026, 3, 1, 6, 0, 0)}
        assert b"2026-03-01T06:00:00Z" in held.read("docProps/core.xml")


@pytest.mark.django_db
def test_what_is_never_read_of_the_workbook_is_in_no_row(whole_town: Made) -> None:
    feed = feed_named("annex-a")
    arrival = arrival_at(feed, [file_of(whole_town, "annex_a.xlsx")], agency=factories.agency("middleshire"))
    found = check(feed, arrival.files, source=None, year=None, on=UNTIL, agency=arrival.agency.pk)
    assert found.rows > 300
    assert CANARY not in str(found.problems) + " ".join(found.notes)
    children = sum(len(list(load_workbook(file_of(whole_town, "annex_a.xlsx"))[name].rows)) - 1 for name in LISTS)
    assert found.rows == children


def test_another_process_with_another_hash_seed_gives_the_same_files(whole_town: Made, tmp_path: Path) -> None:
    told = "import sys; from datetime import date; from pathlib import Path; from homeward.county import make; "
    told += "from homeward.county.writing import EVERY_FEED, Sent; "
    code = told + "make(Path(sys.argv[1]), until=date(2026, 3, 2), sent=Sent(feeds=EVERY_FEED))"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment, cwd=ROOT)
    files = sorted(path.relative_to(whole_town.into) for path in whole_town.into.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert [path for path in files if (tmp_path / path).read_bytes() != (whole_town.into / path).read_bytes()] == []


def test_as_much_is_lost_and_late_as_was_declared(truth: dict[str, Any]) -> None:
    """Over three years nearly all that came too late for the extract is of its last weeks."""
    lost, late = (load("county-2019").table(f"partners.{name}") for name in ("lost", "days_late"))
    feeds = {"exclusions": "education", "attendance": "education", "youth-justice": "youth-justice"}
    for name, feed in feeds.items():
        happened, told = truth["happened_and_in_the_files"][name]
        expected = happened * (1 - lost[feed]) * (1 - late[feed] / (3 * 365))
        assert told < happened
        assert told == pytest.approx(expected, abs=4 * (happened * lost[feed]) ** 0.5 + 25)


def test_nothing_of_the_extracts_day_or_after_is_told(whole_town: Made, rows: Read) -> None:
    last = UNTIL - timedelta(days=1)
    days = {
        "exclusions.csv": "start_date",
        "attendance.csv": "period_start",
        "custody.csv": "arrived_at",
        "youth_justice.csv": "started_on",
        "attendances.csv": "arrived_at",
        "nrm.csv": "referred_on",
        "referrals.csv": "referred_on",
    }
    for name, column in days.items():
        told = [day(row[column]) for row in rows(file_of(whole_town, name))]
        assert told and max(told) <= last, name
        assert {row["extracted_on"] for row in rows(file_of(whole_town, name))} == {"01/03/2026"}


def test_those_exploited_on_lines_are_held_far_more_often_and_for_supply(truth: dict[str, Any]) -> None:
    held = truth["custody"]
    on_lines = [each for each in held if each[4]]
    assert len(on_lines) > 10
    supply = sum(each[2] == "drugs-supply" for each in on_lines) / len(on_lines)
    others = [each for each in held if not each[4]]
    assert supply > 0.3 > 0.1 > sum(each[2] == "drugs-supply" for each in others) / len(others)


def test_fathers_with_a_boys_name_are_in_the_custody_extract(whole_town: Made, rows: Read) -> None:
    held = rows(file_of(whole_town, "custody.csv"))
    grown = [row for row in held if row["birth_date"] and day(row["birth_date"]).year < 2000]
    names = {(row["forename"], row["surname"], row["postcode"]) for row in held if row not in grown}
    assert grown
    assert all(row["sex"] == "M" for row in grown)
    assert any((row["forename"], row["surname"], row["postcode"]) in names for row in grown)


def test_no_number_can_be_anybodys(whole_town: Made, rows: Read) -> None:
    for each in whole_town.deliveries:
        if each.feed not in FURTHER or each.feed in NOT_CSV:
            continue
        for path in each.files:
            for row in rows(path):
                if number := row.get("nhs_number"):
                    assert number.startswith("999") and nhs_number.check_digit(number[:9]) == number[9]
                if number := row.get("upn"):
                    assert upn.check_letter(number[1:]) != number[0]
                if number := row.get("pnc"):
                    read = pnc.normalise(number, synthetic=True)
                    assert read.ok and not pnc.normalise(number).ok


def test_numbers_of_brothers_and_sisters_are_their_own() -> None:
    numbers = {invented_nhs_number(turn * 200_000 + child, 77) for turn in range(4) for child in range(300)}
    assert len(numbers) == 1200
    assert len({wrong_pnc(number, 2024) for number in range(3000)}) == 3000


def test_who_is_who_is_told_for_every_agencys_own_number(whole_town: Made, rows: Read) -> None:
    told = rows(whole_town.truth.with_name("linkage.csv"))
    known = {(row["system"], row["number"]): row["child"] for row in told}
    assert len(known) == len(told)
    columns = {
        "exclusions.csv": ("education", "pupil_id"),
        "attendance.csv": ("education", "pupil_id"),
        "youth_justice.csv": ("youth-justice", "yjs_number"),
        "attendances.csv": ("health", "patient_number"),
    }
    for name, (system, column) in columns.items():
        assert {row[column] for row in rows(file_of(whole_town, name))} <= {n for s, n in known if s == system}
    children = {number: child for (system, number), child in known.items() if system == "police"}
    held = rows(file_of(whole_town, "custody.csv"))
    assert sum(row["person_reference"] in children for row in held) > 0.9 * len(held)


def test_a_record_without_differences_is_the_childs_own(whole_town: Made, rows: Read) -> None:
    """Names, birth date and sex of an agency's plain record are the council's."""
    identity = {row["local_id"]: row for row in rows(file_of(whole_town, "identity.csv"))}
    truth = rows(whole_town.truth.with_name("linkage.csv"))
    council = {row["child"]: row["number"] for row in truth if row["system"] == "council" and not row["differences"]}
    own = {(row["system"], row["number"]): row for row in truth}
    compared = 0
    for row in rows(whole_town.into / "agency-identity" / "education" / "agency_identity.csv"):
        told = own["education", row["own_number"]]
        true = identity.get(council.get(told["child"], ""))
        if told["differences"] or true is None:
            continue
        compared += 1
        assert (row["forename"], row["surname"]) == (true["forename"], true["surname"])
        assert row["birth_date"] in (true["birth_date"], "")
    assert compared > 20


def test_a_sibling_shares_a_home_and_mostly_a_name_and_is_not_the_councils(whole_town: Made, rows: Read) -> None:
    families = rows(whole_town.truth.with_name("families.csv"))
    council = {row["child"] for row in rows(whole_town.truth.with_name("linkage.csv")) if row["system"] == "council"}
    assert len(families) > 10
    assert all(row["of"] in council and row["child"] not in council for row in families)
    assert all(row["known_for"] for row in families)


def test_an_identity_extract_tells_why_and_of_nobody_grown_up(whole_town: Made, rows: Read) -> None:
    reasons = set(feed_named("agency-identity").mapping.admission.reasons)
    for agency in ("education", "police", "health", "youth-justice"):
        held = rows(whole_town.into / "agency-identity" / agency / "agency_identity.csv")
        assert held
        assert all(set(row["reason"].split(";")) <= reasons for row in held)
        assert len({row["own_number"] for row in held}) == len(held)


def test_a_child_adopted_is_known_to_health_as_somebody_new_as_well(county_world: World) -> None:
    families = Families(county_world, bring(county_world))
    health = AgencyPeople("health", county_world, families, {})
    left = {
        child
        for child, spells in county_world.care.episodes.items()
        if spells[-1].ended in ("E11", "E12") and spells[-1].until and spells[-1].until < county_world.until
    }
    held = {child: health.of(child, child.born) for child in left}
    twice = {child: people for child, people in held.items() if "changed-identity" in people[-1].differences}
    assert 0.75 * len(left) < len(twice) < len(left)
    for people in twice.values():
        before, after = people[0], people[-1]
        assert before.number != after.number
        assert not before.nhs or before.nhs != after.nhs
        assert after.nhs.startswith("999")
        assert before.birth_date == after.birth_date or "birth_date" in ";".join(before.differences)
    others = next(child for child in county_world.care.episodes if child not in left)
    assert all("changed-identity" not in each.differences for each in health.of(others, others.born))


def test_how_badly_agencies_write_can_be_set(whole_town: Made, tmp_path: Path, rows: Read) -> None:
    """The variants `well-written` and `ill-written` set errors of spelling and date, not who lives with whom."""
    sent, kinds = Sent(feeds=frozenset({"education"})), ("forename", "surname", "birth_date", "second-record")

    def wrong(made: Made) -> int:
        told = [row for row in rows(made.truth.with_name("linkage.csv")) if row["system"] == "education"]
        return sum(any(kind in row["differences"] for kind in kinds) for row in told)

    well = make(tmp_path / "well", until=UNTIL, sent=sent, variant="well-written")
    ill = make(tmp_path / "ill", until=UNTIL, sent=sent, variant="ill-written")
    assert wrong(well) == 0
    assert wrong(ill) > 1.8 * wrong(whole_town) > 50


def test_a_shorter_time_told_is_the_end_of_the_longer(whole_town: Made, tmp_path: Path, rows: Read) -> None:
    lately = make(tmp_path, until=UNTIL, sent=Sent(feeds=EVERY_FEED, partners_months=6))
    short = rows(file_of(lately, "custody.csv"))
    assert min(day(row["arrived_at"]) for row in short) >= date(2025, 9, 1)
    long = {row["custody_record"][:13] for row in rows(file_of(whole_town, "custody.csv"))}
    children = [row for row in short if not row["birth_date"] or day(row["birth_date"]).year > 2000]
    assert sum(row["custody_record"][:13] in long for row in children) > 0.9 * len(children)


def day(text: str) -> date:
    written, month, year = (int(part) for part in text[:10].split("/"))
    return date(year, month, written)
