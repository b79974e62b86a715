"""What becomes of a referral that comes as a file: a concern about its child, once, and never decided by a file."""

from datetime import date
from pathlib import Path

import pytest

from homeward.gateways.feeds.referrals.rules import admits, problems
from homeward.practice.frontdoor import queries
from homeward.practice.frontdoor.models import Concern, ConcernChild
from homeward.register.people.models import Person
from tests.factories.partners import Row, referral
from tests.feeds.partners import Partner, assert_told_well, checked
from tests.feeds.samples import load_sample, refused, told

# what it shows, the cells, the rules that refuse it
FAULTS: list[tuple[str, Row, list[str]]] = [
    ("a whole row", {}, []),
    ("no form told", {"forms": ""}, []),
    ("a form nobody knows", {"forms": "criminal;xyz"}, ["unknown-form"]),
    ("referred after the extract", {"referred_on": "02/02/2026"}, ["after-the-extract"]),
    ("born later", {"birth_date": "31/01/2026"}, ["born-later"]),
    ("half a council's number", {"council": "Middleshire"}, ["half-a-council-number"]),
]


@pytest.mark.parametrize(("shows", "cells", "rules"), FAULTS, ids=[row[0] for row in FAULTS])
def test_what_a_row_is_refused_for(shows: str, cells: Row, rules: list[str]) -> None:
    found = problems(checked("referrals", "referrals", referral(**cells)), None, {})
    assert [problem.rule for problem in found] == rules
    assert_told_well(found, cells)


def test_only_children_come_and_whoever_s_age_nobody_knows() -> None:
    for cells, comes in (({}, True), ({"birth_date": ""}, True), ({"birth_date": "29/01/2008"}, False)):
        assert admits(checked("referrals", "referrals", referral(**cells))) is comes


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("referrals", tmp_path)


@pytest.mark.django_db
def test_a_row_is_a_concern_about_its_child_due_from_the_day_it_says(partner: Partner) -> None:
    partner.send(referrals=[referral()])
    row = Concern.objects.get()
    assert (row.channel, row.state, row.forms) == ("feed", "open", "criminal;county-lines")
    assert (row.received_on, row.due_on) == (date(2026, 1, 30), date(2026, 2, 2))
    assert ConcernChild.objects.get().person == Person.objects.get()
    assert queries.standing_in(row.pk)["worried"] == "Two phones."
    assert "phones" not in row.parts.first().sealed_words


@pytest.mark.django_db
def test_sent_again_it_is_one_concern_that_says_more(partner: Partner) -> None:
    partner.send(referrals=[referral()])
    partner.send(referrals=[referral(extracted_on="02/02/2026")])
    assert Concern.objects.get().more_at is None
    partner.send(referrals=[referral(worry="Two phones and a knife.", extracted_on="03/02/2026")])
    row = Concern.objects.get()
    assert row.more_at is not None and queries.standing_in(row.pk)["worried"] == "Two phones and a knife."
    partner.send(referrals=[referral(withdrawn="1", extracted_on="04/02/2026")])
    row.refresh_from_db()
    assert row.state == "open" and "taken this back" in queries.standing_in(row.pk)["more"]


@pytest.mark.django_db
def test_a_row_that_only_takes_back_begins_nothing(partner: Partner) -> None:
    partner.send(referrals=[referral(withdrawn="1")])
    assert not Concern.objects.exists()


@pytest.mark.django_db
def test_the_samples_load_and_are_refused_as_they_say() -> None:
    delivery = load_sample("referrals")
    assert delivery.state == "loaded" and Concern.objects.count() == 4
    assert refused(load_sample("referrals", "broken")) == told("referrals")
