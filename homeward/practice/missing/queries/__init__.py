"""What this room answers: the absences of one child, or of many, and only what the viewer may see."""

from homeward.practice.missing.queries.absences import (
    BEGAN,
    KINDS,
    count_of_episodes,
    counted,
    ending_of,
    entries_of,
    episodes_between,
    episodes_of,
    is_missing,
    may_show_places,
    missing_among,
    missing_now,
    places_of,
    recent_counts,
    report_to_judge,
    words_of,
)

__all__ = [
    "BEGAN",
    "KINDS",
    "count_of_episodes",
    "counted",
    "ending_of",
    "entries_of",
    "episodes_between",
    "episodes_of",
    "is_missing",
    "may_show_places",
    "missing_among",
    "missing_now",
    "places_of",
    "recent_counts",
    "report_to_judge",
    "words_of",
]
