"""The demonstration's door: one press signs in as an invented worker. It does not open where real records are."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from homeward.register.accounts.models import Account


class DemonstrationDoor(BaseBackend):
    """Signs in the invented worker of a role, in demonstration mode only.

    Live settings neither list this door nor let it answer: it asks for the mode each time, so that a session opened in
    a demonstration is worth nothing once the mode has changed.
    """

    def authenticate(self, request: HttpRequest | None, **given: Any) -> Account | None:
        """The demonstration's account for a role, when that is what is asked for."""
        role = given.get("demonstration_role")
        if not settings.DEMONSTRATION or not role:
            return None
        found = Account.objects.select_related("worker__agency").filter(demonstrates=role, closed_at__isnull=True)
        return found.first()

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session that this door opened."""
        if not settings.DEMONSTRATION:
            return None
        found = Account.objects.select_related("worker__agency").filter(pk=user_id, closed_at__isnull=True)
        return found.first()
