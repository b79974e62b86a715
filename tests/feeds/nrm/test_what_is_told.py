"""What becomes of a referral: each decision on its own day, and whose it is, whoever sends it."""

from datetime import date
from pathlib import Path

import pytest

from homeward.register.events.models import SocialCareEvent
from homeward.register.events.queries import events_of
from homeward.register.people.models import Identifier, Person
from tests import factories as f
from tests.factories.partners import nrm
from tests.feeds.identity.rows import child
from tests.feeds.nrm.test_rules import NOT_YET, UNDECIDED
from tests.feeds.partners import Partner
from tests.feeds.samples import loaded, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("nrm", tmp_path)


def standing() -> list[tuple[str, date, str, str]]:
    rows = SocialCareEvent.objects.filter(superseded_at__isnull=True).order_by("since", "kind")
    return list(rows.values_list("kind", "since", "code", "outcome"))


def test_the_referral_and_each_decision_stand_on_their_own_days(partner: Partner) -> None:
    partner.send(referrals=[nrm()])
    assert standing() == [
        ("nrm-referral", date(2025, 8, 4), "criminal;county-lines", "council"),
        ("nrm-reasonable-grounds", date(2025, 8, 8), "", "positive"),
        ("nrm-conclusive-grounds", date(2025, 11, 10), "", "positive"),
    ]


def test_a_decision_is_added_when_it_is_made(partner: Partner) -> None:
    partner.send(referrals=[nrm(**UNDECIDED)])
    assert [kind for kind, *_ in standing()] == ["nrm-referral"]
    partner.send(referrals=[nrm(**NOT_YET, extracted_on="01/03/2026")])
    assert [kind for kind, *_ in standing()] == ["nrm-referral", "nrm-reasonable-grounds"]


def test_a_decision_later_than_the_guidance_hopes_is_told_and_not_refused(partner: Partner) -> None:
    delivery = partner.send(referrals=[nrm(**NOT_YET | {"reasonable_grounds_on": "12/08/2025"})])
    assert delivery.rows_refused == 0
    assert standing()[1] == ("nrm-reasonable-grounds", date(2025, 8, 12), "1 working day", "positive")


def test_a_council_s_own_number_joins_its_own_child(partner: Partner, tmp_path: Path) -> None:
    loaded("identity", write(tmp_path / "council", "identity", {"children": [child()]}))
    partner.send(f.agency(), referrals=[nrm(person_reference="MS000001")])
    assert Person.objects.count() == 1
    assert Person.objects.get().forename == "Wren"


def test_a_council_s_word_in_a_referral_does_not_outweigh_its_own_register(partner: Partner, tmp_path: Path) -> None:
    partner.send(f.agency(), referrals=[nrm(person_reference="MS000001", forename="Ren")])
    loaded("identity", write(tmp_path / "council", "identity", {"children": [child(extracted_on="01/01/2026")]}))
    assert Person.objects.get().forename == "Wren"
    partner.send(f.agency(), referrals=[nrm(person_reference="MS000001", forename="Renn", extracted_on="01/03/2026")])
    assert Person.objects.get().forename == "Wren"


def test_a_force_s_number_is_a_force_s(partner: Partner) -> None:
    partner.send(referrals=[nrm()])
    assert set(Identifier.objects.values_list("type", "issuer__code")) == {("police", "middleshire-police")}


def test_the_words_on_the_record(partner: Partner) -> None:
    partner.send(referrals=[nrm(reasonable_grounds_on="12/08/2025")])
    child_id = Person.objects.get().pk
    worker = f.viewer("hub-practitioner")
    f.relate(worker, child_id)
    shown = {each.kind: each.text for each in events_of(child_id, viewer=worker, at=f.NOW).shown}
    assert shown["nrm-referral"] == "Possible exploitation: criminal exploitation; county lines. By: council."
    assert shown["nrm-reasonable-grounds"] == ("Later than the guidance hopes by: 1 working day. Decision: positive.")
