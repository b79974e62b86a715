"""The engine's pairs as columns say of every pair what they say as objects."""

from datetime import date
from random import Random

import pyarrow as pa

from homeward.register.linkage.engine.columns import columns_of
from homeward.register.linkage.engine.measuring import clustering_edges
from homeward.register.linkage.engine.predicting import edges
from homeward.register.linkage.engine.tables import compared, given_table, rows_of
from tests.rooms.linkage.test_engine_agrees_with_the_front_door import invented
from tests.rules.methods.matching.models import a_model

NUMBERS = ("upn", "nhs", "pnc")
LEAST = -20.0


def some_records() -> pa.Table:
    rows = invented(160, Random(11))
    elder = {"forename": "Oliver", "surname": "Smith", "postcode": "ZZ1 1AA"}
    two = [elder | {"birth_date": each} for each in (rows[0]["birth_date"], None)]
    numbered = {"upn": "X800000000001", "birth_date": date(2012, 6, 1)}
    a_return = [numbered | {"forename": "Wren", "surname": "Applegarth"}, numbered]
    told = [row | {"unique_id": str(3 * at + 1)} for at, row in enumerate([*rows, *two, *a_return])]
    return given_table(told)


def test_identifiers_numbers_and_who_must_be_asked_are_the_same() -> None:
    given = some_records()
    batches = list(edges(compared(given), a_model(), rules=["1 = 1"], least_bits=LEAST))
    told = {
        tuple(sorted((int(each.a), int(each.b)))): each
        for each in clustering_edges(batches, dict(rows_of(given)), least_bits=LEAST, verified=NUMBERS)
    }
    columns = columns_of(given, batches, least_bits=LEAST)
    found = [columns.edge(at) for at in range(len(columns.a))]
    assert len(found) == len(told) > 1000
    for each in found:
        one = told[each.pair]
        assert (each.bits, each.identifiers, each.verified, each.ask) == (
            one.bits,
            one.identifiers,
            one.verified,
            one.ask,
        )
    assert {each.ask for each in found} == {each.verified for each in found} == {True, False}
    assert len({each.identifiers for each in found}) > 3
    assert told[487, 490].identifiers == 2  # a number and a birth date, where one of them gives no name


def test_profiles_that_hold_one_number_hold_one_in_the_columns() -> None:
    given = some_records()
    columns = columns_of(given, (), least_bits=0.0)
    for name, numbers in (("nhs", columns.nhs), ("upn", columns.upns)):
        values = given[name].to_pylist()
        assert [bool(value) for value in values] == [bool(number) for number in numbers]
        assert len(set(filter(None, values))) == len(set(filter(None, numbers)))
    assert list(columns.profiles) == [3 * at + 1 for at in range(164)]
    assert set(columns.own_keys) == {0}


def test_own_numbers_are_kept_apart_by_what_they_are() -> None:
    given = some_records()
    keys = [None, "1|7", "1|7", "", "2|7"] + [None] * (given.num_rows - 5)
    columns = columns_of(given.append_column("own_key", pa.array(keys, pa.string())), (), least_bits=0.0)
    nothing, one, again, empty, other = columns.own_keys[:5]
    assert (nothing, empty) == (0, 0)
    assert one == again != other > 0
