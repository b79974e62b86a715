"""A child's find-me sheet: what stands in each part, the photograph, where they were found, and what leads say."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.practice.missing.models import Ending, FindMeLook, FindMeWord, Lead, MissingReport, Photograph
from homeward.practice.missing.queries.absences import counted, places_of
from homeward.practice.missing.queries.live import found_where
from homeward.practice.missing.queries.returning import value_of
from homeward.practice.missing.rules import is_placed_in
from homeward.register.keys.queries import opened

WORD, PHOTOGRAPH = "missing_findmeword", "missing_photograph"
# What a lead may be of that says who a child is with; a place or a route is as shielded as where the child was found.
WITH_WHOM = ("person", "nickname", "phone", "vehicle", "online")
WHERE = ("place", "route")


@dataclass(frozen=True)
class Word:
    """What stands in one part of a sheet, and who wrote it: of two records that became one, what stood in each."""

    texts: tuple[str, ...]
    rows: tuple[FindMeWord, ...]

    @property
    def text(self) -> str:
        """All of it, one after another."""
        return "\n\n".join(filter(None, self.texts))

    @property
    def read(self) -> str:
        """What whoever writes in the part must have read."""
        return " ".join(str(row.pk) for row in self.rows)


@dataclass(frozen=True)
class Sheet:
    """Everything on one child's sheet that its reader may be told."""

    words: dict[str, Word]
    photograph: Photograph | None
    looks: list[FindMeLook]
    episodes: int
    found: list[tuple[datetime, str]] = field(default_factory=list)
    leads: list[tuple[str, str]] = field(default_factory=list)

    @property
    def looked(self) -> FindMeLook | None:
        """When it was last looked through, and by whom."""
        return self.looks[0] if self.looks else None

    @property
    def keeper(self) -> FindMeLook | None:
        """Who last said that they keep it up to date."""
        return next((look for look in self.looks if look.keeps), None)


def sheet_of(person: UUID, *, places: bool, others: bool) -> Sheet:
    """The sheet of one child, for a page that has been allowed, in a constant number of statements.

    `places` says whether its reader may be told where the child was found, `others` whether of other people.
    """
    looks = list(FindMeLook.objects.filter(person=person).select_related("by__agency").order_by("-at", "-pk")[:20])
    kinds = (WITH_WHOM if others else ()) + (WHERE if others and places else ())
    return Sheet(
        words_of(person),
        photograph_of(person),
        looks,
        counted().filter(person=person, type="M").count(),
        found=_found(person) if places else [],
        leads=_leads(person, kinds) if kinds else [],
    )


def words_of(person: UUID) -> dict[str, Word]:
    """What stands in each part that anybody has written in."""
    rows = FindMeWord.objects.filter(person=person).exclude(replaced_by__person=person).select_related("by")
    standing: dict[str, list[FindMeWord]] = {}
    for row in rows.order_by("at", "number", "pk"):
        standing.setdefault(row.section, []).append(row)
    return {section: Word(tuple(map(text_of, found)), tuple(found)) for section, found in standing.items()}


def text_of(row: FindMeWord) -> str:
    """What somebody wrote, opened from its seal."""
    return opened(row.sealed_text, table=WORD, row=row.pk, column="text")


def photograph_of(person: UUID) -> Photograph | None:
    """The photograph that is shown: the newest that stands."""
    return standing_photographs(person).select_related("by__agency", "picture").order_by("-added_at", "-pk").first()


def standing_photographs(person: UUID) -> "QuerySet[Photograph]":
    """Those that were neither withdrawn nor replaced by another of the same child."""
    return Photograph.objects.filter(person=person).exclude(
        Q(ended_because="withdrawn") | Q(replaced_by__person=person)
    )


def photograph(person: UUID, number: UUID) -> Photograph | None:
    """One photograph of a child that may still be shown."""
    rows = Photograph.objects.filter(person=person, pk=number).exclude(ended_because="withdrawn")
    return rows.select_related("picture").first()


def note_of(row: Photograph) -> str:
    """What was said of the consent, opened from its seal."""
    return opened(row.sealed_note, table=PHOTOGRAPH, row=row.pk, column="note") if row.sealed_note else ""


def _found(person: UUID) -> list[tuple[datetime, str]]:
    """Where the child was found before, the newest first, without what opens only where a placement does (S-10)."""
    told: list[tuple[datetime, str]] = []
    placed = set()
    reports = MissingReport.objects.filter(person=person, superseded_at__isnull=True)
    for row in reports.defer("record"):
        if is_placed_in(row.missing_from):
            placed.add(row.episode_id)
        elif row.until and places_of(row).get("found"):
            told.append((row.until, places_of(row)["found"]))
    endings = Ending.objects.filter(episode__person=person, undone_at__isnull=True)
    told += [(row.found_at, found_where(row)) for row in endings if row.episode_id not in placed and row.sealed_where]
    return sorted(told, reverse=True)[:12]


def _leads(person: UUID, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    rows = Lead.objects.filter(person=person, confirmed=True, undone_at__isnull=True, kind__in=kinds).order_by("-pk")
    return list(dict.fromkeys((row.kind, value_of(row)) for row in rows[:60]))[:24]
