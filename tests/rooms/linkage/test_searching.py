"""The search for a child: by what a caller could say, only among those the viewer may find, and never a word kept."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.linkage.actions import Said, keep_profiles
from homeward.register.linkage.models import BlockKey, Profile
from homeward.register.linkage.queries import Search, fetching, read, search
from homeward.register.linkage.rules import TELLING
from homeward.register.people.actions import correct
from homeward.register.people.models import Identifier, Person
from tests import factories as f

pytestmark = pytest.mark.django_db
BORN = date(2010, 11, 23)


@pytest.fixture
def handler() -> Viewer:
    """A call handler on shift, who may find every child."""
    return f.viewer("call-handler", on_duty=True)


def known(forename: str, surname: str, **facts: Any) -> Person:
    """A child whom the council has told of, with what else it said."""
    also = {name: facts.pop(name) for name in ("postcode", "phone", "plate", "middle_name") if name in facts}
    born = facts.pop("birth_date", BORN)
    person = f.child(forename, surname, birth_date=born, **facts)
    said = Said(
        record=f.record(),
        person=person,
        forename=forename,
        surname=surname,
        also_known_as=facts.get("also_known_as", ""),
        birth_date=born,
        sex=person.sex,
        **also,
    )
    with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
        keep_profiles(told=[said], at=f.NOW)
    return person


def sought(viewer: Viewer, words: str) -> Search:
    return search(viewer=viewer, at=f.NOW, asked=read(words, at=f.NOW))


def names(found: Search) -> list[str]:
    return [each.card.forename for each in found.found]


@pytest.mark.parametrize(
    "words",
    [
        "Shivon, about 15", "shivon about fifteen", "siob", "o'neil siobhan", "Siobhan ONeil", "siobahn oneil",
        "shevaun o neil", "ONEIL 23/11/2010", "siobhan november 2010", "siobhan o 15", "23 11 2010",
        "siobhan 11/23/2010", "siobhan 2010 girl", "kelly siobhan", "oneill", "shiv", "siobhan, Ashmarket",
        "siobhan ashm", "s ashmarket 15",
    ],
)  # fmt: skip
def test_a_child_is_found_by_whatever_the_caller_can_say(handler, words) -> None:
    known("Siobhán", "O'Neil", also_known_as="Shiv", middle_name="Kelly")
    known("Kyle", "Brown", sex="M", birth_date=date(2013, 2, 2), district=f.district("sandholme"))
    assert names(sought(handler, words))[:1] == ["Siobhán"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("jan kowalski", "Jan"), ("kowalska", "Jan"), ("wright", "Kaitlyn"), ("caitlin", "Kaitlyn"),
        ("bill", "William"), ("will mac", "William"), ("macd", "William"),
        ("mc donald", "William"), ("mcdonald", "William"), ("macdonnald will", "William"), ("muhammad", "Mohammed"),
        ("mohamed hussein", "Mohammed"), ("hussain mohammed", "Mohammed"), ("smith jones", "Ada"), ("jones ada", "Ada"),
    ],
)  # fmt: skip
def test_names_meet_in_any_order_spelling_or_short_form(handler, words, first) -> None:
    known("Jan", "Kowalski", sex="M")
    known("Kaitlyn", "Wright")
    known("William", "McDonald", sex="M")
    known("Mohammed", "Hussain", sex="M")
    known("Ada", "Smith-Jones")
    assert names(sought(handler, words))[:1] == [first]


def test_a_town_finds_the_child_before_the_surname_is_finished(handler) -> None:
    known("Siobhan", "McKenna", district=f.district("loughborough"))
    known("Siobhan", "Mulligan", district=f.district("sandholme"))
    assert [each.card.surname for each in sought(handler, "siobhan m loughb").found] == ["McKenna", "Mulligan"]
    assert [each.card.surname for each in sought(handler, "s, Loughborough, 15").found] == ["McKenna"]


def test_who_was_typed_only_in_part_comes_before_who_merely_sounds_so(handler) -> None:
    known("Applebee", "Rowe")
    known("Abel", "Rowe")
    assert names(sought(handler, "appl"))[0] == "Applebee"


def test_a_child_of_many_profiles_is_shown_once_by_the_best(handler) -> None:
    wren = known("Wren", "Applegarth")
    for number, surname in enumerate(("Aplegarth", "Applegarth-Rowe", "")):
        said = Said(record=f.record(), person=wren, own_key=f"A{number}", forename="Wren", surname=surname)
        with transaction.atomic(), audit.event("feed.batch", at=f.NOW):
            keep_profiles(told=[said], at=f.NOW)
    (found,) = sought(handler, "wren applegarth").found
    assert found.why.parts[0].words == "the same forename and surname"


def test_what_a_worker_put_right_is_found_and_so_is_what_an_agency_said(handler) -> None:
    wren = known("Wren", "Applegarth")
    f.relate(worker := f.viewer("hub-practitioner"), wren.pk)
    values = {"forename": "Rowan", "surname": "Underhill", "also_known_as": "", "communication_needs": ""}
    correct(by=worker, at=f.NOW, child=wren.pk, version=1, values=values)
    for words in ("rowan underhill", "underhil", "wren applegarth"):
        assert names(sought(handler, words)) == ["Rowan"], words


def test_a_number_is_found_whole_and_never_in_part(handler) -> None:
    wren = known("Wren", "Applegarth")
    for kind, value in (("local", "MS100123"), ("upn", "A123456789012"), ("nhs", "9990000018")):
        Identifier.objects.create(person=wren, type=kind, value=value)
    for words in ("ms100123", "MS 100123", "A123456789012", "999 000 0018", "wren 9990000018"):
        assert names(sought(handler, words)) == ["Wren"], words
    for words in ("MS10012", "A12345678901", "999 000 001"):
        assert names(sought(handler, words)) == [], words


def test_a_phone_a_vehicle_and_a_home_lead_to_a_child_under_no_shield(handler) -> None:
    known("Wren", "Applegarth", phone="07700 900123", plate="ZZ12 ABC", postcode="ZZ1 1AA")
    hidden = known("Ash", "Underhill", phone="07700 900456", plate="ZZ12 ABD", postcode="ZZ2 2BB")
    for words in ("07700900123", "+44 7700 900123", "zz12 abc", "zz1 1aa"):
        assert names(sought(handler, words)) == ["Wren"], words
    f.placement(hidden)
    for words in ("07700900456", "zz12abd", "ZZ2 2BB"):
        assert BlockKey.objects.filter(kind__in=TELLING, profile__subject=hidden.pk).count() == 3
        assert names(sought(handler, words)) == [], words
    assert names(sought(handler, "ash underhill")) == ["Ash"]


@pytest.mark.parametrize("words", ["", " ", "a", "'", "2011", "15", "\x00", "%", "_", "x" * 300, "٣", "𝐀", ", ,"])
def test_what_says_too_little_finds_nobody_and_breaks_nothing(handler, words) -> None:
    known("Wren", "Applegarth")
    assert names(sought(handler, words)) == []


def test_only_children_whom_the_viewer_may_find_are_found() -> None:
    wren, _ = known("Wren", "Applegarth"), known("Wren", "Applegate")
    viewer = f.viewer("hub-practitioner")
    assert names(sought(viewer, "wren appleg")) == []
    f.relate(viewer, wren.pk)
    found = sought(viewer, "wren appleg")
    assert [each.card.surname for each in found.found] == ["Applegarth"]
    assert not found.more


def test_somebody_hidden_changes_nothing_that_is_found() -> None:
    """Not who, in which order or how much speaks for each, not that there are more, nor that a way was cut off."""
    viewer = f.viewer("hub-practitioner")
    for number in range(12):
        f.relate(viewer, known("Wren", f"Applegarth{chr(97 + number)}", birth_date=date(2010, 1, 1 + number)).pk)
    words = ("wren appl", "applegarth", "wren 15", "1/1/2010", "wren applegarthc", "app", "zz9 9zz", "wren ashm")
    before = [sought(viewer, each) for each in words]
    for number in range(30):
        hidden = known("Wren", "Applegarth", birth_date=date(2010, 1, 1), postcode="ZZ9 9ZZ")
        Identifier.objects.create(person=hidden, type="local", value=f"MS{number}")
        hidden.put_right = True
        hidden.save()
    assert [sought(viewer, each) for each in words] == before
    assert any(each.more for each in before)


@pytest.mark.parametrize("limit", ["AT_MOST", "READ"])
def test_somebody_hidden_takes_nobodys_place_under_the_limit(monkeypatch, limit) -> None:
    monkeypatch.setattr(fetching, limit, 3)
    viewer = f.viewer("hub-practitioner")
    for _ in range(8):
        known("Wren", "Applegarth", birth_date=date(2009, 1, 1))
    seen = known("Wren", "Applegarth", birth_date=date(2012, 1, 1))
    f.relate(viewer, seen.pk)
    found = sought(viewer, "wren applegarth")
    assert [each.card.subject_id for each in found.found] == [seen.pk]
    assert not found.cut_off
    assert sought(f.viewer("call-handler", on_duty=True), "wren applegarth").cut_off


def test_of_very_many_born_that_day_who_begins_as_was_typed_is_read_first(handler, monkeypatch) -> None:
    monkeypatch.setattr(fetching, "READ_OF_A_DAY", 3)
    for _ in range(8):
        known("Ash", "Underhill")
    known("Wren", "Lipek")
    assert names(sought(handler, "oren lipek 23/11/2010"))[0] == "Wren"


@pytest.mark.parametrize("words", ["wren", "wren applegarth 15", "zz1 1aa", "MS1", "qqqqqq", "s ashm"])
def test_a_search_takes_as_many_statements_whatever_there_is(handler, words) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            sought(handler, words)
        return len(asked)

    empty = statements()
    for number in range(15):
        known("Wren", f"Applegarth{chr(97 + number)}", postcode="ZZ1 1AA")
    assert statements() <= 7
    assert empty >= statements() - 2  # the cards of nobody are not asked for


def test_why_is_told_in_a_sentence_and_part_by_part(handler) -> None:
    known("Siobhan", "McKenna", district=f.district("loughborough"))
    (found,) = sought(handler, "shivon mckenna, 15, loughborough").found
    assert found.why.why.startswith("The same name in another form or spelling, ")
    assert "lives in the place that was typed" in found.why.why and "agree as far as both are known" in found.why.why
    assert {part.title for part in found.why.parts} == {"Name", "Date of birth", "Place"}
    assert [part.bits for part in found.why.parts] == sorted((part.bits for part in found.why.parts), reverse=True)
    assert found.why.bits == pytest.approx(sum(part.bits for part in found.why.parts))


def test_a_withdrawn_word_leads_to_nobody(handler) -> None:
    known("Wren", "Applegarth")
    Profile.objects.update(withdrawn=True)
    assert names(sought(handler, "wren applegarth")) == []
