"""Asking for a host authority to be told of a child placed in its area, and who there has said that they know."""

from datetime import date, datetime
from uuid import UUID, uuid4

from homeward.foundation.london import london_day
from homeward.practice.cases.actions.discussions import end_of
from homeward.practice.cases.actions.refusing import NotThatStep, not_that_day, not_this_childs
from homeward.practice.cases.models import HostNotice, HostStep
from homeward.practice.cases.rules import ACKNOWLEDGED, due_on, may_follow
from homeward.practice.missing.actions.triggers import ask_teams
from homeward.practice.missing.queries.teams import teams_of
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import settle
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.limits import limit

TELL_HOST = "notify-host-authority"


@action("cases.notify", about="child")
def open_host_notice(*, child: UUID, authority: str, placed_on: date, by: Viewer, at: datetime) -> HostNotice:
    """Say that a child is placed in another authority's area, and ask the child's team to tell that authority in time.

    Source: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 13.
    """
    due = due_on(placed_on, limit("host_notice_working_days", on=max(placed_on, london_day(at))), bank_holidays())
    pk = uuid4()
    row = HostNotice.objects.create(
        pk=pk, person_id=child, placed_on=placed_on, due_on=due, by_id=by.worker_id, opened_at=at,
        sealed_authority=sealed(authority, table="cases_hostnotice", row=pk, column="authority"),
    )  # fmt: skip
    teams = teams_of([child], at).get(child, set())
    ask_teams(kind=TELL_HOST, child=child, reference=str(pk), teams=teams, at=at, due_at=end_of(due))
    audit.current().note(host_notice=str(pk))
    return row


@action("cases.notify", about="child")
def write_host_step(*, child: UUID, notice: UUID, kind: str, on: date, who: str, by: Viewer, at: datetime) -> HostStep:
    """Write that the host authority was told, who there acknowledged it, or that the child is placed there no more."""
    row = HostNotice.objects.select_for_update().filter(pk=notice, person=child).first()
    if row is None:
        raise not_this_childs()
    steps = list(row.steps.values_list("kind", "on"))
    if not may_follow(kind, steps):
        raise NotThatStep(
            got="a step that was taken already, or whose turn has not come",
            expected="sent, then acknowledged",
            next_step="Write first that it was sent. What is over needs nothing more.",
        )
    if on > london_day(at) or (kind == ACKNOWLEDGED and on < min(day for _, day in steps)):
        raise not_that_day()
    settle(kind=TELL_HOST, reference=str(row.pk), at=at, done_by=by.worker_id, outcome=kind)
    audit.current().note(host_notice=str(row.pk), step=kind)
    kept = sealed(who, table="cases_hoststep", row=f"{row.pk}:{kind}", column="who") if who else ""
    return HostStep.objects.create(notice=row, kind=kind, on=on, sealed_who=kept, by_id=by.worker_id, recorded_at=at)
