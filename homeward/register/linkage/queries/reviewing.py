"""The questions that wait for a person: only those that the viewer may see, and what they need to answer one."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from homeward.register.access.queries import may, shielded
from homeward.register.access.rules import SHIELDED, Viewer
from homeward.register.keys.queries import opened
from homeward.register.linkage.models import Change, Edge, PairJudgement, Profile, Proposal, ReviewItem
from homeward.register.linkage.queries.evidence import agreeing
from homeward.register.linkage.queries.reach import REVIEW, veiled
from homeward.register.people.models import Person
from homeward.register.people.rules import known_as

CLAIM_LASTS = timedelta(minutes=30)
# The order of a day's work within what is as urgent: what holds other work up, then what may be a false join.
ORDER = ("judgement-conflict", "broken", "id-conflict", "twin", "possible", "big-cluster")
LATELY = timedelta(days=30)
WALKED = 1_000  # how far down the list the next question is looked for
AGED = 10_000  # more open questions than this are aged from the oldest of them


@dataclass(frozen=True)
class Verdict:
    """What somebody said of a pair, when, and why."""

    id: UUID
    verdict: str
    by: str = field(repr=False)
    by_id: UUID
    at: datetime
    reason: str = field(repr=False)
    stands: bool


@dataclass(frozen=True)
class Waiting:
    """How much waits: how many questions, how many of an open matter, and how old the one in the middle is."""

    number: int
    urgent: int
    middle_age: timedelta | None
    kinds: dict[str, int]


def unveiled(viewer: Viewer, *columns: str) -> Q:
    """A condition that keeps only rows none of whose children a shield hides from this viewer."""
    kept = Q()
    if not may(viewer, REVIEW, field_class=SHIELDED).allowed:
        for column in columns:
            kept &= Q((f"{column}__isnull", True)) | ~Q((f"{column}__in", veiled().values("subject")))
    return kept


def open_questions(*, viewer: Viewer) -> "QuerySet[ReviewItem]":
    """Open questions that this viewer may see: an open matter first, then by kind, then the oldest."""
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(ORDER)]
    return (
        ReviewItem.objects.filter(unveiled(viewer, "subject_a", "subject_b"), settled_at__isnull=True)
        .annotate(place=Case(*places, default=Value(len(ORDER)), output_field=IntegerField()))
        .order_by("-touches_open_matter", "place", "raised_at", "pk")
    )


def questions_about(child: UUID, *, viewer: Viewer) -> "QuerySet[ReviewItem]":
    """Open questions about one child that this viewer may see."""
    touching = Q(a__subject=child) | Q(b__subject=child)
    return open_questions(viewer=viewer).filter(touching).select_related("a__agency", "b__agency")


def question(pk: UUID, *, viewer: Viewer) -> ReviewItem | None:
    """One question, open or settled; none where there is none, or none that this viewer may see."""
    rows = ReviewItem.objects.filter(unveiled(viewer, "subject_a", "subject_b"), pk=pk)
    return rows.select_related("a__agency", "b__agency", "edge__model", "claimed_by", "settled_by").first()


def next_question(*, viewer: Viewer, at: datetime, after: str = "") -> UUID | None:
    """The question that comes after this one and that nobody else has; from the top when that was the last."""
    rows = list(open_questions(viewer=viewer).only("pk", "claimed_by", "claimed_at")[:WALKED])
    place = next((number for number, row in enumerate(rows) if str(row.pk) == after), -1)
    ahead = [*rows[place + 1 :], *rows[: max(place, 0)]]
    return next((row.pk for row in ahead if not is_claimed(row, viewer, at=at)), None)


def number_in(text: str) -> UUID | None:
    """The identifier that somebody sent, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def waiting(*, viewer: Viewer, at: datetime) -> Waiting:
    """How much waits for a person, in two statements."""
    rows = ReviewItem.objects.filter(unveiled(viewer, "subject_a", "subject_b"), settled_at__isnull=True)
    urgent = Count("pk", filter=Q(touches_open_matter=True))
    kinds = rows.values_list("kind").annotate(number=Count("pk"), urgent=urgent).order_by("kind")
    counted = {kind: (number, first) for kind, number, first in kinds}
    ages = [at - raised for raised in rows.order_by("raised_at").values_list("raised_at", flat=True)[:AGED]]
    return Waiting(
        number=sum(number for number, _ in counted.values()),
        urgent=sum(first for _, first in counted.values()),
        middle_age=median(ages) if ages else None,
        kinds={kind: counted[kind][0] for kind in ORDER if kind in counted},
    )


def is_claimed(row: ReviewItem, viewer: Viewer, *, at: datetime) -> bool:
    """Whether somebody else is at work on a question now."""
    if row.claimed_by_id is None or row.claimed_by_id == viewer.worker_id or row.claimed_at is None:
        return False
    return at < row.claimed_at + CLAIM_LASTS


