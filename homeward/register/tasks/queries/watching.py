"""What the rotas and the owners of matters give cause to ask for, of which nobody was asked yet."""

from datetime import datetime, timedelta

from homeward.foundation.london import LONDON, london_day
from homeward.register.tasks.models import Ownership, Rota, Task
from homeward.register.tasks.queries.rotas import holes_ahead, rotas
from homeward.vocabulary.limits import limit

LEFT, HOLE_AHEAD = "owner-has-left", "rota-hole-ahead"


def reference_of(row: Ownership) -> str:
    """By which what was asked of a matter without an owner is known: once for each who left it."""
    return f"{row.matter}:{row.pk}"


def left_behind(*, at: datetime, most: int = 200) -> list[Ownership]:
    """Matters whose owner has left, of which nobody was asked, in two statements."""
    open_rows = Ownership.objects.filter(until__isnull=True, worker__left_on__lte=london_day(at))
    found = {reference_of(row): row for row in open_rows.select_related("worker").order_by("since")}
    known = Task.objects.filter(kind=LEFT, reference__in=found).values_list("reference", flat=True) if found else ()
    return [found[each] for each in found.keys() - set(known)][:most]


def first_holes(*, at: datetime) -> dict[str, tuple[Rota, datetime]]:
    """The first hole of each rota within some days, by a reference that names the rota and when it begins."""
    every = list(rotas())
    soon = at + timedelta(hours=limit("rota_hole_hours", on=london_day(at)))
    found = {}
    for rota, spans in holes_ahead(every, at=at).items() if every else ():
        first = next((span for span in spans if span.since < soon), None)
        row = next(each for each in every if each.pk == rota)
        if first:
            found[f"{row.code}:{first.since.astimezone(LONDON):%Y%m%dT%H%M}"] = (row, first.since)
    return found
