"""What helps: what the services that ended came to, by need and by service. Counts alone, no child in two of them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.tables import Plain, ProtectedTable, protect_beside
from homeward.practice.pathway.models import ReferralStep, Service, ServiceReferral
from homeward.practice.pathway.rules import ENDED
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

LIMITS = ("small_number_from", "small_number_to", "hidden_range_least", "percentage_denominator_least")
CONFIDENTIAL = "confidential"  # every confidential service together: none is told from another


@dataclass(frozen=True)
class Helps:
    """What services came to, by need and by service, as both may be shown, and what each service is called."""

    by_need: ProtectedTable
    by_service: ProtectedTable
    names: dict[str, str]


def what_helps(*, since: date, until: date, on: date) -> Helps:
    """Of each child whose service ended in these days, what the last of them came to. Small counts hidden.

    A child for whom several ended is counted once, by the last: otherwise a count could be one child's several times.
    """
    ended = ReferralStep.objects.filter(state=ENDED, on__gte=since, on__lt=until)
    last = ended.filter(referral__person=OuterRef("person")).order_by("-on", "-recorded_at", "-pk").values("pk")[:1]
    standing = ServiceReferral.objects.filter(steps__in=ended, person__subject__retired_into__isnull=True)
    steps = standing.annotate(last=Subquery(last)).values("last")
    rows = ReferralStep.objects.filter(pk__in=steps)
    told = list(rows.values_list("referral__need", "referral__service", "outcome"))
    services = {service for _, service, _ in told if service}
    names = {str(pk): name for pk, name in Service.objects.filter(pk__in=services).values_list("pk", "name")}
    by_service = sorted({_key(service) for _, service, _ in told}, key=lambda key: (names.get(key, "\uffff"), key))
    by_need, by_whom = protect_beside(
        _plain(load_whole("pathway_needs").codes, Counter((need, outcome) for need, _, outcome in told)),
        _plain(by_service, Counter((_key(service), outcome) for _, service, outcome in told)),
        Profile(*(limit(name, on=on) for name in LIMITS)),
    )
    return Helps(by_need, by_whom, names)


def _key(service: UUID | None) -> str:
    return str(service) if service else CONFIDENTIAL


def _plain(rows: Collection[str], counted: Counter[tuple[str, str]]) -> Plain:
    outcomes = list(load_whole("pathway_outcomes").codes)
    return Plain(list(rows), outcomes, {(row, outcome): counted[row, outcome] for row in rows for outcome in outcomes})
