"""Splink's settings, made of the same levels and, once it is frozen, the same model."""

from collections.abc import Mapping
from typing import Any

from splink import SettingsCreator, block_on

from homeward.methods.matching.levels import COMPARISONS, Comparison, Level
from homeward.methods.matching.model import Model
from homeward.register.linkage.engine.sql import DUCKDB, conditions, nulls

SWAPPED = "l.forename = r.surname and l.surname = r.forename and l.born = r.born"

Conditions = Mapping[str, Mapping[str, str]]


def block_rules() -> list[Any]:
    """What two profiles must share to be compared. Source: linkage reference, section 6, with the forms of names."""
    return [
        block_on("upn"),
        block_on("nhs"),
        block_on("pnc"),
        block_on("forename", "surname", "born"),
        block_on("born", "substr(forename, 1, 2)", "substr(surname, 1, 2)"),
        block_on("born", "postcode"),
        block_on("postcode", "forename"),
        block_on("postcode", "surname", "born_year"),
        block_on("forename", "surname", "district"),
        block_on("born", "family_key"),
        block_on("born", "known_key"),
        block_on("known_key", "family_key", "born_month", "born_day"),
        block_on("known_key", "family_key", "born_year"),
        SWAPPED,
    ]


def settings(
    model: Model | None = None,
    *,
    dialect: str = DUCKDB,
    comparisons: tuple[Comparison, ...] = COMPARISONS,
    more: Conditions | None = None,
    rules: list[Any] | None = None,
    prior: float | None = None,
) -> SettingsCreator:
    """Settings with a model's weights, or without any, to be trained.

    `more` gives the conditions of comparisons that are not among the usual ones, by field and level.
    """
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(each, model, dialect, (more or {}).get(each.field)) for each in comparisons],
        blocking_rules_to_generate_predictions=block_rules() if rules is None else rules,
        probability_two_random_records_match=model.prior if model else prior or 0.0001,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        max_iterations=40,
    )


def _comparison(
    comparison: Comparison, model: Model | None, dialect: str, given: Mapping[str, str] | None
) -> dict[str, Any]:
    told = given or conditions(comparison.field, dialect)
    empty = {"sql_condition": nulls(comparison.field), "label_for_charts": "missing", "is_null_level": True}
    levels = [_level(level, told.get(level.code, "ELSE"), comparison.field, model) for level in comparison.levels]
    return {"output_column_name": comparison.field, "comparison_levels": [empty, *levels]}


def _level(level: Level, condition: str, field: str, model: Model | None) -> dict[str, Any]:
    told: dict[str, Any] = {"sql_condition": condition, "label_for_charts": level.code}
    if model:
        weight = model.weights[field][level.code]
        told |= {"m_probability": weight.m, "u_probability": weight.u}
        if level.rarity:
            told |= {
                "tf_adjustment_column": level.rarity,
                "tf_minimum_u_value": model.rarest[level.rarity],
                "disable_tf_exact_match_detection": True,
            }
    return told
