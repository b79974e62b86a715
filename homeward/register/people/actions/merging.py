"""What is said of a child when two records of them become one, and of a child who is taken apart from another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from homeward.register.access.actions.guard import step
from homeward.register.audit import actions as audit
from homeward.register.people.actions.describing import WRITTEN, weightiest_words
from homeward.register.people.models import Person
from homeward.register.people.rules import NOT_A_FACT, POLICE, WEIGHTS, Word, chosen, name_key

FACTS = (
    "forename", "surname", "also_known_as", "birth_date", "sex", "ethnicity", "district_id", "communication_needs",
)  # fmt: skip
# The word of somebody of whom only a force speaks. Of two such the one who stays is not outweighed.
NOBODYS = Word(WEIGHTS[POLICE], date.min)
KEPT = ("corrected_fields", "put_right", "linked", "outside_figures")


@dataclass(frozen=True)
class Altered:
    """One fact about a person that was altered: what it was and what it became."""

    subject_id: UUID
    column: str
    was: Any = field(repr=False)
    became: Any = field(repr=False)


@step
def absorb(*, into: Mapping[UUID, UUID]) -> list[Altered]:
    """Let each person who stays say what either knew, and give what was altered.

    What a worker put right on either stays; of the rest the weightier word stands and a gap is filled. Called before
    the rows of those who go are re-pointed, since a word is weighed by the records behind it.
    """
    everybody = {*into, *into.values()}
    people = {each.pk: each for each in Person.objects.select_for_update().filter(pk__in=everybody).order_by("pk")}
    words = weightiest_words(everybody)
    before = {pk: _facts(people[pk]) for pk in set(into.values()) if pk in people}
    for gone, stays in into.items():
        if gone in people and stays in people:
            _absorb(people[stays], people[gone], words)
            if words.get(gone) and (stays not in words or words[stays] < words[gone]):
                words[stays] = words[gone]
    return _written([people[pk] for pk in before], before)


def _absorb(stays: Person, gone: Person, words: Mapping[UUID, Word]) -> None:
    told = {name: getattr(gone, name) for name in FACTS}
    heavier = words.get(stays.pk, NOBODYS) < words.get(gone.pk, NOBODYS)
    put_right = [each for each in gone.corrected_fields if each not in stays.corrected_fields]
    changes = chosen(
        {name: getattr(stays, name) for name in FACTS},
        {name: value for name, value in told.items() if heavier or getattr(stays, name) in NOT_A_FACT},
        word=words.get(gone.pk, NOBODYS),
        weightiest=words.get(stays.pk, NOBODYS),
        corrected=stays.corrected_fields,
    )
    changes |= {name: told[name] for name in put_right if name in told}
    for name, value in changes.items():
        setattr(stays, name, value)
    stays.corrected_fields = sorted({*stays.corrected_fields, *put_right})
    stays.put_right = stays.put_right or gone.put_right
    stays.linked = stays.linked or gone.linked
    stays.outside_figures = stays.outside_figures and gone.outside_figures


@step
def say_again(*, said: Mapping[UUID, Mapping[str, object]]) -> list[Altered]:
    """Say of each person what the records that are left to them say. What a worker put right stays."""
    people = list(Person.objects.select_for_update().filter(pk__in=said).order_by("pk"))
    before = {each.pk: _facts(each) for each in people}
    for person in people:
        for name, value in said[person.pk].items():
            if name not in person.corrected_fields:
                setattr(person, name, value)
    return _written(people, before)


@step
def choose(*, person: Person, values: Mapping[str, object], keep: bool) -> list[Altered]:
    """Show these values whatever a file says, or, without `keep`, let files speak again."""
    before = {person.pk: _facts(person)}
    for name, value in values.items():
        setattr(person, name, value)
    kept = {*person.corrected_fields, *values} if keep else set(person.corrected_fields) - set(values)
    person.corrected_fields = sorted(kept)
    return _written([person], before)


@step
def stand_apart(*, subject_id: UUID, like: Person) -> Person:
    """Somebody of whom nothing is said yet, beside the person from whose record they are taken."""
    person = Person(
        subject_id=subject_id, linked=like.linked, outside_figures=like.outside_figures, synthetic=like.synthetic
    )
    audit.put_all([person])
    return person


def _facts(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in (*FACTS, *KEPT, "name_key", "version")}


def _written(people: Sequence[Person], before: Mapping[UUID, Mapping[str, Any]]) -> list[Altered]:
    """Write those who changed, as a new version, and say what changed."""
    changed = [each for each in people if _facts(each) != before[each.pk]]
    for person in changed:
        person.name_key = name_key(person.forename, person.surname, person.also_known_as)
        person.version += 1
    Person.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["subject"], update_fields=[*WRITTEN, *KEPT]
    )
    return [
        Altered(person.pk, name, before[person.pk][name], value)
        for person in changed
        for name, value in _facts(person).items()
        if value != before[person.pk][name]
    ]
