"""Keeping what somebody tells, as they tell it: each page by itself, sealed at once, and never read back to them.

Whoever has no account holds a signed token in the page, which can add words to one worry and nothing else. Words are
kept though the memory of who looked cannot be written (S-17), and whatever comes after the worry was sent is added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core import signing
from django.db.models import F

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.foundation.working_days import HolidaysNotKnown
from homeward.practice.frontdoor.models import Concern, ConcernPart, Joining
from homeward.practice.frontdoor.queries.concerns import standing_in
from homeward.practice.frontdoor.queries.telling import digest_of, reference_of
from homeward.practice.frontdoor.rules import LONGEST, about_worker, due_on, end_of, looks_like_a_robot
from homeward.register.access.actions import capture, capture_as_the_system, step
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.tasks.actions import raise_task
from homeward.vocabulary.bank_holidays import bank_holidays
from homeward.vocabulary.loader import load, load_whole

SALT = "homeward.frontdoor.worry"
MORE = "more"
READ_WORKER, DESIGNATED = "read-worker-concern", "designated-officer"


class NoSuchConcern(HomewardError):
    """A worry that is not here, or a reference that leads to none."""


@dataclass(frozen=True)
class Chosen:
    """What was chosen from a list on a page; None where the page did not ask."""

    about: str | None = None
    forms: Sequence[str] | None = None
    in_danger: str | None = None
    referrer: str | None = None


NOTHING = Chosen()


def token_for(concern: UUID, worker: UUID | None = None) -> str:
    """Leave to add words to one worry, signed: it opens nothing, and a worker's is good for that worker alone."""
    return signing.dumps([concern.hex, worker.hex if worker else ""], salt=SALT)


def read_token(text: str, worker: UUID | None = None) -> UUID | None:
    """The worry a token is for; None for one that this hub did not sign, or that is somebody else's."""
    try:
        concern, whose = signing.loads(text, salt=SALT)
        return UUID(concern) if whose == (worker.hex if worker else "") else None
    except (signing.BadSignature, TypeError, ValueError):
        return None


@capture_as_the_system("concern.said")
def keep(
    *, concern: UUID | None, words: Mapping[str, str], chosen: Chosen = NOTHING, trap: str = "", at: datetime
) -> UUID:
    """Keep what one page of the open form says. The first words begin the worry; its number is the answer."""
    return _keep(concern, words, chosen, trap, None, at)


@capture("concern.raise", field_class="core")
def keep_signed_in(
    *, concern: UUID | None, words: Mapping[str, str], chosen: Chosen = NOTHING, by: Viewer, at: datetime
) -> UUID:
    """Keep what one page says, of a worker who has an account."""
    return _keep(concern, words, chosen, "", by, at)


@step
def _keep(
    number: UUID | None, words: Mapping[str, str], chosen: Chosen, trap: str, by: Viewer | None, at: datetime
) -> UUID:
    row = Concern.objects.select_for_update().filter(pk=number).first() if number else None
    if row is None:
        row = begun(uuid4(), by=by, at=at)
    known = set(load_whole("concern_boxes").codes)
    said = {box: each[:LONGEST].strip() for box, each in words.items() if box in known}
    if looks_like_a_robot(trap=trap, words=" ".join(said.values())):
        row.seems = "robot"
    if row.state == "draft":
        choose(row, chosen)
    wrote = put_words(row, said, by=by.worker_id if by else None, at=at)
    if wrote and row.state != "draft":
        stir(row, at)
    row.last_said_at = at
    row.save()
    audit.current().note(concern=str(row.pk), boxes=len(wrote))
    return row.pk


@step
def begun(number: UUID, *, by: Viewer | None, at: datetime, channel: str = "") -> Concern:
    """A new worry, being written. Its clock runs from today until it is sent."""
    day = london_day(at)
    return Concern(
        pk=number, channel=channel or ("partner" if by else "public"), reference=digest_of(reference_of(number)),
        agency_id=by.agency_id if by else None, told_by_id=by.worker_id if by else None,
        begun_at=at, last_said_at=at, received_on=day, due_on=decision_due(day),
    )  # fmt: skip


