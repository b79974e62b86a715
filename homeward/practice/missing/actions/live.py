"""What workers write in an episode: how grave it is, what was done and learnt, of which kind, found, and closed.

Each holds the child's record first, so that two who write at once are decided one after the other.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.practice.missing.actions.joining import Episodes, lock
from homeward.practice.missing.models import Closure, Ending, Entry, Grade, MissingEpisode, TypeChange
from homeward.practice.missing.rules import Told, says_why, wrong_end
from homeward.register.access.actions.guard import action, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import close as close_matter
from homeward.register.tasks.actions import own, regrade
from homeward.register.tasks.rules import Matter


class NoSuchEpisode(HomewardError):
    """An episode that is not this child's, or that turned out to be another."""


class WrongEnd(HomewardError):
    """A child found before they were gone, or in time to come. `why` is the code of which."""

    why = ""


class NotThatWay(HomewardError):
    """An episode that is not in the state in which this may be said of it."""


class GradeSaysNothing(HomewardError):
    """A grade without a reason, which nobody could look at again later."""


@action("missing.work", about="child")
def grade(
    *, child: UUID, episode: UUID, level: str, reasons: Sequence[str], words: str = "", by: Viewer, at: datetime
) -> Grade:
    """Say how grave it is that the child is gone, and why. An earlier grade stays, and this one stands after it."""
    row = open_episode(child, episode)
    audit.current().note(episode=str(row.pk), wrote="grade", level=level)
    matter = matter_of(row)
    own(matter=matter, worker=by.worker_id, at=at, grade=level)
    regrade(matter=matter, grade=level, at=at)
    return put_grade(episode=row.pk, level=level, reasons=reasons, words=words, by=by.worker_id, at=at)


@step
def put_grade(*, episode: UUID, level: str, reasons: Sequence[str], words: str, by: UUID, at: datetime) -> Grade:
    """Write one grade, which says why."""
    if not says_why(reasons, words):
        raise GradeSaysNothing(
            got="a grade without a reason",
            expected="a prompt that bears on it, or a sentence",
            next_step="Choose what bears on it, or write why in a sentence.",
        )
    number = uuid4()
    return Grade.objects.create(
        id=number,
        episode_id=episode,
        level=level,
        reasons=list(reasons),
        sealed_words=sealed(words, table="missing_grade", row=number, column="words") if words else "",
        at=at,
        by_id=by,
    )


@action("missing.work", about="child")
def note(
    *,
    child: UUID,
    episode: UUID,
    kind: str,
    source: str,
    text: str,
    by: Viewer,
    at: datetime,
    happened: Told | None = None,
) -> Entry:
    """Write something done to find the child, or something learnt, with who told it and when it happened."""
    row = open_episode(child, episode)
    told = happened or Told(at, "minute")
    if told.moment > at:
        raise WrongEnd(got="a time to come", expected="a time that has been", next_step="Check the day and the time.")
    number = uuid4()
    audit.current().note(episode=str(row.pk), wrote=kind)
    return Entry.objects.create(
        id=number,
        episode=row,
        kind=kind,
        source=source,
        sealed_text=sealed(text, table="missing_entry", row=number, column="text"),
        at=told.moment,
        precision=told.precision,
        recorded_at=at,
        by_id=by.worker_id,
    )


@action("missing.work", about="child")
def end(
    *,
    child: UUID,
    episode: UUID,
    found: Told,
    how: str,
    condition: str,
    where: str = "",
    with_whom: str = "",
    out_of_area: str = "",
    by: Viewer,
    at: datetime,
) -> Ending:
    """Say that the child was found or came back: the return, from which the interviews are counted."""
    row = open_episode(child, episode)
    if row.endings.filter(undone_at__isnull=True).exists():
        raise not_that_way("a second ending", "Take back the ending that stands first.")
    refuse_wrong_end(found, row, at)
    number = uuid4()
    ending = Ending.objects.create(
        id=number,
        episode=row,
        found_at=found.moment,
        precision=found.precision,
        how=how,
        condition=condition,
        out_of_area=out_of_area,
        sealed_where=_sealed(where, number, "where"),
        sealed_with_whom=_sealed(with_whom, number, "with_whom"),
        recorded_at=at,
        by_id=by.worker_id,
    )
    audit.current().note(episode=str(row.pk), wrote="ending", how=how)
    put_together(child)
    return ending


def _sealed(words: str, number: UUID, column: str) -> str:
    return sealed(words, table="missing_ending", row=number, column=column) if words else ""


