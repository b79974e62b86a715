"""Writing what a case knows of the child: their voice, family, needs, whether the family was told, and analysis."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from homeward.foundation.london import london_day
from homeward.practice.cases.actions.cases import open_case_of
from homeward.practice.cases.actions.refusing import not_that_day, not_this_childs
from homeward.practice.cases.models import (
    AdultReferral,
    Analysis,
    CommunicationNeed,
    FamilyTold,
    HouseholdMember,
    Transition,
    Voice,
)
from homeward.practice.cases.models.child import Written
from homeward.practice.cases.rules import needs_in_words
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.people import actions as people
from homeward.register.people.models import Person

W = TypeVar("W", bound=Written)
WITHDRAWN = {
    "voice": Voice, "member": HouseholdMember, "need": CommunicationNeed, "told": FamilyTold, "analysis": Analysis,
    "transition": Transition, "adult": AdultReferral,
}  # fmt: skip


@action("cases.write", about="child")
def note_voice(*, child: UUID, how: str, on: date, words: str, by: Viewer, at: datetime) -> Voice:
    """Write down what the child said, showed or wished, and how it was gathered."""
    has_come(on, at)
    return written(Voice, by, at, person_id=child, how=how, on=on, words=words)


@action("cases.write", about="child")
def note_member(
    *, child: UUID, name: str, relation: str, lives_with: str, responsible: str, since: date | None = None,
    until: date | None = None, note: str = "", by: Viewer, at: datetime,
) -> HouseholdMember:  # fmt: skip
    """Write down somebody of the child's family or household."""
    if since and until and until < since:
        raise not_that_day()
    return written(
        HouseholdMember, by, at, person_id=child, relation=relation, lives_with=lives_with, responsible=responsible,
        since=since, until=until, name=name, note=note,
    )  # fmt: skip


@action("cases.write", about="child")
def note_needs(
    *, child: UUID, language: str, interpreter: str, helps: str, disability: str, by: Viewer, at: datetime
) -> CommunicationNeed:
    """Write down how the child understands and is understood, and put it on the child's find card."""
    row = written(
        CommunicationNeed, by, at, person_id=child, language=language, interpreter=interpreter, helps=helps,
        disability=disability,
    )  # fmt: skip
    person = Person.objects.get(pk=child)
    values = {name: getattr(person, name) for name in people.CORRECTABLE}
    values["communication_needs"] = needs_in_words(language=language, interpreter=interpreter, helps=helps)
    people.correct(child=child, version=person.version, values=values, by=by, at=at)
    return row


@action("cases.write", about="child")
def note_family_told(
    *, child: UUID, case: UUID, told: str, on: date | None, why_not: str, words: str, by: Viewer, at: datetime
) -> FamilyTold:
    """Write down that the family was told of a case, or why not."""
    if on:
        has_come(on, at)
    row = open_case_of(subject=child, case=case)
    return written(FamilyTold, by, at, case=row, told=told, on=on, why_not=why_not, words=words)


@action("cases.write", about="child")
def analyse(
    *, child: UUID, since: date, until: date | None, words: str, beside: str = "", by: Viewer, at: datetime
) -> Analysis:
    """Write down what the author makes of a day, a span or one entry of the chronology."""
    has_come(until or since, at)
    if until and until < since:
        raise not_that_day()
    return written(Analysis, by, at, person_id=child, since=since, until=until, beside=beside, words=words)


@action("cases.write", about="child")
def withdraw(*, child: UUID, what: str, row: UUID, by: Viewer, at: datetime) -> None:
    """Take back a row that was written in error. It stays, with who took it back."""
    model = WITHDRAWN[what]
    withdrawn(model, row, by, at, **({"case__subject": child} if hasattr(model, "case") else {"person": child}))


@step
def withdrawn(model: type[Written], row: UUID, by: Viewer, at: datetime, **whose: Any) -> None:
    """Say that a row was written in error, and who said so."""
    held = model._default_manager.filter(pk=row, withdrawn_at__isnull=True, **whose)
    if not held.update(withdrawn_at=at, withdrawn_by_id=by.worker_id):
        raise not_this_childs()
    audit.current().note(withdrew=model.__name__, row=str(row))


@step
def written(model: type[W], by: Viewer, at: datetime, **given: Any) -> W:
    """A new row, with whatever its table seals bound to its number."""
    pk = uuid4()
    table = model._meta.db_table
    for name in [name for name in given if hasattr(model, f"sealed_{name}")]:
        text = given.pop(name)
        given[f"sealed_{name}"] = sealed(text, table=table, row=pk, column=name) if text else ""
    audit.current().note(wrote=model.__name__)
    return model._default_manager.create(pk=pk, by_id=by.worker_id, recorded_at=at, **given)


def has_come(day: date, at: datetime) -> None:
    """Refuse a day that is still to come."""
    if day > london_day(at):
        raise not_that_day()
