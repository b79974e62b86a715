"""Two administrators who take the role from each other at the same moment leave one behind."""

from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.db import connections

from homeward.register.accounts import actions
from homeward.register.accounts.actions import moving
from homeward.register.accounts.queries import open_administrators
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST_WAIT = 2


def test_one_administrator_is_left(monkeypatch) -> None:
    both = [factories.account("administrator"), factories.account("administrator")]
    viewers = [factories.viewer_of(account, at=NOW) for account in both]
    meeting = Barrier(2)

    def wait_for_the_other(*given: object) -> None:
        """Hold each where it has its own account and has not yet looked for another administrator."""
        try:
            meeting.wait(timeout=LONGEST_WAIT)
        except BrokenBarrierError:
            return

    monkeypatch.setattr(moving, "refuse_roles", wait_for_the_other)
    refused = []

    def demote(mine: int) -> None:
        other = both[1 - mine]
        try:
            actions.change(account=other, team=None, roles=["manager"], version="new", by=viewers[mine], at=NOW)
        except actions.AccountRefusal as refusal:
            refused.append(str(refusal))
        finally:
            connections.close_all()

    threads = [Thread(target=demote, args=(mine,)) for mine in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert open_administrators(at=NOW).count() == 1
    assert len(refused) == 1