def profiles_of(subjects: Collection[UUID]) -> dict[UUID, list[Profile]]:
    """Everything that agencies say of who each of these children is, what was said last first, in one statement."""
    found: dict[UUID, list[Profile]] = defaultdict(list)
    rows = Profile.objects.filter(subject__in=subjects).select_related("agency").order_by("-last_said_on", "-pk")
    for profile in rows:
        found[profile.subject_id].append(profile)
    return found


def under_a_shield(*profiles: Profile) -> bool:
    """Whether a shield of any ground covers where one of these children is, in two statements."""
    return bool(shielded({each.subject_id for each in profiles}))


def postcode_of(profile: Profile, *, viewer: Viewer) -> str:
    """The family's postcode as an agency gave it, for a viewer who may read homes. Ask of no child under a shield."""
    if not profile.sealed_postcode or not may(viewer, "linkage.review", field_class="location").allowed:
        return ""
    return opened(profile.sealed_postcode, table="linkage_profile", row=profile.digest, column="postcode")


def verdicts_on(a: int, b: int) -> list[Verdict]:
    """What people have said of a pair, the latest first, each with its reason opened; in one statement."""
    rows = list(PairJudgement.objects.filter(a=a, b=b).select_related("by").order_by("-at", "-pk"))
    superseded = {row.supersedes_id for row in rows}
    told = [_verdict(row, stands=row.pk not in superseded) for row in rows]
    return sorted(told, key=lambda each: (each.stands, each.at), reverse=True)


def _verdict(row: PairJudgement, *, stands: bool) -> Verdict:
    return Verdict(row.pk, row.verdict, row.by.name, row.by_id, row.at, reason_of(row), stands)


def reason_of(row: PairJudgement | Proposal | Change) -> str:
    """The reason somebody gave, opened; nothing where none was given. A change's is bound to a child it is about."""
    bound = (row.other_id or row.subject_id) if isinstance(row, Change) else row.pk
    return opened(row.sealed_reason, table=row._meta.db_table, row=bound, column="reason") if row.sealed_reason else ""


def proposals_waiting(*, viewer: Viewer) -> "QuerySet[Proposal]":
    """Proposals that wait for a second person, the oldest first; none about a child hidden from this viewer."""
    rows = Proposal.objects.filter(unveiled(viewer, "subject", "other"), answered_at__isnull=True)
    return rows.select_related("proposed_by").order_by("at", "pk")


def to_answer(*, viewer: Viewer) -> int:
    """How many proposals wait for this viewer's answer: those of others."""
    return proposals_waiting(viewer=viewer).exclude(proposed_by=viewer.worker_id).count()


def proposal(pk: UUID, *, viewer: Viewer) -> Proposal | None:
    """One proposal, answered or not; none where there is none, or none that this viewer may see."""
    rows = Proposal.objects.filter(unveiled(viewer, "subject", "other"), pk=pk)
    return rows.select_related("proposed_by", "answered_by", "change").first()


def settled_lately(*, viewer: Viewer, at: datetime) -> "QuerySet[ReviewItem]":
    """Questions settled in the last thirty days that this viewer may see, the latest first."""
    rows = ReviewItem.objects.filter(
        unveiled(viewer, "subject_a", "subject_b"), settled_at__gte=at - LATELY, settled_at__lte=at
    )
    return rows.select_related("a", "b", "settled_by").order_by("-settled_at", "pk")


def names_of(children: Collection[UUID]) -> dict[UUID, str]:
    """What these children are called in the hub now, in one statement."""
    people = Person.objects.filter(pk__in=children).values_list("pk", "forename", "surname")
    return {pk: known_as(forename, surname) or "Name not known" for pk, forename, surname in people}


def strongest_between(one: UUID, other: UUID) -> Edge | None:
    """The pair of profiles of two children for whose being one the most speaks, by the newest model."""
    both = Q(a__subject=one, b__subject=other) | Q(a__subject=other, b__subject=one)
    rows = Edge.objects.filter(both).select_related("a__agency", "b__agency", "model")
    return rows.order_by("-model__in_use_since", "-bits").first()


def changes_of(children: Collection[UUID]) -> list[Change]:
    """Merges and splits that these children were part of and that stand, the latest first."""
    rows = Change.objects.filter(Q(subject__in=children) | Q(other__in=children), kind__in=("merge", "split"))
    return list(rows.filter(undone_by__isnull=True).select_related("by", "confirmed_by").order_by("-pk"))


def change(pk: int, *, viewer: Viewer) -> Change | None:
    """One change; none where there is none, or none that this viewer may see."""
    rows = Change.objects.filter(unveiled(viewer, "subject", "other"), pk=pk, kind__in=("merge", "split"))
    return rows.select_related("by", "confirmed_by", "undone_by").first()


def agreeing_kinds(one: list[Profile], other: list[Profile]) -> frozenset[str]:
    """Which kinds of fact two children share; never the home where a shield covers either of them (S-11)."""
    kinds = agreeing(one, other)
    return kinds - {"postcode"} if "postcode" in kinds and under_a_shield(*one, *other) else kinds
