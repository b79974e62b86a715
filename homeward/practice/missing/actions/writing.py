"""What a child said, saved as it is typed; and the leads in it, confirmed or refused by a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.practice.missing.actions.returning import interview_of
from homeward.practice.missing.models import InterviewPiece, Lead
from homeward.practice.missing.queries.returning import FACTORS, SECTION, decided, digest_of, offered, sections_of
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from homeward.vocabulary.loader import load_whole


class NoSuchSection(HomewardError):
    """Something was written in a section that interviews do not have."""


class NotOffered(HomewardError):
    """A lead was decided that the text no longer offers."""


class NothingToUndo(HomewardError):
    """A lead that is not of this interview, or was undone already."""


@dataclass(frozen=True)
class Written:
    """How a saving went: the number it has, and whether something newer stood there that its writer had not seen."""

    number: int
    beside: bool


@action("interview.record", about="child")
def write(*, child: UUID, episode: UUID, section: str, text: str, read: int, by: Viewer, at: datetime) -> Written:
    """Keep what was typed in a section. `read` is the number that stood there when the writer last saw it.

    Where somebody else has written since, what was typed is kept beside theirs and does not stand: a person chooses.
    Nothing new is written where nothing has changed.
    """
    if section != FACTORS and section not in load_whole("interview_sections"):
        raise NoSuchSection(
            got="a section that there is not", expected="one on the page", next_step="Open the interview again."
        )
    interview = interview_of(child=child, episode=episode, at=at)
    now = sections_of(interview.episode_id).get(section)
    if now and now.text == text and not now.beside:
        return Written(now.number, beside=False)
    number = now.number if now else 0
    theirs = now.beside or now.piece if now else None
    beside = bool(number > read and theirs and theirs.by_id != by.worker_id)
    pk = uuid4()
    kept = sealed(text, table=SECTION, row=pk, column="text")
    InterviewPiece.objects.create(
        pk=pk, interview=interview, section=section, number=number + 1, beside=beside, sealed_text=kept,
        by_id=by.worker_id, at=at,
    )  # fmt: skip
    audit.current().note(section=section, interview=str(interview.pk))
    return Written(number + 1, beside)


@action("lead.decide", about="child", field_class="third-party")
def decide(
    *, child: UUID, episode: UUID, section: str, kind: str, start: int, confirmed: bool, by: Viewer, at: datetime
) -> Lead:
    """Say that what the text offers is a lead, or is none; either way it is not offered again."""
    interview = interview_of(child=child, episode=episode, at=at)
    sections = sections_of(interview.episode_id)
    person = Person.objects.get(pk=child)
    waiting = offered(person, sections, decided(interview.episode_id))
    each = next((one for name, one in waiting if (name, one.kind, one.start) == (section, kind, start)), None)
    if each is None:
        raise NotOffered(
            got="a lead that the text does not offer now",
            expected="one of those on the page",
            next_step="The text was changed, or somebody decided it a moment ago. Read what is offered now.",
        )
    digest = digest_of(kind, each.value)
    audit.current().note(lead=kind, confirmed=confirmed)
    return Lead.objects.create(
        person_id=child, interview=interview, piece=sections[section].piece, kind=kind, start=each.start, end=each.end,
        because=each.because, digest=digest, confirmed=confirmed, by_id=by.worker_id, at=at,
        sealed_value=_sealed(each.value, interview.pk, digest),
    )  # fmt: skip


@action("lead.decide", about="child", field_class="third-party")
def add_lead(*, child: UUID, episode: UUID, kind: str, value: str, by: Viewer, at: datetime) -> Lead:
    """A lead that the rules did not see, written by hand. One that was refused, and is one after all, is confirmed."""
    interview = interview_of(child=child, episode=episode, at=at)
    digest = digest_of(kind, value)
    same = Lead.objects.filter(interview=interview, kind=kind, digest=digest, undone_at__isnull=True)
    standing = same.filter(confirmed=True).first()
    if standing is not None:
        return standing
    same.update(undone_at=at, undone_by=by.worker_id)
    audit.current().note(lead=kind, confirmed=True)
    return Lead.objects.create(
        person_id=child, interview=interview, kind=kind, because="by-hand", digest=digest, confirmed=True,
        by_id=by.worker_id, at=at, sealed_value=_sealed(value, interview.pk, digest),
    )  # fmt: skip


@action("lead.decide", about="child", field_class="third-party")
def undo_lead(*, child: UUID, lead: int, by: Viewer, at: datetime) -> None:
    """Take back what was said of a lead: it is offered again, where the text still holds it."""
    audit.current().note(lead="undone")
    rows = Lead.objects.filter(pk=lead, person=child, undone_at__isnull=True)
    if not rows.update(undone_at=at, undone_by=by.worker_id):
        raise NothingToUndo(
            got="a lead that is not here, or was taken back",
            expected="one that stands",
            next_step="Open the interview again.",
        )


def _sealed(value: str, interview: UUID, digest: str) -> str:
    return sealed(value, table="missing_lead", row=f"{interview}:{digest}", column="value")
