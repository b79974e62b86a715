"""The hub's open cases against the factors that assessments hold, protected before anything is shown."""

from datetime import datetime

from homeward.foundation.london import london_day
from homeward.insight.analysis.queries.quarter import profile
from homeward.methods.disclosure.tables import ProtectedTable, protect_list
from homeward.practice.cases import queries as cases
from homeward.register.access.queries import may
from homeward.register.access.rules import Viewer

HELD, LACKS = "held", "lacks"


def coding_gap(*, viewer: Viewer, at: datetime) -> dict[str, ProtectedTable]:
    """For each factor, how many open cases it is recorded in and how many it is not, small numbers hidden.

    A child may be under several factors, so no row is added to another. Nothing is counted for whoever may not see.
    """
    if not may(viewer, "quarter.open", field_class="aggregate").allowed:
        return {}
    hides = profile(on=london_day(at))
    counted = cases.coding_gap(at=at)
    return {code: protect_list({HELD: held, LACKS: lacks}, hides) for code, (held, lacks) in counted.items()}
