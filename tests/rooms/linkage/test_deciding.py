"""People settle who is who: a judgement is kept, two people join two children, and one may undo it (S-24)."""

from datetime import date
from uuid import UUID

import pytest

from homeward.register.access.actions import Refused
from homeward.register.access.models import Shield
from homeward.register.access.rules import Viewer
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.actions import (
    AnsweredAlready,
    AskedAlready,
    Judged,
    JudgedOtherwise,
    NoSuchPair,
    NotEnoughAgrees,
    NothingToPart,
    SamePerson,
    SayWhy,
    SettledMeanwhile,
    TakenEffect,
    answer,
    judge,
    propose,
    take_back,
    undo_change,
)
from homeward.register.linkage.models import Change, PairJudgement, Profile, Proposal, ReviewItem
from homeward.register.people.models import Person
from homeward.register.subjects.queries import standing
from tests import factories as f
from tests.rooms.linkage import telling as t

pytestmark = pytest.mark.django_db
UPN = "X800000000001"


def reviewer() -> Viewer:
    return f.viewer("matching-reviewer")


def alike() -> tuple[Person, Person]:
    """One child under two agencies' numbers: name, birth date and pupil number agree, and no load may join on them."""
    for _ in range(2):
        known = t.tell(t.council(), "MS1", "Wren", "Applegarth", upn=UPN)
    other = t.tell(t.force(), "P77", "Wren", "Applegarth")
    Profile.objects.filter(subject=other.pk).update(upn=UPN)
    return known, other


def look_alikes() -> tuple[Person, Person]:
    """Two children of one name and birth date, and no more in common."""
    return t.tell(t.council(), "MS1", "Wren", "Applegarth"), t.tell(t.force(), "P77", "Wren", "Applegarth")


def said(one: Person, other: Person, verdict: str, by: Viewer | None = None, question: UUID | None = None) -> Judged:
    a, b = t.profile_of(one).pk, t.profile_of(other).pk
    return judge(by=by or reviewer(), at=f.NOW, a=b, b=a, verdict=verdict, reason="As both say.", question=question)


def agreed(proposal: Proposal, by: Viewer | None = None) -> Proposal:
    return answer(by=by or reviewer(), at=f.NOW, proposal=proposal.pk, agreed=True, follow=t.regroup)


def question(one: Person, other: Person, kind: str = "possible") -> ReviewItem:
    a, b = sorted((t.profile_of(one), t.profile_of(other)), key=lambda each: each.pk)
    return ReviewItem.objects.create(
        kind=kind, a=a, b=b, subject_a_id=a.subject_id, subject_b_id=b.subject_id, raised_at=f.NOW
    )


def test_the_same_moves_nothing_until_a_second_person_agrees() -> None:
    known, other = alike()
    judged = said(known, other, "same")
    assert judged.proposal is not None
    assert Change.objects.filter(kind="merge").count() == 0
    done = agreed(judged.proposal)
    assert done.change is not None
    assert (done.change.by_id, done.change.confirmed_by_id) == (judged.judgement.by_id, done.answered_by_id)
    assert standing(other.pk) == standing(known.pk) == known.pk


def test_nobody_answers_their_own_proposal() -> None:
    known, other = alike()
    by = reviewer()
    judged = said(known, other, "same", by)
    assert judged.proposal is not None
    with pytest.raises(SamePerson):
        agreed(judged.proposal, by)
    assert Change.objects.filter(kind="merge").count() == 0


def test_a_proposal_is_answered_once() -> None:
    known, other = alike()
    judged = said(known, other, "same")
    assert judged.proposal is not None
    answer(by=reviewer(), at=f.NOW, proposal=judged.proposal.pk, agreed=False, follow=t.regroup)
    with pytest.raises(AnsweredAlready):
        agreed(judged.proposal)


def test_one_identifier_joins_nobody_whatever_is_said_of_it() -> None:
    known, other = look_alikes()
    judged = said(known, other, "same")
    assert (judged.proposal, judged.refused) == (None, "fewer-than-two-identifiers")
    with pytest.raises(NotEnoughAgrees):
        propose(by=reviewer(), at=f.NOW, kind="merge", child=known.pk, other=other.pk, reason="They look it.")
    assert Proposal.objects.count() == Change.objects.filter(kind="merge").count() == 0
    assert PairJudgement.objects.count() == 1


