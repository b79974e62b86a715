"""Two open worries about one child joined and parted, and a known place found before its case is opened twice."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.cases import actions as cases
from homeward.practice.cases.models import Case, Context
from homeward.practice.frontdoor import actions, queries
from homeward.practice.frontdoor.models import Concern, Joining
from homeward.practice.frontdoor.queries import joining_of
from homeward.register.access.actions import Refused
from homeward.register.accounts.queries import viewer_of
from homeward.register.tasks.models import Task
from tests import factories as f

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


@pytest.fixture
def account():
    return f.account("front-door-worker", in_team=f.team(), on_duty=True)


@pytest.fixture
def by(account):
    return viewer_of(account, at=f.NOW)


def told(words: str = "Two phones.", at=f.NOW, box: str = "worried", **chosen) -> Concern:
    number = actions.keep(concern=None, words={box: words}, chosen=actions.Chosen(**chosen), at=at)
    actions.send(concern=number, at=at)
    return Concern.objects.get(pk=number)


def about(by, *children, **said) -> Concern:
    row = told(**said)
    for child in children:
        actions.link_child(concern=row.pk, child=child.pk, by=by, at=f.NOW)
    return row


def to_the_end(row, by, outcome):
    for stage, decision in (("contact", "take-up"), ("initial", "straight-on"), ("decision", outcome)):
        read = Concern.objects.get(pk=row.pk).version
        given = {"level": "statutory", "reason": "Hurt.", "read": read, "late_because": "waited"}
        actions.decide(concern=row.pk, stage=stage, decision=decision, by=by, at=f.NOW, **given)


def fresh(row: Concern) -> Concern:
    return Concern.objects.get(pk=row.pk)


def test_one_goes_on_for_both_and_each_who_told_is_answered(client: Client, account, by) -> None:
    wren = f.child("Wren")
    first = about(
        by, wren, words="He waits at the gate", at=f.NOW - timedelta(days=1), forms=["gangs"], in_danger="yes"
    )
    second = about(by, wren, words="She has two phones", forms=["county-lines"])
    actions.allocate(concern=first.pk, worker=by.worker_id, by=by, at=f.NOW)
    client.force_login(account, backend=DOOR)
    assert "It is one with another worry" in client.get(reverse("concern", args=[first.pk])).content.decode()
    sent = {"into": str(second.pk), "reason": "The same man"}
    assert client.post(reverse("join_concern", args=[first.pk]), sent).url == reverse("concern", args=[second.pk])
    one, other = fresh(first), fresh(second)
    assert (one.state, joining_of(one.pk).into, other.state) == ("joined", other, "open")
    assert (other.in_danger, other.forms, other.due_on) == ("yes", "county-lines;gangs", first.due_on)
    assert [each.pk for each in queries.queue(at=f.NOW)] == [second.pk]
    assert not Task.objects.filter(kind="decide-concern", reference=str(first.pk), done_at__isnull=True).exists()
    page = client.get(reverse("concern", args=[second.pk])).content.decode()
    assert "He waits at the gate" in page and "The same man" in page
    assert "Joined with another worry" in client.get(reverse("concern", args=[first.pk])).content.decode()
    # What is added to the one is read before the other is decided
    before = other.version
    actions.add_more(reference=queries.reference_of(first.pk), words="A white van", at=f.NOW)
    assert fresh(second).version > before and fresh(second).more_at == f.NOW
    with pytest.raises(actions.NoSuchConcern):
        to_the_end(first, by, "no-action")
    to_the_end(second, by, "early-help")
    asked = Task.objects.filter(kind="answer-referrer", done_at__isnull=True).values_list("reference", flat=True)
    assert set(asked) == {str(first.pk), str(second.pk)}
    assert "Answer whoever told" in client.get(reverse("concern", args=[first.pk])).content.decode()


def test_it_is_undone_and_both_say_what_they_said(client: Client, account, by) -> None:
    wren = f.child("Wren")
    first = about(by, wren, in_danger="yes", forms=["gangs"], at=f.NOW - timedelta(days=1))
    second, third = about(by, wren), about(by, wren)
    actions.allocate(concern=first.pk, worker=by.worker_id, by=by, at=f.NOW)
    for row in (first, third):
        actions.join(concern=row.pk, into=second.pk, reason="The same man", by=by, at=f.NOW)
    with pytest.raises(actions.CannotBeJoined):
        actions.part(concern=first.pk, by=by, at=f.NOW)
    client.force_login(account, backend=DOOR)
    client.post(reverse("part_concern", args=[third.pk]))
    client.post(reverse("part_concern", args=[first.pk]))
    one, other = fresh(first), fresh(second)
    assert (one.state, joining_of(one.pk), one.in_danger) == ("open", None, "yes")
    assert (other.in_danger, other.forms, other.due_on) == ("", "", second.due_on)
    assert Task.objects.filter(kind="decide-concern", reference=str(first.pk), done_at__isnull=True).exists()
    assert Joining.objects.filter(undone_at=f.NOW, undone_by=by.worker_id).count() == 2
    with pytest.raises(actions.CannotBeJoined):
        actions.part(concern=first.pk, by=by, at=f.NOW)


def test_only_open_worries_about_every_child_of_it_are_joined_and_never_in_a_ring(by) -> None:
    wren, jay = f.child("Wren"), f.child("Jay")
    both, one, nobody = about(by, wren, jay), about(by, wren), told()
    over = about(by, wren)
    to_the_end(over, by, "no-action")
    for row, into in ((both, one), (one, nobody), (nobody, one), (one, over), (one, one)):
        with pytest.raises(actions.CannotBeJoined):
            actions.join(concern=row.pk, into=into.pk, reason="x", by=by, at=f.NOW)
    actions.join(concern=one.pk, into=both.pk, reason="x", by=by, at=f.NOW)
    third = about(by, wren, jay)
    with pytest.raises(actions.CannotBeJoined):
        actions.join(concern=both.pk, into=third.pk, reason="x", by=by, at=f.NOW)
    with pytest.raises(Refused):
        actions.part(concern=one.pk, by=viewer_of(f.account("manager"), at=f.NOW), at=f.NOW)


def test_twins_are_marked_on_a_worry_about_both(client: Client, account, by) -> None:
    born = date(2011, 5, 4)
    row = about(by, f.child("Wren", birth_date=born), f.child("Robin", birth_date=born))
    client.force_login(account, backend=DOOR)
    assert client.get(reverse("concern", args=[row.pk])).content.decode().count("May be twins") == 2
    alone = about(by, f.child("Jay", birth_date=born), f.child("Kit", birth_date=born + timedelta(days=1)))
    assert "May be twins" not in client.get(reverse("concern", args=[alone.pk])).content.decode()


def test_a_place_that_is_known_is_found_and_its_case_goes_on(client: Client, account, by) -> None:
    known = cases.add_context(kind="place", name="Crowmarket bus station", whereabouts="Mill Road", by=by, at=f.NOW)
    cases.add_context(kind="place", name="The arcade", whereabouts="Station parade", by=by, at=f.NOW)
    cases.open_context_case(context=known.pk, because="Girls are met there", by=by, at=f.NOW)
    row = told("Behind Crowmarket bus station", box="where", about="place")
    client.force_login(account, backend=DOOR)
    there = reverse("concern_place", args=[row.pk])
    assert "Look among those that are known" in client.get(reverse("concern", args=[row.pk])).content.decode()
    page = client.get(there).content.decode()
    assert page.index("Crowmarket bus station") < page.index("The arcade") and "Open" in page
    assert "arcade" not in client.post(there, {"words": "crowmarket"}).content.decode()
    assert "None that is known" in client.post(there, {"words": "the road"}).content.decode()
    client.post(there, {"context": str(known.pk)})
    assert fresh(row).context_id == known.pk
    assert "Crowmarket bus station" in client.get(reverse("concern", args=[row.pk])).content.decode()
    client.post(there, {"context": "nonsense"})
    client.post(there, {"take": "off"})
    assert fresh(row).context_id is None
    actions.link_context(concern=row.pk, context=known.pk, by=by, at=f.NOW)
    to_the_end(row, by, "hub")
    assert Context.objects.count() == 2 and Case.objects.count() == 1


def test_a_place_that_nobody_looked_for_is_a_new_one_and_nothing_waits_for_it(client: Client, account, by) -> None:
    row = told("The underpass", box="where", about="place")
    to_the_end(row, by, "hub")
    assert fresh(row).context_id == Context.objects.get().pk == Case.objects.get().subject_id
    client.force_login(account, backend=DOOR)
    assert client.get(reverse("concern_place", args=[row.pk])).status_code == 404


def test_the_page_takes_as_many_statements_however_many_are_joined(client: Client, account, by) -> None:
    wren = f.child("Wren")
    row = about(by, wren)
    client.force_login(account, backend=DOOR)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert client.get(reverse("concern", args=[row.pk])).status_code == 200
        return len(taken)

    counts = []
    for _ in range(3):
        for _ in range(2):
            actions.join(concern=about(by, wren).pk, into=row.pk, reason="x", by=by, at=f.NOW)
        statements()
        counts.append(statements())
    assert len(set(counts)) == 1
