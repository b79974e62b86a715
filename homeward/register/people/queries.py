"""Finding a child, and reading what is known of one: only what the viewer may see, in a constant number of
statements.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.foundation.london import london_day
from homeward.foundation.names import comparable_name
from homeward.register.access.models import Relationship
from homeward.register.access.queries import context_of, may_about, open_at, shielded, visible
from homeward.register.access.rules import Viewer, classes_open
from homeward.register.keys.queries import opened
from homeward.register.people.models import (
    CareEpisode,
    Identifier,
    Person,
    Residence,
    ResponsibleAuthority,
    SchoolSpell,
)
from homeward.register.sources.models import SourceRecord
from homeward.register.subjects.rules import Happening
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.roles import load_roles

CLASSES = ("core", "protected-characteristics", "education", "location")
FOUND_AT_MOST = 20
SHORTEST_WORD = 2


@dataclass(frozen=True)
class Found:
    """A child whom the viewer may find, with no more than tells one child from another."""

    subject_id: UUID
    forename: str
    surname: str
    also_known_as: str
    birth_date: date | None
    district: str
    team: str
    worker: str
    communication_needs: str
    linked: bool


@dataclass(frozen=True)
class Search:
    """What came of a search: the children found, and whether there were more than are shown."""

    found: list[Found]
    more: bool


def matching(words: str) -> Q:
    """People whose name holds every word, or one of whose identifiers is the words exactly.

    No address, phone or postcode is ever searched: a reverse search would tell where a shielded child lives (S-11).
    """
    compact = "".join(words.split()).upper()
    by_identifier = Q(pk__in=Identifier.objects.filter(value=compact).values("person_id"))
    parts = [part for part in comparable_name(words).split() if len(part) >= SHORTEST_WORD]
    if not parts:
        return by_identifier
    by_name = Q()
    for part in parts:
        by_name &= Q(name_key__contains=part)
    return by_name | by_identifier


def find(*, viewer: Viewer, at: datetime, words: str, birth_date: date | None = None) -> Search:
    """Children by name, other name, identifier or birth date whom the viewer may find, in two statements."""
    people = Person.objects.filter(visible(viewer, "child.find", at=at))
    if words.strip():
        people = people.filter(matching(words))
    if birth_date:
        people = people.filter(birth_date=birth_date)
    rows = list(people.select_related("district").order_by("surname", "forename", "pk")[: FOUND_AT_MOST + 1])
    return Search(cards(rows[:FOUND_AT_MOST], at=at), len(rows) > FOUND_AT_MOST)


def caseload(*, viewer: Viewer, at: datetime, kinds: tuple[str, ...] = ("allocated",)) -> list[Found]:
    """The children to whom the viewer is related in one of these ways now, in two statements."""
    held = Q(worker_id=viewer.worker_id) | Q(team_id=viewer.team_id, team_id__isnull=False)
    related = Relationship.objects.filter(open_at(at), held, kind__in=kinds).values("subject_id")
    people = Person.objects.filter(visible(viewer, "child.find", at=at), pk__in=related)
    return cards(list(people.select_related("district").order_by("surname", "forename", "pk")), at=at)


def cards(people: list[Person], *, at: datetime) -> list[Found]:
    """Find cards for these people, with the team and worker allocated now, in one statement."""
    allocated = allocations([person.pk for person in people], at=at)
    return [_card(person, *allocated.get(person.pk, ("", ""))) for person in people]


def _card(person: Person, team: str, worker: str) -> Found:
    district = person.district.name if person.district else ""
    return Found(
        person.pk,
        person.forename,
        person.surname,
        person.also_known_as,
        person.birth_date,
        district,
        team,
        worker,
        person.communication_needs,
        person.linked,
    )


def allocations(subject_ids: list[UUID], *, at: datetime) -> dict[UUID, tuple[str, str]]:
    """The team and the worker allocated to each child now."""
    rows = (
        Relationship.objects.filter(open_at(at), subject__in=subject_ids, kind__in=("allocated", "team"))
        .order_by("since")
        .values_list("subject_id", "team__name", "worker__name")
    )
    found: dict[UUID, tuple[str, str]] = {}
    for subject_id, team, worker in rows:
        known = found.get(subject_id, ("", ""))
        found[subject_id] = (team or known[0], worker or known[1])
    return found


@dataclass(frozen=True)
class ChildRecord:
    """One child as this viewer may read them. A list is empty when there is nothing, or nothing the viewer may read."""

    person: Person
    classes: frozenset[str]
    shielded: bool
    team: str
    worker: str
    identifiers: list[Identifier] = field(default_factory=list)
    authorities: list[ResponsibleAuthority] = field(default_factory=list)
    residences: list[Residence] = field(default_factory=list)
    school_spells: list[SchoolSpell] = field(default_factory=list)
    care_episodes: list[CareEpisode] = field(default_factory=list)


def record_of(subject_id: UUID, *, viewer: Viewer, at: datetime) -> ChildRecord:
    """The whole record in a constant number of statements, without the classes of fact that the viewer may not read.

    While a shield stands the school is left out with the whereabouts, since it would tell them (S-10).
    """
    context = context_of(viewer, subject_id, at=at)
    classes = classes_open(viewer, "child.open", context, CLASSES, load_roles())
    covered = bool(shielded([subject_id]))
    person = Person.objects.select_related("district").get(pk=subject_id)
    team, worker = allocations([subject_id], at=at).get(subject_id, ("", ""))
    return ChildRecord(
        person,
        classes,
        covered,
        team,
        worker,
        list(person.identifiers.select_related("issuer").order_by("type", "value")),
        list(_newest(person.authorities, "agency")),
        list(_newest(person.residences, "district")) if "location" in classes else [],
        list(_newest(person.school_spells, "school")) if "education" in classes and not covered else [],
        list(_newest(person.care_episodes)),
    )


def _newest(rows: "QuerySet[object]", *also: str) -> "QuerySet[object]":
    return rows.select_related("record__source", *also).order_by("-since")


def _told(record: SourceRecord, on: date, kind: str, title: str, field_class: str, text: str = "") -> Happening:
    return Happening(
        on,
        kind,
        title,
        field_class,
        text,
        source=record.source.name,
        record_id=record.pk,
        received_at=record.received_at,
        synthetic=record.synthetic,
    )


def label(list_name: str, code: str) -> str:
    """A code's words, whatever year it was in force; the code itself if no list has ever held it."""
    entries = load_whole(list_name).entries
    return next((entry.label for entry in entries if entry.code == code), code)