def test_what_agreed_when_it_was_put_forward_must_still_agree() -> None:
    known, other = alike()
    judged = said(known, other, "same")
    assert judged.proposal is not None
    Profile.objects.filter(subject=other.pk).update(upn="")
    with pytest.raises(NotEnoughAgrees):
        agreed(judged.proposal)
    assert Proposal.objects.get().answered_at is None


def test_not_the_same_of_two_children_is_in_force_at_once_and_stops_a_merge() -> None:
    known, other = alike()
    waiting = propose(by=reviewer(), at=f.NOW, kind="merge", child=known.pk, other=other.pk, reason="Same number.")
    judged = said(known, other, "not-same")
    assert (judged.proposal, judged.conflict) == (None, None)
    with pytest.raises(JudgedOtherwise):
        agreed(waiting)


def test_the_same_is_not_put_forward_twice() -> None:
    known, other = alike()
    propose(by=reviewer(), at=f.NOW, kind="merge", child=known.pk, other=other.pk, reason="Same number.")
    with pytest.raises(AskedAlready):
        propose(by=reviewer(), at=f.NOW, kind="merge", child=other.pk, other=known.pk, reason="Same number.")


def test_undoing_says_not_the_same_and_leaves_all_else_as_it_was() -> None:
    known, other = alike()
    before = t.everything()
    judged = said(known, other, "same")
    assert judged.proposal is not None
    change = agreed(judged.proposal).change
    assert change is not None
    undo_change(by=reviewer(), at=f.NOW, change=change.pk, reason="Two school photographs.", follow=t.regroup)
    latest = PairJudgement.objects.get(superseded_by__isnull=True)
    assert (latest.verdict, latest.supersedes_id) == ("not-same", judged.judgement.pk)
    after = t.everything()
    for rows in (*before["linkage_profile"], *after["linkage_profile"]):
        rows.pop("unsettled")
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {
        name: after[name] for name in ("accounts_account", "access_roleholding", "agencies_worker") if name in after
    }


def test_a_question_is_settled_by_an_answer_and_opened_again_when_it_is_taken_back() -> None:
    known, other = look_alikes()
    asked = question(known, other)
    judged = said(known, other, "not-same", question=asked.pk)
    asked.refresh_from_db()
    assert (asked.settled_at, asked.how) == (f.NOW, "not-same")
    take_back(by=reviewer(), at=f.NOW, judgement=judged.judgement.pk)
    asked.refresh_from_db()
    assert (asked.settled_at, asked.reopened) == (None, 1)
    latest = PairJudgement.objects.get(superseded_by__isnull=True)
    assert (latest.verdict, latest.supersedes_id) == ("withdrawn", judged.judgement.pk)


def test_two_reviewers_at_one_question_the_second_is_told() -> None:
    known, other = look_alikes()
    asked = question(known, other)
    said(known, other, "not-same", question=asked.pk)
    with pytest.raises(SettledMeanwhile):
        said(known, other, "same", question=asked.pk)
    assert PairJudgement.objects.count() == 1


def test_the_latest_word_on_a_pair_stands_and_none_is_written_over() -> None:
    known, other = look_alikes()
    for verdict in ("unsure", "not-same", "unsure"):
        said(known, other, verdict)
    assert PairJudgement.objects.count() == 3
    assert PairJudgement.objects.get(superseded_by__isnull=True).verdict == "unsure"


def test_taking_back_a_judgement_takes_back_what_it_put_forward() -> None:
    known, other = alike()
    judged = said(known, other, "same")
    take_back(by=reviewer(), at=f.NOW, judgement=judged.judgement.pk)
    assert Proposal.objects.get().agreed is False


