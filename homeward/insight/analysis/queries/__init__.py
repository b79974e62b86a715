"""The quarter read from the register: counts and nothing else, in the same few statements whatever the county's size.

What is counted is what the hub had been told by the moment asked about: reports of deliveries loaded by then, each
whole or not at all, and not yet superseded then. A child's own details are as they stand now, so a corrected birth date
moves a child in earlier quarters too; the paper that was made keeps its bytes.
"""

from homeward.insight.analysis.queries.behind import episodes_behind, episodes_of_own, with_reports
from homeward.insight.analysis.queries.coding_gap import coding_gap
from homeward.insight.analysis.queries.comparing import comparison
from homeward.insight.analysis.queries.drawings import (
    chart,
    drawn_among,
    latest_drawing,
    may_ask_again,
    undrawn,
    wanted_by,
)
from homeward.insight.analysis.queries.quarter import (
    definitions,
    newest_quarter,
    profile,
    quarter_in_figures,
)
from homeward.insight.analysis.queries.sources import sources_behind, stamp

__all__ = [
    "chart",
    "coding_gap",
    "drawn_among",
    "latest_drawing",
    "may_ask_again",
    "stamp",
    "undrawn",
    "wanted_by",
    "comparison",
    "definitions",
    "episodes_behind",
    "episodes_of_own",
    "newest_quarter",
    "profile",
    "quarter_in_figures",
    "sources_behind",
    "with_reports",
]
