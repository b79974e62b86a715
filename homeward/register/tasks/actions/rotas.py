"""Keeping the rotas: opening one, putting a worker on a shift, taking them off it, and giving cover."""

from datetime import datetime
from uuid import UUID

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.register.access.actions import action, step
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.audit import actions as audit
from homeward.register.tasks.models import Cover, Rota, RotaShift
from homeward.register.tasks.queries.rotas import may_keep
from homeward.register.tasks.rules.rotas import HOURS, Span
from homeward.vocabulary.limits import limit


class NotYoursToKeep(HomewardError):
    """A rota of another agency."""


class NoSuchShift(HomewardError):
    """A shift that has no length, is too long, is over, is of somebody who has left, or is not on the rota."""


@action("rota.keep")
def open_rota(*, title: str, code: str, role: str, hours: str, by: Viewer, at: datetime) -> Rota:
    """Open a rota for a desk of the viewer's own agency; whoever opens it is told of its holes."""
    if hours not in HOURS or Rota.objects.filter(code=code).exists():
        raise NotYoursToKeep(
            got="a code that is taken, or hours that are not on the list",
            expected="a rota of a new name",
            next_step="There is a rota of that name. Open it, or choose another name.",
        )
    audit.current().note(did="opened", rota=code)
    return Rota.objects.create(
        code=code, title=title, role=role, hours=hours, agency_id=by.agency_id, manager_id=by.worker_id
    )


@action("rota.keep")
def add_shift(*, rota: int, worker: UUID, span: Span, by: Viewer, at: datetime, order: int = 1) -> RotaShift:
    """Put a worker on a rota for a time."""
    desk = kept_by(by, rota)
    longest = limit("rota_shift_hours_longest", on=london_day(at))
    hours = (span.until - span.since).total_seconds() / 3600
    if span.until <= at or hours <= 0 or hours > longest:
        raise NoSuchShift(
            got="a shift that is over, has no length, or is too long",
            expected=f"one of at most {longest} hours, not over yet",
            next_step=f"Choose times still to come, at most {longest} hours apart.",
        )
    refuse_stranger(worker, desk, span)
    refuse_double(worker, desk, span)
    audit.current().note(did="added", rota=desk.code)
    return put_shift(rota=desk, worker=worker, span=span, order=order, added_by=by.worker_id, at=at)


@step
def put_shift(
    *, rota: Rota, worker: UUID, span: Span, at: datetime, added_by: UUID | None = None, order: int = 1
) -> RotaShift:
    """Write a shift that has been asked for."""
    return RotaShift.objects.create(
        rota=rota,
        worker_id=worker,
        since=span.since,
        until=span.until,
        order=order,
        added_by_id=added_by,
        added_at=at,
    )


@action("rota.keep")
def withdraw_shift(*, shift: UUID, by: Viewer, at: datetime) -> RotaShift:
    """Take a shift off a rota. The row stays, so that who should have been there when can still be told."""
    row = shift_kept_by(by, shift)
    audit.current().note(did="withdrawn", rota=row.rota.code)
    row.withdrawn_by_id, row.withdrawn_at = by.worker_id, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return row


@action("rota.keep")
def give_cover(*, shift: UUID, worker: UUID, by: Viewer, at: datetime, span: Span | None = None) -> Cover:
    """Let another worker stand in for one, for the whole shift or for a time within it."""
    row = shift_kept_by(by, shift)
    whole = Span(row.since, row.until)
    asked = span or whole
    inside = Span(max(asked.since, whole.since), min(asked.until, whole.until))
    if inside.since >= inside.until or inside.until <= at or worker == row.worker_id:
        raise NoSuchShift(
            got="cover by the same worker, or outside the shift",
            expected="another worker, for a time within the shift",
            next_step="Choose another worker, and a time within the shift.",
        )
    refuse_stranger(worker, row.rota, inside)
    audit.current().note(did="covered", rota=row.rota.code)
    return Cover.objects.create(
        shift=row, worker_id=worker, since=inside.since, until=inside.until, given_by_id=by.worker_id, given_at=at
    )


def kept_by(by: Viewer, rota: int) -> Rota:
    """A rota that this viewer keeps."""
    desk = Rota.objects.select_for_update().filter(pk=rota).first()
    if desk is None or not may_keep(by, desk):
        raise NotYoursToKeep(
            got="a rota of another agency",
            expected="one of your own",
            next_step="Ask a manager of the agency whose rota it is.",
        )
    return desk


def shift_kept_by(by: Viewer, shift: UUID) -> RotaShift:
    """A shift, still on the rota, that this viewer keeps."""
    row = RotaShift.objects.select_for_update(of=("self",)).filter(pk=shift, withdrawn_at__isnull=True).first()
    if row is None:
        raise NoSuchShift(
            got="a shift that is not on the rota",
            expected="one that is",
            next_step="It was taken off the rota. Show the week again.",
        )
    kept_by(by, row.rota_id)
    return row


def refuse_stranger(worker: UUID, rota: Rota, span: Span) -> None:
    """Refuse somebody of another agency, or who will have left before the time begins."""
    found = Worker.objects.filter(pk=worker, agency_id=rota.agency_id).first()
    if found is None or (found.left_on and found.left_on <= london_day(span.since)):
        raise NoSuchShift(
            got="somebody of another agency, or who has left",
            expected="a worker of the rota's own agency",
            next_step="Choose a worker of this agency who will still work here then.",
        )


def refuse_double(worker: UUID, rota: Rota, span: Span) -> None:
    """Refuse a shift that overlaps one the worker has on this rota already: pressed twice, it is one."""
    same = RotaShift.objects.filter(rota=rota, worker=worker, withdrawn_at__isnull=True)
    if same.filter(since__lt=span.until, until__gt=span.since).exists():
        raise NoSuchShift(
            got="a shift that overlaps another of the same worker",
            expected="one at a time",
            next_step="They are on the rota then already.",
        )