def test_a_judgement_on_which_a_merge_rests_is_not_taken_back_by_itself() -> None:
    known, other = alike()
    judged = said(known, other, "same")
    assert judged.proposal is not None
    agreed(judged.proposal)
    with pytest.raises(TakenEffect):
        take_back(by=reviewer(), at=f.NOW, judgement=judged.judgement.pk)


def test_the_same_across_a_not_the_same_moves_nothing_and_asks() -> None:
    known, other = alike()
    third = t.tell(t.hospital(), "H5", "Wren", "Applegarth", nhs="9990000018", on=date(2026, 2, 9))
    Profile.objects.filter(subject=third.pk).update(upn=UPN)
    first = said(known, other, "same")
    assert first.proposal is not None
    agreed(first.proposal)
    said(known, third, "not-same")
    second = t.profile_of(other.pk) if Profile.objects.filter(subject=other.pk).exists() else None
    police = second or Profile.objects.get(own_key="P77")
    judged = judge(
        by=reviewer(), at=f.NOW, a=police.pk, b=t.profile_of(third).pk, verdict="same", reason="Same pupil number."
    )
    assert judged.proposal is None
    assert judged.conflict is not None and judged.conflict.kind == "judgement-conflict"
    assert Change.objects.filter(kind="merge").count() == 1


def test_not_the_same_within_a_child_puts_a_split_forward() -> None:
    known, other = alike()
    first = said(known, other, "same")
    assert first.proposal is not None
    agreed(first.proposal)
    police = Profile.objects.get(own_key="P77")
    take = propose(by=reviewer(), at=f.NOW, kind="split", child=known.pk, profiles=[police.pk], reason="A cousin.")
    change = agreed(take).change
    assert change is not None and change.kind == "split"
    police.refresh_from_db()
    assert police.subject_id == change.other_id
    assert PairJudgement.objects.get(superseded_by__isnull=True).verdict == "not-same"
    undo_change(by=reviewer(), at=f.NOW, change=change.pk, reason="It was the child after all.", follow=t.regroup)
    police.refresh_from_db()
    assert police.subject_id == known.pk
    assert PairJudgement.objects.get(superseded_by__isnull=True).verdict == "withdrawn"


def test_a_split_of_all_or_nothing_is_refused() -> None:
    known, _ = look_alikes()
    for profiles in ([], [t.profile_of(known).pk]):
        with pytest.raises(NothingToPart):
            propose(by=reviewer(), at=f.NOW, kind="split", child=known.pk, profiles=profiles, reason="A cousin.")


def test_a_judgement_needs_a_reason_but_doubt_does_not() -> None:
    known, other = look_alikes()
    a, b = t.profile_of(known).pk, t.profile_of(other).pk
    with pytest.raises(SayWhy):
        judge(by=reviewer(), at=f.NOW, a=a, b=b, verdict="same", reason=" ")
    assert judge(by=reviewer(), at=f.NOW, a=a, b=b, verdict="unsure", reason="").judgement.sealed_reason == ""


def test_the_reason_is_sealed() -> None:
    judged = said(*look_alikes(), "not-same")
    assert "As both say" not in judged.judgement.sealed_reason


def test_a_hidden_child_is_not_there_for_whoever_may_not_see_the_question() -> None:
    known, other = alike()
    Shield.objects.create(subject_id=other.pk, basis="witness", since=f.NOW)
    with pytest.raises(NoSuchPair):
        said(known, other, "same")
    assert said(known, other, "unsure", t.reviewer()).judgement.verdict == "unsure"


@pytest.mark.parametrize("role", ["practitioner", "administrator", "performance-analyst"])
def test_nobody_else_judges_puts_forward_or_answers(role: str) -> None:
    known, other = alike()
    waiting = said(known, other, "same").proposal
    assert waiting is not None
    with pytest.raises(Refused):
        said(known, other, "same", f.viewer(role))
    with pytest.raises(Refused):
        propose(by=f.viewer(role), at=f.NOW, kind="merge", child=known.pk, other=other.pk, reason="Same.")
    with pytest.raises(Refused):
        agreed(waiting, f.viewer(role))
    assert AuditEvent.objects.filter(outcome="denied").count() == 3
    assert Change.objects.filter(kind="merge").count() == 0
