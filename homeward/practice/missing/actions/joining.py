"""Putting the reports of some children together into absences, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import cache
from operator import attrgetter
from uuid import UUID, uuid4

from homeward.foundation.london import london_day
from homeward.practice.missing.actions.following import follow_owner
from homeward.practice.missing.models import Ending, MissingEpisode, MissingReport, TypeChange
from homeward.practice.missing.rules import (
    BY_HAND,
    NOTHING_SAID,
    Absence,
    Joining,
    Report,
    Word,
    absence_with,
    absences,
    as_found,
    why,
)
from homeward.register.access.actions.guard import step
from homeward.register.audit import actions as audit
from homeward.register.people.models import Person
from homeward.vocabulary.loader import load
from homeward.vocabulary.shapes import LimitEntry

UNSAVED = 2**63
OWN_LINE = 0  # no source has this number: what was told on a call is the hub's own line
SAID = ("type", "since", "until", "precision", "until_precision")
SAID_OF = attrgetter(*SAID)


@cache
def joining_rule(day: date) -> Joining:
    """How far apart reports may lie, as the list stood on a day."""
    entries = load("episode_joining", on=day).entries
    return Joining(**{entry.code: entry.value for entry in entries if isinstance(entry, LimitEntry)})


class Episodes:
    """The absences of some children: what there is, and what their reports now say there should be.

    An episode keeps its identifier for as long as any report of it stands; the one with the oldest report stays when
    two turn out to be one, and the other points at it and is no longer counted.
    """

    def __init__(self, people: Collection[UUID]) -> None:
        reports = MissingReport.objects.filter(person__in=people).select_related("record__delivery")
        # What a row held, sealed, is the larger part of it, and decides nothing here.
        self.reports: list[MissingReport] = list(reports.defer("record__sealed_payload").order_by("pk"))
        self.episodes = {each.pk: each for each in MissingEpisode.objects.filter(person__in=people)}
        self.added: dict[UUID, MissingEpisode] = {}
        self.changed: dict[UUID, MissingEpisode] = {}
        self.touched: dict[int, MissingReport] = {}
        self.went: dict[UUID | None, UUID] = {}
        self.retired: dict[UUID, UUID] = {}
        self.words = self._read_words() if self.episodes else {}

    def _read_words(self) -> dict[UUID, Word]:
        """What workers wrote of these episodes: of the one that stays, where one turned out to be another."""
        words: dict[UUID, Word] = {}
        endings = Ending.objects.filter(episode__in=self.episodes, undone_at__isnull=True).order_by("recorded_at")
        for pk, *found in endings.values_list("episode_id", "found_at", "precision", "recorded_at"):
            words[self.standing_of(pk)] = Word(*found)
        changes = TypeChange.objects.filter(episode__in=self.episodes).order_by("at")
        for pk, type_ in changes.values_list("episode_id", "type"):
            stays = self.standing_of(pk)
            words[stays] = replace(words.get(stays, NOTHING_SAID), type=type_)
        return words

    def standing_of(self, pk: UUID) -> UUID:
        """The episode that one leads to, when it turned out to be another."""
        while (episode := self.episodes.get(pk)) is not None and episode.joined_into_id is not None:
            pk = episode.joined_into_id
        return pk

    def standing(self) -> list[MissingReport]:
        """The reports that no later row has superseded."""
        return [each for each in self.reports if each.superseded_at is None]

    def join(self) -> None:
        """Decide each child's absences again from the reports that stand."""
        by_person: dict[UUID, list[MissingReport]] = defaultdict(list)
        for each in self.standing():
            by_person[each.person_id].append(each)
        for person, rows in by_person.items():
            self._join_child(person, rows)
        self._retire_empty()

    def _join_child(self, person: UUID, rows: list[MissingReport]) -> None:
        plain = [self._ended(_plain(row, place), row) for place, row in enumerate(rows)]
        originals = {each.id: row for each, row in zip(plain, rows, strict=True)}
        joining = joining_rule(london_day(min(row.since for row in rows)))
        taken: set[UUID] = set()
        for group in absences(plain, joining):
            members = [originals[each.id] for each in group]
            episode = self._episode_of(members, taken, person, absence_with(group, self._word_of(members)))
            taken.add(episode.id)
            for each, row in zip(group, members, strict=True):
                self._put(row, episode, why(each, group, joining))

    def _ended(self, report: Report, row: MissingReport) -> Report:
        """A report with the end that a worker wrote in its episode, where nobody has told one of it."""
        word = self.words.get(row.episode_id)
        return report if word is None or word.found_at is None else as_found(report, word.found_at, word.precision)

    def _word_of(self, members: list[MissingReport]) -> Word:
        """What workers last wrote of the absence that these reports are of."""
        if not self.words:
            return NOTHING_SAID
        said = [word for row in members if row.episode_id and (word := self.words.get(row.episode_id))]
        found = max((word for word in said if word.said_at), key=attrgetter("said_at"), default=NOTHING_SAID)
        return replace(found, type=next((word.type for word in said if word.type), ""))

    def _episode_of(
        self, members: list[MissingReport], taken: set[UUID], person: UUID, absence: Absence
    ) -> MissingEpisode:
        known = sorted((row for row in members if row.id), key=lambda row: row.id)
        held = [row.episode_id for row in [*known, *members] if row.episode_id and row.episode_id not in taken]
        for pk in held:
            if pk in self.episodes and self.episodes[pk].person_id == person:
                self._say(self.episodes[pk], absence)
                return self.episodes[pk]
        episode = audit.unsaved(MissingEpisode, (uuid4(), person, *SAID_OF(absence), None))
        self.episodes[episode.id] = self.added[episode.id] = episode
        return episode

    def _say(self, episode: MissingEpisode, absence: Absence) -> None:
        if episode.joined_into_id is not None or SAID_OF(episode) != SAID_OF(absence):
            episode.joined_into_id = None
            for name, value in zip(SAID, SAID_OF(absence), strict=True):
                setattr(episode, name, value)
            self._change(episode)

    def _change(self, episode: MissingEpisode) -> None:
        if episode.pk not in self.added:
            self.changed[episode.pk] = episode

    def _put(self, row: MissingReport, episode: MissingEpisode, because: str) -> None:
        if (row.episode_id, row.joined_because) != (episode.id, because):
            self.went[row.episode_id] = episode.id
            row.episode_id, row.joined_because = episode.id, because
            self.touch(row)

    def touch(self, row: MissingReport) -> None:
        """Take note that a report has changed; a new one is written whatever it says."""
        if row.id:
            self.touched[row.id] = row

    def _retire_empty(self) -> None:
        """An episode that no standing report belongs to points at the one its reports went to."""
        full = {row.episode_id for row in self.standing()}
        for pk, episode in self.episodes.items():
            if pk not in full and episode.joined_into_id is None and self.went.get(pk):
                episode.joined_into_id = self.retired[pk] = self.went[pk]
                self._change(episode)

    def write(self) -> None:
        """Write what was decided: new episodes before the reports that belong to them."""
        audit.put_all(list(self.added.values()))
        MissingEpisode.objects.bulk_create(
            self.changed.values(),
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["type", "since", "until", "precision", "until_precision", "joined_into"],
        )
        audit.put_all([row for row in self.reports if row.pk is None])
        MissingReport.objects.bulk_create(
            self.touched.values(),
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["episode", "joined_because", "superseded_at"],
        )
        if self.retired:
            follow_owner(retired=self.retired, at=audit.current().at)


def _plain(row: MissingReport, place: int) -> Report:
    return Report(
        id=row.id or UNSAVED + place,
        source=row.record.source_id if row.record else OWN_LINE,
        type=row.type,
        since=row.since,
        until=row.until,
        received_at=row.received_at,
        precision=row.precision,
        until_precision=row.until_precision,
        reported_at=row.reported_at,
        kept_with=str(row.episode_id) if row.joined_because == BY_HAND else None,
    )


@step
def regroup(*, children: Collection[UUID]) -> None:
    """Put the absences of these children together again, since their reports came from another child or went to one."""
    lock(children)
    episodes = Episodes(children)
    episodes.join()
    episodes.write()


def lock(people: Collection[UUID]) -> None:
    """Hold these children's records until the transaction ends, so that two writers decide one after the other."""
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
