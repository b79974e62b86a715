"""The facts that triggers are asked of, which are on, and how often each has fired."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q

from homeward.foundation.ages import age_on
from homeward.foundation.london import london_day
from homeward.practice.missing.models import Ending, Grade, MissingEpisode, TriggerFiring, TriggerSwitch
from homeward.practice.missing.queries.absences import counted
from homeward.practice.missing.rules.triggers import Facts, Switched, Trigger, is_on
from homeward.register.access.queries import visible
from homeward.register.access.rules import Viewer
from homeward.register.people.models import CareEpisode, Person
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import MissingTriggerEntry

Span = tuple[date, date | None]


def triggers() -> list[MissingTriggerEntry]:
    """Every trigger there is, in the list's order."""
    return [each for each in load_whole("missing_triggers").entries if isinstance(each, MissingTriggerEntry)]


def plain(entry: MissingTriggerEntry) -> Trigger:
    """A trigger as the rule takes it."""
    return Trigger(entry.when, entry.episodes, entry.days, entry.hours, entry.age, entry.grade)


def switches() -> dict[str, list[TriggerSwitch]]:
    """Everything that was asked of each trigger, whatever was answered, the newest first."""
    found: dict[str, list[TriggerSwitch]] = defaultdict(list)
    for row in TriggerSwitch.objects.select_related("by", "answered_by").order_by("-since", "-at"):
        found[row.trigger].append(row)
    return found


def those_on(*, on: date) -> list[MissingTriggerEntry]:
    """The triggers that are on on a day."""
    said = switches()
    return [each for each in triggers() if is_on(_plain(said[each.code]), shipped=each.shipped_on, on=on)]


def _plain(rows: Sequence[TriggerSwitch]) -> list[Switched]:
    agreed = [(row, row.answered_at) for row in rows if row.agreed and row.answered_at]
    return [Switched(row.on, max(row.since, london_day(answered)), row.at) for row, answered in agreed]


def recent(*, since: datetime, at: datetime) -> list[MissingEpisode]:
    """Absences that began or ended since a moment, or have not ended, without those that turned out to be another."""
    late = Q(since__gte=since, since__lte=at) | Q(until__gte=since, until__lte=at)
    return list(counted().filter(late).select_related("person").order_by("person_id", "since"))


def facts_of(episodes: Sequence[MissingEpisode], *, at: datetime) -> dict[UUID, Facts]:
    """What is known of each absence, in four statements however many there are."""
    people = {each.person_id for each in episodes}
    starts, care = _starts(people), _care(people)
    grades = _highest(episodes)
    outside = set(
        Ending.objects.filter(episode__in=[each.pk for each in episodes], undone_at__isnull=True)
        .exclude(out_of_area="")
        .values_list("episode_id", flat=True)
    )
    return {
        each.pk: Facts(
            since=each.since,
            until=each.until,
            at=at,
            others=tuple(start for pk, start in starts[each.person_id] if pk != each.pk),
            age=_age(each.person, london_day(each.since)),
            looked_after=_held(care[each.person_id], london_day(each.since)),
            earlier_looked_after=sum(
                start < each.since and _held(care[each.person_id], london_day(start))
                for pk, start in starts[each.person_id]
                if pk != each.pk
            ),
            out_of_area=each.pk in outside,
            grade=grades.get(each.pk),
        )
        for each in episodes
    }


def _starts(people: Collection[UUID]) -> dict[UUID, list[tuple[UUID, datetime]]]:
    found: dict[UUID, list[tuple[UUID, datetime]]] = defaultdict(list)
    for person, pk, since in counted().filter(person__in=people).values_list("person_id", "pk", "since"):
        found[person].append((pk, since))
    return found


def _care(people: Collection[UUID]) -> dict[UUID, list[Span]]:
    found: dict[UUID, list[Span]] = defaultdict(list)
    for person, since, until in CareEpisode.objects.filter(person__in=people).values_list("person", "since", "until"):
        found[person].append((since, until))
    return found


def _highest(episodes: Sequence[MissingEpisode]) -> dict[UUID, int]:
    """The highest grade anybody here gave each absence, as a figure."""
    rows = Grade.objects.filter(episode__in=[each.pk for each in episodes]).order_by()
    return {pk: int(level) for pk, level in rows.values_list("episode_id").annotate(Max("level")) if level.isdigit()}


def _held(spans: Sequence[Span], day: date) -> bool:
    return any(since <= day and (until is None or day <= until) for since, until in spans)


def _age(person: Person, day: date) -> int | None:
    return age_on(person.birth_date, day) if person.birth_date and person.birth_date <= day else None


@dataclass(frozen=True)
class Counted:
    """How often one trigger fired in the last 28 days and in the last year."""

    month: int = 0
    year: int = 0


def firings(*, at: datetime) -> dict[str, Counted]:
    """How often each fired, in one statement. Counts alone: no child is named."""
    year = TriggerFiring.objects.filter(at__gte=at - timedelta(days=365)).order_by()
    month = Count("pk", filter=Q(at__gte=at - timedelta(days=28)))
    rows = year.values("trigger").annotate(month=month, year=Count("pk"))
    return {row["trigger"]: Counted(row["month"], row["year"]) for row in rows}


@dataclass(frozen=True)
class Repeated:
    """One child with more than one absence in a span: how many, and when the last began."""

    person: Person
    episodes: int
    latest: datetime


def repeat_children(*, viewer: Viewer, at: datetime, days: int, least: int, latest: int = 200) -> list[Repeated]:
    """Children with at least so many absences that began in the last so many days, whom the viewer may list."""
    began = {"since__gte": at - timedelta(days=days), "since__lte": at}
    may = visible(viewer, "most-frequent.open", at=at, subject="person_id")
    rows = counted().filter(may, type="M", **began).order_by().values("person_id")
    counts = list(
        rows.annotate(many=Count("pk"), last=Max("since")).filter(many__gte=least).order_by("-many", "-last")[:latest]
    )
    people = Person.objects.select_related("district").in_bulk([row["person_id"] for row in counts])
    return [Repeated(people[row["person_id"]], row["many"], row["last"]) for row in counts]
