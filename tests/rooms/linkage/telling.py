"""Agencies that tell of invented children, as their feeds do: joined on numbers, described, and kept as profiles."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Literal
from uuid import UUID

from django.apps import apps
from django.db import transaction

from homeward.practice.missing import actions as missing
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Agency
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.linkage.models import Profile
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.people.rules import Number
from homeward.register.sources.models import Delivery, Source, SourceRecord
from tests import factories as f

BORN = date(2012, 6, 1)
KINDS: dict[str, Literal["local", "police"]] = {"police": "police"}
_numbers = count(1)
ASKED = "answer-matching-proposal"
# What a change is known by, and what keeps growing whoever writes: no part of what a merge puts back.
LEDGER = {
    "linkage_change", "linkage_moved", "linkage_membership", "linkage_pairjudgement", "linkage_reviewitem",
    "linkage_proposal", "linkage_linkagerun", "audit_auditevent", "audit_auditsubject", "audit_seal",
}  # fmt: skip


@contextmanager
def acting(name: str = "feed.batch", at: datetime = f.NOW) -> Iterator[None]:
    """Somebody's action is under way."""
    with transaction.atomic(), audit.event(name, at=at):
        yield


def delivery_of(agency: Agency, feed: str = "agency-identity", on: date = date(2026, 2, 1)) -> Delivery:
    """A delivery from an agency, taken on a day: a council's is of its own register of its children."""
    feed = "identity" if agency.kind == "council" and feed == "agency-identity" else feed
    source = Source.objects.get_or_create(agency=agency, feed=feed, defaults={"name": feed})[0]
    return Delivery.objects.create(
        source=source, digest=f"{next(_numbers):064}", received_at=f.NOW, synthetic=True, state="loaded",
        loaded_at=f.NOW, extracted_on=on,
    )  # fmt: skip


def record_of(delivery: Delivery, key: str = "", part: str = "children") -> SourceRecord:
    """A record of a delivery."""
    number = next(_numbers)
    return SourceRecord.objects.create(
        source=delivery.source, delivery=delivery, part=part, external_id=key or f"R{number}",
        content_digest=f"{number:064}", row=number, received_at=f.NOW, synthetic=True, sealed_payload="",
    )  # fmt: skip


def tell(
    agency: Agency,
    own_key: str,
    forename: str = "",
    surname: str = "",
    birth_date: date | None = BORN,
    *,
    on: date = date(2026, 2, 1),
    record: SourceRecord | None = None,
    **more: Any,
) -> Person:
    """One row of an agency's feed about who a child is: the person it was given to."""
    delivery = record.delivery if record else delivery_of(agency, on=on)
    row = record or record_of(delivery, own_key)
    also: tuple[Number, ...] = tuple(more.pop("also", ()))
    numbers = [Number(KINDS.get(agency.kind, "local"), own_key, agency.pk)] if own_key else []
    numbers += [Number(kind, more[kind]) for kind in ("upn", "nhs", "pnc") if more.get(kind)]
    facts = {"forename": forename, "surname": surname, "birth_date": birth_date, "sex": more.get("sex", "F")}
    with acting():
        claim = people.Claim(row, (*numbers, *also), names=(forename, surname), birth_date=birth_date)
        person = people.join(claims=[claim], delivery=delivery, at=f.NOW)[row.pk]
        kind: Literal["identity", "police"] = "police" if agency.kind == "police" else "identity"
        people.describe(told=[people.Described(person, kind, on, facts)], at=f.NOW)
        keep_profiles(
            told=[Said(record=row, person=person, own_key=own_key, said_on=on, **{**more, **facts})],
            at=f.NOW,
        )
    return Person.objects.get(pk=person.pk)


def council() -> Agency:
    """The county council."""
    return f.agency()


def force() -> Agency:
    """The police force."""
    return f.agency("middleshire-police", "police")


def hospital() -> Agency:
    """A health body."""
    return f.agency("middleshire-health", "health")


def profile_of(person: Person | UUID) -> Profile:
    """The first profile of a child."""
    child = person.pk if isinstance(person, Person) else person
    first = Profile.objects.filter(subject=child).order_by("pk").first()
    assert first is not None, "no agency has told of this child"
    return first


def profile_of_key(own_key: str) -> Profile:
    """The profile under an agency's own number."""
    return Profile.objects.get(own_key=own_key)


def report(
    person: Person, agency: Agency, *, days_ago: int, lasted: int | None = 1, record: SourceRecord | None = None
) -> None:
    """An agency reports a child missing."""
    row = record or record_of(delivery_of(agency, "missing"), part="missing")
    since = f.NOW - timedelta(days=days_ago)
    until = None if lasted is None else since + timedelta(days=lasted)
    with acting():
        missing.report(
            told=[missing.Reported(row, person, "M", since, until, precision="minute", until_precision="minute")],
            at=f.NOW,
        )


def regroup(children: Any) -> None:
    """What the rooms above lend: absences are put together again."""
    missing.regroup(children=children)


def reviewer(**who: Any) -> Viewer:
    """Somebody who settles whether two records are one child, a shielded one too."""
    return f.viewer("matching-reviewer", "shield-keeper", **who)


def everything(but: set[str] | frozenset[str] = frozenset()) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of ours, but those that keep what was done, and what asked for it."""
    return {
        model._meta.db_table: [row for row in model._base_manager.order_by("pk").values() if row.get("kind") != ASKED]
        for model in apps.get_models()
        if model.__module__.startswith("homeward.") and model._meta.db_table not in LEDGER | set(but)
    }


Follow = Callable[[Any], None]
