"""Two children who both have a photograph and a sheet become one, and are two again: nothing is lost or hidden."""

from datetime import timedelta

import pytest

from homeward.practice.missing.actions.find_me import WroteMeanwhile, add_photograph, withdraw_photograph, write_sheet
from homeward.practice.missing.models import Photograph
from homeward.practice.missing.presenters.find_me import word_rows
from homeward.practice.missing.queries.find_me import photograph, photograph_of, sheet_of, words_of
from homeward.register.access.rules import Viewer
from homeward.register.linkage.actions import undo_change
from homeward.register.linkage.models import Change
from homeward.register.people.models import Person
from homeward.register.subjects.queries import standing
from tests import factories as f
from tests.factories.photographs import picture
from tests.rooms.linkage import telling as t
from tests.rooms.linkage.test_deciding import agreed, alike, reviewer, said
from tests.rooms.missing.test_find_me import TOLD, worker

pytestmark = pytest.mark.django_db


def add(child: Person, by: Viewer, minutes: int) -> Photograph:
    return add_photograph(child=child.pk, content=picture(), told=TOLD, by=by, at=f.NOW + timedelta(minutes=minutes))


def write(child: Person, by: Viewer, minutes: int, read: str = "", **texts: str) -> None:
    told = dict.fromkeys(texts, read)
    write_sheet(child=child.pk, texts=texts, read=told, by=by, at=f.NOW + timedelta(minutes=minutes))


def two() -> tuple[Person, Person, Viewer, Viewer]:
    """Two records of one child, each with a photograph and something written, and whose worker each has."""
    one, other = alike()
    first, second = worker(one), worker(other)
    for child, by, minutes, words in ((one, first, 1, "By bus."), (other, second, 2, "By train.")):
        add(child, by, minutes)
        write(child, by, minutes, travel=words)
    write(one, first, 3, clothing="A red coat.")
    return one, other, first, second


def merged(one: Person, other: Person) -> tuple[Person, Person]:
    """The one that stands, and the one that was retired into it."""
    judged = said(one, other, "same")
    assert judged.proposal is not None
    agreed(judged.proposal)
    survivor = standing(other.pk)
    assert standing(one.pk) == survivor
    return (one, other) if survivor == one.pk else (other, one)


def undone() -> None:
    undo_change(by=reviewer(), at=f.NOW, change=Change.objects.get(kind="merge").pk, reason="Two.", follow=t.regroup)


def test_the_newest_photograph_is_shown_and_what_stood_in_each_stands_beside_the_other() -> None:
    one, other, *_ = two()
    newest = photograph_of(other.pk)
    survivor, _ = merged(one, other)
    assert photograph_of(survivor.pk) == newest
    travel = words_of(survivor.pk)["travel"]
    assert travel.texts == ("By bus.", "By train.") and len(travel.rows) == 2
    rows = {row.label: row for row in word_rows(sheet_of(survivor.pk, places=False, others=False))}
    told = next(row for row in rows.values() if row.bullets)
    assert told.bullets == ("By bus.", "By train.") and all(row.by.name in told.note for row in travel.rows)
    assert words_of(survivor.pk)["clothing"].texts == ("A red coat.",)


def test_undone_each_has_its_own_photograph_and_words_again() -> None:
    one, other, *_ = two()
    before = {child.pk: (photograph_of(child.pk), words_of(child.pk)) for child in (one, other)}
    merged(one, other)
    undone()
    assert {child.pk: (photograph_of(child.pk), words_of(child.pk)) for child in (one, other)} == before


def test_what_replaced_both_meanwhile_replaces_one_alone_once_they_are_two_again() -> None:
    one, other, *_ = two()
    lost = {child.pk: (photograph_of(child.pk), words_of(child.pk)["travel"].text) for child in (one, other)}
    survivor, retired = merged(one, other)
    by = worker(survivor)
    added = add(survivor, by, 10)
    write(survivor, by, 10, read=words_of(survivor.pk)["travel"].read, travel="By bus or train.")
    assert photograph_of(survivor.pk) == added and words_of(survivor.pk)["travel"].text == "By bus or train."
    assert sheet_of(survivor.pk, places=False, others=False).photograph == added
    undone()
    assert photograph_of(survivor.pk) == added and words_of(survivor.pk)["travel"].text == "By bus or train."
    assert (photograph_of(retired.pk), words_of(retired.pk)["travel"].text) == lost[retired.pk]


def test_whoever_writes_in_a_part_that_two_records_brought_must_have_read_both() -> None:
    one, other, first, _ = two()
    read = {child.pk: words_of(child.pk)["travel"].read for child in (one, other)}
    survivor, _ = merged(one, other)
    by = worker(survivor)
    for each in read.values():
        with pytest.raises(WroteMeanwhile):
            write(survivor, by, 10, read=each, travel="On foot.")
    write(survivor, by, 10, read=words_of(survivor.pk)["travel"].read, travel="On foot.")
    assert words_of(survivor.pk)["travel"].texts == ("On foot.",)


def test_withdrawing_the_newest_leaves_the_other_records_photograph_which_nobody_withdrew() -> None:
    one, other, *_ = two()
    earlier, newest = photograph_of(one.pk), photograph_of(other.pk)
    survivor, retired = merged(one, other)
    assert newest is not None and earlier is not None
    withdraw_photograph(
        child=survivor.pk, photograph=newest.pk, reason="She asked.", by=worker(survivor), at=f.NOW + timedelta(hours=1)
    )
    assert photograph_of(survivor.pk) == earlier and photograph(survivor.pk, newest.pk) is None
    undone()
    assert (photograph_of(one.pk), photograph_of(other.pk)) == (earlier, None)
