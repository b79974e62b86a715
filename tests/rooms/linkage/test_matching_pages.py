"""The desk of those who settle who is who: what it shows, to whom, what it writes, and what it refuses."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.register.access.models import Shield
from homeward.register.accounts.models import Account
from homeward.register.audit.models import AuditEvent
from homeward.register.linkage.engine.weighing import InBatches
from homeward.register.linkage.models import PairJudgement, Proposal, ReviewItem
from homeward.register.subjects.models import Subject
from homeward.register.tasks.models import Task
from tests import factories as f
from tests.factories import pairs
from tests.rooms.linkage import telling, weighing

pytestmark = pytest.mark.django_db
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"
APART = {"verdict": "not-same", "why": "siblings", "words": ""}
SAME = {"verdict": "same", "why": "records-say-so", "words": "Both from one hospital"}


def signed_in(*roles: str, **who: Any) -> tuple[Client, Account]:
    account = f.account(*roles, **who)
    client = Client()
    client.force_login(account, backend=DOOR)
    return client, account


@pytest.fixture
def reviewer() -> Client:
    return signed_in("matching-reviewer")[0]


def page_of(question: ReviewItem) -> str:
    return reverse("matching_question", args=[question.pk])


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_list_holds_an_open_matter_first_and_says_who_has_what(reviewer: Client) -> None:
    later = pairs.twins(days_ago=9)
    urgent = pairs.alike(touches_open_matter=True, days_ago=1)
    ReviewItem.objects.filter(pk=later.pk).update(claimed_by=f.worker("Orla Testwood"), claimed_at=f.NOW)
    words = text_of(reviewer.get("/matching/"))
    assert words.index("Isla Thornbury and Isla Thornbury") < words.index("Wren Applegarth and Robin Applegarth")
    assert "Missing or referred" in words and "Orla Testwood" in words and "9 days" in words
    event = AuditEvent.objects.get(action="linkage.review")
    assert set(event.subjects.values_list("subject_id", flat=True)) == {
        urgent.subject_a_id, urgent.subject_b_id, later.subject_a_id, later.subject_b_id,
    }  # fmt: skip


def test_the_list_costs_the_same_however_many_wait(reviewer: Client) -> None:
    reviewer.get("/matching/")
    counts = []
    for more in (1, 5):
        for _ in range(more):
            pairs.twins()
        with CaptureQueriesContext(connection) as found:
            reviewer.get("/matching/")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_an_empty_list_says_what_to_do(reviewer: Client) -> None:
    assert "No question waits for you" in text_of(reviewer.get("/matching/"))


def test_a_question_shows_both_records_the_evidence_and_what_each_answer_does(reviewer: Client) -> None:
    question = pairs.twins()
    answer = reviewer.get(page_of(question))
    words = text_of(answer)
    assert "They may be twins" in words
    assert "different forenames speak against it" in words and "adds 15.9" in words
    assert "They stay two children. The hub will not join them by itself" in words
    assert "ZZ1 1AA" in words and "Middleshire Police" in words
    assert b"style=" not in answer.content
    event = AuditEvent.objects.filter(action="linkage.review").latest("pk")
    assert event.field_classes == ["core", "location"]


def test_no_home_is_shown_or_weighed_where_a_shield_covers_a_placement(reviewer: Client) -> None:
    question = pairs.twins()
    f.placement(question.a.subject.person)
    words = text_of(reviewer.get(page_of(question)))
    assert "ZZ1 1AA" not in words and "15.9" not in words and "13.8" not in words
    assert "A shield covers where one of them lives" in words and "same postcode" not in words.lower()


@pytest.mark.parametrize("basis", ["witness", "asked"])
def test_a_shield_over_a_child_hides_the_question_and_its_being_counted(reviewer: Client, basis: str) -> None:
    hidden, seen = pairs.twins(), pairs.alike()
    Shield.objects.create(subject=hidden.subject_b, basis=basis, since=f.NOW)
    words = text_of(reviewer.get("/matching/"))
    assert "Robin" not in words and "1 question: possibly the same child" in words
    for route in ("matching_question", "matching_take", "matching_take_back"):
        address = reverse(route, args=[hidden.pk])
        assert reviewer.post(address, APART).status_code == 404
    assert reviewer.get(page_of(hidden)).status_code == 404
    assert reviewer.get(page_of(seen)).status_code == 200
    assert not PairJudgement.objects.exists()
    keeper = signed_in("shield-keeper")[0]
    assert "Robin" in text_of(keeper.get("/matching/"))


def test_an_answer_is_kept_settles_the_question_and_can_be_taken_back(reviewer: Client) -> None:
    question = pairs.twins()
    answer = reviewer.post(page_of(question), APART, follow=True)
    assert "They stay two children" in text_of(answer)
    question.refresh_from_db()
    assert (question.how, question.settled_at) == ("not-same", f.NOW)
    assert "They are twins, or brothers and sisters" in text_of(answer)
    taken = reviewer.post(reverse("matching_take_back", args=[question.pk]), follow=True)
    assert "Taken back" in text_of(taken)
    question.refresh_from_db()
    assert question.settled_at is None and question.reopened == 1


def test_no_answer_is_taken_without_a_reason(reviewer: Client) -> None:
    question = pairs.twins()
    assert "Answer the question “Why?”" in text_of(reviewer.post(page_of(question), {"verdict": "same"}))
    more = {"verdict": "same", "why": "asked-an-agency", "words": " "}
    assert "Say a little more" in text_of(reviewer.post(page_of(question), more))
    assert not PairJudgement.objects.exists()


def test_saying_the_same_of_two_children_joins_nobody_until_a_second_person_agrees(reviewer: Client) -> None:
    question = pairs.alike()
    assert "A second person must agree first" in text_of(reviewer.get(page_of(question)))
    reviewer.post(page_of(question), SAME)
    proposal = Proposal.objects.get()
    assert not Subject.objects.filter(retired_into__isnull=False).exists()
    address = reverse("matching_proposal", args=[proposal.pk])
    assert "You put this forward. Somebody else answers it." in text_of(reviewer.get(address))
    own = reviewer.post(address, {"agreed": "yes"}, follow=True)
    assert "Ask a colleague to answer it" in text_of(own)
    second = signed_in("information-governance")[0]
    read = text_of(second.get(address))
    assert "Both from one hospital" in read and "Names with a birth date and the NHS number agree" in read
    done = second.post(address, {"agreed": "yes"}, follow=True)
    assert "Two children’s records were made one" in text_of(done)
    assert Subject.objects.filter(retired_into__isnull=False).count() == 1
    undo = {"why": "one-name-two-children", "words": "Two hospitals"}
    undone = second.post(done.redirect_chain[-1][0], undo, follow=True)
    assert "Every value that was moved is back" in text_of(undone)
    assert not Subject.objects.filter(retired_into__isnull=False).exists()


def test_a_second_person_may_refuse(reviewer: Client) -> None:
    question = pairs.alike()
    reviewer.post(page_of(question), SAME)
    address = reverse("matching_proposal", args=[Proposal.objects.get().pk])
    answer = signed_in("matching-reviewer")[0].post(address, {"agreed": "no"}, follow=True)
    assert "Refused. Nothing was changed." in text_of(answer)
    assert Proposal.objects.get().agreed is False


def test_one_kind_of_fact_joins_nobody_and_the_page_says_so_first(reviewer: Client) -> None:
    one, other = f.child("Ada", "Larkwood"), f.child("Ada", "Larkwood")
    parts = {"names": ["exact", 15.6], "birth": ["exact", 12.5]}
    question = pairs.question(pairs.edge(pairs.profile(one, home=""), pairs.profile(other, home=""), parts))
    assert "It is kept, but joins nobody yet: only one kind of fact agrees" in text_of(reviewer.get(page_of(question)))
    answer = reviewer.post(page_of(question), SAME, follow=True)
    assert "nobody is joined: fewer than two kinds of fact agree" in text_of(answer)
    assert not Proposal.objects.exists()


def test_somebody_quicker_is_told_of_and_nothing_of_the_second_answer_is_kept(reviewer: Client) -> None:
    question = pairs.twins()
    colleague, account = signed_in("matching-reviewer")
    colleague.post(page_of(question), APART)
    answer = reviewer.post(page_of(question), SAME)
    assert answer.status_code == 409
    assert "Your answer was not kept" in text_of(answer) and account.worker.name in text_of(answer)
    assert PairJudgement.objects.count() == 1


def test_a_question_that_somebody_has_is_read_but_not_answered_until_it_is_taken_over(reviewer: Client) -> None:
    question = pairs.twins()
    colleague, account = signed_in("matching-reviewer")
    colleague.get(page_of(question))
    answer = reviewer.get(page_of(question))
    assert f"{account.worker.name} has been looking at this pair since 9am" in text_of(answer)
    assert b"Save my answer" not in answer.content
    taken = reviewer.post(reverse("matching_take", args=[question.pk]), follow=True)
    assert b"Save my answer" in taken.content


def test_a_claim_lapses(reviewer: Client) -> None:
    question = pairs.twins()
    gone = {"claimed_by": f.worker("Orla Testwood"), "claimed_at": f.NOW - timedelta(minutes=31)}
    ReviewItem.objects.filter(pk=question.pk).update(**gone)
    assert b"Save my answer" in reviewer.get(page_of(question)).content


def test_the_next_question_is_one_that_nobody_else_has(reviewer: Client) -> None:
    first, second, third = pairs.twins(days_ago=3), pairs.twins(days_ago=2), pairs.twins(days_ago=1)
    ReviewItem.objects.filter(pk=second.pk).update(claimed_by=f.worker("Orla Testwood"), claimed_at=f.NOW)
    assert reviewer.get("/matching/next/").headers["Location"] == page_of(first)
    after = {"after": str(first.pk)}
    assert reviewer.get("/matching/next/", after).headers["Location"] == page_of(third)
    assert reviewer.get("/matching/next/", {"after": str(third.pk)}).headers["Location"] == page_of(first)


def test_a_question_costs_the_same_however_many_sources_speak(reviewer: Client) -> None:
    question = pairs.twins()
    reviewer.get(page_of(question))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            reviewer.get(page_of(question))
        counts.append(len(found))
        for _ in range(4):
            pairs.profile(question.a.subject.person, home="")
    assert counts[0] == counts[1]


ADDRESSES = (
    "/matching/", "/matching/next/", "/matching/settled/", "/matching/proposals/", "/matching/quality/",
    "/matching/quality/read/",
)  # fmt: skip
OPEN = {
    "matching-reviewer": {*ADDRESSES},
    "information-governance": {"/matching/proposals/", "/matching/quality/"},
    "shield-keeper": {"/matching/", "/matching/next/", "/matching/settled/", "/matching/quality/read/"},
    "hub-practitioner": set(),
    "director": set(),
}


@pytest.mark.parametrize("role", OPEN)
def test_each_page_opens_to_whom_it_is_granted(role: str) -> None:
    client = signed_in(role)[0]
    assert {each for each in ADDRESSES if client.get(each).status_code != 403} == OPEN[role]


@pytest.mark.parametrize("way", ["in process", "engine"])
def test_a_question_that_a_run_raised_opens_with_its_evidence(reviewer: Client, way: str) -> None:
    telling.tell(telling.council(), "MS1", "Wren", "Applegarth", postcode="ZZ1 1AA")
    telling.tell(telling.force(), "P77", "Wren", "Applegarth", postcode="ZZ1 1AB")
    source = InBatches(weighing.plain_model()) if way == "engine" else None
    weighing.run(**({"source": source} if source else {}))
    words = text_of(reviewer.get(page_of(ReviewItem.objects.get())))
    assert "To begin with" in words and "Date of birth" in words and "Something went wrong" not in words


def test_a_task_about_a_child_leads_to_the_question_about_them(reviewer: Client) -> None:
    question, child = pairs.twins(), f.child("Ada", "Larkwood")
    asked = {"kind": "identifiers-disagree", "for_role": "matching-reviewer", "raised_at": f.NOW}
    Task.objects.create(subject=question.subject_b, **asked)
    address = reverse("matching_about", args=[question.subject_b_id])
    assert f'href="{address}"' in reviewer.get("/tasks/").content.decode()
    assert reviewer.get(address).headers["Location"] == page_of(question)
    none = reviewer.get(reverse("matching_about", args=[child.pk]), follow=True)
    assert "No question about that child is open" in text_of(none)
