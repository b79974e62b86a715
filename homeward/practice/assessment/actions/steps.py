"""What is done to an assessment, of whomever it is: each a step of the action that was allowed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from homeward.foundation.ages import age_on
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import LONDON, london_day
from homeward.methods.instruments.deciding import Given, is_step_down, refused_bands, refused_closing
from homeward.methods.instruments.scoring import review_due
from homeward.practice.assessment.models import Answer, AnswerEvidence, Assessment, BandGiven
from homeward.practice.assessment.queries import ASSESSMENT, BAND, EVIDENCE, Whole, before, standing_band
from homeward.practice.assessment.queries import one as read_one
from homeward.practice.indicators.models import Observation
from homeward.practice.missing.actions.triggers import ask_teams
from homeward.practice.missing.queries.teams import teams_of
from homeward.register.access.actions import step
from homeward.register.audit import actions as audit
from homeward.register.keys.queries import sealed
from homeward.register.people.models import Person
from homeward.register.subjects.models import Subject
from homeward.register.tasks.actions import raise_task, settle
from homeward.vocabulary.instruments.loader import instrument, instrument_codes, version
from homeward.vocabulary.instruments.shapes import JUDGEMENT

REVIEW, REVIEW_CONTEXT = "review-assessment", "review-context-assessment"
PROFESSIONAL, AGREED = "professional", "agreed"


class NotThatInstrument(HomewardError):
    """An instrument that there is not, that is about something else, or that was not in force on the day."""


class NotThatAnswer(HomewardError):
    """An item that the instrument does not ask, or an answer that its scale does not offer."""


class NoLongerADraft(HomewardError):
    """An assessment that is not here, or that was finished or withdrawn."""


class AnsweredMeanwhile(HomewardError):
    """Somebody else answered the item since it was read."""


class CannotStandSo(HomewardError):
    """A band, or the end of a draft, that the rule refuses, in the rule's words."""


@dataclass(frozen=True)
class RestsOn:
    """What an answer rests on: observations, and words of who told it or where it is kept, with its days."""

    observations: tuple[UUID, ...] = ()
    words: str = field(default="", repr=False)
    since: date | None = None
    last: date | None = None
    exact: bool = True


@step
def start(*, subject: UUID, about: str, code: str, as_at: date, worker: UUID, at: datetime) -> Assessment:
    """Begin an assessment with the version of an instrument that was in force on its day."""
    tool = instrument(code, on=as_at) if code in instrument_codes() and as_at <= london_day(at) else None
    if tool is None or tool.about != about:
        raise NotThatInstrument(
            got="an instrument that is not for this, or a day to come",
            expected="one on the list, on a day that has come",
            next_step="Choose from the list, and check the day.",
        )
    born = Person.objects.filter(pk=subject).values_list("birth_date", flat=True).first()
    age = age_on(born, as_at) if born and born <= as_at else None
    row = Assessment.objects.create(
        subject_id=subject, instrument=code, version=tool.version, as_at=as_at, age=age, by_id=worker, started_at=at
    )
    audit.current().note(assessment=str(row.pk), instrument=tool.name)
    return row


@step
def save_answer(
    *, subject: UUID, assessment: UUID, item: str, said: str, rests_on: RestsOn, read: int, worker: UUID, at: datetime
) -> Answer:
    """Keep the answer to one item. `read` is the number that stood there when its writer last saw it.

    Where somebody else answered it since, nothing is kept until whoever writes has seen theirs.
    """
    row = _draft(subject, assessment)
    tool = version(row.instrument, row.version)
    asked = tool.items.get(item) or (tool.judgement if item == JUDGEMENT else None)
    if asked is None or said not in tool.scale[asked.scale].by_code:
        raise NotThatAnswer(
            got="an answer that is not offered", expected="one of those on the page", next_step="Open the page again."
        )
    last = Answer.objects.filter(assessment=row, item=item).select_related("by").order_by("-number").first()
    if last and last.number != read and last.by_id != worker:
        raise AnsweredMeanwhile(
            got="an answer to what somebody else answered meanwhile",
            expected="the answer as it was read",
            next_step="Somebody else has answered this since. Read theirs, and save again if yours should stand.",
        )
    kept = Answer.objects.create(
        assessment=row, item=item, number=(last.number if last else 0) + 1, said=said, by_id=worker, at=at
    )
    _rest(kept, subject, rests_on)
    audit.current().note(assessment=str(row.pk), item=item)
    return kept


def _rest(answer: Answer, subject: UUID, on: RestsOn) -> None:
    rows = Observation.objects.filter(person=subject, pk__in=on.observations, ended_at__isnull=True)
    for seen in rows.order_by("since", "pk"):
        exact = seen.precision != "month"
        AnswerEvidence.objects.create(
            answer=answer, observation=seen, since=seen.since, last=seen.last_day, exact=exact
        )
    if on.words or on.since:
        words = sealed(on.words, table=EVIDENCE, row=f"{answer.pk}", column="words") if on.words else ""
        AnswerEvidence.objects.create(
            answer=answer, sealed_words=words, since=on.since, last=on.last or on.since, exact=on.exact
        )


