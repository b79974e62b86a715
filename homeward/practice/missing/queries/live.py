"""One episode with everything that was written in it, and what of it may be shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from homeward.practice.missing.models import (
    CallMove,
    Closure,
    Ending,
    Entry,
    Grade,
    MissingEpisode,
    MissingReport,
    TypeChange,
)
from homeward.practice.missing.queries.calls import moves_of, words_of_calls
from homeward.register.keys.queries import opened


@dataclass(frozen=True)
class Live:
    """An episode, and every row that was written in it or in one that turned out to be it, the oldest first."""

    episode: MissingEpisode
    grades: list[Grade] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    changes: list[TypeChange] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    words: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict, repr=False)
    moves: list[CallMove] = field(default_factory=list)

    @property
    def grade(self) -> Grade | None:
        """The grade that stands."""
        return self.grades[-1] if self.grades else None

    @property
    def ending(self) -> Ending | None:
        """The ending that stands, of those that workers wrote."""
        return next((each for each in reversed(self.endings) if each.undone_at is None), None)

    @property
    def closure(self) -> Closure | None:
        """The closing that stands."""
        return next((each for each in reversed(self.closures) if each.reopened_at is None), None)

    @property
    def last_word_at(self) -> datetime:
        """When somebody last wrote anything in it, or when the child was gone where nobody has."""
        written = [row.at for row in (*self.grades, *self.changes)] + [row.recorded_at for row in self.entries]
        return max([self.episode.since, *written])


def standing_episode(episode: UUID) -> tuple[UUID, UUID] | None:
    """The child and the episode that an identifier leads to, through those that turned out to be another."""
    for _ in range(100):
        row = MissingEpisode.objects.filter(pk=episode).values_list("person_id", "joined_into").first()
        if row is None:
            return None
        if row[1] is None:
            return row[0], episode
        episode = row[1]
    return None


def live_of(subject: UUID, episode: UUID) -> Live | None:
    """One episode of a child, for a page that has already been allowed, in a constant number of statements."""
    standing = MissingReport.objects.filter(superseded_at__isnull=True).order_by("since", "pk")
    reports = standing.select_related("record__source__agency", "call__taken_by").defer("record__sealed_payload")
    rows = MissingEpisode.objects.filter(person_id=subject, joined_into__isnull=True)
    row = rows.prefetch_related(Prefetch("reports", queryset=reports)).filter(pk=episode).first()
    if row is None:
        return None
    among = family_of(subject, episode)
    calls = [each.call_id for each in row.reports.all() if each.call_id]
    return Live(
        row,
        words=words_of_calls(calls),
        moves=moves_of(calls),
        grades=list(Grade.objects.filter(episode__in=among).select_related("by__agency").order_by("at", "pk")),
        entries=list(Entry.objects.filter(episode__in=among).select_related("by__agency").order_by("at", "pk")),
        endings=list(
            Ending.objects.filter(episode__in=among).select_related("by", "undone_by").order_by("recorded_at")
        ),
        changes=list(TypeChange.objects.filter(episode__in=among).select_related("by").order_by("at", "pk")),
        closures=list(Closure.objects.filter(episode__in=among).select_related("by", "reopened_by").order_by("at")),
    )


def family_of(subject: UUID, episode: UUID) -> set[UUID]:
    """The episode, and those of the child's that turned out to be it."""
    leads = dict(MissingEpisode.objects.filter(person_id=subject).values_list("pk", "joined_into"))
    return {pk for pk in leads if led(pk, leads) == episode} | {episode}


def led(pk: UUID, leads: Mapping[UUID, UUID | None]) -> UUID:
    """The absence that one leads to, through those that turned out to be another."""
    seen: set[UUID] = set()
    while pk not in seen and (further := leads.get(pk)) is not None:
        seen.add(pk)
        pk = further
    return pk


def words_of_grade(row: Grade) -> str:
    """Why an episode was graded so, in somebody's own words, opened from its seal."""
    return opened(row.sealed_words, table="missing_grade", row=row.pk, column="words") if row.sealed_words else ""


def text_of(row: Entry) -> str:
    """What was done or learnt, opened from its seal."""
    return opened(row.sealed_text, table="missing_entry", row=row.pk, column="text")


def why_changed(row: TypeChange) -> str:
    """Why an absence was said to be of the other kind."""
    return opened(row.sealed_reason, table="missing_typechange", row=row.pk, column="reason")


def why_closed(row: Closure) -> str:
    """Why nothing more was to be done; nothing where nobody said."""
    return opened(row.sealed_reason, table="missing_closure", row=row.pk, column="reason") if row.sealed_reason else ""


def found_where(row: Ending) -> str:
    """Where the child was found, opened from its seal: as shielded as where the child lives."""
    return opened(row.sealed_where, table="missing_ending", row=row.pk, column="where") if row.sealed_where else ""


def endings_of(episodes: Collection[UUID]) -> list[Ending]:
    """The endings that stand of some episodes, the latest first, for the page that opens where children were found."""
    rows = Ending.objects.filter(episode__in=episodes, undone_at__isnull=True).exclude(sealed_where="", out_of_area="")
    return list(rows.select_related("by__agency").order_by("-found_at"))


def found_with(row: Ending) -> str:
    """With whom the child was found."""
    if not row.sealed_with_whom:
        return ""
    return opened(row.sealed_with_whom, table="missing_ending", row=row.pk, column="with_whom")
