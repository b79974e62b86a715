"""Which pairs lack an identifier or bits, the days that their agencies tell of, and what a run has noted of them.

What the days are of is for a room above to say, and is lent: an absence lies above this room.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from homeward.foundation.names import same_name
from homeward.methods.matching.evidence import independent_identifiers
from homeward.methods.matching.occasions import is_identifier, may_be_borne_out
from homeward.register.linkage.models import Edge, LinkageModel, Profile, ProfileRecord, SharedDays
from homeward.register.linkage.queries.parts import in_parts

Occasions = Callable[[Collection[UUID]], Mapping[UUID, date]]
"""For source records, the day on which that began of which each tells; nothing for those that tell of no such thing."""

Number = tuple[int, str]
Pair = tuple[int, int]


def no_occasions(records: Collection[UUID]) -> Mapping[UUID, date]:
    """Nothing: what is known where no room above lends its days."""
    return {}


def short_of_joining(model: LinkageModel, *, least: float, join: float) -> Iterator[tuple[Pair, Number, Number]]:
    """Pairs of two agencies that lack an identifier, or bits, and that days could speak for; each with both numbers."""
    rows: QuerySet[Edge, Any] = (
        Edge.objects.filter(model=model, twin=False, bits__gte=least)
        .filter(a__withdrawn=False, b__withdrawn=False)
        .exclude(a__agency=F("b__agency"))
        .exclude(a__own_key="")
        .exclude(b__own_key="")
        .select_related("a", "b")
        .order_by("pk")
    )
    for edge in rows.iterator():
        levels = edge.levels
        identifiers = independent_identifiers(levels)
        if not identifiers or (identifiers > 1 and edge.bits >= join):
            continue
        if may_be_borne_out(levels, one_forename=same_name(edge.a.forename, edge.b.forename)):
            one, other = ((each.agency_id, each.own_key) for each in (edge.a, edge.b))
            yield (edge.a_id, edge.b_id), one, other


def days_of(numbers: Collection[Number], occasions: Occasions) -> dict[Number, set[date]]:
    """The days that each agency tells of under its own number for a child."""
    agencies, keys = {agency for agency, _ in numbers}, sorted({key for _, key in numbers})
    whose: dict[UUID, Number] = {}
    for some in in_parts(keys):
        rows = ProfileRecord.objects.filter(profile__agency__in=agencies, profile__own_key__in=some)
        for record, agency, key in rows.values_list("record", "profile__agency", "profile__own_key"):
            if (agency, key) in numbers:
                whose[record] = (agency, key)
    found: dict[Number, set[date]] = defaultdict(set)
    for some_records in in_parts(whose):
        for record, day in occasions(some_records).items():
            found[whose[record]].add(day)
    return found


def noted(profiles: Collection[int]) -> dict[Pair, SharedDays]:
    """What was last noted of pairs among these profiles."""
    return _latest(SharedDays.objects.filter(a__in=profiles, b__in=profiles))


def bits_of_shared_days(profiles: Collection[int]) -> dict[Pair, float]:
    """The evidence of days that pairs among these profiles share, where it is an identifier; in one statement."""
    return {pair: row.bits for pair, row in noted(profiles).items() if is_identifier(row.bits)}


def shared_days(a: Profile, b: Profile) -> SharedDays | None:
    """What was last noted of one pair, where it is an identifier; in one statement."""
    row = SharedDays.objects.filter(a=min(a.pk, b.pk), b=max(a.pk, b.pk)).order_by("-pk").first()
    return row if row and is_identifier(row.bits) else None


def _latest(rows: Iterable[SharedDays]) -> dict[Pair, SharedDays]:
    return {(row.a_id, row.b_id): row for row in sorted(rows, key=lambda row: row.pk)}
