"""Services in plain words."""

from homeward.practice.pathway.presenters.directory import (
    directory_table,
    helps_by_need,
    helps_by_service,
    service_rows,
)
from homeward.practice.pathway.presenters.referrals import (
    Match,
    Shown,
    confidential_match,
    match_of,
    panel_of,
    referral_shown,
)

__all__ = [
    "Match",
    "Shown",
    "confidential_match",
    "directory_table",
    "helps_by_need",
    "helps_by_service",
    "match_of",
    "panel_of",
    "referral_shown",
    "service_rows",
]
