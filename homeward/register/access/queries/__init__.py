"""What this room answers: what stands between a viewer and a child, who looked, and what waits to be answered."""

from homeward.register.access.queries.emergencies import has_team, opened_today, openings_for, openings_in_reach
from homeward.register.access.queries.memory import (
    Looked,
    Sought,
    copy_announced,
    count_of_looks,
    looks_at,
    recent_events,
    told,
    workers_with_roles,
)
from homeward.register.access.queries.shields import shields_kept, shields_over
from homeward.register.access.queries.standing import (
    DOWN,
    PLACING,
    context_of,
    held_by,
    lapses,
    may,
    may_about,
    may_for_some,
    may_in,
    open_at,
    shielded,
    shift_of,
    visible,
)

__all__ = [
    "DOWN",
    "PLACING",
    "Looked",
    "Sought",
    "context_of",
    "copy_announced",
    "count_of_looks",
    "has_team",
    "held_by",
    "lapses",
    "looks_at",
    "may",
    "may_about",
    "may_for_some",
    "may_in",
    "open_at",
    "opened_today",
    "openings_for",
    "openings_in_reach",
    "recent_events",
    "shielded",
    "shields_kept",
    "shields_over",
    "shift_of",
    "told",
    "visible",
    "workers_with_roles",
]
