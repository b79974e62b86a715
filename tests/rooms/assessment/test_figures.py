"""Where assessors differ and what came after a band was lowered: counted over children, and small numbers hidden."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.assessment.models import Assessment
from homeward.practice.indicators.models import Observation
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
TODAY = f.NOW.date()
GAT, LOW, HIGH = "gang-association-tool", 0, -1


def assessed(child, by, band, *, days_ago):
    from homeward.vocabulary.instruments.loader import version

    code = version(GAT, 1).bands[band].code
    given = {"instrument": GAT, "version": 1, "band": code, "lowest": code, "highest": code}
    day = TODAY - timedelta(days=days_ago)
    return Assessment.objects.create(subject_id=child.pk, by=by, as_at=day, started_at=f.NOW, done_at=f.NOW, **given)


def harmed(child, by, *, days_ago):
    day = TODAY - timedelta(days=days_ago)
    given = {"code": "assaulted", "value": "yes", "precision": "day", "heard_from": "child", "grounds": "told"}
    Observation.objects.create(
        person=child, since=day, until=day + timedelta(days=1), agency=f.agency(), sure="sure", by=by,
        recorded_at=f.NOW, **given,
    )  # fmt: skip


@pytest.fixture
def figures(client: Client):
    client.force_login(f.account("performance-analyst"), backend=DOOR)
    return lambda: client.get(reverse("assessment_figures")).content.decode()


def test_nothing_counted_says_so(figures) -> None:
    assert "No child has been assessed by two people" in figures()


def test_a_few_children_are_hidden_and_many_are_counted(figures) -> None:
    one, other = f.worker("One"), f.worker("Other")
    for number in range(30):
        child = f.child(f"Wren{number}")
        assessed(child, one, HIGH, days_ago=300)
        assessed(child, other, LOW if number < 14 else HIGH, days_ago=290)
        if number < 7:
            harmed(child, one, days_ago=200)
    page = figures()
    assert ">14<" in page and ">16<" in page, "differ, and the same"
    assert page.count(">7<") == 2, "of fourteen who were lowered seven were harmed after"
    Observation.objects.all().delete()
    harmed(Assessment.objects.earliest("as_at", "pk").subject.person, one, days_ago=200)
    assert ">1<" not in figures() and ">13<" not in figures()


def test_days_that_have_not_passed_are_not_counted(figures) -> None:
    by = f.worker()
    for number in range(20):
        child = f.child(f"Wren{number}")
        assessed(child, by, HIGH, days_ago=100)
        assessed(child, by, LOW, days_ago=50)
    assert "No band has been lowered long enough ago" in figures()


def test_as_many_statements_for_many_as_for_few(client: Client, figures) -> None:
    by = f.worker()
    counts = []
    for size in (2, 20):
        for number in range(size):
            assessed(f.child(f"Wren{size}-{number}"), by, HIGH, days_ago=9)
        figures()
        with CaptureQueriesContext(connection) as captured:
            figures()
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_whoever_works_with_children_alone_reads_no_figures(client: Client) -> None:
    client.force_login(f.account("hub-practitioner", in_team=f.team()), backend=DOOR)
    assert client.get(reverse("assessment_figures")).status_code == 403
