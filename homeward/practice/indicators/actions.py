"""Writing down what was noticed, putting it right, taking it back, and saying what a lead comes to."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.practice.indicators.models import Hint, LeadAnswer, Observation
from homeward.practice.indicators.queries import OBSERVATION, hint_that_waits, words_of
from homeward.practice.indicators.rules import MONTH, entry_of
from homeward.practice.missing.actions.joining import lock
from homeward.practice.missing.models import Lead
from homeward.register.access.actions import action, step
from homeward.register.access.queries import context_of
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person


class NotThatDay(HomewardError):
    """A day still to come, or one before the child was born."""


class NotInTheCatalogue(HomewardError):
    """A code that is no indicator of a child and protects nobody."""


class NothingStands(HomewardError):
    """An observation that is not this child's, or was corrected or withdrawn already."""


class NothingWaits(HomewardError):
    """A lead, or what was told elsewhere, that is not this child's, was taken back, or was answered already."""


@dataclass(frozen=True)
class Noticed:
    """What somebody says was noticed: of which days, by which agency, from whom, on what grounds, and how surely."""

    code: str
    value: str
    since: date
    until: date
    precision: str
    agency: int
    heard_from: str
    grounds: str
    sure: str
    words: str = field(default="", repr=False)


@step
def keep_observation(
    *, person: Person, noticed: Noticed, worker: UUID, at: datetime, replaces: Observation | None = None
) -> Observation:
    """Keep one observation, as part of an action. The same pressed twice is kept once."""
    _checked(person, noticed, at)
    told = {name: getattr(noticed, name) for name in ("code", "value", "since", "until", "heard_from", "grounds")}
    told |= {"precision": noticed.precision, "sure": noticed.sure, "agency_id": noticed.agency, "by_id": worker}
    alike = Observation.objects.filter(person=person, ended_at__isnull=True, **told)
    twice = next((row for row in alike.order_by("-recorded_at")[:5] if words_of(row) == noticed.words), None)
    if twice is not None and replaces is None:
        return twice
    pk = uuid4()
    kept = sealed(noticed.words, table=OBSERVATION, row=pk, column="words") if noticed.words else ""
    return Observation.objects.create(
        id=pk, person=person, sealed_words=kept, recorded_at=at, replaces=replaces, **told
    )


@action("indicator.note", about="child")
def note_observation(
    *, child: UUID, noticed: Noticed, by: Viewer, at: datetime, lead: int | None = None, hint: str = ""
) -> Observation:
    """Write down what was noticed of a child, and the confirmed lead or the hint that it was drawn from, if any."""
    lock([child])
    person = Person.objects.get(pk=child)
    answered = _waiting(child, lead) if lead is not None else None
    told = _hint(child, hint, by, at) if hint else None
    row = keep_observation(person=person, noticed=noticed, worker=by.worker_id, at=at)
    if answered is not None:
        LeadAnswer.objects.create(lead=answered, observation=row, by_id=by.worker_id, at=at)
    if told is not None:
        _answer(told, row, by, at)
    audit.current().note(observation=str(row.pk), code=row.code)
    return row


@action("indicator.note", about="child")
def correct_observation(
    *, child: UUID, observation: UUID, noticed: Noticed, reason: str, by: Viewer, at: datetime
) -> Observation:
    """Put an observation right. What stood before is kept, with why it was put right."""
    lock([child])
    before = _ended(child, observation, reason, by, at)
    row = keep_observation(person=before.person, noticed=noticed, worker=by.worker_id, at=at, replaces=before)
    LeadAnswer.objects.filter(observation=before).update(observation=row)
    Hint.objects.filter(observation=before).update(observation=row)
    audit.current().note(observation=str(row.pk), corrected=str(before.pk))
    return row


@action("indicator.note", about="child")
def withdraw_observation(*, child: UUID, observation: UUID, reason: str, by: Viewer, at: datetime) -> Observation:
    """Take an observation back: it is counted nowhere, and that it was there and why it went is kept."""
    lock([child])
    row = _ended(child, observation, reason, by, at)
    audit.current().note(observation=str(row.pk), withdrawn=True)
    return row


