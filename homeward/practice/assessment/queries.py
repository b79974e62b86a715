"""Assessments, for a page that has been allowed: answers, results, bands, and who was shown them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from homeward.methods.disclosure.profile import Profile
from homeward.methods.disclosure.tables import ProtectedTable, protect_list
from homeward.methods.instruments.answers import Answer as Said
from homeward.methods.instruments.answers import Evidence
from homeward.methods.instruments.deciding import Bands, Given
from homeward.methods.instruments.scoring import Result, score
from homeward.practice.assessment.models import Answer, AnswerEvidence, Assessment, BandGiven, Rescored
from homeward.practice.assessment.rules import Done
from homeward.practice.indicators.models import Observation
from homeward.register.audit import queries as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.keys.queries import opened
from homeward.register.subjects.queries import once
from homeward.vocabulary.instruments.loader import version
from homeward.vocabulary.instruments.shapes import Instrument
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

ASSESSMENT, EVIDENCE, BAND = "assessment_assessment", "assessment_answerevidence", "assessment_bandgiven"
HELD = "held"  # an evidence row that names who told it or where it is kept: scoring asks only whether one does
SHOWING = ("assessment.open", "context.open")


@dataclass(frozen=True)
class Whole:
    """One assessment with its instrument, the answers that stand, what they come to, and the bands that people gave."""

    row: Assessment
    tool: Instrument
    answers: dict[str, Answer]
    result: Result
    bands: Bands
    given: dict[str, BandGiven]

    @property
    def standing(self) -> str:
        """The band that holds: the agreed one, or the professional's, or the tool's."""
        return self.bands.standing


def standing_answers(rows: Iterable[Answer]) -> dict[str, Answer]:
    """Of every saving of each item, the one with the highest number."""
    found: dict[str, Answer] = {}
    for row in rows:
        if row.item not in found or found[row.item].number < row.number:
            found[row.item] = row
    return found


def plain(rows: Iterable[Answer]) -> list[Said]:
    """Answers as the methods take them."""
    return [Said(row.item, row.said, tuple(map(evidence_of, row.evidence.all()))) for row in rows]


def evidence_of(row: AnswerEvidence) -> Evidence:
    """What an answer rests on: an observation names who noticed it, and words say where to look."""
    return Evidence(HELD if row.observation_id or row.sealed_words else "", "", row.since, row.last, row.exact)


def with_all(rows: "QuerySet[Assessment]") -> "QuerySet[Assessment]":
    """Assessments with their answers, evidence and bands, in three statements more."""
    evidence = AnswerEvidence.objects.select_related("observation__agency").order_by("pk")
    answers = Answer.objects.select_related("by").prefetch_related(Prefetch("evidence", queryset=evidence))
    bands = BandGiven.objects.select_related("by", "second").order_by("at", "pk")
    return rows.select_related("by", "withdrawn_by").prefetch_related(
        Prefetch("answers", queryset=answers.order_by("number")), Prefetch("bands", queryset=bands)
    )


def whole(row: Assessment) -> Whole:
    """An assessment read with `with_all`, scored as at its own day under its own version: no statement."""
    tool = version(row.instrument, row.version)
    answers = standing_answers(row.answers.all())
    result = score(tool, plain(answers.values()), on=row.as_at, age=row.age)
    given = {each.kind: each for each in row.bands.all()}
    return Whole(row, tool, answers, result, bands_of(result.band, given), given)


def bands_of(tool: str, given: dict[str, BandGiven]) -> Bands:
    """The three bands, as the rules that refuse take them."""
    professional, agreed = given.get("professional"), given.get("agreed")
    last = agreed or professional
    return Bands(
        tool,
        _given(professional) if professional else None,
        _given(agreed) if agreed else None,
        str(last.second_id) if last and last.second_id else "",
    )


def _given(row: BandGiven) -> Given:
    return Given(row.band, band_reason(row), str(row.by_id))


def one(subject: UUID, assessment: UUID) -> Whole | None:
    """One assessment of this child, place or group, in four statements."""
    row = with_all(Assessment.objects.filter(subject=subject, pk=assessment)).first()
    return whole(row) if row else None


def assessments_of(subject: UUID, *, first: int = 0, last: int = 25) -> list[Assessment]:
    """The assessments, the newest first, each with its bands, in two statements."""
    bands = BandGiven.objects.select_related("by").order_by("at", "pk")
    rows = (
        Assessment.objects.filter(subject=subject)
        .select_related("by")
        .prefetch_related(Prefetch("bands", queryset=bands))
    )
    return list(rows.order_by("-as_at", "-started_at", "pk")[first:last])


def standing_band(row: Assessment) -> str:
    """The band that holds of a finished assessment whose bands were read with it."""
    given = {each.kind: each.band for each in row.bands.all()}
    return given.get("agreed") or given.get("professional") or row.band


def before(row: Assessment) -> Assessment | None:
    """The last finished assessment of the same by the same instrument, of an earlier day or the same."""
    rows = Assessment.objects.filter(
        subject=row.subject_id, instrument=row.instrument, done_at__isnull=False, withdrawn_at__isnull=True,
        as_at__lte=row.as_at,
    ).exclude(pk=row.pk)  # fmt: skip
    return (
        rows.prefetch_related(Prefetch("bands", queryset=BandGiven.objects.order_by("at", "pk")))
        .order_by("-as_at", "-done_at")
        .first()
    )


def observations_for(subject: UUID, codes: Collection[str], until: date) -> list[Observation]:
    """The standing observations of a child of these indicators, up to a day: what an answer may rest on."""
    rows = Observation.objects.filter(person=subject, code__in=codes, ended_at__isnull=True, since__lte=until)
    return list(rows.select_related("agency").order_by("-since", "-recorded_at")[:200])


def words_of(row: AnswerEvidence) -> str:
    """What was written of the evidence: who told it, or where it is kept."""
    if not row.sealed_words:
        return ""
    return opened(row.sealed_words, table=EVIDENCE, row=f"{row.answer_id}", column="words")


def band_reason(row: BandGiven) -> str:
    """Why a band was given."""
    return opened(row.sealed_reason, table=BAND, row=f"{row.assessment_id}", column="reason")


def withdrawn_because(row: Assessment) -> str:
    """Why an assessment was withdrawn."""
    return opened(row.sealed_reason, table=ASSESSMENT, row=row.pk, column="reason") if row.sealed_reason else ""


def rescored_of(row: Assessment) -> list[Rescored]:
    """What the answers come to under each later version, the newest first."""
    return list(row.rescored.order_by("-version"))


def shown_to(subject: UUID, assessment: UUID) -> "QuerySet[AuditEvent]":
    """Who was shown the result of an assessment, and when, out of the memory of who looked; the newest first."""
    about = audit.events_about(once(subject)).filter(action__in=SHOWING, outcome="allowed", withheld=False)
    return about.filter(detail__assessment=str(assessment), detail__has_key="version").order_by("-at")


def finished_of_children() -> list[Done]:
    """Every finished assessment of a child, with the ranks of its bands, in two statements."""
    rows = Assessment.objects.filter(done_at__isnull=False, withdrawn_at__isnull=True, subject__kind="person")
    bands = Prefetch("bands", queryset=BandGiven.objects.only("assessment", "kind", "band").order_by("at", "pk"))
    kept = rows.only("subject", "instrument", "version", "by", "as_at", "band").prefetch_related(bands)
    return [_done(row) for row in kept.order_by("as_at", "done_at")]


def _done(row: Assessment) -> Done:
    ranks = version(row.instrument, row.version).ranks
    tool, standing = ranks[row.band], ranks[standing_band(row)]
    return Done(row.subject_id, row.instrument, row.version, row.by_id, row.as_at, tool, standing)


def harms_noticed(children: Collection[UUID]) -> dict[UUID, list[date]]:
    """The days on which injury or harm of these children was noticed, by observations that stand; one statement."""
    codes = [each.code for each in load_whole("exploitation_indicators").entries if each.group == "injury"]
    rows = Observation.objects.filter(code__in=codes, value="yes", ended_at__isnull=True, person__in=children)
    found: dict[UUID, list[date]] = {}
    for child, since in rows.values_list("person_id", "since"):
        found.setdefault(child, []).append(since)
    return found


def protected(counts: dict[str, dict[str, int]], *, on: date) -> dict[str, ProtectedTable]:
    """Each instrument's counts with small numbers hidden, as a partnership paper hides them."""
    names = ("small_number_from", "small_number_to", "hidden_range_least", "percentage_denominator_least")
    profile = Profile(*(limit(name, on=on) for name in names))
    return {code: protect_list(of, profile) for code, of in counts.items()}
