"""What people said of pairs, as it stands."""

from collections.abc import Collection

from django.db.models import Q

from homeward.register.linkage.models import PairJudgement

Pair = tuple[int, int]


def standing_on(profiles: Collection[int]) -> dict[Pair, PairJudgement]:
    """The latest judgement on each pair of which either is among these profiles, in one statement."""
    rows = PairJudgement.objects.filter(Q(a__in=profiles) | Q(b__in=profiles), superseded_by__isnull=True)
    return {(row.a_id, row.b_id): row for row in rows.order_by("at", "pk")}


def latest_on(a: int, b: int) -> PairJudgement | None:
    """The latest judgement on one pair, in force or taken back."""
    low, high = sorted((a, b))
    return PairJudgement.objects.filter(a=low, b=high, superseded_by__isnull=True).first()
