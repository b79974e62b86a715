"""Concerns for whoever works the front door: the queue, one concern whole, and what a referrer may hear."""

from homeward.practice.frontdoor.queries.before import Before, absences_of, came_again, earlier
from homeward.practice.frontdoor.queries.clocks import DISCUSSION, Running, clocks_of, due_apart
from homeward.practice.frontdoor.queries.concerns import (
    children_of,
    concern_of,
    fields_of,
    is_of,
    open_elsewhere,
    parts_of,
    reason_of,
    stages_of,
    standing_in,
)
from homeward.practice.frontdoor.queries.joining import (
    joining_of,
    joinings_of,
    may_be_joined,
    parts_of_each,
    why_joined,
)
from homeward.practice.frontdoor.queries.places import OF_A_CONTEXT, Known, like, said_of_place
from homeward.practice.frontdoor.queries.queue import apart, nobodys, part_of, queue, robots
from homeward.practice.frontdoor.queries.telling import answered, reference_of, told_by_agency, words_of_answer
from homeward.practice.frontdoor.queries.workload import (
    Load,
    covers_on,
    teams_of_agency,
    workers_at_the_door,
    workload,
)

__all__ = [
    "DISCUSSION",
    "OF_A_CONTEXT",
    "Before",
    "Known",
    "Load",
    "Running",
    "absences_of",
    "answered",
    "apart",
    "came_again",
    "children_of",
    "clocks_of",
    "concern_of",
    "covers_on",
    "due_apart",
    "earlier",
    "fields_of",
    "is_of",
    "joining_of",
    "joinings_of",
    "like",
    "may_be_joined",
    "nobodys",
    "open_elsewhere",
    "part_of",
    "parts_of",
    "parts_of_each",
    "queue",
    "reason_of",
    "reference_of",
    "robots",
    "said_of_place",
    "stages_of",
    "standing_in",
    "teams_of_agency",
    "told_by_agency",
    "why_joined",
    "words_of_answer",
    "workers_at_the_door",
    "workload",
]
