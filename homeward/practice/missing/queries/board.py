"""Who is missing now, as the board shows it: a set number of statements, whatever has been before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from homeward.foundation.london import london_day
from homeward.practice.missing.models import Entry, Grade, MissingEpisode, TypeChange
from homeward.practice.missing.queries.absences import lasting
from homeward.practice.missing.queries.live import led
from homeward.practice.missing.rules.board import Waits, next_due, open_for_long, word_due
from homeward.register.access.queries import visible
from homeward.register.access.rules import Viewer
from homeward.register.tasks.models import Handover, Ownership
from homeward.register.tasks.queries import owners_of, waiting_of
from homeward.vocabulary.limits import limit
from homeward.vocabulary.loader import load_whole


@dataclass(frozen=True)
class Gone:
    """One child who is missing now: how grave it is, who has it, what was last written and what is due."""

    episode: MissingEpisode
    grade: str
    owner: Ownership | None
    handover: Handover | None
    last_word_at: datetime | None
    due_at: datetime | None
    stale: str

    @property
    def nobody_has_it(self) -> bool:
        """Whether it has no owner, or one who has left."""
        return self.owner is None or self.owner.worker.left_on is not None


def waits_on(day: date) -> Waits:
    """How long may pass, as the limits stood on a day."""
    grades = load_whole("missing_grade").codes
    return Waits(
        by_grade={each: limit(f"word_due_minutes_{each}", on=day) for each in grades},
        ungraded=limit("word_due_minutes_ungraded", on=day),
        long_days=limit("absence_long_days", on=day),
        year_days=limit("absence_year_days", on=day),
    )


def board(*, viewer: Viewer, at: datetime) -> list[Gone]:
    """Absences that have not ended, of the children on this viewer's board, the longest first."""
    may = visible(viewer, "missing.board", at=at, subject="person_id")
    rows = list(lasting(at=at).filter(may).select_related("person").order_by("since", "pk"))
    family = families([each.person_id for each in rows])
    among = {pk: family.get(pk, {pk}) for pk in (each.pk for each in rows)}
    everything = {pk for each in among.values() for pk in each}
    grades, words = grades_of(everything), words_in(everything)
    owners, waiting = owners_of(everything), waiting_of(everything)
    waits = waits_on(london_day(at))
    return [_gone(row, among[row.pk], grades, words, owners, waiting, waits, at) for row in rows]


def families(people: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Each absence of these children with those that turned out to be it, where there are any, in one statement."""
    rows = MissingEpisode.objects.filter(person__in=people, joined_into__isnull=False)
    leads = dict(rows.values_list("pk", "joined_into"))
    found: dict[UUID, set[UUID]] = {}
    for pk in leads:
        stays = led(pk, leads)
        found.setdefault(stays, {stays}).add(pk)
    return found


def grades_of(episodes: Collection[UUID]) -> dict[UUID, Grade]:
    """The last grade of each absence."""
    return {row.episode_id: row for row in Grade.objects.filter(episode__in=episodes).order_by("at", "pk")}


def words_in(episodes: Collection[UUID]) -> dict[UUID, datetime]:
    """When something was last noted in each absence, or its kind last changed, in two statements."""
    found: dict[UUID, datetime] = {}
    noted = Entry.objects.filter(episode__in=episodes).order_by().values_list("episode")
    changed = TypeChange.objects.filter(episode__in=episodes).order_by().values_list("episode")
    for pk, last in [*noted.annotate(Max("recorded_at")), *changed.annotate(Max("at"))]:
        found[pk] = max(last, found.get(pk, last))
    return found


def _gone(
    row: MissingEpisode,
    among: Collection[UUID],
    grades: Mapping[UUID, Grade],
    words: Mapping[UUID, datetime],
    owners: Mapping[UUID, Ownership],
    waiting: Mapping[UUID, Handover],
    waits: Waits,
    at: datetime,
) -> Gone:
    grade = max((grades[each] for each in among if each in grades), key=lambda each: each.at, default=None)
    written = [words[each] for each in among if each in words] + ([grade.at] if grade else [])
    last = max(written, default=None)
    level = grade.level if grade else ""
    handover = waiting.get(row.pk)
    word = word_due(waits, grade=level, last_word_at=last or row.since)
    return Gone(
        episode=row,
        grade=level,
        owner=owners.get(row.pk),
        handover=handover,
        last_word_at=last,
        due_at=next_due(word, handover.due_at if handover else None),
        stale=open_for_long(waits, since=row.since, at=at),
    )
