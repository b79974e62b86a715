"""What this room does without being asked."""

from datetime import datetime

from homeward.register.accounts import actions
from homeward.register.accounts.queries import unused_accounts


def close_what_is_unused(*, at: datetime) -> None:
    """Close accounts that nobody has used for thirty days; most minutes there is none, and nothing is written."""
    if unused_accounts(at=at):
        actions.close_unused(at=at)
