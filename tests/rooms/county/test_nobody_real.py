"""No identifier, address or file of the invented county can be taken for a real child's."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from homeward.county import Made
from homeward.county.line_names import CAPITAL, HERE, SOUTH_EASTERN_COUNTY, WESTERN_CITIES, WESTERN_COUNTY
from homeward.foundation.identifiers import nhs_number, postcode, upn

Rows = list[dict[str, str]]
Read = Callable[[Path], Rows]


def identities(made: Made, rows: Read) -> Rows:
    return rows(made.into / "identity" / "identity.csv")


def returns(made: Made, rows: Read, name: str) -> Iterator[dict[str, str]]:
    for path in sorted(made.into.glob(f"ssda903/*/{name}.csv")):
        yield from rows(path)


def test_nhs_numbers_are_test_numbers_with_a_right_check_digit_and_one_child_each(made: Made, rows: Read) -> None:
    held = {row["local_id"]: row["nhs_number"] for row in identities(made, rows)}
    twice = {second for _, second in json.loads(made.truth.read_text(encoding="utf-8"))["held_twice_by_the_council"]}
    assert {number for number, nhs in held.items() if not nhs} == twice
    held = {number: nhs for number, nhs in held.items() if number not in twice}
    assert len(set(held.values())) == len(held)
    for number in held.values():
        assert number.startswith("999")
        assert nhs_number.check_digit(number[:9]) == number[9]


def test_pupil_numbers_have_a_wrong_letter_and_one_child_each(made: Made, rows: Read) -> None:
    held = {row["local_id"]: row["upn"] for row in identities(made, rows) if row["upn"]}
    assert len(set(held.values())) == len(held) > 100
    for number in held.values():
        assert len(number) == 13
        assert upn.check_letter(number[1:]) != number[0]
        assert upn.normalise(number, synthetic=True).ok


def test_postcodes_are_in_an_area_that_does_not_exist(made: Made, rows: Read) -> None:
    found = {row["postcode"] for row in identities(made, rows)}
    for row in returns(made, rows, "episodes"):
        found |= {row["HOME_POST"], row["PL_POST"]}
    for each in found - {""}:
        assert postcode.area(each) == "ZZ"
        assert postcode.district(each) != "ZZ99"
        assert postcode.normalise(each, synthetic=True).value == each


def test_no_placement_has_a_familys_postcode_unless_it_is_with_the_parents(made: Made, rows: Read) -> None:
    families = {row["postcode"] for row in identities(made, rows)}
    for row in returns(made, rows, "episodes"):
        if row["PLACE"] == "P1":
            assert row["PL_POST"] == row["HOME_POST"]
        else:
            assert row["PL_POST"] not in families | {row["HOME_POST"]}


def test_the_extract_gives_the_family_address_and_never_the_placement(made: Made, rows: Read) -> None:
    placed = {row["PL_POST"] for row in returns(made, rows, "episodes") if row["PLACE"] != "P1"}
    assert not placed & {row["postcode"] for row in identities(made, rows)}


def test_no_cell_is_a_formula(made: Made, rows: Read) -> None:
    for path in made.into.rglob("*.csv"):
        for row in rows(path):
            assert not [cell for cell in row.values() if cell and cell[0] in "=+-@\t\r"]


def test_every_set_of_files_says_that_it_is_synthetic(made: Made) -> None:
    held = set(made.into.rglob("*.csv")) - {made.truth.with_name("linkage.csv")}
    assert held == {path for delivery in made.deliveries for path in delivery.files}
    for delivery in made.deliveries:
        said = yaml.safe_load(delivery.manifest.read_text(encoding="utf-8"))
        assert said["synthetic"] is True
        assert said["feed"] == delivery.feed
        assert said.get("collection_year") == delivery.collection_year
        assert said["files"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in delivery.files}


def test_rows_that_have_room_say_so_too(made: Made, rows: Read) -> None:
    for name in ("identity", "population"):
        assert {row["synthetic"] for row in rows(made.into / name / f"{name}.csv")} == {"1"}


def test_the_truth_lies_apart_from_every_delivery(made: Made) -> None:
    assert made.truth.parent not in {delivery.folder for delivery in made.deliveries}
    assert not list(made.truth.parent.glob("manifest.yaml"))


def test_adults_and_far_ends_of_lines_are_invented_and_share_no_name_with_a_child(made: Made, rows: Read) -> None:
    """Their numbers and addresses are held to the same in test_lines."""
    told = json.loads(made.truth.read_text(encoding="utf-8"))["lines"]
    surnames = {row["surname"] for row in identities(made, rows)}
    adults = [each for line in told for each in line["adults"]]
    adults += [home["adult"] for line in told for home in line["homes_taken_over"]]
    assert len({each["reference"] for each in adults}) == len(adults) > 50
    assert not {each["name"].split(" ", 1)[1] for each in adults} & surnames
    assert {line["far_end"] for line in told} <= {HERE, CAPITAL, WESTERN_CITIES, SOUTH_EASTERN_COUNTY, WESTERN_COUNTY}
