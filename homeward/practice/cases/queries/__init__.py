"""What this room answers: cases and who has them, discussions, clocks and notices."""

from homeward.practice.cases.queries.afterwards import coding_gap, turning_eighteen
from homeward.practice.cases.queries.capacities import Capacities, capacities_of
from homeward.practice.cases.queries.cases import (
    Load,
    because_of,
    cases_of,
    closing_of,
    context_named,
    contexts,
    held_now,
    lead_of,
    open_cases,
    open_cases_of,
    teams_for_cases,
    whereabouts_of,
    workers_for_cases,
    workload,
)
from homeward.practice.cases.queries.child import AboutChild, about_child, analyses_of, entries_of, text_in
from homeward.practice.cases.queries.discussions import (
    clocks_of,
    discussions_of,
    firings_of,
    reason_of,
    reasons_of,
    why_not,
    words_of,
)
from homeward.practice.cases.queries.hosts import authority_of, host_notices_of, host_notices_waiting, who_said
from homeward.practice.cases.queries.nrm import referrals_of

__all__ = [
    "AboutChild",
    "Capacities",
    "Load",
    "about_child",
    "analyses_of",
    "authority_of",
    "because_of",
    "capacities_of",
    "cases_of",
    "clocks_of",
    "closing_of",
    "coding_gap",
    "context_named",
    "contexts",
    "discussions_of",
    "entries_of",
    "firings_of",
    "held_now",
    "host_notices_of",
    "host_notices_waiting",
    "lead_of",
    "open_cases",
    "open_cases_of",
    "reason_of",
    "reasons_of",
    "referrals_of",
    "teams_for_cases",
    "text_in",
    "turning_eighteen",
    "whereabouts_of",
    "who_said",
    "why_not",
    "words_of",
    "workers_for_cases",
    "workload",
]
