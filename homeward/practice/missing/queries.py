"""Missing episodes of one child, or of many: only what the viewer may see."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet, Window

from homeward.foundation.london import london_day
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.queries import may_about, open_at, visible
from homeward.register.access.rules import Viewer
from homeward.register.subjects.rules import Happening, ending_step

KINDS = {"M": "Missing", "A": "Away from placement without authorisation"}
BEGAN = {"M": "Went missing", "A": "Away from placement without authorisation"}


def counted() -> "QuerySet[MissingEpisode]":
    """Episodes as they stand: one that turned out to be another is that other, and is not counted twice."""
    return MissingEpisode.objects.filter(joined_into__isnull=True)


def episodes_of(subject_id: UUID, *, viewer: Viewer, at: datetime, latest: int | None = None) -> list[MissingEpisode]:
    """One child's episodes, newest first, each with the reports it was joined from, in three statements.

    `latest` keeps the newest so many; each then bears `of_all`, how many there are.
    """
    if not may_about(viewer, "child.open", subject_id, at=at).allowed:
        return []
    reports = MissingReport.objects.select_related("record__source").defer("record__sealed_payload").order_by("since")
    episodes = counted().filter(person_id=subject_id).annotate(of_all=Window(Count("*"))).order_by("-since")
    return list(episodes.prefetch_related(Prefetch("reports", queryset=reports))[:latest])


def entries_of(episodes: list[MissingEpisode]) -> list[Happening]:
    """What this room adds to a child's chronology, from episodes already read for their viewer."""
    return [happening for episode in episodes for happening in _happenings(episode)]


def _happenings(episode: MissingEpisode) -> list[Happening]:
    happenings = [_told(episode, episode.since, BEGAN[episode.type], 1)]
    if episode.until:
        step = ending_step(london_day(episode.since), london_day(episode.until))
        happenings.append(_told(episode, episode.until, "Found or returned", step))
    return happenings


def _told(episode: MissingEpisode, moment: datetime, title: str, step: int) -> Happening:
    records = [report.record for report in episode.reports.all()]
    first = records[0] if records else None
    return Happening(
        london_day(moment),
        "missing",
        title,
        "core",
        step=step,
        at=moment if episode.precision == "minute" else None,
        source=", ".join(dict.fromkeys(record.source.name for record in records)),
        record_id=first.pk if first else None,
        received_at=first.received_at if first else None,
        synthetic=bool(first and first.synthetic),
    )


def missing_now(*, viewer: Viewer, at: datetime) -> "QuerySet[MissingEpisode]":
    """Episodes open at this moment, of children whom the viewer may find, longest first."""
    return (
        counted()
        .filter(open_at(at), visible(viewer, "child.find", at=at, subject="person_id"))
        .select_related("person__district")
        .order_by("since")
    )


def is_missing(subject_id: UUID, *, at: datetime) -> bool:
    """Whether a child has an episode open at this moment."""
    return counted().filter(open_at(at), person_id=subject_id, type="M").exists()


def recent_counts(subject_ids: Collection[UUID], *, since: datetime, at: datetime) -> dict[UUID, int]:
    """How many episodes began for each child in a span: a child with none is not in the answer."""
    rows = counted().filter(person__in=subject_ids, since__gte=since, since__lt=at)
    return dict(rows.values_list("person_id").annotate(Count("pk")))


def missing_among(subject_ids: Collection[UUID], *, at: datetime) -> set[UUID]:
    """Those of the children who have an episode open at this moment, in one statement."""
    rows = counted().filter(open_at(at), person__in=subject_ids)
    return set(rows.values_list("person_id", flat=True))
