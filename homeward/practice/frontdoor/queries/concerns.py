"""One concern: its words, the children found in it, and what was decided stage by stage."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from homeward.practice.frontdoor.models import Concern, ConcernChild, ConcernPart, Stage
from homeward.practice.frontdoor.rules import STAGES
from homeward.register.access.queries import visible
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import opened
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import RuleEntry


def words_of(row: ConcernPart) -> str:
    """What was said in a box, opened from its seal."""
    return opened(row.sealed_words, table="frontdoor_concernpart", row=row.pk, column="words")


def reason_of(row: Stage) -> str:
    """Why somebody decided so."""
    return opened(row.sealed_reason, table="frontdoor_stage", row=f"{row.concern_id}:{row.stage}", column="reason")


def parts_of(concern: UUID) -> list[ConcernPart]:
    """Everything that was said, in the order in which it came."""
    return list(ConcernPart.objects.filter(concern=concern).select_related("by").order_by("number"))


def standing_in(concern: UUID) -> dict[str, str]:
    """The words that stand in each box, in one statement."""
    last = {row.box: row for row in ConcernPart.objects.filter(concern=concern).order_by("number")}
    return {box: words_of(row) for box, row in last.items()}


def concern_of(concern: UUID, *, way: str = "frontdoor") -> Concern | None:
    """A concern of one way; one that goes the other way is not here."""
    rows = Concern.objects.filter(pk=concern, way=way)
    return rows.select_related("agency", "told_by", "worker", "team", "looked_by", "context").first()


def stages_of(concerns: Iterable[UUID], *, way: str = "frontdoor") -> "QuerySet[Stage]":
    """What was decided about some concerns on one of the ways, the oldest first."""
    rows = Stage.objects.filter(concern__in=list(concerns)).select_related("by").order_by("at", "pk")
    return rows.filter(stage__in=STAGES) if way == "frontdoor" else rows.exclude(stage__in=STAGES)


def children_of(concern: UUID, *, viewer: Viewer, at: datetime) -> list[tuple[ConcernChild, bool]]:
    """The children of a concern, each with whether this viewer may find them. Nobody else's name is shown."""
    every = ConcernChild.objects.filter(concern=concern, removed_at__isnull=True)
    seen = every.filter(visible(viewer, "child.find", at=at, subject="person"))
    known = set(seen.values_list("pk", flat=True))
    rows = every.select_related("person", "added_by").order_by("added_at", "pk")
    return [(row, row.pk in known) for row in rows]


def is_of(concern: UUID, child: UUID) -> bool:
    """Whether a child is of a concern now."""
    return ConcernChild.objects.filter(concern=concern, person=child, removed_at__isnull=True).exists()


def open_elsewhere(children: Collection[UUID], *, besides: UUID) -> set[UUID]:
    """Those of some children about whom another concern waits to be decided, in one statement."""
    rows = ConcernChild.objects.filter(
        person__in=children, removed_at__isnull=True, concern__state="open", concern__way="frontdoor"
    )
    return set(rows.exclude(concern=besides).values_list("person_id", flat=True))


def fields_of(referrer: str) -> tuple[str, ...]:
    """The boxes that a kind of agency is asked for besides; none for the public."""
    entry = load_whole("frontdoor_fields").get(referrer)
    return entry.fields if isinstance(entry, RuleEntry) else ()
