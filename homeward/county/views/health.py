"""The hospital trust's extract: attendances of the children whom the council brings, without a name.

A few rows are about other children, or from services that are never taken, for the admission rule to drop.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from homeward.county.health_visits import Visit
from homeward.county.views.education import Told
from homeward.county.views.police.extract import at
from homeward.county.world import World
from homeward.county.years import written

COLUMNS = (
    "attendance_reference", "provider", "patient_number", "nhs_number", "birth_date", "sex", "service", "arrived_at",
    "left_at", "reason", "outcome", "withdrawn", "extracted_on", "synthetic",
)  # fmt: skip
NEVER_TAKEN = 0.2  # of the rows that are there to be dropped, those of a service that is never taken


def rows(visits: Iterable[Visit], told: Told, world: World, cut: datetime) -> Iterator[tuple[str, ...]]:
    """A row for each attendance that is in the system by then; one still there has not left."""
    for each in visits:
        if each.arrived_at >= cut or (found := told(each.child, each.arrived_at.date(), each.service)) is None:
            continue
        person, draw = found
        left = each.left_at is None or each.left_at < cut
        withdrawn = draw.happens(world.preset.number("partners.withdrawn"))
        taken = not (draw.happens(world.preset.number("health_visits.not_on_record") * NEVER_TAKEN))
        service, reason = (each.service, each.reason) if taken else ("sexual-health", "not-known")
        yield (
            f"SYN-H{each.arrived_at:%y%m%d%H%M}-{person.number[1:]}", world.place.trust, person.number, person.nhs,
            written(person.birth_date), person.sex, service, at(each.arrived_at),
            at(each.left_at) if each.left_at and left else "", reason, each.outcome if left else "",
            "1" if withdrawn else "", written(cut.date()), "1",
        )  # fmt: skip