@step
def give_band(
    *, subject: UUID, assessment: UUID, kind: str, band: str, reason: str, second: UUID | None, not_known: str,
    worker: UUID, at: datetime,
) -> BandGiven:  # fmt: skip
    """Keep the professional's band or the agreed one, unless the instrument's rule or the last band refuses it."""
    Subject.objects.select_for_update().get(pk=subject)
    now = read_one(subject, assessment)
    if now is None or now.row.withdrawn_at:
        raise _no_draft()
    words = _refused(now, Given(band, reason, str(worker)), kind, str(second or ""), not_known)
    if words:
        raise CannotStandSo(got="a band that may not stand so", expected="one with its reasons", next_step=words)
    more = f"\n\nOn what is not known: {not_known}" if not_known else ""
    kept = sealed(reason + more, table=BAND, row=f"{now.row.pk}", column="reason")
    row = BandGiven.objects.create(
        assessment=now.row, kind=kind, band=band, sealed_reason=kept, second_id=second, by_id=worker, at=at
    )
    audit.current().note(assessment=str(now.row.pk), kind=kind)
    if now.row.done_at:
        _ask_for_review(now.row, band if kind == AGREED or not now.bands.agreed else now.standing, at)
    return row


def _refused(now: Whole, given: Given, kind: str, second: str, not_known: str) -> str:
    """What stands in the way, in words: the instrument's rule, and, below the last band, the rule that closes."""
    professional = given if kind == PROFESSIONAL else now.bands.professional
    agreed = given if kind == AGREED else now.bands.agreed
    bands = type(now.bands)(now.result.band, professional, agreed, second or now.bands.second_person)
    found = list(refused_bands(now.tool, bands))
    last = before(now.row)
    if kind == AGREED and last and given.band in now.tool.ranks and _lower(now, given.band, standing_band(last)):
        found += refused_closing(now.tool, now.result, bands, reason=given.reason, on_what_is_not_known=not_known)
    return " ".join(dict.fromkeys(each.words for each in found))


def _lower(now: Whole, band: str, last: str) -> bool:
    return last in now.tool.ranks and is_step_down(now.tool, last, band)


@step
def finish(*, subject: UUID, assessment: UUID, worker: UUID, at: datetime) -> Assessment:
    """Finish a draft: what the tool came to is kept with it. It wants the professional's band to stand on."""
    _draft(subject, assessment)
    now = read_one(subject, assessment)
    if now is None or now.bands.professional is None:
        raise CannotStandSo(
            got="an assessment that would stand on a score alone",
            expected="a professional’s band and why",
            next_step="Give your own band and why first: no assessment stands on a score alone.",
        )
    row, result = now.row, now.result
    row.done_at, row.score, row.band = at, result.score, result.band
    row.lowest, row.highest = result.lowest.band, result.highest.band
    row.save(update_fields=["done_at", "score", "band", "lowest", "highest"])
    audit.current().note(assessment=str(row.pk), finished=True)
    _settle_earlier(row, at, worker)
    _ask_for_review(row, now.standing, at)
    return row


@step
def withdraw(*, subject: UUID, assessment: UUID, reason: str, worker: UUID, at: datetime) -> Assessment:
    """Take an assessment back that was made by mistake. It stays, with why, and asks for no review."""
    row = Assessment.objects.select_for_update().filter(pk=assessment, subject=subject, withdrawn_at=None).first()
    if row is None:
        raise _no_draft()
    row.withdrawn_at, row.withdrawn_by_id = at, worker
    row.sealed_reason = sealed(reason, table=ASSESSMENT, row=row.pk, column="reason")
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "sealed_reason"])
    _settle(row.pk, at, worker, "withdrawn")
    audit.current().note(assessment=str(row.pk), withdrawn=True)
    return row


def _draft(subject: UUID, assessment: UUID) -> Assessment:
    rows = Assessment.objects.select_for_update().filter(pk=assessment, subject=subject)
    row = rows.filter(done_at__isnull=True, withdrawn_at__isnull=True).first()
    if row is None:
        raise _no_draft()
    return row


def _no_draft() -> NoLongerADraft:
    return NoLongerADraft(
        got="an assessment that is not here, or that was finished or withdrawn",
        expected="one that may still be changed",
        next_step="Open the list again. What is finished stays as it is: begin another.",
    )


def _settle_earlier(row: Assessment, at: datetime, worker: UUID) -> None:
    earlier = Assessment.objects.filter(subject=row.subject_id, instrument=row.instrument, done_at__isnull=False)
    for pk in earlier.exclude(pk=row.pk).values_list("pk", flat=True):
        _settle(pk, at, worker, "assessed-again")


def _settle(assessment: UUID, at: datetime, worker: UUID, outcome: str) -> None:
    for kind in (REVIEW, REVIEW_CONTEXT):
        settle(kind=kind, reference=str(assessment), at=at, done_by=worker, outcome=outcome)


def _ask_for_review(row: Assessment, band: str, at: datetime) -> None:
    """Ask for the review that the band wants: the child's teams, or the assessor of a place or a group."""
    _settle(row.pk, at, row.by_id, "another-band")
    due = review_due(version(row.instrument, row.version), band, on=row.as_at)
    if due is None:
        return
    asked = {"reference": str(row.pk), "at": at, "due_at": datetime.combine(due, time(23, 59), tzinfo=LONDON)}
    child = row.subject_id
    if Person.objects.filter(pk=child).exists():
        ask_teams(kind=REVIEW, child=child, teams=teams_of([child], at).get(child, set()), **asked)
    else:
        raise_task(kind=REVIEW_CONTEXT, for_worker=row.by_id, subject_id=child, **asked)
