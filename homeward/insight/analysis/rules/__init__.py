"""How the quarter's missing children are counted, protected and put into words."""

from homeward.insight.analysis.rules.counting import (
    NOT_KNOWN,
    SEXES,
    Absence,
    CareSpell,
    Tally,
    is_counted,
    looked_after_when_missing,
    rows_of,
    tally,
)
from homeward.insight.analysis.rules.drawing import NARROW, SIZES, WIDE, drawing_of
from homeward.insight.analysis.rules.drawn import digest_of, png_of, svg_of
from homeward.insight.analysis.rules.figures import (
    NOT_COMPARED,
    Denominator,
    Figure,
    in_digits,
    range_in_words,
    spelt,
    unknowns_in_words,
)
from homeward.insight.analysis.rules.freshness import Freshness, whole_days_to
from homeward.insight.analysis.rules.hiding import Shown, part_of, shown, whole_of_children, whole_of_episodes
from homeward.insight.analysis.rules.known import Known, KnownQuarter, Population
from homeward.insight.analysis.rules.quarter import (
    QuarterInFigures,
    in_figures,
    is_collected,
    is_complete,
    quarter_to_open,
    quarters_until,
)
from homeward.insight.analysis.rules.rates import Rate
from homeward.insight.analysis.rules.tables import Grid, Slot, charted, counts, every_figure, rates, trend
from homeward.insight.analysis.rules.trend import Charted, TrendPoint, Verdict, charts_of, point
from homeward.insight.analysis.rules.trend_words import WHAT_IT_MEANS, change_in_words, described, summary, titled
from homeward.insight.analysis.rules.wording import NOBODY, Group, commonest_ages, compare_children, compare_episodes

__all__ = [
    "Absence",
    "CareSpell",
    "Charted",
    "Denominator",
    "Figure",
    "Freshness",
    "Grid",
    "Group",
    "Known",
    "KnownQuarter",
    "NARROW",
    "NOBODY",
    "NOT_COMPARED",
    "NOT_KNOWN",
    "Population",
    "QuarterInFigures",
    "Rate",
    "SEXES",
    "SIZES",
    "Shown",
    "Slot",
    "Tally",
    "TrendPoint",
    "Verdict",
    "WHAT_IT_MEANS",
    "WIDE",
    "change_in_words",
    "charted",
    "charts_of",
    "commonest_ages",
    "compare_children",
    "compare_episodes",
    "counts",
    "described",
    "drawing_of",
    "svg_of",
    "png_of",
    "digest_of",
    "every_figure",
    "in_digits",
    "in_figures",
    "is_collected",
    "is_complete",
    "is_counted",
    "looked_after_when_missing",
    "part_of",
    "point",
    "quarter_to_open",
    "quarters_until",
    "range_in_words",
    "rates",
    "rows_of",
    "shown",
    "spelt",
    "summary",
    "tally",
    "titled",
    "trend",
    "unknowns_in_words",
    "whole_days_to",
    "whole_of_children",
    "whole_of_episodes",
]
