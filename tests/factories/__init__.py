"""Plainly invented people and agencies, made straight in the database for a test to start from."""

import json
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from homeward.practice.indicators.models import Observation
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.models import Relationship, RoleHolding, Shield, Shift
from homeward.register.access.rules import Viewer
from homeward.register.accounts.models import Account
from homeward.register.accounts.queries import viewer_of
from homeward.register.agencies.models import Agency, Team, Worker
from homeward.register.audit import actions as audit
from homeward.register.events.actions import Happened, tell
from homeward.register.keys.queries import sealed
from homeward.register.people.models import CareEpisode, Person, SchoolSpell
from homeward.register.places.models import District, School
from homeward.register.sources.models import Delivery, Source, SourceRecord
from homeward.register.subjects.models import Subject

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
LATER = NOW + timedelta(days=7)
_numbers = count(1)


def agency(code: str = "middleshire", kind: str = "council", name: str = "") -> Agency:
    """An agency by its code, made once."""
    return Agency.objects.get_or_create(code=code, defaults={"name": name or code.title(), "kind": kind})[0]


def team(code: str = "hub", of: Agency | None = None) -> Team:
    """A team by its code in an agency, made once."""
    return Team.objects.get_or_create(agency=of or agency(), code=code, defaults={"name": code.title()})[0]


def worker(name: str = "Asha Brightwater", *, of: Agency | None = None, in_team: Team | None = None) -> Worker:
    """A worker of an agency."""
    return Worker.objects.create(agency=of or agency(), team=in_team, name=name, external_id=f"W{next(_numbers):04}")


def account(*roles: str, of: Agency | None = None, in_team: Team | None = None, on_duty: bool = False) -> Account:
    """An account whose worker holds these roles, on shift or not."""
    number = next(_numbers)
    person = worker(f"Worker {number}", of=of, in_team=in_team)
    for role in roles:
        RoleHolding.objects.create(worker=person, role=role, since=NOW - timedelta(days=30))
    if on_duty:
        Shift.objects.create(worker=person, since=NOW - timedelta(hours=1), until=NOW + timedelta(hours=8))
    return Account.objects.create(email=f"worker{number}@example.test", worker=person, opened_at=NOW)


def viewer(*roles: str, at: datetime = NOW, **who: Any) -> Viewer:
    """A viewer who holds these roles."""
    return viewer_of(account(*roles, **who), at=at)


def child(
    forename: str = "Wren", surname: str = "Applegarth", *, birth_date: date = date(2012, 6, 1), **more: Any
) -> Person:
    """A child whom nobody has yet said more about."""
    subject = Subject.objects.create(kind="person", minted_at=NOW)
    return Person.objects.create(
        subject=subject,
        forename=forename,
        surname=surname,
        birth_date=birth_date,
        sex=more.pop("sex", "F"),
        synthetic=True,
        linked=True,
        district=more.pop("district", None) or district(),
        name_key=more.pop("name_key", f"{forename} {surname}".casefold()),
        **more,
    )


def district(code: str = "ashmarket") -> District:
    """A district by its code, made once."""
    return District.objects.get_or_create(code=code, defaults={"name": code.title()})[0]


def relate(
    who: Viewer,
    subject_id: UUID,
    kind: str = "allocated",
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Relationship:
    """A relationship between a viewer and a child; a `team` one is held by the viewer's team."""
    holder: dict[str, Any] = {"worker_id": who.worker_id}
    if kind in ("team", "placing"):
        holder = {"team_id": who.team_id} if kind == "team" else {"agency_id": who.agency_id}
    return Relationship.objects.create(
        subject_id=subject_id, kind=kind, since=since or NOW - timedelta(days=1), until=until, **holder
    )


def delivery(feed: str = "ssda903", *, synthetic: bool = True) -> Delivery:
    """A delivery of one feed from the county council."""
    source = Source.objects.get_or_create(agency=agency(), feed=feed, defaults={"name": feed})[0]
    number = next(_numbers)
    return Delivery.objects.create(
        source=source,
        digest=f"{number:064}",
        received_at=NOW,
        synthetic=synthetic,
        state="loaded",
        loaded_at=NOW,
    )


def record(of: Delivery | None = None, part: str = "episodes") -> SourceRecord:
    """One source record; what it held is of no account here."""
    whole = of or delivery()
    number = next(_numbers)
    return SourceRecord.objects.create(
        source=whole.source,
        delivery=whole,
        part=part,
        external_id=f"C{number}",
        content_digest=f"{number:064}",
        row=number,
        received_at=NOW,
        synthetic=True,
        sealed_payload="",
    )


def placement(of: Person, *, since: date = date(2025, 9, 1), whereabouts: str = "ZZ12 3AB") -> CareEpisode:
    """A current placement, with its shield."""
    row = record()
    Shield.objects.get_or_create(subject_id=of.pk, basis="placement", defaults={"since": NOW})
    return CareEpisode.objects.create(
        person=of,
        since=since,
        reason_started="S",
        legal_status="C2",
        category_of_need="N1",
        placement_type="U4",
        record=row,
        sealed_whereabouts=sealed(
            json.dumps({"postcode": whereabouts, "urn": "SC0000001"}),
            table="people_careepisode",
            row=row.pk,
            column="whereabouts",
        ),
    )


def episode(of: Person, *, days_ago: int = 1, lasted: int | None = 1, kind: str = "M") -> MissingEpisode:
    """A missing episode that began so many days ago and lasted so many days, or has not ended, with its report."""
    since = NOW - timedelta(days=days_ago)
    until = None if lasted is None else since + timedelta(days=lasted)
    whole = MissingEpisode.objects.create(person=of, type=kind, since=since, until=until)
    MissingReport.objects.create(
        person=of,
        episode=whole,
        record=record(part="missing"),
        type=kind,
        since=since,
        until=until,
        joined_because="first-report",
    )
    return whole


def happened(to: Person, kind: str = "referral", *, days_ago: int = 10, **more: Any) -> None:
    """Something that an agency says happened to a child so many days ago."""
    since = more.pop("since", NOW.date() - timedelta(days=days_ago))
    row = Happened(record(part="events"), to, kind, since, **more)
    with audit.event("feed.batch", at=NOW):
        tell(told=[row], at=NOW)


def observation(of: Person, code: str, *, value: str = "yes", since: date | None = None) -> Observation:
    """That somebody of the council noticed something of a child on a day."""
    day = since or NOW.date()
    return Observation.objects.create(
        person=of, code=code, value=value, since=day, until=day + timedelta(days=1), precision="day", agency=agency(),
        heard_from="worker", grounds="seen", sure="sure", by=worker(), recorded_at=NOW,
    )  # fmt: skip


def school_spell(of: Person, name: str, *, since: date) -> SchoolSpell:
    """A child on the roll of a school, from a day."""
    school, _ = School.objects.get_or_create(urn="987654", defaults={"name": name})
    return SchoolSpell.objects.create(person=of, school=school, since=since, record=record())
