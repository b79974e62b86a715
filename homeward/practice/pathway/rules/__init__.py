"""What this room decides: what a directory may hold, which service fits a child, and what may follow a referral."""

from homeward.practice.pathway.rules.documents import THINGS, NotADirectory, as_text, entities_in
from homeward.practice.pathway.rules.matching import Asked, Fit, Offered, Point, fit, level_of, ordered
from homeward.practice.pathway.rules.paging import Page, page_of
from homeward.practice.pathway.rules.referrals import ENDED, ENDS, OFFERED, STARTED, WAITING, may_follow, steps_open
from homeward.practice.pathway.rules.safe_places import gives_away, speaks_of_safe_place, squeezed
from homeward.practice.pathway.rules.standard import faults
from homeward.practice.pathway.rules.tags import KINDS, tags_of

__all__ = [
    "ENDED",
    "ENDS",
    "KINDS",
    "OFFERED",
    "STARTED",
    "THINGS",
    "WAITING",
    "Asked",
    "Fit",
    "NotADirectory",
    "Offered",
    "Page",
    "Point",
    "as_text",
    "entities_in",
    "faults",
    "fit",
    "gives_away",
    "level_of",
    "may_follow",
    "ordered",
    "page_of",
    "speaks_of_safe_place",
    "squeezed",
    "steps_open",
    "tags_of",
]
