"""Opening a case, saying who has it, and closing it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import day_begins_at, london_day
from homeward.practice.cases.actions.refusing import not_this_childs
from homeward.practice.cases.models import Allocation, Case, Context
from homeward.practice.cases.queries.cases import lasts_after, workers_for_cases
from homeward.practice.cases.rules import LEAD, TEAM, may_close, may_hold
from homeward.register.access.actions import action, as_the_system, step
from homeward.register.access.models import Relationship
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.subjects.actions import mint
from homeward.register.subjects.models import Subject
from homeward.register.tasks.actions import raise_task, settle

ANOTHER_LEAD, ANOTHER_LEAD_OF_CONTEXT = "give-case-again", "give-context-case-again"
WORDS = {
    "no-ground": "Say why: choose at least one ground.",
    "level-alone": "A lower level is never enough by itself. Choose what changed for the child as well.",
    "too-short": "Say what changed, in a sentence that the next worker can follow.",
    "nobody": "Choose who is to have it.",
    "covers-nobody": "Choose whom they cover for.",
    "no-end": "Enter the last day of the cover.",
    "ends-before": "The last day lies before the first.",
}


class OpenAlready(HomewardError):
    """The child has an open case of this kind."""


class CannotStandSo(HomewardError):
    """An allocation or a closing that the rule refuses, in the rule's words."""


@action("cases.write", about="child")
def open_case(
    *, child: UUID, kind: str, because: str, forms: Sequence[str] = (), team: int | None = None,
    worker: UUID | None = None, by: Viewer, at: datetime,
) -> Case:  # fmt: skip
    """Open a case about a child, with the team or the worker who is to have it where that is known."""
    return _opened(subject=child, kind=kind, because=because, forms=forms, team=team, worker=worker, by=by, at=at)


@action("context.write", about="context")
def open_context_case(
    *, context: UUID, because: str, forms: Sequence[str] = (), team: int | None = None, worker: UUID | None = None,
    by: Viewer, at: datetime,
) -> Case:  # fmt: skip
    """Open a case about a place or a group."""
    kind = Context.objects.get(pk=context).kind
    return _opened(subject=context, kind=kind, because=because, forms=forms, team=team, worker=worker, by=by, at=at)


@action("context.write")
def add_context(*, kind: str, name: str, whereabouts: str = "", by: Viewer, at: datetime) -> Context:
    """Write down a place or a group. No child is named in it."""
    pk = uuid4()
    mint(kind=kind, ids=[pk], at=at)
    audit.current().about([pk])
    where = sealed(whereabouts, table="cases_context", row=pk, column="whereabouts") if whereabouts else ""
    return Context.objects.create(
        subject_id=pk, kind=kind, by_id=by.worker_id, added_at=at, sealed_whereabouts=where,
        sealed_name=sealed(name, table="cases_context", row=pk, column="name"),
    )  # fmt: skip


@step
def _opened(
    *, subject: UUID, kind: str, because: str, forms: Sequence[str], team: int | None, worker: UUID | None,
    by: Viewer, at: datetime,
) -> Case:  # fmt: skip
    Subject.objects.select_for_update().get(pk=subject)
    if Case.objects.filter(subject=subject, kind=kind, closed_at__isnull=True).exists():
        raise OpenAlready(
            got="a second open case of the same kind",
            expected="one open case of each kind",
            next_step="Work in the case that is open already.",
        )
    pk = uuid4()
    row = Case.objects.create(
        pk=pk, subject_id=subject, kind=kind, forms=";".join(forms), opened_at=at, opened_by_id=by.worker_id,
        sealed_because=sealed(because, table="cases_case", row=pk, column="because"),
    )  # fmt: skip
    if team:
        give(case=row, role=TEAM, team=team, by=by.worker_id, since=at)
    if worker:
        give(case=row, role=LEAD, worker=worker, by=by.worker_id, since=at)
    audit.current().note(case=str(pk), kind=kind)
    return row


@step
def give(
    *, case: Case, role: str, worker: UUID | None = None, team: int | None = None, covers: UUID | None = None,
    by: UUID | None, since: datetime, until: datetime | None = None,
) -> Allocation:  # fmt: skip
    """Give a case to somebody, and open the child's record to them while they have it.

    There is one lead and one team at a time: a new one ends the one before. Whoever is named again in the same role
    takes the place of their own earlier row.
    """
    if role == LEAD:
        settle(kind=kind_for(case), reference=str(case.pk), at=since, done_by=by, outcome="given")
    same = Allocation.objects.filter(lasts_after(since), case=case, role=role)
    end(rows=same if role in (LEAD, TEAM) else same.filter(worker=worker), at=since)
    opened = None
    if case.subject.kind == "person":
        kind, holder = ("team", {"team_id": team}) if team else ("allocated", {"worker_id": worker})
        opened = Relationship.objects.create(
            subject_id=case.subject_id, kind=kind, since=since, until=until, reference=str(case.pk), **holder
        )
    return Allocation.objects.create(
        case=case, role=role, worker_id=worker, team_id=team, covers_id=covers, since=since, until=until, by_id=by,
        relationship=opened,
    )  # fmt: skip


@step
def end(*, rows: Collection[Allocation], at: datetime) -> None:
    """End these allocations, and with each the relationship by which it opened the child's record."""
    ids = [(row.pk, row.relationship_id) for row in rows]
    Allocation.objects.filter(pk__in=[pk for pk, _ in ids]).update(until=at)
    Relationship.objects.filter(pk__in=[opened for _, opened in ids if opened]).update(until=at)