@action("indicator.note", about="child")
def pass_lead(*, child: UUID, lead: int, by: Viewer, at: datetime) -> LeadAnswer:
    """Say that there is no observation in a lead. It is not offered again."""
    lock([child])
    audit.current().note(lead=lead, observation="none")
    return LeadAnswer.objects.create(lead=_waiting(child, lead), by_id=by.worker_id, at=at)


@action("indicator.note", about="child")
def pass_hint(*, child: UUID, hint: str, by: Viewer, at: datetime) -> Hint:
    """Say that there is no observation in what was told elsewhere. It is not offered again."""
    lock([child])
    audit.current().note(hint=hint, observation="none")
    return _answer(_hint(child, hint, by, at), None, by, at)


@step
def offer(*, person: UUID, source: str, reference: str, forms: str, on: date, agency: int | None, at: datetime) -> None:
    """Offer what a room above was told of a child: once, for a person to look at as an observation."""
    same = Hint.objects.filter(person=person, source=source, reference=reference)
    if not same.exists():
        told = {"source": source, "reference": reference, "forms": forms, "on": on, "agency_id": agency}
        Hint.objects.create(person_id=person, offered_at=at, **told)
    same.filter(answered_at__isnull=True).update(withdrawn_at=None)


@step
def withdraw_offers(*, source: str, reference: str, at: datetime, person: UUID | None = None) -> None:
    """Offer it no more: it was about another child, or goes where nobody here may follow. What was answered stays."""
    rows = Hint.objects.filter(source=source, reference=reference, answered_at__isnull=True)
    (rows.filter(person=person) if person else rows).update(withdrawn_at=at)


def _hint(child: UUID, key: str, by: Viewer, at: datetime) -> Hint:
    told = hint_that_waits(child, key, context_of(by, child, at=at), viewer=by)
    if told is None:
        raise NothingWaits(
            got="a word that is not here, or was answered already",
            expected="one that waits",
            next_step="Open the page again: somebody may have answered it a moment ago.",
        )
    row = Hint.objects.filter(person=child, source=told.source, reference=told.reference).first()
    forms = ";".join(told.forms)
    return row or Hint(
        person_id=child, source=told.source, reference=told.reference, forms=forms, on=told.on, agency_id=told.agency
    )


def _answer(row: Hint, observation: Observation | None, by: Viewer, at: datetime) -> Hint:
    row.observation, row.answered_by_id, row.answered_at = observation, by.worker_id, at
    row.save()
    return row


def _checked(person: Person, noticed: Noticed, at: datetime) -> None:
    if entry_of(noticed.code) is None:
        raise NotInTheCatalogue(
            got="something that is no indicator of a child",
            expected="one from the catalogue",
            next_step="Choose from the list.",
        )
    today = london_day(at)
    born = person.birth_date
    last = today.replace(day=1) if noticed.precision == MONTH else today
    too_late = noticed.since > last or (noticed.precision != MONTH and noticed.until > today + timedelta(days=1))
    if too_late or noticed.since >= noticed.until or (born and noticed.until <= born):
        raise NotThatDay(
            got="days that have not come, that end before they begin, or before the child was born",
            expected="days since the child was born, today at the latest",
            next_step="Check the days.",
        )


def _ended(child: UUID, observation: UUID, reason: str, by: Viewer, at: datetime) -> Observation:
    row = Observation.objects.select_related("person").filter(pk=observation, person=child, ended_at=None).first()
    if row is None:
        raise NothingStands(
            got="an observation that is not here, or was corrected or withdrawn already",
            expected="one that stands",
            next_step="Open the list again: somebody may have changed it a moment ago.",
        )
    row.ended_at, row.ended_by_id = at, by.worker_id
    row.sealed_reason = sealed(reason, table=OBSERVATION, row=row.pk, column="reason")
    row.save(update_fields=["ended_at", "ended_by", "sealed_reason"])
    return row


def _waiting(child: UUID, lead: int) -> Lead:
    rows = Lead.objects.filter(pk=lead, person=child, confirmed=True, undone_at__isnull=True)
    row = rows.filter(indicator_answer__isnull=True).first()
    if row is None:
        raise NothingWaits(
            got="a lead that is not here, or was answered already",
            expected="one that waits",
            next_step="Open the page again: somebody may have answered it a moment ago.",
        )
    return row
