"""What the register already knows that bears on a batch of records, read in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from homeward.register.people.models import Identifier, Person
from homeward.register.people.rules import (
    Number,
    Resolution,
    SaidOf,
    contradicts,
    is_a_stranger,
    said_of,
    whose,
)
from homeward.register.sources.models import Judgement, Source, SourceRecord

DISAGREE = "identifiers-disagree"
OWN_NUMBER = "own-number"


class Known:
    """The people who hold any of a batch's identifiers, and where its rows were judged to belong before."""

    def __init__(self, sender: int) -> None:
        self.sender = sender
        self.people: dict[UUID, Person] = {}
        self.numbers: dict[UUID, set[Number]] = defaultdict(set)
        self.holders: dict[Number, set[UUID]] = defaultdict(set)
        self.judged: dict[UUID, UUID] = {}
        self.sent_before: dict[tuple[str, str], UUID] = {}
        self.standing_alone: set[UUID] = set()
        self.said: dict[UUID, SaidOf] = {}

    @classmethod
    def read(cls, records: Sequence[SourceRecord], numbers: Collection[Number], *, sender: int) -> "Known":
        """Everything that bears on these records of one sender. Other loads wait until this batch is written."""
        known = cls(sender)
        # Every load takes the same lock in the same order. It stops no one from reading, or from receiving a file.
        list(Source.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        known._read_judgements(records)
        holders = Identifier.objects.filter(value__in={number.value for number in numbers})
        met = set(holders.values_list("person_id", flat=True)) | set(known.judged.values())
        met |= set(known.sent_before.values())
        known._read_people(met)
        return known

    def _read_judgements(self, records: Sequence[SourceRecord]) -> None:
        """Where the same rows were judged to belong when they were sent before, the latest word last."""
        own = {record.pk for record in records}
        sent = Judgement.objects.filter(
            undone_at__isnull=True,
            record__source__in={record.source_id for record in records},
            record__part__in={record.part for record in records},
            record__external_id__in={record.external_id for record in records},
        ).order_by("at", "pk")
        for record, part, external_id, subject in sent.values_list(
            "record", "record__part", "record__external_id", "subject"
        ):
            if record in own:
                self.judged[record] = subject
            else:
                self.sent_before[part, external_id] = subject

    def _read_people(self, met: set[UUID]) -> None:
        standing = Person.objects.select_for_update(of=("self",)).filter(subject__retired_into__isnull=True, pk__in=met)
        self.people = {each.pk: each for each in standing.order_by("pk")}
        held = Identifier.objects.filter(person__in=self.people).values_list("person_id", "type", "value", "issuer_id")
        for person_id, kind, value, issuer in held:
            self._hold(person_id, Number(kind, value, issuer))
        alone = Judgement.objects.filter(undone_at__isnull=True, basis=DISAGREE, subject__in=met)
        self.standing_alone = set(alone.values_list("subject", flat=True))

    def _hold(self, person_id: UUID, number: Number) -> None:
        self.numbers[person_id].add(number)
        self.holders[number].add(person_id)

    def whose(self, record: SourceRecord, numbers: Iterable[Number], row: SaidOf | None = None) -> Resolution:
        """Whose a record is, by what is known so far. `row` is what it says of its child besides numbers.

        Somebody who is met by a national number alone, and of whom the row says neither a name nor the birth date, is
        not joined.
        """
        numbers = tuple(numbers)
        sole = self.holders.get(numbers[0], set()) if len(numbers) == 1 else set()
        strangers = self._strangers(numbers, row) if row is not None else set()
        if len(sole) == 1 and not strangers:
            # One number that one person holds: nothing could contradict it, as it is theirs.
            return Resolution(next(iter(sole)), "exact-identifier")
        holders = {number: self.holders.get(number, set()) for number in numbers}
        met = set().union(*holders.values())
        return whose(
            holders,
            contradicted={each for each in met if contradicts(tuple(holders), self.numbers[each])} | strangers,
            linked={each for each in met if self.people[each].linked},
            sent_before=self.sent_before.get((record.part, record.external_id)),
            alike={each for each in met if self.numbers[each] == holders.keys()},
            own=next((number for number in numbers if number.issuer == self.sender), None),
        )

    def was_sent_before(self, record: SourceRecord) -> bool:
        """Whether the same row was judged before, in an earlier delivery."""
        return (record.part, record.external_id) in self.sent_before

    def _strangers(self, numbers: Iterable[Number], row: SaidOf) -> set[UUID]:
        """Those who are met by a national number alone and are told of quite otherwise than in the row."""
        met: set[UUID] = set()
        known: set[UUID] = set()
        for number in numbers:
            holders = self.holders.get(number, set())
            if number.issuer is None:
                met |= holders
            else:
                known |= holders
        return {each for each in met - known if is_a_stranger(row, self._described(self.people[each]))}

    def _described(self, person: Person) -> SaidOf:
        """What is said of a person, as it is kept or as a row of this batch has said."""
        said = self.said.get(person.pk)
        kept = said_of((person.forename, person.surname, person.also_known_as), person.birth_date)
        if said is None:
            return kept
        return SaidOf(kept.names | said.names, kept.birth_date or said.birth_date)

    def hear(self, person: Person, row: SaidOf) -> None:
        """Take note of what a row says of a person who is new in this batch, and is described only after it."""
        self.said.setdefault(person.pk, row)

    def add(self, person: Person, record: SourceRecord, numbers: Iterable[Number], *, basis: str) -> list[Number]:
        """Take note that a record is this person's; gives the numbers that are new to them.

        A number that spoke for somebody else stays that person's alone until it is settled whose it is.
        """
        held, pk = self.numbers[person.subject_id], person.subject_id
        new = [number for number in dict.fromkeys(numbers) if number not in held]
        if basis == OWN_NUMBER:
            new = [number for number in new if not self.holders.get(number)]
        self.people[pk] = person
        for number in new:
            self._hold(pk, number)
        self.judged[record.id] = pk
        return new
