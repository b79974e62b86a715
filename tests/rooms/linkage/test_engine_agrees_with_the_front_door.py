"""One scorer, two homes: what Splink weighs in SQL and what the front door weighs in Python are one number."""

from datetime import date, timedelta
from random import Random

import pyarrow as pa
import pytest

from homeward.methods.matching.levels import COMPARISONS
from homeward.methods.matching.model import Model
from homeward.methods.matching.scorer import Scorer
from homeward.register.linkage.engine.predicting import edges
from homeward.register.linkage.engine.tables import compared, given_table, rows_of
from tests.rules.methods.matching.models import a_model

FORENAMES = (
    "Siobhán", "Shivaun", "SIOBHAN", "Zoë", "Zoe", "Łukasz", "Luke", "Oliver", "Ollie", "Olliver", "Mohammed Hamza",
    "Muhammad", "Mo", "Kate", "Katharine", "Mary-Jane", "Jane", "Alex", "Alexandra", "Alexander", "Garner", "José", "",
)  # fmt: skip
SURNAMES = (
    "O'Neil", "ONeil", "O’Neill", "Garner", "Garnar", "Gardner", "Smith", "Smyth", "Bexley-Shaw", "Shaw", "Kowalska",
    "Kowalski", "Wójcik", "Wojcik", "Chowdhury", "Choudhry", "Oliver", "van den Berg", "Berg", "Ünal", "",
)  # fmt: skip
FIRST = date(2008, 1, 1)


def invented(count: int, chance: Random) -> list[dict[str, object]]:
    """Records that clash and agree in every way that there is a level for."""

    def born() -> date | None:
        day = FIRST + timedelta(chance.randrange(1200))
        again = chance.choice(
            [day, day, FIRST, date(2009, 3, 4), date(2009, 4, 3), date(2010, 3, 4), date(2009, 3, 14)]
        )
        return None if chance.random() < 0.1 else again

    return [
        {
            "unique_id": f"{at:04}",
            "forename": chance.choice(FORENAMES),
            "middle_name": chance.choice(["", "", "Jane", "J", "Oliver", "Kate"]),
            "surname": chance.choice(SURNAMES),
            "aliases": chance.choice(["", "", "", "Zed", "Siobhan Smith"]),
            "birth_date": born(),
            "birth_precision": chance.choice(["day"] * 6 + ["month", "year", "age"]),
            "sex": chance.choice(["F", "M", "U"]),
            "postcode": chance.choice(["", "ZZ1 1AA", "ZZ1 1AB", "ZZ1 2AA", "ZZ12 2AA", "ZZ2 1AA", "AB1 1AA"]),
            "upn": chance.choice(["", "", "A1", "A2"]),
            "nhs": chance.choice(["", "", "9990000018", "9990000026"]),
            "pnc": chance.choice(["", "", "", "26/1X", "26/2Y"]),
        }
        for at in range(count)
    ]


@pytest.fixture(scope="module")
def records() -> pa.Table:
    exchanged = [
        {"unique_id": "swap-1", "forename": "Oliver", "surname": "Smyth"},
        {"unique_id": "swap-2", "forename": "Smyth", "surname": "Oliver"},
    ]
    return given_table([*invented(150, Random(7)), *exchanged])


def scored(records: pa.Table, model: Model) -> dict[tuple[str, str], dict[str, object]]:
    """Every pair there is, as Splink weighs it."""
    batches = edges(compared(records), model, rules=["1 = 1"], least_bits=-1000.0)
    return {(row["a"], row["b"]): row for batch in batches for row in batch.to_pylist()}


def test_every_weight_of_every_field_is_the_same_to_one_in_a_million(records: pa.Table) -> None:
    model = a_model()
    scorer, people = Scorer(model), dict(rows_of(records))
    pairs = scored(records, model)
    assert len(pairs) == 152 * 151 // 2 > 10_000
    met: set[tuple[str, str]] = set()
    for (a, b), row in pairs.items():
        score = scorer.score(people[a], people[b])
        assert abs(row["bits"] - score.total) < 1e-6
        levels = score.levels
        for comparison in COMPARISONS:
            place = row[f"level_{comparison.field}"]
            code = None if place is None else comparison.levels[place].code
            assert code == levels.get(comparison.field)
            met.add((comparison.field, str(code)))
        for field in score.fields:
            rarity = row.get(f"rarity_{field.field}") or 0.0
            assert abs(row[f"bits_{field.field}"] - field.bits) < 1e-6 and abs(rarity - field.rarity) < 1e-6
    assert met == {(each.field, code) for each in COMPARISONS for code in (*(x.code for x in each.levels), "None")}


def test_a_scorer_that_parts_from_the_batch_is_found_out(records: pa.Table) -> None:
    told, other = a_model(), a_model(prior=0.0002)
    people = dict(rows_of(records))
    pairs = scored(records, told)
    scorer = Scorer(other)
    assert any(abs(row["bits"] - scorer.bits(people[a], people[b])) > 1e-6 for (a, b), row in pairs.items())
