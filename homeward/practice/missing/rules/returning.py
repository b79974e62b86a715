"""When a return interview is due, what has become of it, and whether it was offered and held in time.

The hours are a limit in the vocabulary (72 as shipped) and run by the clock from the child's return: nights, weekends
and bank holidays count. Source: Department for Education, statutory guidance on children who run away or go missing,
2014.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ASKED, OFFERED, DECLINED, HELD = "asked", "offered", "declined", "held"
CARER, NOT_OFFERED, WITHDRAWN = "carer-account", "not-offered", "withdrawn"
# After one of these nothing is due: the child was heard, or chose not to be, or somebody answered for not asking.
SETTLING = frozenset({DECLINED, HELD, CARER, NOT_OFFERED})
DUE, OVERDUE = "due", "overdue"
# How a child was, where it may be that the law asks for a notification.
HARMED = frozenset({"injured", "harm-disclosed", "died"})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done about the interview, and when."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Measures:
    """Whether it was offered in time, and held in time: two answers, each empty while the time still runs."""

    offered: bool | None
    held: bool | None


def interview_due(returned_at: datetime, *, hours: int) -> datetime:
    """The moment by which the interview is to be offered and held: so many hours after the return, by the clock.

    Counted in absolute hours, so the night in which the clocks change has no hour more or less. Where only the day of
    the return is known, the hours run from its midnight: nobody gains time by leaving the hour out.
    """
    return returned_at.astimezone(UTC) + timedelta(hours=hours)


def state_of(returned_at: datetime, steps: Sequence[Step], *, at: datetime, hours: int) -> str:
    """What has become of the interview: held stands over everything, and otherwise the last word said.

    Nothing said is `due` until its hours have passed, and then `overdue`; so is an offer that nobody has
    answered, which is `offered` while there is time.
    """
    said = sorted((step for step in steps if step.kind in SETTLING | {OFFERED}), key=lambda step: step.at)
    for kind in (HELD, CARER):
        if any(step.kind == kind for step in said):
            return kind
    if said and said[-1].kind != OFFERED:
        return said[-1].kind
    if at > interview_due(returned_at, hours=hours):
        return OVERDUE
    return OFFERED if said else DUE


def measures_of(returned_at: datetime, steps: Iterable[Step], *, at: datetime, hours: int) -> Measures:
    """Whether it was offered in time, and whether it was held in time. An interview held was offered by then at latest.

    The two are never one: an offer in time that leads to an interview a week later is a service that was slow.
    """
    due = interview_due(returned_at, hours=hours)
    told = list(steps)
    return Measures(
        offered=_in_time([step.at for step in told if step.kind in (OFFERED, DECLINED, HELD)], due, at),
        held=_in_time([step.at for step in told if step.kind == HELD], due, at),
    )


def _in_time(moments: Sequence[datetime], due: datetime, at: datetime) -> bool | None:
    if moments:
        return min(moments) <= due
    return False if at > due else None


def is_possible(step: Step, *, returned_at: datetime, at: datetime) -> bool:
    """Whether a step can have been taken when somebody says so: never before the child was back, nor still to come."""
    return returned_at <= step.at <= at
