"""Missing episodes of one child, or of many: only what the viewer may see."""

import json
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet, Window

from homeward.foundation.london import london_day
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.queries import may_about, open_at, shielded, visible
from homeward.register.access.rules import Viewer
from homeward.register.keys.queries import opened
from homeward.register.subjects.rules import Happening, ending_step
from homeward.vocabulary.labels import label

KINDS = {"M": "Missing", "A": "Away from placement without authorisation"}
BEGAN = {"M": "Went missing", "A": "Away from placement without authorisation"}


def counted() -> "QuerySet[MissingEpisode]":
    """Episodes as they stand: one that turned out to be another is that other, and is not counted twice."""
    return MissingEpisode.objects.filter(joined_into__isnull=True)


def lasting(*, at: datetime) -> "QuerySet[MissingEpisode]":
    """Episodes that have begun and not ended, sought by their end: nearly all that were ever told have begun."""
    ends = MissingEpisode.objects.order_by().values("pk")
    last = ends.filter(until__isnull=True).union(ends.filter(until__gt=at), all=True)
    return counted().filter(pk__in=last, since__lte=at)


def episodes_of(subject_id: UUID, *, viewer: Viewer, at: datetime, latest: int | None = None) -> list[MissingEpisode]:
    """One child's episodes, newest first, each with the reports that stand behind it, in three statements.

    `latest` keeps the newest so many; each then bears `of_all`, how many there are.
    """
    if not may_about(viewer, "child.open", subject_id, at=at).allowed:
        return []
    return _episodes(subject_id, 0, latest, "sealed_places")


def episodes_between(
    subject_id: UUID, *, viewer: Viewer, at: datetime, first: int, last: int, action: str = "child.open"
) -> list[MissingEpisode]:
    """Some of one child's episodes, newest first, each report with its sealed places, still sealed.

    `action` is what the viewer is about to do with them: read the record, or see where the child is placed.
    """
    field_class = "shielded-location" if action == "placement.see" else "core"
    missing_now = is_missing(subject_id, at=at) if action == "placement.see" else False
    if not may_about(viewer, action, subject_id, at=at, field_class=field_class, missing_now=missing_now).allowed:
        return []
    return _episodes(subject_id, first, last)


def _episodes(subject_id: UUID, first: int, last: int | None, *deferred: str) -> list[MissingEpisode]:
    standing = MissingReport.objects.filter(superseded_at__isnull=True).order_by("since", "pk")
    reports = standing.select_related("record__source__agency").defer("record__sealed_payload", *deferred)
    episodes = counted().filter(person_id=subject_id).annotate(of_all=Window(Count("*"))).order_by("-since", "pk")
    return list(episodes.prefetch_related(Prefetch("reports", queryset=reports))[first:last])


def began_on(records: Collection[UUID]) -> dict[UUID, date]:
    """The day on which the absence began that each of these rows of a partner tells of, as it stands; one statement."""
    rows = MissingReport.objects.filter(record__in=records, superseded_at__isnull=True)
    return {record: london_day(since) for record, since in rows.values_list("record", "since")}


def count_of_episodes(subject_id: UUID) -> int:
    """How many episodes a child has, for a page that has already been allowed."""
    return counted().filter(person_id=subject_id).count()


def report_to_judge(subject_id: UUID, report: int) -> MissingReport | None:
    """A report that stands for this child, for a page that has already been allowed; none where it no longer does."""
    standing = MissingReport.objects.filter(superseded_at__isnull=True, person_id=subject_id)
    beside = MissingReport.objects.filter(superseded_at__isnull=True)
    beside = beside.select_related("record__source__agency").defer("record__sealed_payload", "sealed_places")
    rows = standing.select_related("record__source__agency").defer("record__sealed_payload", "sealed_places")
    return (
        rows.prefetch_related(Prefetch("episode__reports", queryset=beside.order_by("since", "pk")))
        .filter(pk=report)
        .first()
    )


