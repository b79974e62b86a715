"""Keeping which triggers an absence met, asking somebody to act, and turning a trigger on or off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.missing.models import TriggerFiring, TriggerSwitch
from homeward.practice.missing.queries.teams import teams_of
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.tasks.actions import raise_task
from homeward.vocabulary.loader import load_whole

# Whoever is asked where no team has the child: somebody always is.
NOBODYS = "front-door-worker"
KINDS = {"strategy-discussion": "consider-strategy-discussion", "read": "read-missing-trigger"}


class NoSuchTrigger(HomewardError):
    """A trigger that is not on the list, or a day that has passed."""


@dataclass(frozen=True)
class Met:
    """One absence that met one trigger, and what that asks for."""

    trigger: str
    person: UUID
    episode: UUID
    asks: str


@as_the_system("trigger.fire")
def fire(*, met: Sequence[Met], at: datetime) -> int:
    """Keep each firing once, and ask the child's team, or the front door where there is none. Safe to take twice."""
    teams = teams_of({each.person for each in met}, at)
    event = audit.current()
    fired = 0
    for each in met:
        row, new = TriggerFiring.objects.get_or_create(
            trigger=each.trigger, episode_id=each.episode, defaults={"person_id": each.person, "at": at}
        )
        if new:
            fired += 1
            _ask(each, row, teams.get(each.person, set()), at)
    event.about({each.person for each in met})
    event.result_count = fired
    return fired


def _ask(each: Met, row: TriggerFiring, teams: set[int], at: datetime) -> None:
    ask_teams(kind=KINDS[each.asks], child=each.person, reference=str(row.pk), teams=teams, at=at)


@step
def ask_teams(
    *, kind: str, child: UUID, reference: str, teams: set[int], at: datetime, due_at: datetime | None = None
) -> None:
    """Ask each team that has the child, or the front door where none does: somebody is always asked."""
    asked = {"kind": kind, "subject_id": child, "reference": reference, "at": at, "due_at": due_at}
    for team in sorted(teams):
        raise_task(**asked, for_team=team)
    if not teams:
        raise_task(**asked, for_role=NOBODYS)


@action("trigger.switch")
def switch(*, trigger: str, on: bool, since: date, reason: str, by: Viewer, at: datetime) -> TriggerSwitch:
    """Turn a trigger on or off from a day, today at the earliest: what it asked for before stays asked."""
    if trigger not in load_whole("missing_triggers") or since < london_day(at):
        raise NoSuchTrigger(
            got="a trigger that there is not, or a day that has passed",
            expected="one on the list, from today or a day to come",
            next_step="Choose today or a later day.",
        )
    audit.current().note(trigger=trigger, on=on)
    return TriggerSwitch.objects.create(trigger=trigger, on=on, since=since, reason=reason, by_id=by.worker_id, at=at)
