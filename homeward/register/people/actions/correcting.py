"""What a worker puts right about a child, which no import overwrites."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions.guard import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.people.actions.describing import name_key
from homeward.register.people.models import Correction, Person
from homeward.register.people.rules import CORRECTABLE


class ChangedMeanwhile(HomewardError):
    """Somebody else, or a file, changed the record after it was opened for correcting: nothing has been saved."""

    def __init__(self, *, version: int) -> None:
        self.version = version
        super().__init__(
            got="a correction to an earlier version of the record",
            expected="a correction to the record as it now stands",
            next_step="Show the worker both, keep what they typed, and let them save again.",
        )


class NothingToCorrect(HomewardError):
    """A correction to a fact that comes from elsewhere and is not put right here."""


@action("child.correct", about="child", field_class="core")
def correct(*, child: UUID, version: int, facts: Mapping[str, object], by: Viewer, at: datetime) -> Person:
    """Put facts about a child right. Raises ChangedMeanwhile where `version` is no longer the record's.

    Each fact that changes leaves a row with what it was and what it became, and from then on no import overwrites it.
    The event names the fields and never what they hold.
    """
    _refuse_other_facts(facts)
    person = Person.objects.select_for_update().get(pk=child)
    if person.version != version:
        raise ChangedMeanwhile(version=person.version)
    changes = {name: value for name, value in facts.items() if value != getattr(person, name)}
    if changes:
        _keep(person, changes, by, at)
    audit.current().note(fields=" ".join(sorted(changes)))
    return person


def _refuse_other_facts(facts: Mapping[str, object]) -> None:
    if others := set(facts) - set(CORRECTABLE):
        raise NothingToCorrect(
            got=f"a correction to {', '.join(sorted(others))}",
            expected=f"one of {', '.join(CORRECTABLE)}",
            next_step="Ask the council to put it right in the system the fact comes from.",
        )


def _keep(person: Person, changes: Mapping[str, object], by: Viewer, at: datetime) -> None:
    rows = [
        Correction(
            person=person, field=name, was=_text(getattr(person, name)), became=_text(value), at=at, by_id=by.worker_id
        )
        for name, value in changes.items()
    ]
    for name, value in changes.items():
        setattr(person, name, value)
    person.name_key = name_key(person)
    person.corrected_fields = sorted({*person.corrected_fields, *changes})
    person.version += 1
    person.save(update_fields=[*changes, "name_key", "corrected_fields", "version"])
    Correction.objects.bulk_create(rows)


def _text(value: object) -> str:
    return "" if value is None else str(value)
