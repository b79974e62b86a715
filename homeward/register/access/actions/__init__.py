"""The guard that every action and every page stands behind, and the writes of this room."""

from homeward.register.access.actions.guard import (
    Refused,
    action,
    as_the_system,
    page,
    policy_of,
    public,
    step,
)

__all__ = ["Refused", "action", "as_the_system", "page", "policy_of", "public", "step"]
