"""A worker who knows the child puts right what an agency sent."""

import json
from datetime import datetime
from uuid import UUID

from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.audit.models import Revision
from homeward.register.keys.queries import opened, sealed
from homeward.register.people.models import Person
from homeward.register.people.rules import name_key

CORRECTABLE = ("forename", "surname", "also_known_as", "communication_needs")


class ChangedMeanwhile(Exception):
    """Somebody else saved this person after the form was opened. Show both versions; neither is lost (S-23)."""

    def __init__(self, person: Person, stood: dict[str, str]) -> None:
        super().__init__("expected the version the form was opened on and found a later one: show both and ask")
        self.person = person
        self.stood = stood


@action("child.correct", about="child", field_class="core")
def correct(*, by: Viewer, at: datetime, child: UUID, version: int, values: dict[str, str]) -> Person:
    """Save what a worker says is right, keep what stood before, and keep imports from undoing it.

    `version` is the one the worker was looking at; a later one raises ChangedMeanwhile and nothing is saved.
    """
    person = Person.objects.select_for_update().get(pk=child)
    if person.version != version:
        raise ChangedMeanwhile(person, stood_at(person, version))
    before = {name: getattr(person, name) for name in CORRECTABLE if getattr(person, name) != values[name]}
    if not before:
        return person
    for name in before:
        setattr(person, name, values[name])
    person.name_key = name_key(person.forename, person.surname, person.also_known_as)
    person.corrected_fields = sorted({*person.corrected_fields, *before})
    person.put_right = True
    person.version += 1
    person.save()
    keep_revision(person, before, at=at)
    return person


def stood_at(person: Person, version: int) -> dict[str, str]:
    """What the fields that changed since a version held at that version, opened from the revisions kept since."""
    stood: dict[str, str] = {}
    since = Revision.objects.filter(table="people_person", row=str(person.pk), version__gt=version)
    for revision in since.order_by("-version"):
        row = f"{person.pk}-{revision.version}"
        stood |= json.loads(opened(revision.sealed_before, table="people_person", row=row, column="revision"))
    return stood


@step
def keep_revision(person: Person, before: dict[str, str], *, at: datetime) -> None:
    """Keep what the row held before, sealed, with the event that changed it."""
    row = f"{person.pk}-{person.version}"
    Revision.objects.create(
        event_uid=audit.current().uid,
        at=at,
        table="people_person",
        row=str(person.pk),
        version=person.version,
        fields=sorted(before),
        sealed_before=sealed(json.dumps(before), table="people_person", row=row, column="revision"),
    )
