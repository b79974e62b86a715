"""Open cases that a hub brings with it when it begins to work here, in a constant number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from homeward.practice.cases.models import Allocation, Case
from homeward.practice.cases.rules import LEAD, TEAM
from homeward.register.access.actions.guard import step
from homeward.register.access.models import Relationship
from homeward.register.agencies.models import Team, Worker
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from homeward.register.sources.models import SourceRecord

CHANGES = ["kind", "forms", "sealed_because", "reference", "record"]


@dataclass(frozen=True)
class Brought:
    """One open case as a row tells of it, with its lead professional and its team where they are named."""

    record: SourceRecord
    person: Person
    kind: str
    forms: tuple[str, ...]
    opened_at: datetime
    because: str = field(repr=False)
    reference: str = ""
    lead: Worker | None = None
    team: Team | None = None


@step
def bring(*, told: Sequence[Brought], at: datetime) -> None:
    """Open each case, and give it to whoever has it.

    A row that is here already is left alone, so that a batch can be applied again. One that is sent again changes the
    case it opened, unless that is closed; and where the child has an open case of that kind, it stands for that one.
    """
    held = _Held(told)
    new, changed = [], []
    for each in told:
        if each.record.pk in held.records:
            continue
        case = held.standing(each)
        if case is None:
            new.append((held.keep(_case(each)), each))
        elif case.closed_at is None:
            changed.append(_changed(case, each))
    Case.objects.bulk_create([case for case, _ in new])
    Case.objects.bulk_update(changed, CHANGES)
    _give(new, at)
    audit.current().about({case.subject_id for case, _ in new} | {case.subject_id for case in changed})


class _Held:
    """The cases of these children that are here already, by record, by row and by kind."""

    def __init__(self, told: Sequence[Brought]) -> None:
        rows = Case.objects.filter(subject__in={each.person.pk for each in told}).select_related("record")
        found = list(rows.order_by("opened_at"))
        self.records = {case.record_id for case in found if case.record_id}
        self.by_row = {_row_of(case.record): case for case in found if case.record}
        self.by_kind = {(case.subject_id, case.kind): case for case in found if case.closed_at is None}

    def standing(self, each: Brought) -> Case | None:
        """The case that this row speaks of, if it is here."""
        return self.by_row.get(_row_of(each.record)) or self.by_kind.get((each.person.pk, each.kind))

    def keep(self, case: Case) -> Case:
        """A new case, which a later row of the same batch may speak of."""
        self.by_kind[(case.subject_id, case.kind)] = case
        return case


def _row_of(record: SourceRecord) -> tuple[int, str, str]:
    return record.source_id, record.part, record.external_id


def _case(each: Brought) -> Case:
    pk = uuid4()
    return Case(
        pk=pk, subject_id=each.person.pk, kind=each.kind, forms=";".join(each.forms), opened_at=each.opened_at,
        reference=each.reference, record=each.record, sealed_because=_sealed(pk, each.because),
    )  # fmt: skip


def _changed(case: Case, each: Brought) -> Case:
    case.kind, case.forms, case.reference, case.record = each.kind, ";".join(each.forms), each.reference, each.record
    case.sealed_because = _sealed(case.pk, each.because)
    return case


def _sealed(pk: UUID, because: str) -> str:
    return sealed(because, table="cases_case", row=pk, column="because")


@step
def _give(new: Sequence[tuple[Case, Brought]], at: datetime) -> None:
    """The lead and the team of each new case, each with the relationship by which it opens the record."""
    opened: list[Relationship] = []
    allocations: list[Allocation] = []
    for case, each in new:
        holders: list[tuple[str, str, dict[str, Any]]] = []
        if each.lead is not None and each.lead.left_on is None:
            holders.append((LEAD, "allocated", {"worker": each.lead}))
        if each.team is not None:
            holders.append((TEAM, "team", {"team": each.team}))
        for role, kind, who in holders:
            row = Relationship(subject_id=case.subject_id, kind=kind, since=at, reference=str(case.pk), **who)
            opened.append(row)
            allocations.append(Allocation(case=case, role=role, since=case.opened_at, relationship=row, **who))
    Relationship.objects.bulk_create(opened)
    Allocation.objects.bulk_create(allocations)
