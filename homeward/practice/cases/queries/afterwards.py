"""The census factors that the record suggests, the handover before eighteen, and adults met on the way."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from homeward.foundation.london import day_begins_at, london_day
from homeward.practice.cases.models import AdultReferral, Case, FactorAnswer, NrmStep, Transition
from homeward.practice.cases.rules.afterwards import (
    ACCEPTED,
    BY_SIGN,
    FACTORS,
    PLANNED,
    Facts,
    eighteenth_birthday,
    expected,
    transition_stands,
)
from homeward.practice.indicators.models import Observation
from homeward.practice.indicators.queries import observations
from homeward.practice.indicators.rules import YES
from homeward.practice.missing.models import MissingEpisode
from homeward.register.access.rules import Viewer
from homeward.register.events.models import SocialCareEvent
from homeward.register.people.models import Person
from homeward.register.tasks.models import Task
from homeward.vocabulary.limits import limit

TURNS = "plan-handover-at-eighteen"
YEAR = timedelta(days=365)


def signs_noticed(children: Collection[UUID], since: date) -> dict[UUID, set[str]]:
    """What was noticed of each child since a day, and stands, of what bears on a factor: for a count and no page."""
    rows = Observation.objects.filter(
        person__in=children, code__in=BY_SIGN, value=YES, ended_at__isnull=True, until__gt=since
    )
    found: dict[UUID, set[str]] = {}
    for child, code in rows.values_list("person", "code"):
        found.setdefault(child, set()).add(code)
    return found


def signs_read(subject: UUID, *, viewer: Viewer, at: datetime) -> set[str]:
    """What was noticed of one child in the last year, of what bears on a factor, and that the viewer may read."""
    rows = observations(subject, viewer=viewer, at=at).filter(code__in=BY_SIGN, value=YES, ended_at__isnull=True)
    return set(rows.filter(until__gt=london_day(at) - YEAR).values_list("code", flat=True))


def facts_of(
    cases: Collection[Case], on: date, signs: Mapping[UUID, Collection[str]] | None = None
) -> dict[UUID, Facts]:
    """What the record holds of each child's open cases that bears on a factor, in two statements however many.

    `signs` is what was noticed of each child, as far as whoever asks may know it.
    """
    children = {case.subject_id for case in cases}
    forms: dict[UUID, set[str]] = {}
    for case in cases:
        forms.setdefault(case.subject_id, set()).update(code for code in case.forms.split(";") if code)
    gone = MissingEpisode.objects.filter(
        person__in=children, type="M", joined_into__isnull=True, since__gte=day_begins_at(on - YEAR)
    )
    absences = Counter(gone.values_list("person", flat=True))
    sent = NrmStep.objects.filter(referral__person__in=children, kind="submitted")
    referred = set(sent.values_list("referral__person", flat=True))
    return {
        child: Facts(
            frozenset(forms.get(child, ())), absences[child], child in referred, frozenset((signs or {}).get(child, ()))
        )
        for child in children
    }


def answers_of(cases: Collection[Case]) -> dict[UUID, dict[str, FactorAnswer]]:
    """The last answer to each factor, by case."""
    rows = FactorAnswer.objects.filter(case__in=[case.pk for case in cases], withdrawn_at__isnull=True)
    found: dict[UUID, dict[str, FactorAnswer]] = {}
    for row in rows.select_related("by").order_by("recorded_at", "pk"):
        found.setdefault(row.case_id, {})[row.code] = row
    return found


def recorded_of(children: Collection[UUID], since: date) -> dict[UUID, set[str]]:
    """The factors that completed assessments of each child hold, of those that ended since a day."""
    rows = SocialCareEvent.objects.filter(
        person__in=children, kind="assessment", superseded_at__isnull=True, until__gte=since
    )
    found: dict[UUID, set[str]] = {}
    for child, codes in rows.values_list("person", "code"):
        found.setdefault(child, set()).update(set(codes.split(";")) & set(FACTORS))
    return found


def coding_gap(*, at: datetime) -> dict[str, tuple[int, int]]:
    """For each factor, in how many open cases an assessment of the last year holds it, and in how many it does not.

    Of the children for whom the record suggests it, or a worker accepted it, and nobody refused it. Counts alone.
    """
    today = london_day(at)
    cases = list(Case.objects.filter(closed_at__isnull=True, subject__person__outside_figures=False))
    children = {case.subject_id for case in cases}
    facts, answered = facts_of(cases, today, signs_noticed(children, today - YEAR)), answers_of(cases)
    recorded = recorded_of(children, today - YEAR)
    said: dict[UUID, dict[str, bool]] = {}
    for case in cases:
        own = said.setdefault(case.subject_id, {})
        own.update({code: row.accepted for code, row in answered.get(case.pk, {}).items()})
    held, lacks = Counter[str](), Counter[str]()
    for child, each in facts.items():
        should = expected(each, said.get(child, {}))
        held.update(should & recorded.get(child, set()))
        lacks.update(should - recorded.get(child, set()))
    return {code: (held[code], lacks[code]) for code in FACTORS}


def transitions_of(subject: UUID) -> list[Transition]:
    """The steps towards adult services, the latest first."""
    rows = Transition.objects.filter(person=subject, withdrawn_at__isnull=True)
    return list(rows.select_related("by__agency").order_by("-on", "-recorded_at"))


def adult_referrals_of(subject: UUID) -> list[AdultReferral]:
    """Adults who were met in these cases and referred, the latest first, for whoever may read of them."""
    rows = AdultReferral.objects.filter(case__subject=subject, withdrawn_at__isnull=True)
    return list(rows.select_related("by__agency").order_by("-on", "-recorded_at"))


def days_before_eighteen(on: date) -> int:
    """How long before the birthday the plan is due."""
    return limit("transition_plan_days", on=on)


@dataclass(frozen=True)
class Turning:
    """A child with an open case who will soon be eighteen, and what is due by when."""

    child: UUID
    reference: str
    due_on: date


def turning_eighteen(*, at: datetime) -> list[Turning]:
    """Children with an open case of whom nobody has been asked yet to plan the handover, or to see it accepted."""
    today = london_day(at)
    days = days_before_eighteen(today)
    # Eighteen years are a few days more than this, so nobody is left out; how each stands is decided below.
    born_by = today + timedelta(days=days - 18 * 365)
    held = Case.objects.filter(closed_at__isnull=True).values("subject")
    people = dict(Person.objects.filter(pk__in=held, birth_date__lte=born_by).values_list("pk", "birth_date"))
    steps: dict[UUID, list[str]] = {}
    done = Transition.objects.filter(person__in=people, withdrawn_at__isnull=True)
    for child, kind in done.values_list("person", "kind"):
        steps.setdefault(child, []).append(kind)
    asked = set(Task.objects.filter(kind=TURNS, subject__in=people).values_list("reference", flat=True))
    found = []
    for child, born in people.items():
        stands = transition_stands(born, steps.get(child, []), today=today, days_before=days)
        due = {"plan": PLANNED, "handover": ACCEPTED, "late": ACCEPTED}.get(stands)
        if due and born and f"{child}:{due}" not in asked:
            birthday = eighteenth_birthday(born)
            on = today + timedelta(days=14) if due == PLANNED else max(today, birthday - timedelta(days=1))
            found.append(Turning(child, f"{child}:{due}", on))
    return found
