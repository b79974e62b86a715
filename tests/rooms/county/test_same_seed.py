"""The same seed gives the same bytes, whatever the machine and however many kinds of thing there are."""

import csv
import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from homeward.county import Made, make
from homeward.county.chance import Stream, Streams

UNTIL = date(2026, 3, 2)
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The town as it is made where nobody says how."""
    return make(tmp_path_factory.mktemp("town"), until=UNTIL)


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_arguments_give_the_same_files_to_the_byte(town: Made, tmp_path: Path) -> None:
    make(tmp_path, until=UNTIL)
    assert hashes(tmp_path) == hashes(town.into)


def test_another_seed_gives_another_town(town: Made, tmp_path: Path) -> None:
    make(tmp_path, until=UNTIL, seed=2020)
    again, before = hashes(tmp_path), hashes(town.into)
    assert again.keys() == before.keys()
    assert all(again[name] != before[name] for name in before)


def test_draws_are_the_same_on_every_machine_and_release() -> None:
    stream = Stream(2019, "births")
    drawn = [stream.unit() for _ in range(9)]
    digests = [hashlib.sha512(f"2019/births/{block}".encode()).digest() for block in (0, 1)]
    words = [digests[0][at : at + 8] for at in range(56, -8, -8)] + [digests[1][56:64]]
    assert drawn == [(int.from_bytes(word, "big") >> 11) / 2**53 for word in words]


def test_one_kind_of_thing_does_not_disturb_another() -> None:
    alone, beside = Streams(7), Streams(7)
    beside["another kind"].unit()
    assert alone["names"].unit() == beside["names"].unit()


def who(made: Made) -> dict[str, tuple[str, ...]]:
    with (made.into / "identity" / "identity.csv").open(encoding="utf-8", newline="") as file:
        names = ("nhs_number", "forename", "surname", "birth_date", "also_known_as", "communication_needs")
        return {row["local_id"]: tuple(row[name] for name in names) for row in csv.DictReader(file)}


def test_a_later_extract_names_the_same_children_alike(town: Made, tmp_path: Path) -> None:
    """So that a second delivery can follow the first into the hub."""
    before, after = who(town), who(make(tmp_path, until=date(2026, 3, 30)))
    both = before.keys() & after.keys()
    assert len(both) > 0.9 * len(before)
    assert {child: before[child] for child in both} == {child: after[child] for child in both}


def test_what_happens_later_does_not_change_who_the_children_are(town: Made, tmp_path: Path) -> None:
    """A month more of the same collection year is the same county told further."""
    further = make(tmp_path, until=date(2026, 3, 20))
    first = town.into / "ssda903" / "2023-24"
    assert hashes(first)["episodes.csv"] != ""
    assert further.since == town.since
    assert hashes(further.into / "population") == hashes(town.into / "population") | {
        "manifest.yaml": hashes(further.into / "population")["manifest.yaml"]
    }


def test_another_process_with_another_hash_seed_gives_the_same_files(town: Made, tmp_path: Path) -> None:
    told = "import sys; from datetime import date; from pathlib import Path; from homeward.county import make; "
    code = told + "make(Path(sys.argv[1]), until=date(2026, 3, 2))"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=environment, cwd=ROOT)
    assert hashes(tmp_path) == hashes(town.into)
