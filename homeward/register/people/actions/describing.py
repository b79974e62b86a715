"""What the hub now says of a child, chosen from what each source says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q

from homeward.foundation.collection_years import CollectionYear
from homeward.register.access.actions.guard import step
from homeward.register.people.models import Person
from homeward.register.people.rules import IDENTITY, NOT_A_FACT, REGISTER, RETURN, Kind, Word, chosen, name_key, word_of
from homeward.register.sources.models import Judgement

WRITTEN = [
    "forename", "surname", "also_known_as", "name_key", "birth_date", "sex", "ethnicity", "district",
    "communication_needs", "version",
]  # fmt: skip

NAMES = frozenset(("forename", "surname", "also_known_as"))


@dataclass(frozen=True)
class Described:
    """What one row says of one person: the facts by the name of their field, and on what day it was said."""

    person: Person
    kind: Kind
    said_on: date
    facts: Mapping[str, object] = field(repr=False)


@step
def describe(*, told: Sequence[Described], at: datetime) -> None:
    """Change what the hub says of each person, where a source's word outweighs what it said before.

    A person who changed has a new version, so that a worker who had the record open is told (the one who saves
    second). What a worker put right stays.
    """
    # Almost every row of a file says what is known already, and asks for nothing to be weighed.
    unsettled = {each.person.subject_id for each in told if _differs(each)}
    if not unsettled:
        return
    weighed = [each for each in told if each.person.pk in unsettled]
    weightiest = weightiest_words(unsettled)
    changed: dict[UUID, Person] = {}
    for each in sorted(weighed, key=lambda each: word_of(each.kind, each.said_on)):
        if _take(each, weightiest.get(each.person.pk)):
            changed[each.person.pk] = each.person
    for person in changed.values():
        person.version += 1
    _write(changed.values())


def _differs(each: Described) -> bool:
    return any(value not in NOT_A_FACT and value != getattr(each.person, name) for name, value in each.facts.items())


def _take(each: Described, weightiest: Word | None) -> bool:
    person = each.person
    changes = chosen(
        {name: getattr(person, name) for name in each.facts},
        each.facts,
        word=word_of(each.kind, each.said_on),
        weightiest=weightiest,
        corrected=person.corrected_fields,
    )
    for name, value in changes.items():
        setattr(person, name, value)
    if not NAMES.isdisjoint(changes):
        person.name_key = name_key(person.forename, person.surname, person.also_known_as)
    return bool(changes)


def _write(people: Collection[Person]) -> None:
    Person.objects.bulk_create(people, update_conflicts=True, unique_fields=["subject"], update_fields=WRITTEN)


def weightiest_words(people: Collection[UUID]) -> dict[UUID, Word]:
    """The weightiest word that any council has given on each person, in one statement.

    The day of an extract weighs where it is the council's own register of its children. Another agency's word, and what
    a council's other systems say in passing, outweigh none.
    """
    rows = (
        Judgement.objects.filter(undone_at__isnull=True, subject__in=people, record__source__agency__kind="council")
        .values_list("subject")
        .annotate(
            extracted_on=Max("record__delivery__extracted_on", filter=Q(record__source__feed=REGISTER)),
            year=Max("record__delivery__collection_year"),
        )
    )
    words: dict[UUID, Word] = {}
    for subject, extracted_on, year in rows:
        word = _word(extracted_on, year)
        if word is not None:
            words[subject] = word
    return words


def _word(extracted_on: date | None, year: int | None) -> Word | None:
    if extracted_on is not None:
        return word_of(IDENTITY, extracted_on)
    return word_of(RETURN, CollectionYear(year).last_day) if year is not None else None
