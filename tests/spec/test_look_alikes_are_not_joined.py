"""A thousand pairs that look like one child: none is joined without two independent identifiers (S-24, T-MERGE)."""

from datetime import date, timedelta
from random import Random

import pytest

from homeward.methods.matching.evidence import independent_identifiers
from homeward.register.linkage.actions import Said, Why, keep_profiles, undo
from homeward.register.linkage.models import Change, Edge, Profile
from homeward.register.linkage.queries.evidence import ENOUGH, agreeing
from homeward.register.people.models import Person
from homeward.register.subjects.models import Subject
from tests import factories as f
from tests.rooms.linkage import telling as t
from tests.rooms.linkage import weighing as w

pytestmark = pytest.mark.django_db
FORENAMES = ("Wren", "Robin", "Jenny", "Martin", "Siobhan", "Piotr", "Adebayo", "Rowan", "Linnet", "Merle")
SURNAMES = ("Applegarth", "Hartley", "Kowalska", "Okonkwo", "Smith-Jones", "Fernandes", "Birch", "Yildiz")
SPELT = {"Wren": "Ren", "Siobhan": "Shivaun", "Piotr": "Pyotr", "Robin": "Robyn", "Adebayo": "Bayo", "Merle": "Merl"}
KINDS = (
    "same name and birth date",
    "twins",
    "other spelling",
    "same home, other birth date",
    "a sister’s number",
)
EACH = 200


def pair(kind: str, number: int, chance: Random) -> tuple[dict[str, object], dict[str, object]]:
    """Two children who look alike in one way and have no second identifier in common."""
    born = date(2008, 1, 1) + timedelta(days=chance.randrange(3_000))
    forename, surname, home = FORENAMES[number % 10], SURNAMES[number % 8], f"ZZ{number % 90} {number % 10}AA"
    one: dict[str, object] = {"forename": forename, "surname": surname, "birth_date": born, "sex": "F"}
    if kind == "twins":
        other = {**one, "forename": FORENAMES[(number + 3) % 10], "postcode": home}
        return {**one, "postcode": home}, other
    if kind == "a sister’s number":
        one |= {"postcode": home, "nhs": f"999{number:07d}"}
        return one, {**one, "forename": FORENAMES[(number + 3) % 10], "birth_date": born - timedelta(days=1_000)}
    if kind == "other spelling":
        return one, {**one, "forename": SPELT.get(forename, forename)}
    if kind == "same home, other birth date":
        return {**one, "postcode": home}, {**one, "birth_date": born - timedelta(days=9_000), "postcode": home}
    return one, dict(one)


def told() -> list[tuple[Profile, Profile]]:
    """A thousand pairs as two agencies tell of them, each row a child of its own."""
    chance = Random(2019)
    deliveries = t.delivery_of(t.council()), t.delivery_of(t.force())
    said: list[Said] = []
    for number in range(EACH * len(KINDS)):
        for side, facts in enumerate(pair(KINDS[number % len(KINDS)], number, chance)):
            subject = Subject.objects.create(kind="person", minted_at=f.NOW)
            person = Person.objects.create(subject=subject, synthetic=True, forename=facts["forename"])
            record = t.record_of(deliveries[side])
            said.append(Said(record=record, person=person, own_key=f"K{number}-{side}", **facts))  # type: ignore[arg-type]  # our own facts
    with t.acting():
        keep_profiles(told=said, at=f.NOW)
    by_key = {each.own_key: each for each in Profile.objects.select_related("agency")}
    return [(by_key[f"K{number}-0"], by_key[f"K{number}-1"]) for number in range(EACH * len(KINDS))]


def test_a_thousand_look_alikes_and_nobody_is_joined_on_one_identifier() -> None:
    pairs = told()
    joined = {frozenset((a.pk, b.pk)) for a, b in pairs if len(agreeing([a], [b])) >= ENOUGH}
    assert joined == set(), "none of the pairs has two independent identifiers in common"
    w.run()
    children = dict(Profile.objects.values_list("pk", "subject"))
    assert [1 for a, b in pairs if children[a.pk] == children[b.pk]] == []
    for change in Change.objects.filter(kind="merge"):
        inside = Profile.objects.filter(subject=change.subject_id).values_list("pk", flat=True)
        among = Edge.objects.filter(a__in=inside, b__in=inside)
        assert max(independent_identifiers(each.levels) for each in among) >= ENOUGH


def test_what_was_joined_on_two_is_taken_apart_to_the_last_bit() -> None:
    chance = Random(7)
    for number in range(5):
        facts = pair("same name and birth date", number, chance)[0]
        born = facts.pop("birth_date")
        home = f"ZZ{number} 1AA"
        names = (str(facts["forename"]), str(facts["surname"]))
        t.tell(t.council(), f"MS{number}", *names, born, postcode=home)  # type: ignore[arg-type]  # a date
        t.tell(t.force(), f"P{number}", *names, born, postcode=home)  # type: ignore[arg-type]  # a date
    w.run(parameters=w.Parameters(join=99.0, join_with_identifier=99.0))
    Profile.objects.update(unsettled=True)
    before = t.everything({"linkage_profile"})
    w.run()
    changes = list(Change.objects.filter(kind="merge").order_by("-pk"))
    assert len(changes) == 5
    for change in changes:
        with t.acting("linkage.answer"):
            undo(change=change, why=Why(at=f.NOW, because="undo", follow=t.regroup))
    assert t.everything({"linkage_profile"}) == before
