"""Joining source records to people, by judgements on exact identifiers, in a constant number of statements."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.register.access.actions.guard import step
from homeward.register.audit import actions as audit
from homeward.register.people.actions.known import DISAGREE, OWN_NUMBER, Known
from homeward.register.people.models import Identifier, Person
from homeward.register.people.rules import Number, Resolution, said_of
from homeward.register.sources.models import Delivery, Judgement, SourceRecord
from homeward.register.subjects import actions as subjects
from homeward.register.tasks.models import Task


@dataclass(frozen=True)
class Claim:
    """A source record, the identifiers in it, and the names and birth date it gives beside them.

    `settles` is said by the council's own register of its children.
    """

    record: SourceRecord
    numbers: tuple[Number, ...] = field(repr=False)
    settles: bool = False
    names: tuple[str, ...] = field(default=(), repr=False)
    birth_date: date | None = field(default=None, repr=False)


@step
def join(*, claims: Sequence[Claim], delivery: Delivery, at: datetime) -> dict[UUID, Person]:
    """The person each record is about, by record; somebody nobody has met yet is added.

    Loads wait for one another here, so that two files that arrive together cannot each add the same child. A record
    that has been judged keeps its judgement, so that a batch applied again changes nothing.
    """
    numbers = {number for claim in claims for number in claim.numbers}
    known = Known.read([claim.record for claim in claims], numbers, sender=delivery.source.agency_id)
    joining = _Joining(known, delivery, at)
    found = {claim.record.id: joining.person_of(claim) for claim in claims}
    joining.write()
    audit.current().about(person.subject_id for person in found.values())
    return found


class _Joining:
    """One batch on its way to people: what is decided is seen by the rows that follow, and written at the end."""

    def __init__(self, known: Known, delivery: Delivery, at: datetime) -> None:
        self.known, self.delivery, self.at = known, delivery, at
        self.outside_figures = delivery.source.outside_figures
        self.added: list[Person] = []
        self.changed: dict[UUID, Person] = {}
        self.identifiers: list[tuple[Any, ...]] = []
        self.judgements: list[tuple[Any, ...]] = []
        self.tasks: list[Task] = []

    def person_of(self, claim: Claim) -> Person:
        judged = self.known.judged.get(claim.record.id)
        if judged is not None:
            return self.known.people[judged]
        row = said_of(claim.names, claim.birth_date)
        resolution = self.known.whose(claim.record, claim.numbers, row)
        person = self._add(claim, resolution) if resolution.person is None else self._meet(claim, resolution.person)
        if resolution.basis == OWN_NUMBER and not self.known.was_sent_before(claim.record):
            self.tasks.append(self._question(claim, person))
        self.known.hear(person, row)
        self._judge(claim, person, resolution)
        return person

    def _add(self, claim: Claim, resolution: Resolution) -> Person:
        person = Person(
            subject_id=uuid.uuid4(),
            linked=claim.settles and resolution.basis == "new",
            outside_figures=self.outside_figures,
            synthetic=self.delivery.synthetic,
        )
        self.added.append(person)
        if resolution.basis == DISAGREE:
            self.known.standing_alone.add(person.pk)
            self.tasks.append(self._question(claim, person))
        return person

    def _question(self, claim: Claim, person: Person) -> Task:
        return Task(
            kind=DISAGREE,
            subject_id=person.pk,
            for_role="matching-reviewer",
            raised_at=self.at,
            reference=str(claim.record.pk),
        )

    def _meet(self, claim: Claim, person_id: UUID) -> Person:
        person = self.known.people[person_id]
        settled = claim.settles and not person.linked and person.pk not in self.known.standing_alone
        if settled or (person.outside_figures and not self.outside_figures):
            person.linked = person.linked or settled
            person.outside_figures = person.outside_figures and self.outside_figures
            self.changed[person.pk] = person
        return person

    def _judge(self, claim: Claim, person: Person, resolution: Resolution) -> None:
        for number in self.known.add(person, claim.record, claim.numbers, basis=resolution.basis):
            self.identifiers.append((person.subject_id, number.type, number.issuer, number.value, claim.record.id))
        self.judgements.append((claim.record.id, person.subject_id, resolution.basis, self.at))

    def write(self) -> None:
        """Everything the batch decided, in one statement for each kind of row."""
        subjects.mint(kind="person", ids=[person.pk for person in self.added], at=self.at)
        audit.put_all(self.added)
        Person.objects.bulk_create(
            [person for person in self.changed.values() if person not in self.added],
            update_conflicts=True,
            unique_fields=["subject"],
            update_fields=["linked", "outside_figures"],
        )
        audit.put(Identifier, ("person_id", "type", "issuer_id", "value", "record_id"), self.identifiers)
        audit.put(Judgement, ("record_id", "subject_id", "basis", "at"), self.judgements)
        Task.objects.bulk_create(self.tasks)
