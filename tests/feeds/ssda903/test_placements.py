"""Where a child is placed: sealed, shielded as it comes, and kept up with each return."""

import json
from datetime import date

import pytest

from homeward.foundation.london import day_begins_at
from homeward.register.access.models import Relationship, Shield, ShieldLowering
from homeward.register.access.queries import shielded
from homeward.register.keys.queries import opened
from homeward.register.people.models import CareEpisode, Person
from homeward.register.sources.models import SourceRecord
from tests import factories as f
from tests.feeds.ssda903.conftest import Send
from tests.feeds.ssda903.rows import episode, header

pytestmark = pytest.mark.django_db

EARLIER, LATER = "2024-25", "2025-26"


def test_whereabouts_are_sealed_and_bound_to_the_row_they_came_in(send: Send) -> None:
    send(header=[header()], episodes=[episode()])
    row = CareEpisode.objects.get()
    assert "ZZ21" not in row.sealed_whereabouts
    text = opened(row.sealed_whereabouts, table="people_careepisode", row=row.record_id, column="whereabouts")
    assert json.loads(text) == {"postcode": "ZZ21 4AD", "urn": "9990101"}


def test_every_placement_is_shielded_from_the_first_moment(send: Send) -> None:
    send(header=[header(), header(2)], episodes=[episode(), episode(2)])
    children = set(Person.objects.values_list("pk", flat=True))
    assert shielded(children) == children
    assert set(Shield.objects.values_list("basis", flat=True)) == {"placement"}


def test_an_episode_sent_again_with_its_end_is_the_same_episode(send: Send) -> None:
    send(header=[header()], episodes=[episode()])
    first = CareEpisode.objects.get()
    send(header=[header()], episodes=[episode(DEC="09/10/2025", REC="X1")])
    row = CareEpisode.objects.get()
    assert (row.pk, row.until, row.reason_ended) == (first.pk, date(2025, 10, 9), "X1")
    assert row.record_id != first.record_id
    assert SourceRecord.objects.filter(part="episodes").count() == 2
    assert opened(row.sealed_whereabouts, table="people_careepisode", row=row.record_id, column="whereabouts")


def test_a_return_for_an_earlier_year_changes_nothing_that_a_later_one_said(send: Send) -> None:
    old = {"DECOM": "12/05/2024"}
    send(header=[header()], episodes=[episode(**old, DEC="09/10/2025", REC="X1")], year=LATER)
    send(header=[header()], episodes=[episode(**old)], year=EARLIER)
    assert CareEpisode.objects.get().until == date(2025, 10, 9)
    placing = Relationship.objects.get(kind="placing")
    assert placing.until == day_begins_at(date(2025, 10, 9))


def test_the_council_that_placed_the_child_is_tied_to_them_for_as_long(send: Send) -> None:
    send(header=[header()], episodes=[episode(DEC="09/10/2025", REC="E4A")])
    row = Relationship.objects.get()
    assert (row.kind, row.agency) == ("placing", f.agency())
    assert (row.since, row.until) == (day_begins_at(date(2025, 5, 12)), day_begins_at(date(2025, 10, 9)))


def lowered_by_two_people() -> ShieldLowering:
    one, other = f.worker(), f.worker()
    return ShieldLowering.objects.create(
        shield=Shield.objects.get(),
        asked_by=one,
        asked_at=f.NOW,
        sealed_reason="",
        answered_by=other,
        answered_at=f.NOW,
        agreed=True,
    )


def test_a_load_leaves_a_shield_that_two_people_lowered_while_the_child_stays(send: Send) -> None:
    send(header=[header()], episodes=[episode()])
    lowered_by_two_people()
    send(header=[header()], episodes=[episode(DEC="09/10/2025", REC="X1"), episode(DECOM="09/10/2025", RNE="L")])
    assert not shielded([Person.objects.get().pk])


def test_a_new_placement_raises_again_what_two_people_lowered_over_the_last_one(send: Send) -> None:
    send(header=[header()], episodes=[episode()])
    lowered_by_two_people()
    send(header=[header()], episodes=[episode(DEC="09/10/2025", REC="X1"), episode(DECOM="09/10/2025", RNE="P")])
    assert shielded([Person.objects.get().pk])
    assert Shield.objects.count() == 1


def test_a_child_who_leaves_care_keeps_the_shield(send: Send) -> None:
    send(header=[header()], episodes=[episode(DEC="09/10/2025", REC="E4A")])
    assert shielded([Person.objects.get().pk])


def test_a_return_alone_says_only_what_a_return_knows(send: Send) -> None:
    send(header=[header(SEX="1")])
    child = Person.objects.get()
    assert (child.birth_date, child.sex, child.ethnicity) == (date(2011, 6, 14), "M", "WBRI")
    assert (child.forename, child.linked) == ("", False)


def test_an_episode_of_a_child_who_is_not_in_the_header_is_refused_and_nothing_of_it_kept(send: Send) -> None:
    delivery = send(header=[header()], episodes=[episode(7)])
    assert delivery.rows_refused == 1
    assert Person.objects.count() == 1
    assert not CareEpisode.objects.exists()
