"""The table of identities for linkage: nobody real, the same each time, and shaped as it says."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from homeward.county.identities_at_scale import COLUMNS, HEAVY, RECORDS_TO_A_CHILD, block, blocks, rows
from homeward.county.identities_at_scale.people import health_number, pupil_number
from homeward.foundation.identifiers import nhs_number, postcode, upn

CHILDREN = 12_000
Row = dict[str, Any]


@pytest.fixture(scope="module")
def table() -> list[Row]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows(children=CHILDREN, seed=7)]


def test_the_same_seed_gives_the_same_rows_and_another_seed_other_rows() -> None:
    first = list(block(0, children=2_000, seed=7))
    assert first == list(block(0, children=2_000, seed=7))
    assert first[:50] != list(block(0, children=2_000, seed=8))[:50]


def test_a_block_made_apart_is_the_same_as_in_its_place(table: list[Row]) -> None:
    apart = [row for number in blocks(CHILDREN) for row in block(number, children=CHILDREN, seed=7)]
    assert [tuple(row.values()) for row in table] == apart


def test_every_row_has_a_number_of_its_own(table: list[Row]) -> None:
    assert len({row["unique_id"] for row in table}) == len(table)


def test_no_number_or_postcode_can_be_anybodys(table: list[Row]) -> None:
    for row in table:
        if row["nhs"]:
            assert row["nhs"].startswith("999") and nhs_number.check_digit(row["nhs"][:9]) == row["nhs"][9]
        if row["upn"]:
            assert len(row["upn"]) == 13 and upn.check_letter(row["upn"][1:]) != row["upn"][0]
        if row["postcode"]:
            assert postcode.area(row["postcode"]) == "ZZ" and postcode.district(row["postcode"]) != "ZZ99"
            assert postcode.normalise(row["postcode"], synthetic=True).value == row["postcode"]


def test_eight_hundred_thousand_children_have_health_numbers_of_their_own() -> None:
    numbers = (0, 1, 199_999, 200_000, 399_999, 400_000, 600_000, 799_999)
    assert len({health_number(each) for each in numbers}) == len(numbers)
    assert health_number(800_000) == ""
    second = {health_number(each, again=True) for each in range(40)} - {""}
    assert second and not second & {health_number(turn + each) for each in range(40) for turn in (0, 200_000, 600_000)}
    assert len({pupil_number(each, 2015) for each in range(5_000)}) == 5_000


def test_a_number_is_held_by_two_children_only_where_that_was_planted(table: list[Row]) -> None:
    for number in ("nhs", "upn"):
        held = defaultdict(set)
        for row in table:
            if row[number] and "siblings-number" not in row["differences"]:
                held[row[number]].add(row["child"])
        shared = [each for each in held.values() if len(each) > 1]
        assert not shared or number == "upn" and any("upn-slip" in row["differences"] for row in table)
    assert any("siblings-number" in row["differences"] for row in table)


def test_there_are_as_many_records_and_of_such_origins_as_it_says(table: list[Row]) -> None:
    children = {row["child"]: row["origin"] for row in table}
    assert len(table) / len(children) == pytest.approx(RECORDS_TO_A_CHILD, rel=0.04)
    shares = Counter(children.values())
    assert shares["British"] / len(children) == pytest.approx(0.74, abs=0.03)
    assert set(shares) == {
        "British", "Indian", "Polish", "Romanian", "Turkish", "Yoruba", "Hausa", "Spanish", "Portuguese", "Italian",
        "French", "Irish",
    }  # fmt: skip


def test_surnames_are_skewed_with_a_long_tail(table: list[Row]) -> None:
    held = Counter({row["child"]: row["surname"] for row in table if row["origin"] == "British"}.values())
    assert held.most_common(1)[0][1] > 0.006 * held.total()
    assert sum(count for _, count in held.most_common(20)) < 0.3 * held.total()
    assert len(held) > 1_500


def test_twins_share_a_birth_date_and_a_family_and_never_a_forename(table: list[Row]) -> None:
    clean = [row for row in table if not row["differences"] and row["twin"]]
    born, named = defaultdict(set), defaultdict(set)
    for row in clean:
        if row["birth_date"] and row["birth_precision"] == "day":
            born[row["twin"]].add(row["birth_date"])
        named[row["child"]].add(row["forename"])
    assert born and all(len(days) == 1 for days in born.values())
    forenames = {child: next(iter(names)) for child, names in named.items() if len(names) == 1}
    of_family = defaultdict(list)
    for row in {row["child"]: row for row in clean}.values():
        of_family[row["twin"]].append(forenames.get(row["child"], str(row["child"])))
    assert any(len(names) > 1 for names in of_family.values())
    assert all(len(set(names)) == len(names) for names in of_family.values())


def test_few_families_of_several_have_twins(table: list[Row]) -> None:
    several = defaultdict(set)
    for row in table:
        several[row["family"]].add(row["child"])
    of_several = [family for family, children in several.items() if len(children) > 1]
    twins = {row["twin"] for row in table} - {0}
    assert len(twins) / len(of_several) == pytest.approx(0.016, abs=0.006)


def test_a_record_that_says_nothing_of_differences_has_none_in_sex_and_birth_date(table: list[Row]) -> None:
    of_child = defaultdict(set)
    for row in table:
        if not row["differences"] and row["birth_precision"] == "day" and row["birth_date"]:
            of_child[row["child"]].add((row["birth_date"], row["sex"] if row["sex"] != "U" else ""))
    assert all(len({born for born, _ in held}) == 1 for held in of_child.values())
    assert all(len({sex for _, sex in held} - {""}) <= 1 for held in of_child.values())


def test_agencies_err_by_their_own_measure(table: list[Row]) -> None:
    def rate(source: str, kind: str) -> float:
        held = [row for row in table if row["source"] == source]
        return sum(kind in row["differences"] for row in held) / len(held)

    assert rate("intelligence", "slip") > rate("police", "slip") > rate("education", "slip") > 0
    assert rate("police", "year-out") == pytest.approx(0.012 * 1.8, rel=0.4)
    missing = [not row["birth_date"] for row in table if row["source"] == "education"]
    assert sum(missing) / len(missing) < 0.01


def test_the_heavier_model_errs_more() -> None:
    def wrong(**given: Any) -> float:
        held = list(block(0, children=2_000, seed=3, **given))
        return sum("slip" in row[-1] or "out" in row[-1] for row in held) / len(held)

    assert wrong(rates=HEAVY) > 1.5 * wrong()
