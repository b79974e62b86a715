"""Which agency came to know of which child's exploitation, and when; some children are known to nobody.

Agencies know of children apart, but not wholly: a child whom one of them knows is likelier to be known to another. The
dependence is one hidden factor shared by all agencies, its strength set by the odds ratio of a pair (Digby 1983).
"""

import math
from collections.abc import Iterable
from datetime import date, timedelta
from statistics import NormalDist

from homeward.county.chance import Streams
from homeward.county.children import Child
from homeward.county.exploitation import Exploitation
from homeward.county.preset import Preset

AGENCIES = ("police", "social-care", "education", "youth-offending", "health")
Knowledge = dict[Child, dict[str, date]]


def learn(exploited: Iterable[Exploitation], preset: Preset, streams: Streams) -> Knowledge:
    """The agencies that come to know of each child, each on some day of the exploitation; empty for the unseen."""
    shares, shared = preset.table("knowledge.shares"), shared_part(preset.number("knowledge.odds_ratio"))
    limits = {agency: NormalDist().inv_cdf(shares[agency]) for agency in AGENCIES}
    found: Knowledge = {}
    for each in exploited:
        draw = streams.of("knowledge", each.child.number)
        common = math.sqrt(shared) * draw.normal()
        found[each.child] = {}
        for agency in AGENCIES:
            seen = common + math.sqrt(1.0 - shared) * draw.normal() < limits[agency]
            day = each.since + timedelta(days=int(draw.unit() * (each.until - each.since).days))
            if seen:
                found[each.child][agency] = day
    return found


def shared_part(odds_ratio: float) -> float:
    """How much of what decides is common to a pair of agencies, for the odds ratio between them."""
    raised = math.pow(odds_ratio, 0.75)
    return (raised - 1.0) / (raised + 1.0)


def known_by(known: Knowledge, child: Child, day: date) -> bool:
    """Whether any agency knows of a child by a day."""
    return any(learned <= day for learned in known.get(child, {}).values())