def may_show_places(subject_id: UUID, *, viewer: Viewer, at: datetime) -> bool:
    """Whether the places of a child's reports may be shown on the open page: never while a shield stands (S-10)."""
    may = may_about(viewer, "child.open", subject_id, at=at, field_class="location").allowed
    return may and not shielded([subject_id])


def places_of(report: MissingReport) -> dict[str, str]:
    """Where a report says that the child was last seen, found and missing from, opened from its seal."""
    if not report.sealed_places:
        return {}
    text = opened(
        report.sealed_places, table="missing_missingreport", row=report.record_id or report.call_id, column="places"
    )
    places: dict[str, str] = json.loads(text)
    return places


def entries_of(episodes: list[MissingEpisode]) -> list[Happening]:
    """What this room adds to a child's chronology, from episodes already read for their viewer."""
    return [happening for episode in episodes for happening in _happenings(episode)]


def _happenings(episode: MissingEpisode) -> list[Happening]:
    told = " ".join(filter(None, (words_of(report) for report in episode.reports.all())))
    happenings = [_told(episode, episode.since, BEGAN[episode.type], 1, text=told)]
    if episode.until:
        step = ending_step(london_day(episode.since), london_day(episode.until))
        ends = " ".join(filter(None, (ending_of(report) for report in episode.reports.all())))
        happenings.append(_told(episode, episode.until, "Found or returned", step, text=ends))
    return happenings


def words_of(report: MissingReport) -> str:
    """What one agency recorded of how an absence began, with its name: a grade and a flag are somebody's judgement."""
    force = report.agency_name
    said = []
    if report.missing_from:
        said.append(f"Missing from: {label('missing_from', report.missing_from).lower()}.")
    if report.grade:
        said.append(f"Risk graded by {force}: {label('missing_grade', report.grade).lower()}.")
    if report.flags:
        flags = " and ".join(label("exploitation_flags", flag).lower() for flag in report.flags.split(";"))
        said.append(f"Recorded by {force} as {flags}.")
    return " ".join(said)


def ending_of(report: MissingReport) -> str:
    """What one agency recorded of how a child was found, and of what was asked afterwards."""
    said = []
    if report.found_how:
        said.append(f"{label('missing_found_how', report.found_how)}.")
    if report.condition:
        said.append(f"{label('missing_condition', report.condition)}.")
    if report.interview and report.until:
        said.append(f"Prevention interview: {label('prevention_interview', report.interview).lower()}.")
    said += _return_interview(report)
    return " ".join(said)


def _return_interview(report: MissingReport) -> list[str]:
    """Whether the council offered a return interview and the child took it; of what it does not know, nothing."""
    offered, accepted = report.return_interview_offered, report.return_interview_accepted
    if offered == "Y":
        taken = {"Y": " and accepted", "N": " and not accepted"}.get(accepted, "")
        return [f"Return interview offered{taken}."]
    return ["No return interview was offered."] if offered == "N" else []


def _told(episode: MissingEpisode, moment: datetime, title: str, step: int, text: str = "") -> Happening:
    reports = list(episode.reports.all())
    first = reports[0] if reports else None
    return Happening(
        london_day(moment),
        "missing",
        title,
        "core",
        text,
        step=step,
        at=moment if (episode.until_precision if moment == episode.until else episode.precision) == "minute" else None,
        source=", ".join(dict.fromkeys(report.told_by for report in reports)),
        record_id=first.record_id if first else None,
        received_at=first.received_at if first else None,
        synthetic=bool(first and first.record and first.record.synthetic),
    )


def missing_now(*, viewer: Viewer, at: datetime) -> "QuerySet[MissingEpisode]":
    """Episodes open at this moment, of children whom the viewer may find, longest first."""
    return (
        lasting(at=at)
        .filter(visible(viewer, "child.find", at=at, subject="person_id"))
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
