"""What a council's deliveries left in the register, so that two runs can be set side by side."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.models import Shield
from homeward.register.audit.models import AuditEvent
from homeward.register.documents.models import Document
from homeward.register.events.models import TABLES
from homeward.register.events.queries import details_of
from homeward.register.keys.queries import opened
from homeward.register.linkage.models import BlockKey, Profile, ProfileRecord
from homeward.register.people.models import Identifier, Person
from homeward.register.sources.models import Delivery, Judgement, SourceRecord

Left = dict[str, tuple[int, str]]
COUNTS = ("digest", "state", "rows", "rows_new", "rows_changed", "rows_known", "rows_refused", "batches_done")


def as_left(council: str) -> Left:
    """For each table, how many rows a council's deliveries left and a digest of what they say.

    Identifiers that are random are replaced by whose they are, and sealed texts by what they hold.
    """
    numbers = Identifier.objects.filter(issuer__code=council, type="local")
    child = {pk: value for value, pk in numbers.values_list("value", "person")}
    records = SourceRecord.objects.filter(source__agency__code=council)
    known = {each.pk: (each.part, each.external_id) for each in records.iterator()}
    return (
        of_deliveries(council, child)
        | of_records(council, child, known)
        | of_absences(child, known)
        | of_happenings(child, known)
        | of_profiles(council, child, known)
    )


def of_deliveries(council: str, child: Mapping[Any, str]) -> Left:
    """Deliveries, their sealed originals, and the event of each batch."""
    deliveries = Delivery.objects.filter(source__agency__code=council)
    batches = AuditEvent.objects.filter(action="feed.batch", detail__delivery__in=[str(each.pk) for each in deliveries])
    return {
        "deliveries": digested(deliveries.values_list(*COUNTS)),
        "originals": digested(Document.objects.filter(delivery__in=deliveries).values_list("part", "digest", "size")),
        "batches": digested(
            (each.detail["batch"], each.detail["new"], sorted(child[one.subject_id] for one in each.subjects.all()))
            for each in batches.prefetch_related("subjects")
        ),
    }


def of_records(council: str, child: Mapping[Any, str], known: Mapping[Any, Any]) -> Left:
    """Source records, whose they were judged to be, and the people they told of."""
    records = SourceRecord.objects.filter(source__agency__code=council)
    return {
        "records": digested(record_says(each) for each in records.iterator()),
        "judgements": digested(
            (known[each.record_id], child[each.subject_id], each.basis)
            for each in Judgement.objects.filter(record__in=records, undone_at=None)
        ),
        "people": digested(
            (child[each.pk], each.forename, each.birth_date, each.sex, each.ethnicity, each.linked)
            for each in Person.objects.filter(pk__in=child)
        ),
        "identifiers": digested(
            (child[each.person_id], each.type, each.value, known[each.record_id])
            for each in Identifier.objects.filter(person__in=child)
        ),
        "shields": digested(
            (child[each.subject_id], each.basis, each.since, each.review_on)
            for each in Shield.objects.filter(subject__in=child)
        ),
    }


def of_absences(child: Mapping[Any, str], known: Mapping[Any, Any]) -> Left:
    """Missing episodes, and the reports that were joined into them."""
    absences = {each.pk: each for each in MissingEpisode.objects.filter(person__in=child)}
    return {
        "episodes": digested(
            (child[each.person_id], each.type, each.since, each.until, each.precision, each.joined_into_id)
            for each in absences.values()
        ),
        "reports": digested(
            (known[each.record_id], child[each.person_id], each.since, each.until, each.superseded_at,
             each.joined_because, absences[each.episode_id].since)
            for each in MissingReport.objects.filter(person__in=child)
        ),
    }  # fmt: skip


def of_happenings(child: Mapping[Any, str], known: Mapping[Any, Any]) -> Left:
    """What happened to a child by each kind of agency, its details opened."""

    def told(model: Any) -> Iterator[tuple[Any, ...]]:
        for each in model.objects.filter(person__in=child):
            says = (each.kind, each.since, each.until, each.at, each.code, each.outcome, each.superseded_at)
            yield known[each.record_id], child[each.person_id], *says, sorted(details_of(each).items())

    return {f"{name} events": digested(told(model)) for name, model in TABLES.items()}


def of_profiles(council: str, child: Mapping[Any, str], known: Mapping[Any, Any]) -> Left:
    """Who each row said its child is, and the keys under which that is found."""
    profiles = {each.pk: each for each in Profile.objects.filter(agency__code=council)}
    says = ("own_key", "forename", "surname", "birth_date", "sex", "upn", "nhs", "first_said_on", "last_said_on")
    return {
        "profiles": digested(
            (child[each.subject_id], *(getattr(each, name) for name in says)) for each in profiles.values()
        ),
        "rows of profiles": digested(
            (known[each.record_id], profiles[each.profile_id].own_key)
            for each in ProfileRecord.objects.filter(profile__in=profiles)
        ),
        "keys": digested(
            (profiles[each.profile_id].own_key, each.kind, each.digest, each.year)
            for each in BlockKey.objects.filter(profile__in=profiles)
        ),
    }


def record_says(record: SourceRecord) -> tuple[Any, ...]:
    """What a source record holds, opened."""
    payload = opened(record.sealed_payload, table="sources_sourcerecord", row=record.pk, column="payload")
    return record.part, record.external_id, record.content_digest, record.row, record.received_at, payload


def digested(rows: Iterable[Any]) -> tuple[int, str]:
    """How many rows, and one digest of them in whatever order they came."""
    lines = sorted(repr(row) for row in rows)
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()