def kind_for(case: Case) -> str:
    """The kind of the task by which somebody is asked for another lead: it opens the page of the case."""
    return ANOTHER_LEAD if case.subject.kind == "person" else ANOTHER_LEAD_OF_CONTEXT


@as_the_system("cases.ask")
def ask_for_leads(*, cases: Sequence[Case], at: datetime) -> int:
    """Ask a manager to give each case whose lead professional has left to somebody else."""
    audit.current().about({case.subject_id for case in cases})
    audit.current().result_count = len(cases)
    for case in cases:
        raise_task(
            kind=kind_for(case), subject_id=case.subject_id, for_role="manager", reference=str(case.pk), at=at
        )  # fmt: skip
    return len(cases)


@action("cases.allocate", about="child")
def allocate(
    *, child: UUID, case: UUID, role: str, worker: UUID | None = None, team: int | None = None,
    covers: UUID | None = None, since: date | None = None, until: date | None = None, by: Viewer, at: datetime,
) -> Allocation:  # fmt: skip
    """Say who has a child's case, and as what. The last day of a cover is worked."""
    return _allocated(
        subject=child, case=case, role=role, worker=worker, team=team, covers=covers, since=since, until=until,
        by=by, at=at,
    )  # fmt: skip


@action("context.write", about="context")
def allocate_context(
    *, context: UUID, case: UUID, role: str, worker: UUID | None = None, team: int | None = None,
    covers: UUID | None = None, since: date | None = None, until: date | None = None, by: Viewer, at: datetime,
) -> Allocation:  # fmt: skip
    """Say who has the case of a place or a group, and as what."""
    return _allocated(
        subject=context, case=case, role=role, worker=worker, team=team, covers=covers, since=since, until=until,
        by=by, at=at,
    )  # fmt: skip


@step
def _allocated(
    *, subject: UUID, case: UUID, role: str, worker: UUID | None, team: int | None, covers: UUID | None,
    since: date | None, until: date | None, by: Viewer, at: datetime,
) -> Allocation:  # fmt: skip
    row = open_case_of(subject=subject, case=case)
    first = max(since or london_day(at), london_day(at))
    given = bool(team) if role == TEAM else worker in {each.pk for each in workers_for_cases(at)}
    _refuse(may_hold(role, given=given, covers=covers is not None, since=first, until=until))
    audit.current().note(case=str(row.pk), role=role, worker=str(worker or ""))
    return give(
        case=row, role=role, worker=None if role == TEAM else worker, team=team if role == TEAM else None,
        covers=covers, by=by.worker_id, since=max(at, day_begins_at(first)),
        until=day_begins_at(until + timedelta(days=1)) if until else None,
    )  # fmt: skip


@action("cases.allocate", about="child")
def end_allocation(*, child: UUID, allocation: int, by: Viewer, at: datetime) -> None:
    """Say that somebody has a child's case no longer."""
    _ended(subject=child, allocation=allocation, at=at)


@action("context.write", about="context")
def end_context_allocation(*, context: UUID, allocation: int, by: Viewer, at: datetime) -> None:
    """Say that somebody has the case of a place or a group no longer."""
    _ended(subject=context, allocation=allocation, at=at)


@step
def _ended(*, subject: UUID, allocation: int, at: datetime) -> None:
    rows = list(Allocation.objects.filter(lasts_after(at), pk=allocation, case__subject=subject))
    if not rows:
        raise not_this_childs()
    audit.current().note(case=str(rows[0].case_id), ended=rows[0].pk)
    end(rows=rows, at=at)


@action("cases.write", about="child")
def close_case(*, child: UUID, case: UUID, grounds: Sequence[str], words: str, by: Viewer, at: datetime) -> Case:
    """Close a child's case on what changed, and end every allocation of it."""
    return _closed(subject=child, case=case, grounds=grounds, words=words, by=by, at=at)


@action("context.write", about="context")
def close_context_case(
    *, context: UUID, case: UUID, grounds: Sequence[str], words: str, by: Viewer, at: datetime
) -> Case:
    """Close the case of a place or a group."""
    return _closed(subject=context, case=case, grounds=grounds, words=words, by=by, at=at)


@step
def _closed(*, subject: UUID, case: UUID, grounds: Sequence[str], words: str, by: Viewer, at: datetime) -> Case:
    row = open_case_of(subject=subject, case=case)
    _refuse(may_close(grounds, words))
    row.closed_at, row.closed_by_id, row.grounds = at, by.worker_id, ";".join(grounds)
    row.sealed_closing = sealed(words, table="cases_case", row=row.pk, column="closing")
    row.save(update_fields=["closed_at", "closed_by", "grounds", "sealed_closing"])
    end(rows=list(row.allocations.filter(lasts_after(at))), at=at)
    settle(kind=kind_for(row), reference=str(row.pk), at=at, done_by=by.worker_id, outcome="closed")
    audit.current().note(case=str(row.pk), grounds=row.grounds)
    return row


@step
def open_case_of(*, subject: UUID, case: UUID) -> Case:
    """The open case that is this child's, place's or group's, held while it is written in."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("subject")
    row = rows.filter(pk=case, subject=subject, closed_at__isnull=True).first()
    if row is None:
        raise not_this_childs()
    return row


def _refuse(refusal: str) -> None:
    if refusal:
        raise CannotStandSo(got=refusal, expected="what the rule asks for", next_step=WORDS[refusal])
