"""Reading one child's record: a constant number of statements, and no class of fact the viewer may not read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from homeward.register.access.queries import context_of, shielded, visible
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
from homeward.register.people.queries.finding import allocations
from homeward.register.people.rules import known_as
from homeward.vocabulary.roles import load_roles

CLASSES = ("core", "protected-characteristics", "education", "location", "health", "youth-justice")


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

    @property
    def home_address(self) -> str:
        """Where the child's home is now, opened from its seal; empty when it is not known or not for this viewer."""
        now = next((row for row in self.residences if row.until is None), None)
        if now is None:
            return ""
        return opened(now.sealed_address, table="people_residence", row=now.record_id, column="address")


def record_of(subject_id: UUID, *, viewer: Viewer, at: datetime) -> ChildRecord:
    """The whole record in a constant number of statements, without the classes of fact that the viewer may not read.

    While a shield stands the home and the school are left out with the whereabouts, since they would tell them (S-10).
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
        list(_newest(person.residences, "district")) if "location" in classes and not covered else [],
        list(_newest(person.school_spells, "school")) if "education" in classes and not covered else [],
        list(_newest(person.care_episodes)),
    )


def _newest(rows: "QuerySet[object]", *also: str) -> "QuerySet[object]":
    return rows.select_related("record__source", *also).defer("record__sealed_payload").order_by("-since")


def person_of(subject_id: UUID, *, viewer: Viewer, at: datetime) -> Person | None:
    """One person, if the viewer may open their record."""
    return Person.objects.filter(visible(viewer, "child.open", at=at), pk=subject_id).first()


def names_of(subject_ids: Iterable[UUID], *, viewer: Viewer, at: datetime) -> dict[UUID, str]:
    """The names of those children whom the viewer may find anyway; the rest stay a reference."""
    found = Person.objects.filter(visible(viewer, "child.find", at=at), pk__in=list(subject_ids))
    return {person.pk: known_as(person.forename, person.surname) for person in found}


def needs_of(subject_id: UUID) -> str:
    """What helps the child to understand and be understood, for every page and print that has been allowed."""
    return Person.objects.filter(pk=subject_id).values_list("communication_needs", flat=True).first() or ""


def name_of(subject_id: UUID) -> str:
    """The name a child is known by, for the head of a page that has already been allowed."""
    person = Person.objects.filter(pk=subject_id).first()
    return known_as(person.forename, person.surname) if person else ""
