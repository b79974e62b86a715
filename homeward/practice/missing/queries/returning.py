"""Returns and their interviews: which are due, what was done, what was said, and the leads that wait."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from homeward.foundation.london import london_day
from homeward.methods.leads import Around, Candidate, candidates
from homeward.practice.missing.models import (
    InterviewPiece,
    InterviewStep,
    Lead,
    MissingEpisode,
    MissingReport,
    PreventionInterview,
)
from homeward.practice.missing.queries.absences import counted
from homeward.practice.missing.queries.live import standing_episode
from homeward.practice.missing.rules.returning import DECLINED, HELD, OFFERED, SETTLING, WITHDRAWN, Step
from homeward.register.access.models import RoleHolding
from homeward.register.access.queries import open_at, visible
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Worker
from homeward.register.keys.queries import index, opened
from homeward.register.people.models import Person
from homeward.register.places.models import District
from homeward.register.tasks.models import Task
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole

OFFER = "offer-return-interview"
INTERVIEWER = "independent-interviewer"
DUE, OVERDUE, LATE = "due", "overdue", "late"
SECTION = "missing_interviewpiece"
FACTORS = "factors"
HOPS = 5  # how many absences one may have been taken for in turn: each is a word or a row that joined two


def hours_on(at: datetime) -> int:
    """How many hours there are for a return interview, as the limit stood on the day of the return."""
    return limit("return_interview_hours", on=london_day(at))


def of_absence(episode: UUID) -> Q:
    """What was done about an absence, and about any that turned out to be the same one."""
    return leading_to(episode, "interview__episode")


def leading_to(episode: object, by: str) -> Q:
    """Rows whose absence is this one, or turned out to be it, however many others it was taken for on the way."""
    return reduce(or_, (Q(**{path: episode}) for path in ways(by)))


def ways(by: str) -> list[str]:
    """The ways from a row to the absence that stands: its own, and through each that it turned out to be."""
    return [by + "__joined_into" * hops for hops in range(HOPS + 1)]


def standing_steps() -> "QuerySet[InterviewStep]":
    """Steps that nobody has withdrawn."""
    return InterviewStep.objects.filter(withdrawn__isnull=True).exclude(kind=WITHDRAWN)


def _by_absence() -> "QuerySet[InterviewStep]":
    """Steps that stand, each with the absence that it is about now."""
    return standing_steps().order_by().annotate(of=Coalesce(*ways("interview__episode")[::-1]))


def returns(*, viewer: Viewer, at: datetime, which: str) -> "QuerySet[MissingEpisode]":
    """Absences that ended, of children on the viewer's lists: those due, overdue, or offered too late, oldest first.

    A return that the council's own system says was offered an interview is not called overdue: no time was told.
    """
    since = at - timedelta(days=limit("interview_listed_days", on=london_day(at)))
    allowed = timedelta(hours=hours_on(at))
    rows = _with_steps(
        counted()
        .filter(visible(viewer, "interview.see", at=at, subject="person_id"))
        .filter(until__gte=since, until__lte=at)
        .select_related("person__district")
    )
    if which == LATE:
        return rows.filter(first_offer__gt=F("until") + allowed).order_by("-until", "pk")
    rows = rows.filter(settled=False, told=False)
    if which == DUE:
        return rows.filter(until__gte=at - allowed).order_by("until", "pk")
    return rows.filter(until__lt=at - allowed).order_by("until", "pk")


def _with_steps(rows: "QuerySet[MissingEpisode]") -> "QuerySet[MissingEpisode]":
    # Sought by the child, whose interviews are few: no index leads from an absence to those that turned out to be it.
    steps = _by_absence().filter(interview__person=OuterRef("person_id"), of=OuterRef("pk")).values("withdraws")
    offers = steps.filter(kind__in=[OFFERED, HELD]).annotate(first=Min("at")).values("first")
    held = steps.filter(kind=HELD).annotate(first=Min("at")).values("first")
    told = MissingReport.objects.filter(
        episode=OuterRef("pk"), superseded_at__isnull=True, return_interview_offered__in=["Y", "NA"]
    )
    settled = Exists(steps.filter(kind__in=sorted(SETTLING)), output_field=BooleanField())
    return rows.annotate(
        first_offer=Subquery(offers), first_held=Subquery(held), settled=settled, told=Exists(told), mine=Value(True)
    )


@dataclass(frozen=True)
class Counts:
    """Of the returns of some days: how many there were, how many were offered in time, and how many held in time."""

    returns: int
    offered: int
    held: int


def counts_of(*, viewer: Viewer, at: datetime, days: int) -> Counts:
    """The two measures over the returns whose time has run out, of children on the viewer's lists, in one statement."""
    allowed = timedelta(hours=hours_on(at))
    span = {"until__gte": at - timedelta(days=days), "until__lt": at - allowed}
    rows = _with_steps(counted().filter(visible(viewer, "interview.see", at=at, subject="person_id"), **span))
    found = list(rows.values_list("until", "first_offer", "first_held"))
    return Counts(
        len(found),
        sum(bool(offer and offer <= until + allowed) for until, offer, _ in found),
        sum(bool(held and held <= until + allowed) for until, _, held in found),
    )


