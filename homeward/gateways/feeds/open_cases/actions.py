"""Telling the register of open cases, plans and absences, in a constant number of statements for each batch."""

from collections.abc import Sequence
from datetime import datetime

from homeward.foundation.london import day_begins_at
from homeward.gateways.feeds.joined import Met, join
from homeward.gateways.feeds.rows import Value
from homeward.gateways.feeds.stored import Stored
from homeward.gateways.feeds.who import codes_in, day_in, text_in
from homeward.practice.cases import actions as cases
from homeward.practice.missing import actions as missing
from homeward.register.access.actions.guard import step
from homeward.register.agencies import actions as agencies
from homeward.register.agencies.models import Agency, Team, Worker
from homeward.register.events import actions as events
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery

PLAN = "plan-held-before"


@step
def apply(batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
    """Join each row to its child by the council's own number, and keep what it tells."""
    met = join(batch, delivery=delivery, at=at, own="person_reference")
    part = {each.part for each in batch}
    if "cases" in part:
        _cases([each for each in met if each[0].part == "cases"], delivery.source.agency, at)
    if "plans" in part:
        plans = [each for each in met if each[0].part == "plans"]
        events.tell(told=[_plan(each, person) for each, person in plans], at=at)
    if "episodes" in part:
        absences = [each for each in met if each[0].part == "episodes"]
        missing.report(told=[_absence(each, person) for each, person in absences], at=at)


@step
def _cases(met: Met, council: Agency, at: datetime) -> None:
    named_teams = {name for each, _ in met if (name := text_in(each.values, "team"))}
    teams = agencies.teams_named(agency=council, names=named_teams)
    named = [_worker(each, teams) for each, _ in met if text_in(each.values, "lead_worker_id")]
    workers = agencies.workers_numbered(agency=council, workers=named)
    cases.bring(told=[_brought(each, person, workers, teams) for each, person in met], at=at)


def _worker(stored: Stored, teams: dict[str, Team]) -> agencies.Named:
    number = text_in(stored.values, "lead_worker_id")
    name = text_in(stored.values, "lead_worker_name") or number
    return agencies.Named(number=number, name=name, team=teams.get(text_in(stored.values, "team")))


def _brought(stored: Stored, person: Person, workers: dict[str, Worker], teams: dict[str, Team]) -> cases.Brought:
    values = stored.values
    opened = day_in(values, "opened_on")
    assert opened is not None, "the mapping requires the day it was opened"
    return cases.Brought(
        record=stored.record,
        person=person,
        kind=text_in(values, "kind"),
        forms=tuple(codes_in(values, "forms")),
        opened_at=day_begins_at(opened),
        because=text_in(values, "because"),
        reference=text_in(values, "case_reference"),
        lead=workers.get(text_in(values, "lead_worker_id")),
        team=teams.get(text_in(values, "team")),
    )


def _plan(stored: Stored, person: Person) -> events.Happened:
    values = stored.values
    began = day_in(values, "began_on")
    assert began is not None, "the mapping requires the day it began"
    return events.Happened(
        stored.record, person, PLAN, began, until=day_in(values, "ended_on"), code=text_in(values, "kind"),
        reference=text_in(values, "plan_reference"),
    )  # fmt: skip


def _absence(stored: Stored, person: Person) -> missing.Reported:
    values = stored.values
    began, ended = _moment(values["began_at"]), _moment(values["ended_at"])
    assert began is not None, "the mapping requires when it began"
    return missing.Reported(
        record=stored.record, person=person, type=text_in(values, "kind").upper(), since=began, until=ended,
        precision=_precision(values["began_at"]),
        until_precision=_precision(values["ended_at"]) if values["ended_at"] else "",
        details={"reference": text_in(values, "episode_reference")},
    )  # fmt: skip


def _moment(value: Value) -> datetime | None:
    if isinstance(value, datetime):
        return value
    return day_begins_at(value) if value and not isinstance(value, (str, int)) else None


def _precision(value: Value) -> str:
    return "minute" if isinstance(value, datetime) else "day"