def refuse_wrong_end(found: Told, row: MissingEpisode, at: datetime) -> None:
    """Refuse an end that cannot be, with which of the two it is."""
    why = wrong_end(found, since=row.since, precision=row.precision, at=at)
    if why:
        refused = WrongEnd(
            got="a time to come" if why == "future" else "a time before the child was gone",
            expected="a time after the child was gone, and not to come",
            next_step="Check the day and the time, or correct when the child was last seen.",
        )
        refused.why = why
        raise refused


@action("missing.work", about="child")
def take_back_ending(*, child: UUID, episode: UUID, by: Viewer, at: datetime) -> None:
    """Say that the ending was wrong: it stays to be read, and the episode is open again."""
    row = open_episode(child, episode)
    standing = row.endings.select_for_update().filter(undone_at__isnull=True).first()
    if standing is None or row.closures.filter(reopened_at__isnull=True).exists():
        raise not_that_way("no ending that may be taken back", "Open the episode again first, if it is closed.")
    standing.undone_at, standing.undone_by_id = at, by.worker_id
    standing.save(update_fields=["undone_at", "undone_by"])
    audit.current().note(episode=str(row.pk), wrote="ending taken back")
    put_together(child)


@action("missing.work", about="child")
def change_type(*, child: UUID, episode: UUID, kind: str, reason: str, by: Viewer, at: datetime) -> TypeChange:
    """Say that the absence is of the other kind. What it was stays, with why it was changed."""
    row = open_episode(child, episode)
    if kind == row.type:
        raise not_that_way("the kind that it is already", "Nothing to do: the episode is of that kind.")
    number = uuid4()
    changed = TypeChange.objects.create(
        id=number,
        episode=row,
        type=kind,
        was=row.type,
        sealed_reason=sealed(reason, table="missing_typechange", row=number, column="reason"),
        at=at,
        by_id=by.worker_id,
    )
    audit.current().note(episode=str(row.pk), wrote="type", type=kind)
    put_together(child)
    return changed


@action("missing.work", about="child")
def close(*, child: UUID, episode: UUID, reason: str = "", by: Viewer, at: datetime) -> Closure:
    """Say that nothing more is to be done in an episode that has ended."""
    row = open_episode(child, episode)
    if row.until is None or row.closures.filter(reopened_at__isnull=True).exists():
        raise not_that_way(
            "an episode without an ending, or closed already", "Say first how and when the child was found."
        )
    number = uuid4()
    audit.current().note(episode=str(row.pk), wrote="closure")
    close_matter(matter=matter_of(row), at=at)
    return Closure.objects.create(
        id=number,
        episode=row,
        sealed_reason=sealed(reason, table="missing_closure", row=number, column="reason") if reason else "",
        at=at,
        by_id=by.worker_id,
    )


@action("missing.work", about="child")
def reopen(*, child: UUID, episode: UUID, by: Viewer, at: datetime) -> None:
    """Open a closed episode again. What closed it stays to be read."""
    row = open_episode(child, episode)
    if not row.closures.filter(reopened_at__isnull=True).update(reopened_at=at, reopened_by_id=by.worker_id):
        raise not_that_way("an episode that is not closed", "Nothing to do: the episode is open.")
    own(matter=matter_of(row), worker=by.worker_id, at=at)
    audit.current().note(episode=str(row.pk), wrote="opened again")


def matter_of(row: MissingEpisode) -> Matter:
    """The episode as something that must have an owner."""
    return Matter("missing-episode", row.pk, row.person_id)


@step
def put_together(child: UUID) -> None:
    """Work the child's absences out again, since a worker's word bears on them."""
    episodes = Episodes([child])
    episodes.join()
    episodes.write()


def open_episode(child: UUID, episode: UUID) -> MissingEpisode:
    """The child's episode that stands, held until the transaction ends."""
    lock([child])
    row = MissingEpisode.objects.filter(pk=episode, person_id=child, joined_into__isnull=True).first()
    if row is None:
        raise NoSuchEpisode(
            got="an episode that is not this child’s, or that turned out to be another",
            expected="one that stands on the child’s page",
            next_step="Open the child’s missing page again: two reports may have turned out to be one absence.",
        )
    return row


def not_that_way(got: str, next_step: str) -> NotThatWay:
    """What is said where an episode is in another state than the page thought."""
    return NotThatWay(got=got, expected="an episode in the state that the page showed", next_step=next_step)
