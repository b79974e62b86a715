"""What a case knows of the child, for a page that has already been allowed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from homeward.foundation.dates_in_words import day_in_words
from homeward.practice.cases.models import Analysis, CommunicationNeed, FamilyTold, HouseholdMember, Voice
from homeward.practice.cases.models.child import Written
from homeward.register.keys.queries import opened
from homeward.register.subjects.rules import Happening


@dataclass(frozen=True)
class AboutChild:
    """The child's voice, family, needs, and whether the family was told; a list is empty where the viewer may not read.

    Rows are the newest first, and the first of the needs and of what was told stands.
    """

    voices: list[Voice] = field(default_factory=list)
    members: list[HouseholdMember] = field(default_factory=list)
    needs: list[CommunicationNeed] = field(default_factory=list)
    told: list[FamilyTold] = field(default_factory=list)


def about_child(subject: UUID, *, classes: Collection[str]) -> AboutChild:
    """What stands, of the classes of fact that the viewer may read, in four statements."""
    return AboutChild(
        voices=list(_standing(Voice, person=subject).order_by("-on", "-recorded_at")),
        members=list(_standing(HouseholdMember, person=subject)) if "third-party" in classes else [],
        needs=list(_standing(CommunicationNeed, person=subject)),
        told=list(_standing(FamilyTold, case__subject=subject).select_related("case")),
    )


def analyses_of(subject: UUID) -> list[Analysis]:
    """What authors made of the child's chronology, the latest span first."""
    return list(_standing(Analysis, person=subject).order_by("-since", "-recorded_at"))


def _standing(model: type[Written], **whose: Any) -> Any:
    rows = model._default_manager.filter(withdrawn_at__isnull=True, **whose)
    return rows.select_related("by__agency").order_by("-recorded_at", "pk")


def text_in(row: models.Model, column: str) -> str:
    """What a row seals in a column; nothing where nothing was written."""
    kept: str = getattr(row, f"sealed_{column}")
    return opened(kept, table=row._meta.db_table, row=row.pk, column=column) if kept else ""


def _title(row: Analysis) -> str:
    if row.sealed_beside:
        return "Analysis of the entry above"
    return "Analysis" if row.until is None else f"Analysis of what happened since {day_in_words(row.since)}"


def entries_of(analyses: list[Analysis]) -> list[Happening]:
    """What this room adds to a chronology: each author's analysis, on the last day or beside the entry it speaks of."""
    return [
        Happening(
            on=each.until or each.since,
            kind="analysis",
            title=_title(each),
            field_class="core",
            text=text_in(each, "words"),
            step=3,
            beside=text_in(each, "beside"),
            source=f"{each.by.name}, {each.by.agency.name}",
            received_at=each.recorded_at,
        )
        for each in analyses
    ]
