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
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.loader import load_whole

# Whoever is asked where no team has the child: somebody always is.
NOBODYS = "front-door-worker"
# Either may answer what a manager asked of a trigger, since a county may have one manager.
SECOND, ANSWER = ("manager", "duty-director"), "answer-trigger-switch"
KINDS = {"strategy-discussion": "consider-strategy-discussion", "read": "read-missing-trigger"}


class NoSuchTrigger(HomewardError):
    """A trigger that is not on the list, or a day that has passed."""


class AskedAlready(HomewardError):
    """A trigger was to be switched for which a request waits."""


class NoSuchSwitch(HomewardError):
    """A request was to be answered that is not there, has been answered, or is the answerer's own."""


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
    """Ask that a trigger be on or off from a day, today at the earliest. It holds once a second person agrees."""
    if trigger not in load_whole("missing_triggers") or since < london_day(at):
        raise NoSuchTrigger(
            got="a trigger that there is not, or a day that has passed",
            expected="one on the list, from today or a day to come",
            next_step="Choose today or a later day.",
        )
    if TriggerSwitch.objects.filter(trigger=trigger, answered_at__isnull=True).exists():
        raise AskedAlready(
            got="a second request while one waits",
            expected="one request for each trigger",
            next_step="Somebody has asked about this trigger already. A second person answers that first.",
        )
    audit.current().note(trigger=trigger, on=on)
    row = TriggerSwitch.objects.create(trigger=trigger, on=on, since=since, reason=reason, by_id=by.worker_id, at=at)
    for role in SECOND:
        raise_task(kind=ANSWER, reference=str(row.pk), for_role=role, raised_by=by.worker_id, at=at)
    return row


@action("trigger.agree")
def answer_switch(*, number: int, agreed: bool, by: Viewer, at: datetime) -> TriggerSwitch:
    """Agree that a trigger be turned on or off, or refuse. Never by the person who asked: it takes two."""
    row = TriggerSwitch.objects.select_for_update().filter(pk=number, answered_at__isnull=True).first()
    if row is None or row.by_id == by.worker_id:
        raise NoSuchSwitch(
            got="an answer to one's own request, or to none that waits",
            expected="a second person's answer to a request that waits",
            next_step="Another manager or the duty director answers what you asked, once. Read the list again.",
        )
    audit.current().note(trigger=row.trigger, on=row.on, agreed=agreed)
    row.answered_by_id, row.answered_at, row.agreed = by.worker_id, at, agreed
    row.save(update_fields=["answered_by", "answered_at", "agreed"])
    settle(kind=ANSWER, reference=str(row.pk), at=at, done_by=by.worker_id)
    return row
