"""Somebody signed in, and a child with a placement nobody may see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from homeward.register.access.rules import Viewer
from homeward.register.accounts.queries import viewer_of
from tests import factories

DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


@pytest.fixture
def signed_in(db) -> Callable[..., tuple[Client, Viewer]]:
    """A browser signed in as somebody who holds these roles, and the viewer it stands for."""

    def sign_in(*roles: str, **who: Any) -> tuple[Client, Viewer]:
        account = factories.account(*roles, **who)
        client = Client()
        client.force_login(account, backend=DOOR)
        return client, viewer_of(account, at=factories.NOW)

    return sign_in


@pytest.fixture
def hub(db) -> Any:
    """The team that works with the children."""
    return factories.team()


@pytest.fixture
def wren(db) -> Any:
    """A looked-after child."""
    child = factories.child()
    factories.placement(child)
    return child
