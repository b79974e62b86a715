"""What the morning meeting reads: the night's absences and returns, and everything that waits for somebody."""

from dataclasses import dataclass, field
from datetime import datetime

from homeward.foundation.london import london_day
from homeward.practice.missing.models import Call, MissingEpisode
from homeward.practice.missing.queries.absences import counted
from homeward.practice.missing.queries.board import Gone, board
from homeward.practice.missing.queries.calls import labels_to_review
from homeward.practice.missing.queries.returning import DUE, OVERDUE, returns
from homeward.practice.missing.rules.morning import night_began_at
from homeward.register.access.queries import may, may_for_some, visible
from homeward.register.access.rules import Viewer
from homeward.register.tasks.models import Handover, Rota
from homeward.register.tasks.queries import awaiting
from homeward.register.tasks.queries.rotas import holes_today, rotas
from homeward.register.tasks.rules.rotas import Span
from homeward.vocabulary.bank_holidays import bank_holidays

MOST = 50


@dataclass(frozen=True)
class Morning:
    """One sheet. A part that the viewer may not read is not on it; an empty one says that it is empty."""

    since: datetime
    gone: list[Gone]
    began: list[MissingEpisode]
    returned: list[MissingEpisode]
    overdue: list[MissingEpisode] | None = None
    due: list[MissingEpisode] | None = None
    labels: list[Call] | None = None
    handovers: list[Handover] = field(default_factory=list)
    holes: list[tuple[Rota, list[Span]]] | None = None


def morning(*, viewer: Viewer, at: datetime) -> Morning:
    """The sheet for one viewer, in a set number of statements."""
    since = night_began_at(at, bank_holidays())
    may_list = visible(viewer, "missing.morning", at=at, subject="person_id")
    mine = counted().filter(may_list).select_related("person")
    sees = may_for_some(viewer, "interview.see").allowed
    reviews = may(viewer, "call.review").allowed
    return Morning(
        since=since,
        gone=board(viewer=viewer, at=at),
        began=list(mine.filter(since__gte=since, since__lte=at).order_by("since", "pk")[:MOST]),
        returned=list(mine.filter(until__gte=since, until__lte=at).order_by("until", "pk")[:MOST]),
        overdue=list(returns(viewer=viewer, at=at, which=OVERDUE)[:MOST]) if sees else None,
        due=list(returns(viewer=viewer, at=at, which=DUE)[:MOST]) if sees else None,
        labels=list(labels_to_review(at=at)[:MOST]) if reviews else None,
        handovers=list(awaiting(viewer, at=at, everything=True)[:MOST]),
        holes=_holes(at) if may(viewer, "rota.see").allowed else None,
    )


def _holes(at: datetime) -> list[tuple[Rota, list[Span]]]:
    every = list(rotas())
    found = holes_today(every, at=at, day=london_day(at))
    return [(each, found[each.pk]) for each in every if found[each.pk]]
