"""Two people decide who is who: one puts it forward, another answers, and it can be undone (S-24)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import opened
from homeward.register.linkage.actions.judging import say_apart, unsay_apart
from homeward.register.linkage.actions.moving import Follow, NotToBeJoined, Why, merge, split
from homeward.register.linkage.actions.proposing import ANSWER, TABLE, AskedAlready, put_forward, same_waiting
from homeward.register.linkage.actions.undoing import NotToBeUndone, undo
from homeward.register.linkage.models import Change, Profile, Proposal
from homeward.register.linkage.queries.evidence import ENOUGH, agreeing, profiles_in
from homeward.register.linkage.queries.judgements import standing_on
from homeward.register.linkage.queries.reach import out_of_reach
from homeward.register.linkage.rules import survivor
from homeward.register.subjects.models import Subject
from homeward.register.tasks.actions import settle

BY_HAND = "person"


class NotEnoughAgrees(HomewardError):
    """Two children may not be made one on one identifier alone, however like they look."""

    def __init__(self) -> None:
        super().__init__(
            got="two records with fewer than two independent identifiers in common",
            expected="two of: names with birth date, home postcode, days of absence, pupil number, NHS or PNC number",
            next_step="Ask an agency that works with the child for another number of theirs, and try again.",
        )


class NothingToPart(HomewardError):
    """A split was asked for that takes all of a child's records, or none."""

    def __init__(self) -> None:
        super().__init__(
            got="all of the child’s records, or none",
            expected="some that go, and some that stay",
            next_step="Mark the records that are about another child, and leave those that are not.",
        )


class NoSuchProposal(HomewardError):
    """A proposal was named that is not there, or not for this viewer."""

    def __init__(self) -> None:
        super().__init__(
            got="the number of no proposal",
            expected="one from the list of proposals",
            next_step="Go back to the list and read it again.",
        )


class SamePerson(HomewardError):
    """The person who put it forward would answer it."""


class AnsweredAlready(HomewardError):
    """Somebody has answered this proposal."""


class JudgedOtherwise(HomewardError):
    """Somebody has said meanwhile that two of the records are not the same child."""

    def __init__(self) -> None:
        super().__init__(
            got="a merge of records that somebody says are not one child",
            expected="records of which nobody says so",
            next_step="Read the judgements on them, and agree with whoever gave them before anything moves.",
        )


@action("linkage.propose")
def propose(
    *,
    by: Viewer,
    at: datetime,
    kind: str,
    child: UUID,
    reason: str,
    other: UUID | None = None,
    profiles: Collection[int] = (),
) -> Proposal:
    """Put forward that two children be made one, or that some records of one are another child's. Nothing moves.

    Raises NotEnoughAgrees, NothingToPart, AskedAlready and NotToBeJoined.
    """
    _refuse_hidden((child, other), by)
    if kind == "merge":
        if other is None or other == child:
            raise NotToBeJoined("a child to be joined with themselves, or with nobody")
        _refuse_thin(child, other)
    else:
        _refuse_nothing(child, profiles)
    if same_waiting(kind, child, other, profiles):
        raise AskedAlready
    return put_forward(kind=kind, child=child, other=other, profiles=profiles, reason=reason, by=by, at=at)


def _refuse_hidden(children: Collection[UUID | None], by: Viewer) -> None:
    if out_of_reach({each for each in children if each}, viewer=by):
        raise NoSuchProposal


def _refuse_thin(child: UUID, other: UUID) -> None:
    found = profiles_in((child, other))
    one = [each for each in found if each.subject_id == child]
    if len(agreeing(one, [each for each in found if each.subject_id == other])) < ENOUGH:
        raise NotEnoughAgrees


def _refuse_nothing(child: UUID, profiles: Collection[int]) -> None:
    held = set(Profile.objects.filter(subject=child).values_list("pk", flat=True))
    if not set(profiles) < held or not profiles:
        raise NothingToPart


