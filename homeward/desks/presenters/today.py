"""Today's page: children missing now, the viewer's own children, and what else waits."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from homeward.design.values import Cell, Column, Figure, Table, Tag, Todo
from homeward.desks.presenters.child import age_in_words, name_of
from homeward.foundation.dates_in_words import counted
from homeward.foundation.london import london_day
from homeward.insight.analysis.rules import QuarterInFigures
from homeward.practice.missing.models import MissingEpisode
from homeward.practice.missing.presenters import day_or_moment, length_of
from homeward.register.access.rules import Viewer
from homeward.register.people.queries import Found
from homeward.register.tasks.models import Task
from homeward.register.tasks.presenters import todo_of

TEAM_ROLES = frozenset({"manager"})
LONG_ABSENCE_HOURS = 24
NOBODY_YET = "No child is allocated to you. When one is, their record opens here."
# Whoever works in shifts finds children while on one, and an empty list off shift would read as nobody missing.
OFF_SHIFT = "You are not on shift. Start your shift at the top of this page: a call or a referral then opens a record."
OFF_SHIFT_MISSING = "You are not on shift, so nobody is shown here. Start your shift at the top of this page."
# Why a role's list of children is empty: only a worker who is allocated children waits for an allocation.
NOBODY_FOR = {
    "manager": "No child is allocated to your team. When one is, their record opens here.",
    "independent-interviewer": "No return interview is asked of you. When one is, the child's record opens here.",
    "meeting-chair": "No child is on an agenda of yours. When an agenda names one, their record opens here.",
    "partner": "No child of yours is with the hub. When one is, their record opens here.",
}
ALIKE = 3
SHOWN = 12
HEADLINES = ("children-missing", "missing-episodes", "looked-after-missing")


def kinds_of_caseload(viewer: Viewer) -> tuple[str, ...]:
    """Whose children are the viewer's own: a manager's are the team's, everybody else's are those allocated to them."""
    return ("team", "allocated") if viewer.roles & TEAM_ROLES else ("allocated", "invited", "interview", "partner")


def why_nobody(viewer: Viewer, *, off_shift: bool = False) -> str:
    """Why no child is listed as the viewer's own: by role, and for whoever holds several, as for a worker."""
    if off_shift:
        return OFF_SHIFT
    (role, *others) = sorted(viewer.roles)
    return NOBODY_YET if others else NOBODY_FOR.get(role, NOBODY_YET)


def children(
    gone: list[MissingEpisode],
    away: list[Found],
    own: list[Found],
    recent: dict[UUID, int],
    openable: Collection[UUID],
    *,
    viewer: Viewer,
    at: datetime,
    off_shift: bool = False,
    sees_board: bool = False,
) -> dict[str, Any]:
    """Both lists of children as tables, for a viewer who may find some.

    `off_shift` is true of somebody who works in shifts and is not on one; `sees_board` of whoever has a board.
    """
    missing_now = {episode.person_id for episode in gone}
    why = why_nobody(viewer, off_shift=off_shift)
    return {
        "missing_now": missing_table(gone, away, openable, at=at, off_shift=off_shift),
        "own": own_table(own, missing_now, recent, why, viewer=viewer, at=at) if own or not viewer.on_duty else None,
        "may_find": True,
        "board_href": reverse("missing_now") if sees_board else "",
        "names": {found.subject_id: name_of(found) for found in [*away, *own]},
    }


def missing_table(
    gone: list[MissingEpisode], away: list[Found], openable: Collection[UUID], *, at: datetime, off_shift: bool = False
) -> Table:
    """Children missing at this moment, the longest gone first."""
    rows = tuple(
        (
            Cell(name_of(found), href=address_of(found, openable)),
            Cell(age_in_words(found.birth_date, london_day(at))),
            Cell(day_or_moment(episode.since, episode.precision)),
            Cell(length_of(episode, at=at), tag=long_absence(episode, at=at)),
            Cell(", ".join(filter(None, (found.worker, found.team))) or "Nobody yet"),
            Cell(found.communication_needs or "None recorded"),
        )
        for episode, found in zip(gone, away, strict=True)
    )
    columns = ("Child", "Age", "Gone since", "So far", "Allocated to", "Communication needs")
    return Table(
        "Children missing now",
        tuple(Column(each) for each in columns),
        rows,
        empty=OFF_SHIFT_MISSING if off_shift else "None of the children you may find is missing now.",
        hide_caption=True,
    )


def long_absence(episode: MissingEpisode, *, at: datetime) -> Tag | None:
    """A mark on an absence that has lasted more than a day: four in five end sooner (DfE 2024, by duration)."""
    return Tag("Over a day", "red") if (at - episode.since).total_seconds() > LONG_ABSENCE_HOURS * 3600 else None


def own_table(
    own: list[Found],
    missing_now: Collection[UUID],
    recent: dict[UUID, int],
    why: str,
    *,
    viewer: Viewer,
    at: datetime,
) -> Table:
    """The viewer's children by name, with how often each has been missing in the last 90 days.

    A manager, who answers for a team's children, is also told each child's worker.
    """
    whose = bool(viewer.roles & TEAM_ROLES)
    rows = tuple(
        (
            Cell(name_of(found), href=reverse("record", args=[found.subject_id])),
            Cell(age_in_words(found.birth_date, london_day(at))),
            Cell(
                counted(recent.get(found.subject_id, 0), "time"),
                tag=Tag("Missing now", "red") if found.subject_id in missing_now else None,
            ),
            *([Cell(found.worker or "Nobody yet")] if whose else []),
            Cell(found.communication_needs or "None recorded"),
        )
        for found in own
    )
    columns = ("Child", "Age", "Missing in 90 days", *(["Worker"] if whose else []), "Communication needs")
    return Table(
        "Your children",
        tuple(Column(each) for each in columns),
        rows,
        empty=why,
        hide_caption=True,
    )


def address_of(found: Found, openable: Collection[UUID]) -> str:
    """Where a child's name leads: the record, or the reason for opening it."""
    return reverse("record" if found.subject_id in openable else "open_on_call", args=[found.subject_id])


def todos(tasks: Collection[Task], *, at: datetime, names: Mapping[UUID, str]) -> dict[str, Any]:
    """What the viewer has been asked to do, the soonest due first, and a way to the rest.

    Of those that read alike, since they name no child, the first few stand for all.
    """
    shown: list[Todo] = []
    alike: Counter[str] = Counter()
    for todo in (todo_of(task, at=at, names=names) for task in tasks):
        alike[todo.title] += 1
        if alike[todo.title] <= ALIKE:
            shown.append(todo)
    first = shown[:SHOWN]
    return {"tasks": first, "more_tasks": "See every task" if len(first) < len(tasks) else ""}


def figures(quarter: QuarterInFigures) -> dict[str, Any]:
    """The quarter's headline figures, each leading to the quarter's page and to its definition."""
    shown = [quarter.figures[code] for code in HEADLINES]
    return {
        "figures_title": str(quarter.quarter),
        "quarter_url": reverse("quarter_of", args=[quarter.quarter.code]),
        "figures": [
            Figure(each.value, each.label, definition_href=reverse("figure", args=[each.code])) for each in shown
        ],
    }
