"""An episode that a force and a council both told, as the record and the chronology say it."""

from datetime import datetime, timedelta

import pytest

from homeward.desks.presenters.child import episodes_table
from homeward.foundation.london import LONDON
from homeward.practice.missing.actions import Reported, report
from homeward.practice.missing.queries import entries_of, episodes_of
from homeward.register.access.rules import Viewer
from homeward.register.audit import actions as audit
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, Source
from tests import factories as f

pytestmark = pytest.mark.django_db
NIGHT = datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)
MORNING = datetime(2025, 6, 4, 7, 15, tzinfo=LONDON)
DETAILS = {
    "grade": "2",
    "missing_from": "foster-care",
    "found_how": "found-by-police",
    "condition": "unharmed",
    "flags": "cce;county-lines",
    "interview": "done",
}


def told_by_the_force(child: Person, **more: object) -> Reported:
    force = f.agency("middleshire-police", kind="police", name="Middleshire Police")
    source = Source.objects.get_or_create(agency=force, feed="police-missing", defaults={"name": "Police"})[0]
    whole = f.delivery("police-missing")
    Delivery.objects.filter(pk=whole.pk).update(source=source)
    whole.refresh_from_db()
    places = {"last_seen": "Ashmarket bus station"}
    details = DETAILS | more
    return Reported(f.record(whole, "reports"), child, "M", NIGHT, MORNING, "minute", "minute", details, places)


@pytest.fixture
def shown() -> tuple[Person, Viewer]:
    child = f.child()
    midnight = NIGHT.replace(hour=0, minute=0)
    by_return = Reported(f.record(part="missing"), child, "M", midnight, midnight + timedelta(days=2))
    with audit.event("feed.batch", at=f.NOW):
        report(told=[told_by_the_force(child), by_return], at=f.NOW)
    practitioner = f.viewer("hub-practitioner")
    f.relate(practitioner, child.pk)
    return child, practitioner


def test_the_record_says_what_the_force_recorded_and_where_the_two_differ(shown: tuple[Person, Viewer]) -> None:
    child, practitioner = shown
    [row] = episodes_table(episodes_of(child.pk, viewer=practitioner, at=f.NOW), at=f.NOW).rows
    words = " ".join(f"{cell.text} {cell.note}" for cell in row)
    assert "Risk graded by Middleshire Police: medium." in words
    assert "Recorded by Middleshire Police as child criminal exploitation and county lines." in words
    assert "Found by the police. No harm seen or told of. Prevention interview: done." in words
    assert "ssda903: 3 June 2025 to 5 June 2025." in words
    assert "bus station" not in words


def test_the_chronology_says_it_where_it_happened(shown: tuple[Person, Viewer]) -> None:
    child, practitioner = shown
    began, ended = entries_of(episodes_of(child.pk, viewer=practitioner, at=f.NOW))
    assert "medium" in began.text
    assert began.at == NIGHT
    assert "Found by the police." in ended.text
    assert "bus station" not in f"{began.text} {ended.text}"
