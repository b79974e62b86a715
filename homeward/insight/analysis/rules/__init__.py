"""How the quarter's missing children are counted, protected and put into words."""

from homeward.insight.analysis.rules.counting import (
    NOT_KNOWN,
    SEXES,
    Absence,
    CareSpell,
    Tally,
    looked_after_when_missing,
    rows_of,
    tally,
)
from homeward.insight.analysis.rules.figures import (
    Denominator,
    Figure,
    change_in_words,
    in_digits,
    range_in_words,
    spelt,
    unknowns_in_words,
)
from homeward.insight.analysis.rules.freshness import Freshness
from homeward.insight.analysis.rules.hiding import Shown, part_of, shown, whole_of_children, whole_of_episodes
from homeward.insight.analysis.rules.quarter import (
    Known,
    Population,
    QuarterInFigures,
    Rate,
    TrendPoint,
    in_figures,
    is_collected,
    quarter_to_open,
)
from homeward.insight.analysis.rules.tables import Grid, Slot, counts, every_figure, rates, trend
from homeward.insight.analysis.rules.wording import NOBODY, Group, commonest_ages, compare_children, compare_episodes

__all__ = [
    "NOBODY",
    "NOT_KNOWN",
    "SEXES",
    "Absence",
    "CareSpell",
    "Denominator",
    "Figure",
    "Freshness",
    "Grid",
    "Group",
    "Known",
    "Population",
    "QuarterInFigures",
    "Rate",
    "Shown",
    "Slot",
    "Tally",
    "TrendPoint",
    "change_in_words",
    "commonest_ages",
    "compare_children",
    "compare_episodes",
    "counts",
    "every_figure",
    "in_digits",
    "in_figures",
    "is_collected",
    "looked_after_when_missing",
    "part_of",
    "quarter_to_open",
    "range_in_words",
    "rates",
    "rows_of",
    "shown",
    "spelt",
    "tally",
    "trend",
    "unknowns_in_words",
    "whole_of_children",
    "whole_of_episodes",
]
