"""When an absence meets a trigger, and when a trigger is on, as tables of facts in and answers out."""

from datetime import date, datetime, timedelta

import pytest

from homeward.foundation.london import LONDON
from homeward.practice.missing.rules.triggers import Facts, Switched, Trigger, has_fired, is_on

BEGAN = datetime(2026, 3, 1, 21, 0, tzinfo=LONDON)
THREE_IN_30 = Trigger("many", episodes=3, days=30)


def days(*ago: float) -> tuple[datetime, ...]:
    """Moments so many days before this absence began."""
    return tuple(BEGAN - timedelta(days=each) for each in ago)


def facts(**known: object) -> Facts:
    """What is known of an absence that began at nine in the evening of 1 March 2026, asked twelve hours later."""
    return Facts(**({"since": BEGAN, "until": None, "at": BEGAN + timedelta(hours=12)} | known))  # type: ignore[arg-type]


MANY = [
    ([], False, "the first"),
    ([5], False, "two"),
    ([5, 29.9], True, "three within 30 days"),
    ([5, 30], False, "the third began 30 days before, to the minute"),
    ([5, 29, 28], True, "four"),
    ([-1, -2, -3], False, "later ones are not counted: they fire for themselves"),
]


@pytest.mark.parametrize(("others_days_before", "fires", "because"), MANY, ids=[row[2] for row in MANY])
def test_three_absences_in_thirty_days(others_days_before: list[float], fires: bool, because: str) -> None:
    assert has_fired(THREE_IN_30, facts(others=days(*others_days_before))) == fires


OTHERS = [
    (Trigger("first-looked-after"), {"looked_after": True}, True, "looked after, and never missing before"),
    (Trigger("first-looked-after"), {"looked_after": True, "earlier_looked_after": 1}, False, "not the first in care"),
    (Trigger("first-looked-after"), {}, False, "not looked after"),
    (Trigger("out-of-area"), {"out_of_area": True}, True, "found outside the county"),
    (Trigger("out-of-area"), {}, False, "nobody says where"),
    (Trigger("young", age=10), {"age": 9}, True, "nine"),
    (Trigger("young", age=10), {"age": 10}, False, "ten"),
    (Trigger("young", age=10), {"age": None}, False, "nobody knows the age"),
    (Trigger("long", hours=24), {"at": BEGAN + timedelta(hours=24)}, True, "still away after 24 hours"),
    (Trigger("long", hours=24), {"at": BEGAN + timedelta(hours=23)}, False, "still away after 23 hours"),
    (Trigger("long", hours=24), {"until": BEGAN + timedelta(hours=25)}, True, "back after 25 hours"),
    (Trigger("long", hours=24), {"until": BEGAN + timedelta(hours=2)}, False, "back after two hours"),
    (Trigger("graded", grade=3), {"grade": 3}, True, "graded high"),
    (Trigger("graded", grade=3), {"grade": 2}, False, "graded medium"),
    (Trigger("graded", grade=3), {}, False, "not graded"),
]


@pytest.mark.parametrize(("trigger", "known", "fires", "because"), OTHERS, ids=[row[3] for row in OTHERS])
def test_the_other_triggers(trigger: Trigger, known: dict[str, object], fires: bool, because: str) -> None:
    assert has_fired(trigger, facts(**known)) == fires


NOON = datetime(2026, 2, 1, 12, tzinfo=LONDON)
SWITCHES = [
    ([], True, True, "nobody said anything: as shipped"),
    ([], False, False, "nobody said anything, and shipped off"),
    ([(False, date(2026, 3, 1), 0)], True, False, "off from today"),
    ([(False, date(2026, 3, 2), 0)], True, True, "off from tomorrow"),
    ([(False, date(2026, 2, 1), 0), (True, date(2026, 2, 20), 0)], True, True, "off, and on again since"),
    (
        [(True, date(2026, 2, 1), 0), (False, date(2026, 2, 1), 1)],
        True,
        False,
        "two words for one day: the later",
    ),
]


@pytest.mark.parametrize(("said", "shipped", "on", "because"), SWITCHES, ids=[row[3] for row in SWITCHES])
def test_whether_a_trigger_is_on_on_1_march_2026(
    said: list[tuple[bool, date, int]], shipped: bool, on: bool, because: str
) -> None:
    rows = [Switched(way, since, NOON + timedelta(hours=hour)) for way, since, hour in said]
    assert is_on(rows, shipped=shipped, on=date(2026, 3, 1)) == on
