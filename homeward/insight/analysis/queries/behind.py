"""The episodes behind a figure, of children whom the viewer may open, by the statement that counts the figure."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from homeward.foundation.quarters import Quarter
from homeward.insight.analysis.queries import counting
from homeward.insight.analysis.queries.sources import stamp
from homeward.insight.analysis.rules.behind import OF_CARE, Begun, Counted, behind
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.queries import visible
from homeward.register.access.rules import Viewer

TOLD = ("person__sex", "person__birth_date", "person__surname", "person__forename")


def episodes_behind(code: str, quarter: Quarter, *, viewer: Viewer, at: datetime) -> list[Counted]:
    """What one figure of a quarter counts, as far as this viewer may see the children, in four statements at most.

    It holds only what `visible` keeps, whatever else there is, and whether or not the figure itself is hidden.
    """
    return _counted(code, "figure.open-rows", quarter, viewer, at)


def episodes_of_own(quarter: Quarter, *, viewer: Viewer, at: datetime) -> list[Counted]:
    """A quarter's episodes of the children to whose case this viewer has a duty, in three statements."""
    return _counted("missing-episodes", "most-frequent.open", quarter, viewer, at)


def _counted(code: str, action: str, quarter: Quarter, viewer: Viewer, at: datetime) -> list[Counted]:
    held = stamp().held(at)
    rows = counting.episodes_begun(quarter, held, *TOLD).filter(
        visible(viewer, action, at=at, subject="person_id"),
        visible(viewer, "child.open", at=at, subject="person_id"),
    )
    begun = [_begun(row) for row in rows]
    return behind(code, begun, counting.care_spells(quarter, held) if code in OF_CARE else [])


def _begun(row: dict[str, Any]) -> Begun:
    return Begun(
        row["episode_id"],
        row["person_id"],
        row["began_at"],
        counting.absence_of(row),
        (row["person__surname"].casefold(), row["person__forename"].casefold()),
    )


def with_reports(episodes: list[UUID], *, at: datetime) -> dict[UUID, MissingEpisode]:
    """Those episodes, each with its child and the reports of it that stand, in two statements.

    For episodes that have been kept to what the viewer may see already.
    """
    told = Q(record__received_at__lte=at) | Q(call__filed_at__lte=at)
    standing = MissingReport.objects.filter(told, superseded_at__isnull=True)
    reports = standing.select_related("record__source").defer("record__sealed_payload").order_by("since", "pk")
    rows = MissingEpisode.objects.filter(pk__in=episodes).select_related("person__district")
    return {row.pk: row for row in rows.prefetch_related(Prefetch("reports", queryset=reports))}
