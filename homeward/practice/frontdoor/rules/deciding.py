"""When something is due, which stage comes next, and which decision may be made at it.

Sources: children in need census guide 2023-24, sections 4.9 and 4.12; Working Together to Safeguard Children 2023.
Working days are counted from the day after, and the holidays are passed in.
"""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta

from homeward.foundation.london import LONDON
from homeward.foundation.working_days import add_working_days

STAGES = ("contact", "initial", "screening", "decision")
# Decisions that end a concern before the last stage, and which outcome each is.
CLOSING = {"information": "information", "pass-on": "pass-on"}
OUTCOMES = ("no-action", "advice", "early-help", "assessment", "section-47", "hub")
PASSES_SCREENING = "straight-on"


def due_on(day: date, working_days: int, holidays: AbstractSet[date]) -> date:
    """The last day on which it is in time: so many working days after the day on which it came or began."""
    return add_working_days(day, working_days, holidays)


def end_of(day: date) -> datetime:
    """The last minute of a day in England."""
    return datetime.combine(day, time(23, 59), tzinfo=LONDON)


def is_near(day: date, *, hours: int, at: datetime) -> bool:
    """Whether what is due on a day is due within so many hours, or was due before."""
    return end_of(day) - timedelta(hours=hours) <= at


def next_stage(decided: Collection[tuple[str, str]]) -> str:
    """The stage that waits to be decided, from the stages and decisions there are; nothing once it has ended.

    Whoever says *straight on* at the second stage leaves out the third.
    """
    done = dict(decided)
    if any(decision in CLOSING for decision in done.values()):
        return ""
    for stage in STAGES:
        passed = stage == "screening" and done.get("initial") == PASSES_SCREENING
        if stage not in done and not passed:
            return stage
    return ""


def next_step_apart(decided: Collection[tuple[str, str]]) -> str:
    """The step that waits of a worry about somebody who works with children: the threshold, then what came of it."""
    done = dict(decided)
    if "threshold" not in done:
        return "threshold"
    return "outcome" if done["threshold"] == "met" and "outcome" not in done else ""


def may_decide(stage: str, decision: str, groups: Collection[tuple[str, str]], *, waits: str) -> bool:
    """Whether a decision may be made: the stage waits for one, and the decision is one of that stage."""
    return bool(waits) and stage == waits and (decision, stage) in groups


def needs_reason_for_lateness(stage: str, decision: str, due: date, *, today: date) -> bool:
    """Whether a decision that ends the clock must say why it is late. The due day itself is in time."""
    return (stage == "decision" or decision in CLOSING) and today > due


def standing_of(due: date, *, ended_on: date | None, today: date) -> str:
    """How a limit stands: `waiting`, `today`, `late`, `in time` or `was late`."""
    if ended_on is not None:
        return "was late" if ended_on > due else "in time"
    if today > due:
        return "late"
    return "today" if today == due else "waiting"
