"""What every room says of a subject in the same form, so that one chronology can hold it all."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Happening:
    """One dated thing that a source says happened to a subject.

    `kind` groups it for filtering, and `field_class` decides who may read it. `step` orders what happened on one day
    when nobody gave a time: what ended is 0, what began is 1, and what began and ended that day ends at 2. `beside` is
    the mark of another that it speaks of. The last four say who said so: an entry without a source is hearsay.
    """

    on: date
    kind: str
    title: str
    field_class: str
    text: str = ""
    step: int = 1
    at: datetime | None = None
    beside: str = ""
    source: str = ""
    record_id: UUID | None = None
    received_at: datetime | None = None
    synthetic: bool = False


def in_order(happenings: list[Happening]) -> list[Happening]:
    """Newest first. On one day the later time or step comes first, then the kind, so that the order never wavers."""
    return sorted(happenings, key=_moment, reverse=True)


def ending_step(began: date, ended: date) -> int:
    """Where an ending stands among the day's happenings: before what begins, unless it began that same day."""
    return 2 if began == ended else 0


def _moment(one: Happening) -> tuple[date, float, int, str, str]:
    return one.on, one.at.timestamp() if one.at else 0.0, one.step, one.kind, one.title
