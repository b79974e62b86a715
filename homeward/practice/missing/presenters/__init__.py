"""What the agencies said of each absence, in the words and shapes that the page kit prints."""

from homeward.practice.missing.presenters.absences import (
    PUT_BACK,
    absences_shown,
    at_odds,
    day_or_moment,
    endings_told,
    judgement_on,
    length_of,
    places_shown,
    record_links,
    report_rows,
    undo_of,
    words_of_reports,
)

__all__ = [
    "PUT_BACK",
    "absences_shown",
    "at_odds",
    "day_or_moment",
    "endings_told",
    "judgement_on",
    "length_of",
    "places_shown",
    "record_links",
    "report_rows",
    "undo_of",
    "words_of_reports",
]
