"""Keeping a child's find-me sheet: what is written in it, that somebody looked it through, and the photograph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import day_begins_at, london_day
from homeward.practice.missing.actions.joining import lock
from homeward.practice.missing.models import FindMeLook, FindMeWord, Photograph
from homeward.practice.missing.queries.find_me import PHOTOGRAPH, WORD, standing_photographs, words_of
from homeward.register.access.actions import action
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.documents.actions import keep, redrawn, scanned
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from homeward.vocabulary.limits import limit

REPLACED, WITHDRAWN = "replaced", "withdrawn"


class WroteMeanwhile(HomewardError):
    """Somebody else wrote in a part of the sheet since it was read. `sections` are the parts."""

    sections: tuple[str, ...] = ()


class TooManyToday(HomewardError):
    """One worker added more photographs in a day than anybody's work asks for."""


class NoSuchPhotograph(HomewardError):
    """A photograph that is not this child's, or that has ended."""


@dataclass(frozen=True)
class Told:
    """What is said of a photograph when it is added: why it is held, who agreed, when it was taken and until when."""

    purpose: str
    consent: str
    expires_on: date
    taken_on: date | None = None
    note: str = field(default="", repr=False)


@action("find-me.keep", about="child")
def write_sheet(*, child: UUID, texts: Mapping[str, str], read: Mapping[str, str], by: Viewer, at: datetime) -> int:
    """Keep what was written in each part that changed, and say in how many. `read` names the row each part stood on.

    Where somebody else has written in one of them since, nothing is kept until whoever writes has seen it.
    """
    lock([child])
    standing = words_of(child)
    changed = {name: text for name, text in texts.items() if text != (standing[name].text if name in standing else "")}
    unseen = tuple(
        name
        for name in changed
        if name in standing
        and read.get(name) != standing[name].read
        and any(row.by_id != by.worker_id for row in standing[name].rows)
    )
    if unseen:
        refusal = WroteMeanwhile(
            got="a part of the sheet that somebody else wrote in meanwhile",
            expected="the sheet as it was read",
            next_step="Read what they wrote, put the two together, and save again.",
        )
        refusal.sections = unseen
        raise refusal
    for name, text in changed.items():
        pk = uuid4()
        kept = sealed(text, table=WORD, row=pk, column="text")
        before = standing[name].rows if name in standing else ()
        number = max((row.number for row in before), default=0) + 1
        FindMeWord.objects.create(
            id=pk, person_id=child, section=name, number=number, sealed_text=kept, by_id=by.worker_id, at=at
        )
        FindMeWord.objects.filter(pk__in=[row.pk for row in before]).update(replaced_by=pk)
    audit.current().note(wrote=sorted(changed))
    return len(changed)


@action("find-me.keep", about="child")
def look_through(*, child: UUID, keeps: bool, by: Viewer, at: datetime) -> FindMeLook:
    """Say that the sheet was looked through and is right; and, where somebody says so, that they keep it up to date."""
    audit.current().note(looked=True, keeps=keeps)
    return FindMeLook.objects.create(person_id=child, by_id=by.worker_id, at=at, keeps=keeps)


@action("find-me.keep", about="child")
def add_photograph(*, child: UUID, content: bytes, told: Told, by: Viewer, at: datetime) -> Photograph:
    """Seal a photograph, drawn again so that nothing but the picture is kept, in place of the one there was.

    Raises PhotographRefused for a file that is not taken for one, and FileStopped for one that the scanner stops.
    """
    today = day_begins_at(london_day(at))
    most = limit("photographs_a_day", on=london_day(at))
    if (
        Photograph.objects.filter(by=by.worker_id, added_at__gte=today, added_at__lt=today + timedelta(days=1)).count()
        >= most
    ):
        raise TooManyToday(
            got="more photographs in a day than one worker adds",
            expected=f"at most {most}",
            next_step="Ask a colleague to add it, or go on tomorrow.",
        )
    scanned([content])
    picture = redrawn(content)
    lock([child])
    person, number = Person.objects.get(pk=child), uuid4()
    kept = {"part": "find-me", "at": at, "synthetic": person.synthetic, "by": by.worker_id}
    before = [each.pk for each in standing_photographs(child)]
    row = Photograph.objects.create(
        id=number,
        person=person,
        picture=keep(kind="photograph", media_type="image/jpeg", content=[picture], **kept),
        original=keep(kind="original", media_type="application/octet-stream", content=[content], **kept),
        purpose=told.purpose,
        consent=told.consent,
        sealed_note=sealed(told.note, table=PHOTOGRAPH, row=number, column="note") if told.note else "",
        taken_on=told.taken_on,
        expires_on=told.expires_on,
        added_at=at,
        by_id=by.worker_id,
    )
    ended = {"ended_at": at, "ended_by_id": by.worker_id, "ended_because": REPLACED, "replaced_by": row}
    Photograph.objects.filter(pk__in=before).update(**ended)
    audit.current().note(photograph=str(number), purpose=told.purpose, consent=told.consent)
    return row


@action("find-me.keep", about="child")
def withdraw_photograph(*, child: UUID, photograph: UUID, reason: str, by: Viewer, at: datetime) -> None:
    """Withdraw a photograph: nobody is shown it again, and that it was there and why it went is kept."""
    audit.current().note(photograph=str(photograph), withdrawn=True)
    why = sealed(reason, table=PHOTOGRAPH, row=photograph, column="reason")
    rows = Photograph.objects.filter(person=child, pk=photograph).exclude(ended_because=WITHDRAWN)
    if not rows.update(ended_at=at, ended_by_id=by.worker_id, ended_because=WITHDRAWN, sealed_reason=why):
        raise NoSuchPhotograph(
            got="a photograph that is not here, or was withdrawn already",
            expected="one that stands on the sheet",
            next_step="Open the find-me sheet again.",
        )