@action("linkage.answer")
def answer(*, by: Viewer, at: datetime, proposal: UUID, agreed: bool, follow: Follow) -> Proposal:
    """Agree to what another person put forward, or refuse. Never one's own: it takes two (S-24).

    Agreed, it is done at once. Raises SamePerson, AnsweredAlready, and whatever stands against it by now.
    """
    row = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal).first()
    if row is None or out_of_reach({each for each in (row.subject_id, row.other_id) if each}, viewer=by):
        raise NoSuchProposal
    audit.current().about([row.subject_id, *([row.other_id] if row.other_id else [])])
    audit.current().note(proposal=str(row.pk), agreed=agreed)
    _refuse_answer(row, by)
    row.answered_by_id, row.answered_at, row.agreed = by.worker_id, at, agreed
    if agreed:
        row.change = _merge(row, by, at, follow) if row.kind == "merge" else _split(row, by, at, follow)
    row.save(update_fields=["answered_by", "answered_at", "agreed", "change"])
    settle(kind=ANSWER, reference=str(row.pk), at=at, done_by=by.worker_id)
    return row


def _refuse_answer(row: Proposal, by: Viewer) -> None:
    if row.answered_at:
        raise AnsweredAlready(
            got="an answer to a proposal that has one",
            expected="a proposal that waits",
            next_step="Read the answer on the list of proposals.",
        )
    if row.proposed_by_id == by.worker_id:
        raise SamePerson(
            got="an answer from the person who put it forward",
            expected="a second person",
            next_step="Ask a colleague to answer it.",
        )


def _why(row: Proposal, by: Viewer, at: datetime, follow: Follow) -> Why:
    reason = opened(row.sealed_reason, table=TABLE, row=row.pk, column="reason")
    return Why(at=at, because=BY_HAND, by=row.proposed_by_id, confirmed_by=by.worker_id, reason=reason, follow=follow)


def _merge(row: Proposal, by: Viewer, at: datetime, follow: Follow) -> Change:
    assert row.other_id, "a merge is of two"
    _refuse_thin(row.subject_id, row.other_id)
    found = profiles_in((row.subject_id, row.other_id))
    child = {each.pk: each.subject_id for each in found}
    for (a, b), said in standing_on(list(child)).items():
        if said.verdict == "not-same" and a in child and b in child and child[a] != child[b]:
            raise JudgedOtherwise
    stays = survivor(_ages((row.subject_id, row.other_id)))
    goes = row.other_id if stays == row.subject_id else row.subject_id
    return merge(into={goes: stays}, why=_why(row, by, at, follow))[0]


def _ages(children: Collection[UUID]) -> dict[UUID, tuple[int, datetime]]:
    rows = Subject.objects.filter(pk__in=children).annotate(many=Count("profiles__records"))
    return {row.pk: (row.many, row.minted_at) for row in rows}


def _split(row: Proposal, by: Viewer, at: datetime, follow: Follow) -> Change:
    _refuse_nothing(row.subject_id, row.profiles)
    why = _why(row, by, at, follow)
    stay = Profile.objects.filter(subject=row.subject_id).exclude(pk__in=row.profiles)
    say_apart(one=list(stay.values_list("pk", flat=True)), other=row.profiles, reason=why.reason, by=by, at=at)
    return split(child=row.subject_id, profiles=row.profiles, why=why)[0]


@action("linkage.answer")
def undo_change(*, by: Viewer, at: datetime, change: int, reason: str, follow: Follow) -> Change:
    """Undo a merge or a split, each value as it was. One person may: it is joining that takes two.

    What a merge had joined is then said not to be the same child, so that no run joins it again. Raises NotToBeUndone.
    """
    row = Change.objects.select_for_update(of=("self",)).filter(pk=change).first()
    if row is None or out_of_reach({each for each in (row.subject_id, row.other_id) if each}, viewer=by):
        raise NotToBeUndone("the number of no change", "Go back to the child’s history and read it again.")
    audit.current().note(change=row.pk)
    done = undo(change=row, why=Why(at=at, because="undo", by=by.worker_id, reason=reason, follow=follow))
    one = list(Profile.objects.filter(subject=row.subject_id).values_list("pk", flat=True))
    other = list(Profile.objects.filter(subject=row.other_id).values_list("pk", flat=True))
    if row.kind == "merge":
        say_apart(one=one, other=other, reason=reason, by=by, at=at)
    else:
        carried = list(Change.objects.get(pk=row.pk).memberships.values_list("profile", flat=True))
        unsay_apart(one=[each for each in one if each not in carried], other=carried, by=by, at=at)
    return done
