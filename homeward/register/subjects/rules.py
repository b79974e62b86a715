"""What every room says of a subject in the same form, so that one chronology can hold it all."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Happening:
    """One dated thing that a source says happened to a subject.

    `kind` groups it for filtering, `field_class` decides who may read it, and the last four say who said so: a
    chronology
    entry without a source is hearsay.
    """

    on: date
    kind: str
    title: str
    field_class: str
    text: str = ""
    at: datetime | None = None
    source: str = ""
    record_id: UUID | None = None
    received_at: datetime | None = None
    synthetic: bool = False


def in_order(happenings: list[Happening]) -> list[Happening]:
    """Newest first; on one day, those with a time before those without, then by kind, so that the order never
    wavers.
    """
    return sorted(happenings, key=_moment, reverse=True)


def _moment(one: Happening) -> tuple[date, float, str, str]:
    return one.on, one.at.timestamp() if one.at else 0.0, one.kind, one.title
