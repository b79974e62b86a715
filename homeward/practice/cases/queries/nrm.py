"""Referrals to the National Referral Mechanism, and what the record already holds of what they ask."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch

from homeward.foundation.ages import age_on
from homeward.foundation.dates_in_words import counted, day_in_words
from homeward.foundation.london import london_day
from homeward.practice.cases.models import Case, JusticeCapacity, NrmAnswer, NrmReferral, NrmStep
from homeward.practice.cases.queries.child import about_child
from homeward.practice.cases.rules import nrm as rules
from homeward.practice.indicators.queries import observations
from homeward.practice.indicators.rules import YES
from homeward.practice.missing.models import MissingEpisode
from homeward.register.access.queries import may_about, shielded
from homeward.register.access.rules import Viewer
from homeward.register.agencies.models import Agency
from homeward.register.keys.queries import opened
from homeward.register.people.models import Person, ResponsibleAuthority, SchoolSpell
from homeward.register.people.rules import known_as
from homeward.vocabulary.labels import label
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import QuestionEntry

# Forms of exploitation, as the kinds that the form names.
AS_TYPES = {
    "criminal": "forced-crime",
    "county-lines": "forced-crime",
    "sexual": "child-exploitation",
    "labour": "forced-work",
    "domestic-servitude": "household",
    "organ-harvesting": "organ",
}


def limits_on(day: date) -> rules.Limits:
    """How long each decision may take, as the limits stood on a day."""
    return rules.Limits(
        reasonable_working_days=limit("nrm_reasonable_grounds_working_days", on=day),
        panel_days=limit("nrm_panel_reasonable_days", on=day),
        conclusive_least_days=limit("nrm_conclusive_grounds_days", on=day),
    )


def referrals_of(subject: UUID) -> list[NrmReferral]:
    """Every referral of one child with what became of each, the newest first, in two statements."""
    steps = NrmStep.objects.select_related("by").order_by("on", "recorded_at")
    rows = NrmReferral.objects.filter(person=subject).select_related("begun_by", "person")
    return list(rows.prefetch_related(Prefetch("steps", queryset=steps)).order_by("-begun_at", "pk"))


def referral_of(subject: UUID, referral: UUID) -> NrmReferral | None:
    """One referral of one child, for a page that has already been allowed."""
    return next((row for row in referrals_of(subject) if row.pk == referral), None)


def plain(row: NrmReferral) -> list[rules.Step]:
    """What became of a referral, in the order of its days."""
    steps = sorted(row.steps.all(), key=lambda each: (each.on, each.recorded_at))
    return [rules.Step(each.kind, each.on, each.outcome) for each in steps]


def standing_answers(row: NrmReferral) -> dict[str, str]:
    """What stands in each answer that somebody has written."""
    return {
        each.question: opened(each.sealed_text, table="cases_nrmanswer", row=each.pk, column="text")
        if each.sealed_text
        else ""
        for each in _last(row).values()
    }


def _last(row: NrmReferral) -> dict[str, NrmAnswer]:
    return {each.question: each for each in row.answers.order_by("number")}


def read_marks(row: NrmReferral, questions: Collection[str]) -> str:
    """How a part stands, so that whoever saves it later can be told that somebody wrote in it meanwhile."""
    last = _last(row)
    return ",".join(f"{code}:{last[code].number}" for code in sorted(questions) if code in last)


def questions(group: str = "") -> list[QuestionEntry]:
    """The questions of the form, or of one of its parts."""
    found = [each for each in load_whole("nrm_form").entries if isinstance(each, QuestionEntry)]
    return [each for each in found if not group or each.group == group]


def is_under_18(person: Person, on: date) -> bool:
    """Whether the person is a child on a day; whoever has no birth date is treated as one."""
    return person.birth_date is None or age_on(person.birth_date, on) < 18


def questions_asked(row: NrmReferral, *, at: datetime, group: str = "") -> list[QuestionEntry]:
    """The questions that are asked of this person here."""
    young, hidden = is_under_18(row.person, london_day(at)), bool(shielded([row.person_id]))
    return [each for each in questions(group) if rules.asked(each, under_18=young, shielded=hidden)]


def missing_of(row: NrmReferral, *, at: datetime) -> list[QuestionEntry]:
    """The questions that must be answered before the referral is whole."""
    young, hidden = is_under_18(row.person, london_day(at)), bool(shielded([row.person_id]))
    return rules.missing(questions(), standing_answers(row), under_18=young, shielded=hidden)


def from_record(person: Person, *, viewer: Viewer, classes: Collection[str], at: datetime) -> dict[str, str]:
    """What the record already holds of what the form asks, of the classes of fact that the viewer may read.

    It is offered and never kept by itself: whoever saves the part has read it.
    """
    today = london_day(at)
    about = about_child(person.pk, classes=classes)
    need = about.needs[0] if about.needs else None
    young = is_under_18(person, today)
    named = Case.objects.filter(subject=person.pk, closed_at__isnull=True).values_list("forms", flat=True)
    forms = {code for each in named for code in each.split(";")}
    held = {
        "agency": Agency.objects.filter(pk=viewer.agency_id).values_list("name", flat=True).first() or "",
        "worker": viewer.name,
        "under_18": "yes" if young and person.birth_date else "",
        "authority": _authority(person),
        "name": known_as(person.forename, person.surname),
        "also_known_as": person.also_known_as,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "sex": person.sex,
        "types": ";".join(sorted({AS_TYPES[code] for code in forms if code in AS_TYPES})),
        "signs": "\n".join(filter(None, (_absences(person, today), *_noticed(person, viewer, at)))),
        "school": _school(person, viewer, at),
        "reported_before": _reported_before(person),
        "interpreter": _interpreter(need),
        "helps": need.helps if need else "",
        "family": "\n".join(
            f"{label('household_relations', each.relation)}; lives with the child: {_said(each.lives_with)}"
            for each in about.members
        ),
        "crime_reference": _crime(person) if "youth-justice" in classes else "",
        "voice": "\n".join(
            f"{day_in_words(each.on)}: {label('voice_ways', each.how).lower()}" for each in about.voices
        ),
    }
    return {each.code: held[each.from_record] for each in questions() if held.get(each.from_record)}


def _said(code: str) -> str:
    return label("said_or_not", code).lower()


def _authority(person: Person) -> str:
    rows = ResponsibleAuthority.objects.filter(person=person, until__isnull=True).select_related("agency")
    return ", ".join(row.agency.name for row in rows)


def _a_year_before(today: date) -> date:
    return today.replace(year=today.year - 1) if (today.month, today.day) != (2, 29) else date(today.year - 1, 3, 1)


def _absences(person: Person, today: date) -> str:
    since = _a_year_before(today)
    rows = MissingEpisode.objects.filter(person=person, type="M", joined_into__isnull=True, since__date__gte=since)
    return f"Missing {counted(rows.count(), 'time')} since {day_in_words(since)}." if rows.exists() else ""


def _noticed(person: Person, viewer: Viewer, at: datetime) -> list[str]:
    """What was noticed in the last year that may speak of exploitation, as far as the viewer may read it."""
    codes = load_whole("exploitation_indicators").codes
    rows = observations(person.pk, viewer=viewer, at=at).filter(code__in=codes, value=YES, ended_at__isnull=True)
    first: dict[str, date] = {}
    for code, since in rows.filter(until__gt=_a_year_before(london_day(at))).values_list("code", "since"):
        first[code] = min(since, first.get(code, since))
    told = sorted(first.items(), key=lambda each: (each[1], each[0]))
    return [f"{label('exploitation_indicators', code)}, first on {day_in_words(since)}." for code, since in told]


def _school(person: Person, viewer: Viewer, at: datetime) -> str:
    """The school that the child is on the roll of, for whoever may read it; nothing while a shield stands."""
    may = may_about(viewer, "child.open", person.pk, at=at, field_class="education").allowed
    if not may or shielded([person.pk]):
        return ""
    rows = SchoolSpell.objects.filter(person=person, until__isnull=True).select_related("school").order_by("since")
    return "\n".join(f"{row.school.name}, since {day_in_words(row.since)}." for row in rows)


def _reported_before(person: Person) -> str:
    """Earlier referrals of the same person that were sent."""
    rows = NrmStep.objects.filter(referral__person=person, kind=rules.SUBMITTED).order_by("on")
    return "\n".join(
        f"To the National Referral Mechanism on {day_in_words(row.on)}"
        + (f", reference {row.reference}." if row.reference else ".")
        for row in rows
    )


def _interpreter(need: object) -> str:
    said, language = getattr(need, "interpreter", ""), getattr(need, "language", "")
    return ", ".join(filter(None, (label("said_or_not", said) if said else "", language)))


def _crime(person: Person) -> str:
    rows = JusticeCapacity.objects.filter(person=person, withdrawn_at__isnull=True, until__isnull=True)
    return ", ".join(rows.exclude(reference="").order_by("since").values_list("reference", flat=True))
