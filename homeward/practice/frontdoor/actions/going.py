"""What the outcome of a concern sets going: the clocks, the strategy discussion, the hub's case; and ending a clock."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.cases import actions as cases
from homeward.practice.frontdoor.models import Clock, Concern
from homeward.practice.frontdoor.queries.clocks import DISCUSSION, clock_due, clocks_of
from homeward.practice.frontdoor.queries.concerns import standing_in
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.vocabulary.loader import load_whole

CHILD_KIND = "exploitation"
NAMELESS = {"place": "A place told of at the front door", "group": "A group told of at the front door"}
SHORT = 120


class NotThatClock(HomewardError):
    """A clock that is not running, a day that cannot be, or one that was late and does not say why."""


@step
def set_going(row: Concern, decision: str, reason: str, children: Sequence[UUID], *, by: Viewer, at: datetime) -> None:
    """Set the clocks of an assessment going, ask for the discussion of section 47, or open the hub's case."""
    if decision in ("assessment", "section-47"):
        due = clock_due("assessment", row.received_on)
        for child in children:
            begun = {"since": row.received_on, "due_on": due, "by_id": by.worker_id}
            Clock.objects.get_or_create(concern=row, person_id=child, kind="assessment", defaults=begun)
    if decision == "section-47":
        for child in children:
            cases.ask_for_discussion(child=child, reason=reason, by=by, at=at)
    if decision == "hub":
        _open_case(row, reason, children, by, at)


def _open_case(row: Concern, reason: str, children: Sequence[UUID], by: Viewer, at: datetime) -> None:
    """Open the hub's case about each child, and about the place or the group that was found or is told of.

    One that is open already goes on. A place that nobody found among those that are known is a new one.
    """
    given = {"because": reason, "forms": [each for each in row.forms.split(";") if each], "by": by, "at": at}
    for child in children:
        with suppress(cases.OpenAlready):
            cases.open_case(child=child, kind=CHILD_KIND, **given)
    if row.context_id:
        with suppress(cases.OpenAlready):
            cases.open_context_case(context=row.context_id, **given)
    elif not children and row.about in NAMELESS:
        said = standing_in(row.pk)
        name = said.get("where" if row.about == "place" else "group", "") or NAMELESS[row.about]
        context = cases.add_context(kind=row.about, name=name[:SHORT], whereabouts=name, by=by, at=at)
        cases.open_context_case(context=context.pk, **given)
        row.context = context


@action("concern.decide")
def end_clock(
    *, concern: UUID, child: UUID, kind: str, on: date, ended: str, late_because: str = "", by: Viewer, at: datetime
) -> Clock:
    """Say that an assessment was completed or a conference held, or that it is no longer needed; late, with why."""
    Concern.objects.select_for_update().filter(pk=concern, way="frontdoor").first()
    runs = next((each for each in clocks_of(concern) if (each.child, each.kind) == (child, kind)), None)
    late = runs is not None and on > runs.due_on and ended == "done"
    if (
        runs is None
        or runs.ended_on is not None
        or kind == DISCUSSION
        or not runs.since <= on <= london_day(at)
        or (late and late_because not in load_whole("concern_late_reasons"))
    ):
        raise NotThatClock(
            got="a clock that is not running, a day that cannot be, or a late end without its reason",
            expected="a day since it began, and why where it was late",
            next_step="Check the day. If it was late, say why.",
        )
    facts = {"since": runs.since, "due_on": runs.due_on, "ended_on": on, "ended": ended, "by_id": by.worker_id}
    facts["late_because"] = late_because if late else ""
    audit.current().about([child])
    audit.current().note(concern=str(concern), clock=kind, ended=ended)
    return Clock.objects.update_or_create(concern_id=concern, person_id=child, kind=kind, defaults=facts)[0]
