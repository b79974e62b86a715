"""Concerns for whoever works the front door: the queue, one concern whole, and what a referrer may hear."""

from homeward.practice.frontdoor.queries.before import Before, absences_of, came_again, earlier
from homeward.practice.frontdoor.queries.clocks import Running, clocks_of
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
    "Before",
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
    "earlier",
    "fields_of",
    "is_of",
    "nobodys",
    "open_elsewhere",
    "part_of",
    "parts_of",
    "queue",
    "reason_of",
    "reference_of",
    "robots",
    "stages_of",
    "standing_in",
    "teams_of_agency",
    "told_by_agency",
    "words_of_answer",
    "workers_at_the_door",
    "workload",
]
