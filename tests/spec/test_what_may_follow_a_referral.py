"""What may be written of a referral to a service, after what, and on which day."""

from datetime import date

import pytest

from homeward.practice.pathway.rules import may_follow, steps_open

TODAY = date(2026, 3, 2)
OFFERED = [("offered", date(2026, 2, 20))]
STARTED = [*OFFERED, ("started", date(2026, 2, 25))]
MAY = [
    (OFFERED, "accepted", TODAY, True, "the service says yes"),
    (OFFERED, "refused", TODAY, True, "the service says no"),
    (OFFERED, "declined", TODAY, True, "the child says no"),
    (OFFERED, "started", TODAY, True, "it begins at once"),
    (OFFERED, "ended", TODAY, False, "what never began does not end"),
    (OFFERED, "offered", TODAY, False, "it is offered once"),
    ([*OFFERED, ("accepted", date(2026, 2, 22))], "waiting", TODAY, True, "it waits"),
    ([*OFFERED, ("waiting", date(2026, 2, 22))], "accepted", TODAY, False, "nothing goes back"),
    (STARTED, "ended", TODAY, True, "it ends"),
    (STARTED, "withdrawn", TODAY, False, "what has begun is ended, and says what it came to"),
    ([*STARTED, ("ended", TODAY)], "started", TODAY, False, "after an end comes a new referral"),
    (OFFERED, "accepted", date(2026, 2, 19), False, "before the offer"),
    (STARTED, "ended", date(2026, 2, 24), False, "before it began"),
    (STARTED, "ended", date(2026, 3, 3), False, "on a day still to come"),
]


@pytest.mark.parametrize(("after", "state", "on", "may", "because"), MAY, ids=[row[4] for row in MAY])
def test_what_may_follow(after: list[tuple[str, date]], state: str, on: date, may: bool, because: str) -> None:
    assert may_follow(state, after, on=on, today=TODAY) is may


def test_nothing_follows_an_end() -> None:
    assert all(steps_open(state) == () for state in ("ended", "declined", "refused", "withdrawn"))