def entries_of(record: ChildRecord) -> list[Happening]:
    """What this room adds to a child's chronology, from a record already read for its viewer: no statement of its
    own.
    """
    happenings: list[Happening] = []
    for episode in record.care_episodes:
        happenings += _of_care(episode)
    for spell in record.school_spells:
        happenings += _span(spell, "school", f"Joined {spell.school.name}", f"Left {spell.school.name}", "education")
    for home in record.residences:
        where = home.district.name if home.district else "a district not known"
        happenings += _span(home, "home", f"Home address in {where}", f"Left the address in {where}", "location")
    for authority in record.authorities:
        name = authority.agency.name
        happenings += _span(authority, "authority", f"{name} became responsible", f"{name} ceased to be", "core")
    return happenings


def _of_care(episode: CareEpisode) -> list[Happening]:
    placement = label("ssda903_placement_type", episode.placement_type)
    text = f"{label('ssda903_legal_status', episode.legal_status)}. {placement}."
    first = label("ssda903_new_episode_reason", episode.reason_started)
    happenings = [_told(episode.record, episode.since, "care", f"Care: {first}", "core", text)]
    if episode.until:
        last = label("ssda903_episode_ceased_reason", episode.reason_ended)
        happenings.append(_told(episode.record, episode.until, "care", f"Care episode ended: {last}", "core"))
    return happenings


def _span(
    row: SchoolSpell | Residence | ResponsibleAuthority, kind: str, began: str, ended: str, field_class: str
) -> list[Happening]:
    happenings = [_told(row.record, row.since, kind, began, field_class)]
    if row.until:
        happenings.append(_told(row.record, row.until, kind, ended, field_class))
    return happenings


def openable(subject_ids: list[UUID], *, viewer: Viewer, at: datetime) -> set[UUID]:
    """Those of the children whose record the viewer may open now, in one statement."""
    people = Person.objects.filter(visible(viewer, "child.open", at=at), pk__in=subject_ids)
    return set(people.values_list("pk", flat=True))


@dataclass(frozen=True)
class Whereabouts:
    """Where a child is placed now, opened from its seal for somebody who may know it."""

    since: date
    placement_type: str
    postcode: str
    provider_urn: str
    school: str


def whereabouts_of(subject_id: UUID, *, viewer: Viewer, at: datetime, missing_now: bool = False) -> list[Whereabouts]:
    """The child's current placements with their sealed whereabouts, or nothing for a viewer who may not know (S-10)."""
    if not may_about(
        viewer, "placement.see", subject_id, at=at, field_class="shielded-location", missing_now=missing_now
    ).allowed:
        return []
    today = london_day(at)
    current = Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))
    schools = SchoolSpell.objects.filter(current, person_id=subject_id).select_related("school")
    school = next((spell.school.name for spell in schools), "")
    episodes = CareEpisode.objects.filter(current, person_id=subject_id).order_by("-since")
    return [_opened(episode, school) for episode in episodes]


def _opened(episode: CareEpisode, school: str) -> Whereabouts:
    text = opened(episode.sealed_whereabouts, table="people_careepisode", row=episode.record_id, column="whereabouts")
    where = json.loads(text)
    return Whereabouts(
        episode.since,
        label("ssda903_placement_type", episode.placement_type),
        where.get("postcode", ""),
        where.get("urn", ""),
        school,
    )


def person_of(subject_id: UUID, *, viewer: Viewer, at: datetime) -> Person | None:
    """One person, if the viewer may open their record."""
    return Person.objects.filter(visible(viewer, "child.open", at=at), pk=subject_id).first()


def name_of(subject_id: UUID) -> str:
    """The name a child is known by, for the head of a page that has already been allowed."""
    person = Person.objects.filter(pk=subject_id).first()
    return f"{person.forename} {person.surname}".strip() if person else ""
