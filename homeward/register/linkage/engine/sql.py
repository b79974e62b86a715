"""The levels of `methods/matching/levels.py` in SQL, for DuckDB and for Spark.

Each condition is written so that a missing value makes it neither true nor false, which SQL takes for not true; their
order is the order of the levels. A test compares the two on every kind of pair.
"""

from collections.abc import Mapping

from homeward.methods.matching.levels import EXACT, NEAR, NEARISH

DUCKDB, SPARK = "duckdb", "spark"

_DIALECTS = {
    DUCKDB: {"meet": "list_has_any({0}_l, {0}_r)", "alike": "jaro_winkler_similarity({0}_l, {0}_r)"},
    SPARK: {"meet": "arrays_overlap({0}_l, {0}_r)", "alike": "name_likeness({0}_l, {0}_r)"},
}


def nulls(field: str) -> str:
    """When a field has no level, because a record lacks it."""
    if field == "names":
        return "(forename_l is null or forename_r is null) and (surname_l is null or surname_r is null)"
    column = "born_year" if field == "birth" else field
    return f"{column}_l is null or {column}_r is null"


def conditions(field: str, dialect: str = DUCKDB) -> Mapping[str, str]:
    """The condition of each level of a field but the last, which is whatever is left."""
    if field == "names":
        return _names(dialect)
    if field == "birth":
        return _birth()
    return {
        "postcode": {
            EXACT: _equal("postcode"),
            "sector": _equal("sector"),
            "district": _equal("district"),
            "area": _equal("area"),
        },
        "middle_name": {
            EXACT: _equal("middle_name"),
            "initial": (
                "(length(middle_name_l) = 1 or length(middle_name_r) = 1) "
                "and substr(middle_name_l, 1, 1) = substr(middle_name_r, 1, 1)"
            ),
        },
    }.get(field, {EXACT: _equal(field)})


def _names(dialect: str) -> Mapping[str, str]:
    words = _DIALECTS[dialect]
    known, family = words["meet"].format("known_as"), words["meet"].format("family")
    all_given = "forename_l is not null and forename_r is not null and surname_l is not null and surname_r is not null"

    def alike(least: float) -> str:
        forename, surname = words["alike"].format("forename"), words["alike"].format("surname")
        return f"{all_given} and ({known} or {forename} >= {least!r}) and ({family} or {surname} >= {least!r})"

    return {
        EXACT: f"{_equal('forename')} and {_equal('surname')}",
        "other-form": f"{known} and {family}",
        "middle-first": f"{family} and (forename_l = middle_name_r or middle_name_l = forename_r)",
        "swapped": "forename_l = surname_r and surname_l = forename_r",
        "near": alike(NEAR),
        "nearish": alike(NEARISH),
        "forename": known,
        "surname": family,
    }


def _birth() -> Mapping[str, str]:
    same_year, same_month, same_day = _equal("born_year"), _equal("born_month"), _equal("born_day")
    new_year = "((born_month_l = 1 and born_day_l = 1) or (born_month_r = 1 and born_day_r = 1))"
    both_whole = "born_l is not null and born_r is not null"
    year_apart = "abs(born_year_l - born_year_r)"
    return {
        "new-year": f"{both_whole} and {same_year} and {new_year}",
        EXACT: _equal("born"),
        "swapped": f"{same_year} and born_month_l = born_day_r and born_day_l = born_month_r",
        "year-out": f"{year_apart} = 1 and {same_month} and {same_day}",
        "one-figure": f"{both_whole} and levenshtein(born_l, born_r) = 1",
        "month": f"{both_whole} and {same_year} and {same_month}",
        "as-far-as-known": (
            f"not ({both_whole}) and ({same_year} or ({year_apart} = 1 and (is_age_l or is_age_r))) "
            "and coalesce(born_month_l = born_month_r, true)"
        ),
        "near-year": f"{both_whole} and {year_apart} <= 1",
    }


def _equal(column: str) -> str:
    return f"{column}_l = {column}_r"
