"""A worker's word on which report belongs to which absence. It stands before the rule, and can be taken back."""

from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.practice.missing.actions.joining import Episodes, lock
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.practice.missing.rules import BY_HAND
from homeward.register.access.actions.guard import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit


class NoSuchReport(HomewardError):
    """A judgement on a report that is not this child's, that a later row has superseded, or that was judged so."""


@action("missing.judge-report", about="child")
def set_apart(*, child: UUID, report: int, by: Viewer, at: datetime) -> None:
    """Say that a report is of another absence than the rule thinks: it becomes an absence of its own."""
    episodes, row = _open(child, report, by_hand=False)
    episode = MissingEpisode(person_id=child, type=row.type, since=row.since)
    episodes.added[episode.pk] = episodes.episodes[episode.pk] = episode
    _judge(episodes, row, episode, BY_HAND)


@action("missing.judge-report", about="child")
def put_back(*, child: UUID, report: int, by: Viewer, at: datetime) -> None:
    """Take back a judgement on a report: the rule decides again where it belongs."""
    episodes, row = _open(child, report, by_hand=True)
    _judge(episodes, row, row.episode, "")


def _open(child: UUID, report: int, *, by_hand: bool) -> tuple[Episodes, MissingReport]:
    lock([child])
    episodes = Episodes([child])
    row = next((each for each in episodes.standing() if each.pk == report), None)
    if row is None or (row.joined_because == BY_HAND) != by_hand:
        raise NoSuchReport(
            got="a report that does not stand for this child, or of which this has been said already",
            expected="one of the reports shown on the child's page",
            next_step="Open the child's page again: a newer row or somebody else’s word may have come first.",
        )
    return episodes, row


def _judge(episodes: Episodes, row: MissingReport, episode: MissingEpisode, because: str) -> None:
    if row.episode_id != episode.pk:
        episodes.went[row.episode_id] = episode.pk
    row.episode, row.joined_because = episode, because
    episodes.touch(row)
    episodes.join()
    episodes.write()
    audit.current().note(report=row.pk, judgement=because or "by rule")
