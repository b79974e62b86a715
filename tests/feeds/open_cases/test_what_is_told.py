"""What a hub brings when it begins: cases with who has them, bare plans, absences; what is refused, and sent again."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.practice.cases import actions, queries
from homeward.practice.cases.models import Allocation, Case
from homeward.practice.missing.models import MissingReport
from homeward.register.access.models import Relationship
from homeward.register.events.models import SocialCareEvent
from homeward.register.people.models import Person
from tests import factories as f
from tests.feeds.partners import Partner
from tests.feeds.samples import refused, sample, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(tmp_path: Path) -> Partner:
    return Partner("open-cases", tmp_path)


def case(number: int = 1, **cells: object) -> dict[str, object]:
    row = {
        "case_reference": f"SYN-H-{number:04d}", "person_reference": f"MS90{number:04d}", "forename": "Wren",
        "surname": "Applegarth", "birth_date": "14/06/2011", "sex": "F", "kind": "exploitation",
        "forms": "criminal;county-lines", "opened_on": "05/01/2026", "because": "Found with two telephones.",
        "lead_worker_id": "W901", "lead_worker_name": "Asha Brightwater", "team": "Hub", "extracted_on": "01/02/2026",
        "synthetic": "1",
    }  # fmt: skip
    return row | cells


def test_a_case_comes_with_its_lead_and_its_team_who_may_open_the_record(partner: Partner) -> None:
    partner.load(sample("open-cases", "good"))
    row = Case.objects.get(kind="exploitation")
    assert (row.reference, row.forms) == ("SYN-H-0001", "criminal;county-lines")
    assert "telephones" not in row.sealed_because and "telephones" in queries.because_of(row)
    assert row.opened_at.date() == date(2026, 1, 5)
    assert sorted(Allocation.objects.values_list("role", flat=True)) == ["lead", "team", "team"]
    lead = Relationship.objects.get(kind="allocated")
    assert lead.worker.name == "Asha Brightwater" and lead.subject_id == row.subject_id
    plan = SocialCareEvent.objects.get(kind="plan-held-before")
    assert (plan.code, plan.reference) == ("safety", "SYN-P-0001")
    assert MissingReport.objects.get().person_id == Case.objects.get(kind="missing").subject_id


def test_of_the_broken_sample_exactly_what_it_says_is_refused(partner: Partner) -> None:
    delivery = partner.load(sample("open-cases", "broken"))
    assert refused(delivery) == told("open-cases")
    assert [row.reference for row in Case.objects.all()] == ["SYN-H-0008"]
    assert not MissingReport.objects.exists()


def test_the_same_file_again_changes_nothing_and_a_changed_row_changes_its_case(partner: Partner) -> None:
    partner.send(cases=[case()])
    partner.send(cases=[case()])
    assert Case.objects.count() == 1 and Allocation.objects.count() == 2
    partner.send(cases=[case(forms="sexual", because="Put right.", extracted_on="01/03/2026")])
    row = Case.objects.get()
    assert row.forms == "sexual" and queries.because_of(row) == "Put right."
    assert Allocation.objects.count() == 2


def test_a_closed_case_is_not_opened_again_by_a_file(partner: Partner) -> None:
    partner.send(cases=[case()])
    by = f.viewer("manager", in_team=f.team("hub"))
    f.relate(by, Person.objects.get().pk, "team")
    words = "She has been home every night since May."
    actions.close_case(
        child=Person.objects.get().pk, case=Case.objects.get().pk, grounds=["harm-ended"], words=words, by=by, at=f.NOW
    )
    partner.send(cases=[case(forms="sexual", extracted_on="01/03/2026")])
    row = Case.objects.get()
    assert row.closed_at is not None and row.forms == "criminal;county-lines"


def test_a_case_that_was_opened_by_hand_is_not_opened_a_second_time(partner: Partner) -> None:
    partner.send(cases=[case(kind="missing", forms="")])
    child = Person.objects.get()
    by = f.viewer("manager", in_team=f.team("hub"))
    f.relate(by, child.pk, "team")
    actions.open_case(child=child.pk, kind="exploitation", because="x", by=by, at=f.NOW)
    partner.send(cases=[case(2, person_reference="MS900001")])
    assert Case.objects.filter(kind="exploitation").count() == 1
    assert Case.objects.get(kind="exploitation").reference == "SYN-H-0002"


def test_statements_do_not_grow_with_the_rows(partner: Partner) -> None:
    def statements(numbers: range) -> int:
        with CaptureQueriesContext(connection) as asked:
            partner.send(cases=[case(number) for number in numbers])
        return len(asked)

    statements(range(1, 3))
    assert statements(range(3, 5)) == statements(range(5, 25))
