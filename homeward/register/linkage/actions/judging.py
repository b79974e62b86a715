"""People's word on whether two profiles are one child: kept beside every score, above it, and never written over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, product
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.linkage.actions.proposing import part_of, put_forward
from homeward.register.linkage.models import Edge, PairJudgement, Profile, Proposal, ReviewItem
from homeward.register.linkage.queries.evidence import ENOUGH, agreeing
from homeward.register.linkage.queries.judgements import latest_on, standing_on
from homeward.register.linkage.queries.reach import out_of_reach
from homeward.register.linkage.rules import Opinion, contradicted
from homeward.register.people.models import Person

TABLE = "linkage_pairjudgement"
IN_FORCE = ("same", "not-same", "unsure")
TWO_IDENTIFIERS = "fewer-than-two-identifiers"
PAIRS_AT_MOST = 400


class NoSuchPair(HomewardError):
    """Two profiles were named that are not there, or not for this viewer."""

    def __init__(self) -> None:
        super().__init__(
            got="a pair that is not there",
            expected="two profiles from a question",
            next_step="Go back to the list of questions and read it again.",
        )


class SettledMeanwhile(HomewardError):
    """Somebody else settled the question while this person was looking at it."""

    def __init__(self) -> None:
        super().__init__(
            got="an answer to a question that has one",
            expected="a question that is open",
            next_step="Read what was said of it meanwhile. Your own answer was not kept.",
        )


class TakenEffect(HomewardError):
    """A judgement on which a merge or a split rests is not taken back by itself."""


class SayWhy(HomewardError):
    """A judgement that joins or parts two records was given without a reason."""

    def __init__(self) -> None:
        super().__init__(
            got="no reason",
            expected="what you rest it on",
            next_step="Write in a sentence what you rest your answer on.",
        )


@dataclass(frozen=True)
class Judged:
    """What came of a judgement: a proposal for a second person, a conflict, or a merge that too little speaks for."""

    judgement: PairJudgement
    proposal: Proposal | None = None
    conflict: ReviewItem | None = None
    refused: str = ""


@action("linkage.judge")
def judge(
    *, by: Viewer, at: datetime, a: int, b: int, verdict: str, reason: str, question: UUID | None = None
) -> Judged:
    """Say that two profiles are the same child, are not, or that one cannot tell.

    *The same* of two children, and *not the same* within one, move nothing by themselves: they are put forward, and a
    second person answers (S-24). *Not the same* of two children is in force at once: it keeps a run from joining them.
    A judgement that contradicts others that stand raises a question of its own, and nothing moves.
    """
    low, high = _pair(a, b, by)
    if verdict in ("same", "not-same") and not reason.strip():
        raise SayWhy
    asked = _open_question(question, low, high) if question else None
    audit.current().about([low.subject_id, high.subject_id])
    audit.current().note(verdict=verdict, a=low.pk, b=high.pk)
    said = _keep(low.pk, high.pk, verdict, reason, by, at)
    Profile.objects.filter(pk__in=(low.pk, high.pk)).update(unsettled=True)
    if asked is not None:
        _settle(asked, verdict, by, at)
    return _consequence(said, low, high, reason, by, at)


def _pair(a: int, b: int, by: Viewer) -> tuple[Profile, Profile]:
    """The two profiles, the lower first, with the people they stand in held until the action ends."""
    rows = list(Profile.objects.select_related("agency").filter(pk__in=(a, b)).order_by("pk"))
    if len(rows) != 2 or out_of_reach({row.subject_id for row in rows}, viewer=by):
        raise NoSuchPair
    list(Person.objects.select_for_update().filter(pk__in=[row.subject_id for row in rows]).order_by("pk"))
    return rows[0], rows[1]


def _open_question(question: UUID, a: Profile, b: Profile) -> ReviewItem:
    row = ReviewItem.objects.select_for_update(of=("self",)).filter(pk=question, a=a, b=b).first()
    if row is None:
        raise NoSuchPair
    if row.settled_at is not None:
        raise SettledMeanwhile
    return row


@step
def keep_judgement(
    *, a: int, b: int, verdict: str, reason: str, by: Viewer, at: datetime, role: str = "matching-reviewer"
) -> PairJudgement:
    """Keep one judgement after whatever was said of the pair before."""
    number, before = uuid4(), latest_on(a, b)
    return PairJudgement.objects.create(
        id=number,
        a_id=a,
        b_id=b,
        verdict=verdict,
        by_id=by.worker_id,
        role=role if role in by.roles else next(iter(sorted(by.roles)), ""),
        agency_id=by.agency_id,
        sealed_reason=sealed(reason, table=TABLE, row=number, column="reason") if reason else "",
        edge=Edge.objects.filter(a=a, b=b).order_by("-model__in_use_since").first(),
        at=at,
        supersedes=before,
    )


def _keep(a: int, b: int, verdict: str, reason: str, by: Viewer, at: datetime) -> PairJudgement:
    return keep_judgement(a=a, b=b, verdict=verdict, reason=reason, by=by, at=at)


def _settle(asked: ReviewItem, how: str, by: Viewer, at: datetime) -> None:
    asked.settled_at, asked.settled_by_id, asked.how = at, by.worker_id, how
    asked.save(update_fields=["settled_at", "settled_by", "how"])


def _consequence(said: PairJudgement, a: Profile, b: Profile, reason: str, by: Viewer, at: datetime) -> Judged:
    if said.verdict == "unsure":
        return Judged(said)
    one = list(Profile.objects.filter(subject=a.subject_id).select_related("agency"))
    other = list(Profile.objects.filter(subject=b.subject_id).select_related("agency"))
    standing = standing_on([each.pk for each in (*one, *other)]).values()
    opinions = [Opinion(each.a_id, each.b_id, each.verdict) for each in standing if each.verdict in IN_FORCE]
    sides = {"one": {each.pk for each in one}, "other": {each.pk for each in other}}
    if contradicted(said.verdict, a.pk, b.pk, opinions, **sides):
        return Judged(said, conflict=ask_of_conflict(a=a, b=b, at=at))
    if (said.verdict == "same") == (a.subject_id == b.subject_id):
        return Judged(said)
    if said.verdict == "not-same":
        goes, profiles = part_of(one, a.pk, b.pk)
        return Judged(
            said, proposal=put_forward(kind="split", child=goes, profiles=profiles, reason=reason, by=by, at=at)
        )
    if len(agreeing(one, other)) < ENOUGH:
        return Judged(said, refused=TWO_IDENTIFIERS)
    return Judged(
        said,
        proposal=put_forward(kind="merge", child=a.subject_id, other=b.subject_id, reason=reason, by=by, at=at),
    )


@step
def ask_of_conflict(*, a: Profile, b: Profile, at: datetime) -> ReviewItem:
    """Ask people to look again at judgements that cannot all hold."""
    return ReviewItem.objects.get_or_create(
        kind="judgement-conflict",
        a=a,
        b=b,
        settled_at=None,
        defaults={"subject_a_id": a.subject_id, "subject_b_id": b.subject_id, "raised_at": at},
    )[0]


@action("linkage.judge")
def take_back(*, by: Viewer, at: datetime, judgement: UUID, reason: str = "") -> PairJudgement:
    """Take the standing judgement on a pair back: the question it settled is open again.

    What it put forward and nobody has answered is taken back with it. Raises NoSuchPair and TakenEffect.
    """
    said = PairJudgement.objects.filter(pk=judgement, superseded_by__isnull=True).first()
    if said is None or said.verdict not in IN_FORCE:
        raise NoSuchPair
    a, b = _pair(said.a_id, said.b_id, by)
    if (said.verdict == "same") == (a.subject_id == b.subject_id) and _rests_on(said, a, b):
        raise TakenEffect(
            got="a judgement by which two records were joined or parted",
            expected="one that moved nothing",
            next_step="Undo the change itself, on the page of the child’s history.",
        )
    audit.current().about([a.subject_id, b.subject_id])
    audit.current().note(a=a.pk, b=b.pk, taken_back=str(said.pk))
    waiting = Proposal.objects.filter(proposed_by=said.by_id, at=said.at, answered_at__isnull=True)
    waiting.update(answered_at=at, agreed=False)
    Profile.objects.filter(pk__in=(a.pk, b.pk)).update(unsettled=True)
    _open_again(said, at)
    return keep_judgement(a=a.pk, b=b.pk, verdict="withdrawn", reason=reason, by=by, at=at)


def _rests_on(said: PairJudgement, a: Profile, b: Profile) -> bool:
    return Proposal.objects.filter(proposed_by=said.by_id, at=said.at, agreed=True).exists()


def _open_again(said: PairJudgement, at: datetime) -> None:
    settled = ReviewItem.objects.filter(a=said.a_id, b=said.b_id, settled_at=said.at, settled_by=said.by_id)
    for row in settled:
        if not ReviewItem.objects.filter(kind=row.kind, a=row.a_id, b=row.b_id, settled_at__isnull=True).exists():
            row.settled_at, row.settled_by, row.how, row.reopened = None, None, "", row.reopened + 1
            row.save(update_fields=["settled_at", "settled_by", "how", "reopened"])


@step
def say_apart(*, one: Collection[int], other: Collection[int], reason: str, by: Viewer, at: datetime) -> None:
    """Say of what was taken apart that it is not the same child, so that no run joins it again."""
    judged = standing_on([*one, *other])
    for a, b in islice(product(sorted(one), sorted(other)), PAIRS_AT_MOST):
        pair = (a, b) if a < b else (b, a)
        if pair not in judged or judged[pair].verdict != "not-same":
            keep_judgement(a=pair[0], b=pair[1], verdict="not-same", reason=reason, by=by, at=at)
    Profile.objects.filter(pk__in=[*one, *other]).update(unsettled=True)


@step
def unsay_apart(*, one: Sequence[int], other: Sequence[int], by: Viewer, at: datetime) -> None:
    """Take back what a split said, when the split is undone."""
    for (a, b), row in standing_on([*one, *other]).items():
        between = (a in one and b in other) or (b in one and a in other)
        if between and row.verdict == "not-same":
            keep_judgement(a=a, b=b, verdict="withdrawn", reason="", by=by, at=at)
    Profile.objects.filter(pk__in=[*one, *other]).update(unsettled=True)
