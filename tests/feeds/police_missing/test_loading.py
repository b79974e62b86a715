"""What becomes of a force's rows: whose they are, what is kept, and what stays where it was."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.foundation.london import LONDON
from homeward.practice.missing.models import MissingEpisode, MissingReport
from homeward.register.access.models import Shield
from homeward.register.people.models import Identifier, Person, Residence
from homeward.register.sources.models import SourceRecord
from homeward.register.tasks.models import Task
from tests import factories as f
from tests.factories.police import STILL_MISSING, report
from tests.feeds.identity.rows import child
from tests.feeds.police_missing.conftest import Send
from tests.feeds.samples import loaded, write
from tests.feeds.ssda903.rows import absence, episode, header

pytestmark = pytest.mark.django_db
KNOWN = {"council": "Middleshire", "council_local_id": "MS000001"}


def council_sends(place: Path, feed: str, year: str = "", **parts: list[dict[str, object]]) -> None:
    loaded(feed, write(place / feed, feed, parts, year=year))


def test_a_child_nobody_has_met_is_a_person_known_only_to_the_police(send: Send) -> None:
    send(report())
    person = Person.objects.get()
    assert (person.forename, person.ethnicity, person.linked) == ("Wren", "WBRI", False)
    assert list(person.identifiers.values_list("type", "issuer__code")) == [("police", "middleshire-police")]


def test_a_row_with_the_council_s_number_is_that_child_whatever_the_force_calls_them(
    send: Send, tmp_path: Path
) -> None:
    council_sends(tmp_path, "identity", children=[child()])
    send(report(forename="Ren", surname="Applegate", birth_date="15/06/2011", also_known_as="Pip", **KNOWN))
    person = Person.objects.get()
    assert (person.forename, person.surname, person.birth_date.day) == ("Wren", "Applegarth", 14)
    assert person.also_known_as == "Pip"
    assert set(person.identifiers.values_list("type", flat=True)) >= {"local", "police"}


def test_the_council_s_word_stands_whichever_came_first(send: Send, tmp_path: Path) -> None:
    send(report(forename="Ren", **KNOWN))
    council_sends(tmp_path, "identity", children=[child()])
    send(report(forename="Renn", grade="3", extracted_on="01/03/2026", **KNOWN))
    assert Person.objects.get().forename == "Wren"


def test_names_and_birth_dates_join_nobody(send: Send, tmp_path: Path) -> None:
    council_sends(tmp_path, "identity", children=[child()])
    send(report())
    assert Person.objects.count() == 2


def test_the_force_s_number_alone_joins_once_the_council_s_has_been_told(send: Send, tmp_path: Path) -> None:
    council_sends(tmp_path, "identity", children=[child()])
    send(report(**KNOWN))
    again = {"incident_reference": "SYN-2", "last_seen_at": "10/06/2025 20:00", "reported_at": "10/06/2025 21:00"}
    send(report(**again, **STILL_MISSING, grade="", graded_at=""))
    assert Person.objects.count() == 1
    assert MissingEpisode.objects.count() == 2


def test_two_numbers_of_two_people_are_a_question_for_whoever_settles_matches(send: Send, tmp_path: Path) -> None:
    council_sends(tmp_path, "identity", children=[child(1), child(2, forename="Robin")])
    send(report(1, **KNOWN))
    send(report(1, incident_reference="SYN-2", council="Middleshire", council_local_id="MS000002"))
    task = Task.objects.get(kind="identifiers-disagree")
    assert task.for_role == "matching-reviewer"
    assert Person.objects.count() == 3


def test_what_the_force_tells_is_kept_and_its_places_are_sealed(send: Send) -> None:
    send(report())
    row = MissingReport.objects.get()
    assert (row.type, row.grade, row.found_how, row.condition) == ("M", "2", "found-by-police", "unharmed")
    assert (row.flags, row.interview, row.missing_from) == ("cce;county-lines", "done", "foster-care")
    assert row.reported_at == datetime(2025, 6, 3, 23, 5, tzinfo=LONDON)
    assert "bus station" not in row.sealed_places
    assert "Elder Row" not in row.sealed_places
    assert row.sealed_places


def test_no_home_is_kept_from_the_force(send: Send) -> None:
    send(report(missing_from="home"))
    assert not Residence.objects.exists()


def test_one_absence_told_by_both_is_one_episode(send: Send, tmp_path: Path) -> None:
    council_sends(tmp_path, "ssda903", year="2025-26", header=[header()], missing=[absence("03/06/2025", "04/06/2025")])
    send(report(**KNOWN))
    whole = MissingEpisode.objects.get()
    assert whole.since == datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)
    assert whole.until == datetime(2025, 6, 4, 7, 15, tzinfo=LONDON)
    assert (whole.precision, whole.until_precision, whole.reports.count()) == ("minute", "minute", 2)


def test_a_regrade_stands_in_place_of_the_earlier_grade_which_stays(send: Send) -> None:
    send(report(grade="1"))
    send(report(grade="3", graded_at="04/06/2025 01:00", extracted_on="01/03/2026"))
    rows = MissingReport.objects.order_by("pk")
    assert [(row.grade, row.superseded_at is None) for row in rows] == [("1", False), ("3", True)]
    assert MissingEpisode.objects.count() == 1


def test_an_older_extract_that_comes_late_takes_nothing_away(send: Send) -> None:
    send(report(grade="3", extracted_on="01/02/2026"))
    send(report(grade="1", extracted_on="01/07/2025", **STILL_MISSING))
    assert MissingReport.objects.get(superseded_at=None).grade == "3"
    assert MissingEpisode.objects.get().until is not None


def test_the_same_row_in_a_later_extract_changes_nothing(send: Send) -> None:
    send(report())
    delivery = send(report(extracted_on="01/03/2026"))
    assert (delivery.rows_known, SourceRecord.objects.count()) == (1, 1)


def test_absent_is_away_without_authorisation_until_it_is_graded_up(send: Send) -> None:
    send(report(category="absent", grade="0"))
    assert MissingEpisode.objects.get().type == "A"
    send(report(category="missing", grade="2", extracted_on="01/03/2026"))
    assert MissingEpisode.objects.get().type == "M"


def test_whose_row_may_come(send: Send) -> None:
    grown = report(2, birth_date="03/06/2007")
    delivery = send(report(1, birth_date="04/06/2007"), grown, report(3, birth_date=""))
    assert (delivery.rows_new, delivery.rows_dropped) == (2, 1)
    assert not Identifier.objects.filter(value=grown["person_reference"]).exists()


def test_no_row_lowers_a_shield(send: Send, tmp_path: Path) -> None:
    council_sends(tmp_path, "ssda903", year="2025-26", header=[header()], episodes=[episode()])
    before = list(Shield.objects.values())
    assert before
    send(report(missing_from="home", **KNOWN))
    assert list(Shield.objects.values()) == before


def test_fifty_rows_are_read_with_as_many_statements_as_five(send: Send) -> None:
    assert reads(send, 0, 5) == reads(send, 100, 50)


def reads(send: Send, first: int, count: int) -> int:
    f.agency("middleshire-police", kind="police")
    rows = [report(first + each) for each in range(count)]
    with CaptureQueriesContext(connection) as statements:
        send(*rows)
    return sum(statement["sql"].startswith("SELECT") for statement in statements)
