"""Five children, four of them shielded, and every role: nobody is sent anything that tells where they are.

`script/bench canaries` does the same with five hundred (S-10, S-11; T-SHIELD).
"""

import logging

import pytest
from django.core import mail

from homeward.foundation.quarters import Quarter
from homeward.insight.reports.actions import make_from_the_command_line
from homeward.register.access.models import Shield
from homeward.register.linkage.models import ReviewItem
from tests import factories
from tests.factories import NOW
from tests.spec import crawling
from tests.spec.canaries import READERS, Reader, World, canary, found_in, world
from tests.spec.crawling import Crawl, Heard

pytestmark = pytest.mark.django_db
HIDDEN = (
    "record",
    "chronology",
    "placement",
    "missing_reports",
    "missing_places",
    "judge_report",
    "sources",
    "find_me",
    "host_notices",
    "correct",
    "who_looked",
    "ask_to_lower",
)


PAPER_ROLES = ("performance-analyst", "manager", "duty-director", "director", "meeting-chair", "publisher")


@pytest.fixture
def five(tmp_path) -> World:
    return world(5, tmp_path)


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_nobody_is_shown_what_a_shield_covers(reader: Reader, five: World) -> None:
    crawl = Crawl()
    if reader.role in PAPER_ROLES:  # the only ones who could take a paper away
        make_from_the_command_line(quarter=Quarter(2025, 4), as_at=NOW, at=NOW)
    with crawling.listening() as heard:
        crawling.crawled(reader, five, crawl, every=4)
    assert (crawl.leaks, crawl.differences) == ([], [])
    assert crawling.told_outside(heard) == []
    assert crawl.responses > 30


def test_a_leak_that_was_planted_is_found(five: World, monkeypatch) -> None:
    monkeypatch.setattr("homeward.register.people.queries.reading.shielded", lambda subjects: set())
    crawl = Crawl()
    crawling.crawled(Reader("hub-practitioner", because="invited"), five, crawl, every=5)
    assert any("record tells school of child 3" in leak for leak in crawl.leaks)
    heard = Heard()
    heard.emit(logging.makeLogRecord({"msg": canary("postcode", 1)}))
    assert crawling.told_outside(heard)


def test_nothing_a_shield_covers_lies_open_in_the_database(five: World) -> None:
    assert crawling.told_by_the_database() == []
    factories.child("Wren", canary("address", 1))
    assert crawling.told_by_the_database()


def test_a_letter_is_read_too(five: World) -> None:
    mail.outbox.append(mail.EmailMessage("A letter", canary("urn", 2)))
    assert crawling.told_outside(Heard()) == ["a letter tells ('urn', 2)"]


def test_a_hidden_child_and_an_absent_one_get_the_same_answer(five: World) -> None:
    client = crawling.signed_in(factories.account("hub-practitioner", in_team=factories.team("hub")))
    assert crawling.hidden_and_absent(client, five.children, HIDDEN) == []


def test_a_leak_of_where_a_child_was_seen_is_found(five: World, monkeypatch) -> None:
    monkeypatch.setattr("homeward.practice.missing.queries.absences.shielded", lambda subjects: set())
    crawl = Crawl()
    crawling.crawled(Reader("hub-practitioner", because="invited"), five, crawl, every=5)
    assert any("missing_reports tells lastseen of child" in leak for leak in crawl.leaks)


def test_a_leak_of_what_a_caller_said_and_of_where_a_child_was_found_is_found(five: World, monkeypatch) -> None:
    monkeypatch.setattr("homeward.practice.missing.views.live.may_show_places", lambda *_, **__: True)
    crawl = Crawl()
    crawling.crawled(Reader("hub-practitioner", because="invited"), five, crawl, every=5)
    for name in ("said", "endedat", "endedwith"):
        assert any(f"missing_episode tells {name} of child 0" in leak for leak in crawl.leaks)


def test_the_page_of_places_shows_each_canary_to_whom_it_may(five: World) -> None:
    account = factories.account("hub-practitioner", in_team=factories.team("hub"))
    factories.relate(factories.viewer_of(account, at=NOW), five.children[0].pk)
    page = crawling.text_of(crawling.signed_in(account).get(f"/children/{five.children[0].pk}/missing/places/"))
    names = ("lastseen", "foundat", "missingfrom", "said", "endedat")
    assert found_in(page) == {(name, 0) for name in names}


def test_a_question_shows_a_home_that_no_shield_covers_and_no_other(five: World) -> None:
    client = crawling.signed_in(factories.account("matching-reviewer"))
    told = set()
    for asked in ReviewItem.objects.all():
        told |= found_in(crawling.text_of(client.get(f"/matching/{asked.pk}/")))
    assert told == {("openfamilyhome", 4), *(("matchingreason", number) for number in range(5))}


def test_the_placement_page_shows_each_canary_to_whom_it_may(five: World) -> None:
    """The canaries are where a real value would be: whoever may read them does."""
    account = factories.account("hub-practitioner", in_team=factories.team("hub"))
    viewer = factories.viewer_of(account, at=NOW)
    factories.relate(viewer, five.children[0].pk)
    client = crawling.signed_in(account)
    page = crawling.text_of(client.get(f"/children/{five.children[0].pk}/placement/"))
    assert found_in(page) == {("postcode", 0), ("urn", 0), ("school", 0)}
    assert Shield.objects.count() == 4
