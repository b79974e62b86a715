"""Adding a child whom a call is about and whom the hub does not know, once the search has been shown.

The child is a row of the hub's own source, as every other child is a row of somebody's: linkage compares them with what
agencies send later, and asks a person where they may be one. Nothing is asked for that a caller may not know, and no
likeness refuses anybody: the handler has seen it, and a child in danger is written down all the same (¶20; S-25).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.missing.actions.calls import gone
from homeward.practice.missing.models import Call
from homeward.register.access.actions.guard import action, step
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Agency
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import index
from homeward.register.linkage import actions as linkage
from homeward.register.linkage.rules import Born
from homeward.register.people import actions as people
from homeward.register.people.models import Person
from homeward.register.sources import actions as sources
from homeward.register.sources.models import Judgement, SourceRecord

FEED, NAME, PART = "calls", "Calls to the missing line", "children"
HALF_A_YEAR = timedelta(days=183)


class OffShift(HomewardError):
    """A child was to be added by somebody who is not on shift, and so could not have searched for them."""


@dataclass(frozen=True)
class Newcomer:
    """What a caller knows of a child: any of it may be empty but some name or other."""

    forename: str = field(default="", repr=False)
    surname: str = field(default="", repr=False)
    also_known_as: str = field(default="", repr=False)
    born: Born | None = field(default=None, repr=False)
    sex: str = "U"
    district: int | None = None
    communication_needs: str = field(default="", repr=False)

    @property
    def birth_date(self) -> date | None:
        """As exactly as it was told: the first day of a month or a year; of an age, the last on which it could be."""
        if self.born is None:
            return None
        return self.born.middle + HALF_A_YEAR if self.born.precision == "age" else self.born.earliest

    def cells(self) -> dict[str, str]:
        """What was told, as a row."""
        born = f"{self.birth_date or ''} {self.born.precision if self.born else ''}".strip()
        names = {name: getattr(self, name) for name in ("forename", "surname", "also_known_as", "communication_needs")}
        return {**names, "born": born, "sex": self.sex, "district": str(self.district or "")}


@action("child.add", field_class="core")
def add_child(*, call: UUID, who: Newcomer, by: Viewer, at: datetime) -> UUID:
    """Add the child of a call, with what is known of them. Sent twice, it is one child; who it is, is the answer."""
    row = Call.objects.select_for_update().filter(pk=call).exclude(state="labelled").first()
    if row is None:
        raise gone()
    if not by.on_duty:
        raise OffShift(
            got="a child to be added off shift",
            expected="somebody on shift, who finds the children there are",
            next_step="Start your shift, search again, and add the child then. The call stays open.",
        )
    told = put_on_register(number=str(call), who=who, by=by, at=at)
    audit.current().note(call=str(call), sent_again=told.again)
    return told.child


@dataclass(frozen=True)
class Told:
    """The child who was put on the register, and whether they were there from the same words before."""

    child: UUID
    again: bool


@step
def put_on_register(
    *, number: str, who: Newcomer, by: Viewer, at: datetime, feed: str = FEED, name: str = NAME
) -> Told:
    """Put a child whom nobody has told of on the register, as a row of the hub's own source. Sent twice, it is one.

    `number` is that of the call or the worry which is about them.
    """
    source = sources.source_of(agency=Agency.objects.get(pk=by.agency_id), feed=feed, name=name)
    said = index("|".join(who.cells().values()), purpose="row")
    record, is_new = sources.keep_told(
        source=source,
        part=PART,
        number=f"{number}-{said[:12]}",
        cells=who.cells(),
        demonstration=settings.DEMONSTRATION,
        by=by.worker_id,
        at=at,
    )
    if not is_new:
        return Told(Judgement.objects.get(record=record, undone_at__isnull=True).subject_id, True)
    day = who.birth_date if who.born and who.born.precision == "day" else None
    claim = people.Claim(record, (), names=(who.forename, who.surname, who.also_known_as), birth_date=day)
    person = people.join(claims=[claim], delivery=record.delivery, at=at)[record.pk]
    linkage.keep_profiles(told=[_said(who, record, person, at)], at=at)
    people.describe(told=[_described(who, person, day, at)], at=at)
    return Told(person.pk, False)


def _said(who: Newcomer, record: SourceRecord, person: Person, at: datetime) -> linkage.Said:
    return linkage.Said(
        record,
        person,
        forename=who.forename,
        surname=who.surname,
        also_known_as=who.also_known_as,
        birth_date=who.birth_date,
        birth_precision=who.born.precision if who.born else "day",
        sex=who.sex,
        said_on=london_day(at),
    )


def _described(who: Newcomer, person: Person, day: date | None, at: datetime) -> people.Described:
    names = ("forename", "surname", "also_known_as", "sex", "communication_needs")
    facts: dict[str, object] = {name: getattr(who, name) for name in names}
    return people.Described(person, "agency", london_day(at), facts | {"birth_date": day, "district_id": who.district})
