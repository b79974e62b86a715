"""Absences that have been open for very long, and about which nobody has been asked yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from homeward.foundation.london import london_day
from homeward.practice.missing.queries.absences import lasting
from homeward.practice.missing.queries.board import waits_on
from homeward.practice.missing.rules.board import open_for_long
from homeward.register.tasks.models import Task

CHECK = "check-open-absence"


@dataclass(frozen=True)
class LongOpen:
    """One absence that has been open for very long: whose, and how long in a word."""

    child: UUID
    episode: UUID
    how_long: str

    @property
    def reference(self) -> str:
        """By which what was asked is known: once for an absence, and once more when a year has passed."""
        return f"{self.episode}:{self.how_long}"


def long_open(*, at: datetime, most: int = 200) -> list[LongOpen]:
    """Those of which nobody was asked, in two statements."""
    waits = waits_on(london_day(at))
    rows = lasting(at=at).filter(since__lte=at - timedelta(days=waits.long_days)).order_by("since")
    found = [
        LongOpen(person, pk, open_for_long(waits, since=since, at=at))
        for pk, person, since in rows.values_list("pk", "person_id", "since")
    ]
    asked = Task.objects.filter(kind=CHECK, reference__in=[each.reference for each in found])
    known = set(asked.values_list("reference", flat=True))
    return [each for each in found if each.reference not in known][:most]
