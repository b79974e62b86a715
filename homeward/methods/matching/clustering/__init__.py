"""Which records belong to one child: from the strongest evidence down, under what people have said.

Not connected components: a few bad edges chain thousands of records through those. Every edge is followed only while it
breaks no rule, and one that would is a question for a person. Source: linkage reference, decision 3 and section 4.
"""

from homeward.methods.matching.clustering.columns import Columns, cluster_columns, flags_of
from homeward.methods.matching.clustering.components import cluster_by_component, components
from homeward.methods.matching.clustering.greedy import cluster
from homeward.methods.matching.clustering.values import (
    Edge,
    Judgement,
    Node,
    Outcome,
    Parameters,
    Problem,
    ProfileId,
    Question,
    Reason,
    Verdict,
)

__all__ = [
    "Columns",
    "Edge",
    "Judgement",
    "Node",
    "Outcome",
    "Parameters",
    "Problem",
    "ProfileId",
    "Question",
    "Reason",
    "Verdict",
    "cluster",
    "cluster_by_component",
    "cluster_columns",
    "components",
    "flags_of",
]
