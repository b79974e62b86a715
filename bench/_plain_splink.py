"""Splink as it comes: its own comparisons and the blocks that its tutorial would choose, then connected components."""

from typing import Any

import pyarrow as pa
import splink.comparison_library as library
from _linkage_sets import Sample
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from homeward.register.linkage.engine.database import Bounds, database

BLOCKS = {
    "fake_1000": (("forename",), ("surname",), ("dob",), ("email",)),
    "febrl_dataset3": (("forename",), ("surname",), ("dob",), ("zone", "street"), ("town", "street")),
    "synthetic_agencies_100k": (
        ("upn",), ("nhs",), ("pnc",), ("forename", "surname", "dob"), ("dob", "postcode"), ("postcode", "forename"),
        ("postcode", "surname"), ("dob", "substr(forename, 1, 2)", "substr(surname, 1, 2)"), ("surname", "dob"),
        ("forename", "dob"),
    ),
}  # fmt: skip
TRAINED_ON = {
    "fake_1000": (("forename", "surname"), ("dob",)),
    "febrl_dataset3": (("forename", "surname"), ("dob",)),
    "synthetic_agencies_100k": (("dob", "postcode"), ("forename", "surname"), ("nhs",)),
}


def comparisons(sample: Sample) -> list[Any]:
    """The library's own comparison for each thing that the set has."""
    found: list[Any] = [
        library.NameComparison("forename"),
        library.NameComparison("surname"),
        library.DateOfBirthComparison("dob", input_is_string=True),
    ]
    exact = {"fake_1000": ("city",), "febrl_dataset3": ("town", "zone")}
    for name in exact.get(sample.name, ("sex", "upn", "nhs", "pnc")):
        found.append(library.ExactMatch(name))
    if sample.name == "fake_1000":
        found.append(library.EmailComparison("email"))
    elif sample.name == "febrl_dataset3":
        found.append(library.JaroWinklerAtThresholds("street", [0.9]))
    else:
        found += [library.PostcodeComparison("postcode"), library.JaroWinklerAtThresholds("middle_name", [0.92])]
    return found


def scored(sample: Sample) -> list[tuple[str, str, float]]:
    """Every pair that it scores at -10 bits or more."""
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons(sample),
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in BLOCKS[sample.name]],
    )
    rows = [
        {name: _plain(value) for name, value in row.items() if name != "birth_date"}
        | {"dob": _plain(row["birth_date"])}
        for row in sample.rows
    ]
    with database(Bounds()) as connection:
        api = DuckDBAPI(connection=connection)
        frame = api.register(pa.Table.from_pylist(rows), dataset_display_name="rows")
        linker = Linker(frame, settings, log_level=None)
        certain = [block_on("forename", "surname", "dob")]
        linker.training.estimate_probability_two_random_records_match(certain, recall=0.6)
        linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
        for columns in TRAINED_ON[sample.name]:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
        found = linker.inference.predict(threshold_match_weight=-10).as_duckdbpyrelation()
        return found.project("unique_id_l, unique_id_r, match_weight").fetchall()


def _plain(value: Any) -> str | None:
    return str(value).lower() if value not in (None, "") else None