def answered_after(episodes: Collection[UUID]) -> dict[UUID, tuple[bool, bool]]:
    """Of absences that ended: whether an interview was offered, and whether it was accepted, in two statements.

    What was done here counts, and so does what a council's own system told of the same absence.
    """
    took = _by_absence().filter(of__in=episodes, kind__in=[OFFERED, DECLINED, HELD])
    done = set(took.values_list("of", "kind"))
    standing = MissingReport.objects.filter(episode__in=episodes, superseded_at__isnull=True)
    told = standing.exclude(return_interview_offered="", return_interview_accepted="")
    offered, accepted = {episode for episode, _ in done}, {episode for episode, kind in done if kind == HELD}
    for episode, offer, yes in told.values_list("episode", "return_interview_offered", "return_interview_accepted"):
        offered |= {episode} if offer == "Y" else set()
        accepted |= {episode} if yes == "Y" else set()
    return {episode: (episode in offered, episode in accepted) for episode in episodes}


def absence(subject: UUID, episode: UUID) -> MissingEpisode | None:
    """One absence of a child, for a page that has already been allowed; one that was joined leads to what it is now."""
    found = standing_episode(episode)
    return MissingEpisode.objects.filter(pk=found[1], person=subject).first() if found else None


def steps_of(episode: UUID) -> list[InterviewStep]:
    """Everything that was done about the interview, in the order it was written."""
    rows = InterviewStep.objects.filter(of_absence(episode)).select_related("by__agency", "asked_of", "withdraws")
    return list(rows.order_by("pk"))


def plain(steps: Sequence[InterviewStep]) -> list[Step]:
    """The steps that stand, as the rules take them."""
    gone = {step.withdraws_id for step in steps if step.withdraws_id}
    return [Step(step.kind, step.at) for step in steps if step.pk not in gone and step.kind != WITHDRAWN]


@dataclass(frozen=True)
class Section:
    """What stands in one section, its number, and what somebody wrote over it unseen, if anybody did."""

    text: str
    number: int
    piece: InterviewPiece | None
    beside: InterviewPiece | None = None


def sections_of(episode: UUID) -> dict[str, Section]:
    """Each section that has been written in, in one statement: the last that stands, and one beside it if newer."""
    rows = InterviewPiece.objects.filter(of_absence(episode)).select_related("by").order_by("at", "number")
    found: dict[str, Section] = {}
    for row in rows:
        before = found.get(row.section, Section("", 0, None))
        if row.beside:
            found[row.section] = Section(before.text, row.number, before.piece, row)
        else:
            found[row.section] = Section("", row.number, row)
    order = [*load_whole("interview_sections").codes, FACTORS]
    return {name: Section(text_of(found[name].piece), *_rest(found[name])) for name in order if name in found}


