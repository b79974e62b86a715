"""Noting that two agencies tell of the same days, for pairs that lack an identifier."""

from collections.abc import Callable, Sequence
from datetime import datetime

from homeward.methods.matching.clustering import Parameters
from homeward.methods.matching.occasions import MOST, bits_of_days, is_identifier
from homeward.register.access.actions import as_the_system
from homeward.register.audit import actions as audit
from homeward.register.linkage.models import LinkageModel, LinkageRun, Profile, SharedDays
from homeward.register.linkage.queries.occasions import (
    Number,
    Occasions,
    Pair,
    days_of,
    noted,
    short_of_joining,
)
from homeward.register.linkage.queries.parts import in_parts


def bear_out(
    *, run: LinkageRun, model: LinkageModel, parameters: Parameters, occasions: Occasions, clock: Callable[[], datetime]
) -> None:
    """Look at every pair that shared days could join or have asked about, some hundreds at a time."""
    least = min(parameters.join, parameters.possible) - MOST
    for some in in_parts(short_of_joining(model, least=least, join=parameters.join)):
        note_shared_days(run=run, pairs=some, occasions=occasions, at=clock())


@as_the_system("linkage.occasions")
def note_shared_days(
    *, run: LinkageRun, pairs: Sequence[tuple[Pair, Number, Number]], occasions: Occasions, at: datetime
) -> None:
    """Note what days some pairs share, where that has changed since, so that the run clusters them again."""
    days = days_of({number for _, one, other in pairs for number in (one, other)}, occasions)
    held = noted({profile for pair, _, _ in pairs for profile in pair})
    rows = []
    for (a, b), one, other in pairs:
        of_a, of_b = days.get(one, set()), days.get(other, set())
        row = SharedDays(
            a_id=a, b_id=b, days=len(of_a & of_b), of_a=len(of_a), of_b=len(of_b), at=at,
            bits=round(bits_of_days(of_a, of_b), 6),
        )  # fmt: skip
        before = held.get((a, b))
        if row.bits != before.bits if before else is_identifier(row.bits):
            rows.append(row)
    SharedDays.objects.bulk_create(rows)
    for some in in_parts(sorted({profile for row in rows for profile in (row.a_id, row.b_id)})):
        Profile.objects.filter(pk__in=some).update(unsettled=True)
    audit.current().note(run=str(run.pk), pairs=len(rows))
