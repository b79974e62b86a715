"""What helps: what the services that ended came to, by need. Counts alone, and no child in two of them."""

from collections import Counter
from datetime import date

from django.db.models import OuterRef, Subquery

from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.tables import ProtectedTable, protect_table
from homeward.practice.pathway.models import ReferralStep, ServiceReferral
from homeward.practice.pathway.rules import ENDED
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

LIMITS = ("small_number_from", "small_number_to", "hidden_range_least", "percentage_denominator_least")


def what_helps(*, since: date, until: date, on: date) -> ProtectedTable:
    """Of each child whose service ended in these days, what the last of them came to, by need. Small counts hidden.

    A child for whom several ended is counted once, by the last: otherwise a count could be one child's several times.
    """
    ended = ReferralStep.objects.filter(state=ENDED, on__gte=since, on__lt=until)
    last = ended.filter(referral__person=OuterRef("person")).order_by("-on", "-recorded_at", "-pk").values("pk")[:1]
    standing = ServiceReferral.objects.filter(steps__in=ended, person__subject__retired_into__isnull=True)
    steps = standing.annotate(last=Subquery(last)).values("last")
    counted = Counter(ReferralStep.objects.filter(pk__in=steps).values_list("referral__need", "outcome"))
    needs, outcomes = (load_whole(name).codes for name in ("pathway_needs", "pathway_outcomes"))
    counts: dict[tuple[str, str], int | None] = {
        (need, outcome): counted[need, outcome] for need in needs for outcome in outcomes
    }
    return protect_table(list(needs), list(outcomes), counts, Profile(*(limit(name, on=on) for name in LIMITS)))