def _rest(each: Section) -> tuple[int, InterviewPiece | None, InterviewPiece | None]:
    return each.number, each.piece, each.beside


def text_of(piece: InterviewPiece | None) -> str:
    """What was written, opened from its seal."""
    return opened(piece.sealed_text, table=SECTION, row=piece.pk, column="text") if piece else ""


def decided(episode: UUID) -> list[Lead]:
    """The leads of an interview that were confirmed or refused, in the order they were decided."""
    return list(Lead.objects.filter(of_absence(episode), undone_at__isnull=True).select_related("by").order_by("pk"))


def digest_of(kind: str, value: str) -> str:
    """A keyed digest by which the same value is not offered twice."""
    return index(" ".join(value.casefold().split()), purpose=f"lead-{kind}")


def offered(person: Person, sections: dict[str, Section], leads: Sequence[Lead]) -> list[tuple[str, Candidate]]:
    """What the sections offer that nobody has decided, section by section; each value once."""
    around = Around(
        places=frozenset(District.objects.values_list("name", flat=True)),
        names=frozenset(f"{person.forename} {person.surname} {person.also_known_as}".split()),
    )
    said = {(lead.kind, lead.digest) for lead in leads}
    found = []
    for name, section in sections.items():
        for each in candidates(section.text, around) if name != FACTORS else ():
            key = (each.kind, digest_of(each.kind, each.value))
            if key not in said:
                said.add(key)
                found.append((name, each))
    return found


def value_of(lead: Lead) -> str:
    """What a lead says, opened from its seal."""
    return opened(lead.sealed_value, table="missing_lead", row=f"{lead.interview_id}:{lead.digest}", column="value")


def confirmed_leads(*, since: int = 0) -> "QuerySet[Lead]":
    """Leads that a person confirmed, after one number, for a room above that remembers how far it has drawn them in."""
    rows = Lead.objects.filter(confirmed=True, undone_at__isnull=True, pk__gt=since)
    return rows.select_related("interview__episode", "piece", "by").order_by("pk")


def leads_waiting(*, viewer: Viewer, at: datetime) -> "QuerySet[Lead]":
    """Confirmed leads of the children on whom the viewer may read them, newest first."""
    may = visible(viewer, "lead.see", at=at, field_class="third-party", subject="person_id")
    return confirmed_leads().filter(may).select_related("person").order_by("-pk")


def interviewers(at: datetime) -> list[Worker]:
    """Those who hold the independent interviewer's role now."""
    held = RoleHolding.objects.filter(open_at(at), role=INTERVIEWER).values("worker")
    return list(Worker.objects.filter(pk__in=held).select_related("agency").order_by("name"))


def prevention_of(episode: UUID) -> PreventionInterview | None:
    """What was last written of the police's talk with the child."""
    rows = PreventionInterview.objects.filter(leading_to(episode, "episode"))
    return rows.select_related("by__agency").order_by("-recorded_at", "-pk").first()


def not_asked_for(*, at: datetime, most: int = 200) -> list[MissingEpisode]:
    """Returns of late for which nobody was asked to offer an interview, and about which nothing was done or told.

    In four statements: those of late first, and the rest only of the few of whom nobody was asked.
    """
    since = at - timedelta(days=limit("trigger_look_back_days", on=london_day(at)))
    late = counted().filter(until__gte=since, until__lte=at).order_by("until", "pk")
    asked = Task.objects.filter(kind=OFFER, raised_at__gte=since).values_list("reference", flat=True)
    known = set(asked)
    rows = [each for each in late if str(each.pk) not in known]
    ids = {each.pk for each in rows}
    seen = set(_by_absence().filter(of__in=ids).values_list("of", flat=True))
    told = MissingReport.objects.filter(episode__in=ids, superseded_at__isnull=True)
    seen |= set(told.filter(return_interview_offered__in=["Y", "NA"]).values_list("episode", flat=True))
    return [each for each in rows if each.pk not in seen][:most]