def decision_due(day: date) -> date:
    """By when a worry that came on a day is decided on. A year whose holidays nobody has entered counts weekends."""
    days = load("cin_clocks", on=day)["decision"].value  # type: ignore[attr-defined]  # an entry of a list of limits
    try:
        return due_on(day, days, bank_holidays())
    except HolidaysNotKnown:
        return due_on(day, days, frozenset())


def choose(row: Concern, chosen: Chosen) -> None:
    """Take what was chosen, as far as it is on its list. What was once about a worker goes on as that."""
    if chosen.about in load_whole("concern_about"):
        row.about = chosen.about or ""
        row.way = "worker" if about_worker(row.about) else row.way
    if chosen.forms is not None:
        row.forms = ";".join(each for each in load_whole("exploitation_forms").codes if each in chosen.forms)
    if chosen.in_danger in load_whole("said_or_not"):
        row.in_danger = chosen.in_danger or ""
    if chosen.referrer in load_whole("concern_referrers"):
        row.referrer = chosen.referrer or ""


@step
def put_words(row: Concern, said: Mapping[str, str], *, by: UUID | None, at: datetime) -> list[str]:
    """Add the words that do not stand already, each sealed; which boxes they were is the answer."""
    stands = standing_in(row.pk) if said and not row._state.adding else {}
    new = [(box, each) for box, each in said.items() if each and stands.get(box) != each]
    if row._state.adding:
        row.save(force_insert=True)
    for box, each in new:
        row.version += 1
        number = uuid4()
        ConcernPart.objects.create(
            pk=number, concern=row, box=box, number=row.version, by_id=by, at=at,
            sealed_words=sealed(each, table="frontdoor_concernpart", row=number, column="words"),
        )  # fmt: skip
    return [box for box, _ in new]


@step
def stir(row: Concern, at: datetime) -> None:
    """Say that more was said in a worry that was sent: in it, and in the one that it is joined with."""
    row.more_at = at
    into = Joining.objects.filter(concern=row, undone_at__isnull=True).values("into")
    Concern.objects.filter(pk__in=into).update(more_at=at, version=F("version") + 1)


@capture_as_the_system("concern.said")
def send(*, concern: UUID, at: datetime) -> str:
    """Send a worry that was written down. Sent twice, it is sent once; its reference is the answer each time."""
    return _send(concern, at)


@capture("concern.raise", field_class="core")
def send_signed_in(*, concern: UUID, by: Viewer, at: datetime) -> str:
    """Send a worry, of a worker who has an account."""
    return _send(concern, at)


@step
def _send(number: UUID, at: datetime) -> str:
    row = Concern.objects.select_for_update().filter(pk=number).first()
    if row is None:
        raise not_here()
    if row.state == "draft":
        row.state, row.sent_at, row.received_on = "open", at, london_day(at)
        row.due_on = decision_due(row.received_on)
        row.save()
        if row.way == "worker":
            raise_task(kind=READ_WORKER, for_role=DESIGNATED, reference=str(row.pk), at=at, due_at=end_of(row.due_on))
    audit.current().note(concern=str(row.pk), sent=True)
    return reference_of(row.pk)


@capture_as_the_system("concern.said")
def add_more(*, reference: str, words: str, at: datetime) -> Concern:
    """Add words to a worry by its reference, whatever became of it meanwhile. Raises NoSuchConcern."""
    row = Concern.objects.select_for_update().filter(reference=digest_of(reference)).first()
    if row is None:
        raise not_here()
    said = words[:LONGEST].strip()
    if said:
        put_words(row, {MORE: said}, by=None, at=at)
        row.last_said_at = at
        stir(row, at)
        row.save()
    audit.current().note(concern=str(row.pk), more=bool(said))
    return row


def not_here() -> NoSuchConcern:
    """What is said of a worry or a reference that leads nowhere."""
    return NoSuchConcern(
        got="a reference that we do not know",
        expected="the reference you were given",
        next_step="Check the reference. Or tell us again from the beginning: nothing is lost by telling twice.",
    )
