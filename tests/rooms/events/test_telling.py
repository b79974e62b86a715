"""Keeping what agencies say happened to a child, and what stands when they say it again."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.foundation.london import LONDON
from homeward.register.audit import actions as audit
from homeward.register.audit.models import AuditEvent
from homeward.register.events.actions import EndsBeforeItBegan, Happened, tell
from homeward.register.events.models import TABLES, EducationEvent, HealthEvent, JusticeEvent, SocialCareEvent
from homeward.register.events.queries import Occurrences, details_of, entries_of, events_of
from homeward.register.people.models import Person
from homeward.register.sources.models import Delivery, SourceRecord
from tests import factories as f

pytestmark = pytest.mark.django_db

JUNE = date(2025, 6, 3)
NIGHT = datetime(2025, 6, 3, 21, 40, tzinfo=LONDON)
CANARY = "Larkfield custody suite"


def told(child: Person, kind: str = "referral", *, record: SourceRecord | None = None, **more) -> Happened:
    return Happened(record or f.record(part="referrals"), child, kind, more.pop("since", JUNE), **more)


def keep(*rows: Happened, silent: tuple[SourceRecord, ...] = ()) -> None:
    """Tell, as an import does."""
    with audit.event("feed.batch", at=f.NOW):
        tell(told=rows, at=f.NOW, silent=silent)


def again(record: SourceRecord, *, year: int | None = None, extracted_on: date | None = None) -> SourceRecord:
    """The same row, sent again in another delivery."""
    delivery = f.delivery()
    Delivery.objects.filter(pk=delivery.pk).update(collection_year=year, extracted_on=extracted_on)
    later = f.record(Delivery.objects.get(pk=delivery.pk), record.part)
    later.external_id = record.external_id
    later.received_at = f.NOW + timedelta(hours=1)
    later.save()
    return later


def read(child: Person, role: str = "hub-practitioner", because: str = "allocated", **where) -> Occurrences:
    viewer = f.viewer(role, **where)
    f.relate(viewer, child.pk, because)
    return events_of(child.pk, viewer=viewer, at=f.NOW)


def standing() -> list[SocialCareEvent]:
    return list(SocialCareEvent.objects.filter(superseded_at=None).order_by("since", "kind"))


def test_what_is_told_is_kept_in_the_table_of_its_kind() -> None:
    child = f.child()
    keep(told(child), told(child, "suspension"), told(child, "emergency-attendance"), told(child, "custody", at=NIGHT))
    assert [model.objects.get().kind for model in TABLES.values()] == [
        "referral",
        "suspension",
        "emergency-attendance",
        "custody",
    ]
    assert (JusticeEvent.objects.get().at, HealthEvent.objects.get().at) == (NIGHT, None)
    assert AuditEvent.objects.get(action="feed.batch").outcome == "allowed"


def test_telling_outside_an_action_is_refused() -> None:
    with pytest.raises(audit.NoOpenEvent):
        tell(told=[told(f.child())], at=f.NOW)


def test_a_fault_in_one_row_leaves_nothing() -> None:
    child = f.child()
    with pytest.raises(EndsBeforeItBegan):
        keep(told(child), told(child, "assessment", until=JUNE - timedelta(days=1)))
    assert not SocialCareEvent.objects.exists()


def test_an_event_that_ends_on_its_first_day_is_kept() -> None:
    keep(told(f.child(), "assessment", until=JUNE))
    assert standing()[0].until == JUNE


def test_a_batch_applied_again_changes_nothing() -> None:
    rows = [told(f.child(), kind) for kind in ("referral", "section-47", "suspension")]
    keep(*rows)
    before = list(SocialCareEvent.objects.values()), list(EducationEvent.objects.values())
    keep(*rows)
    assert (list(SocialCareEvent.objects.values()), list(EducationEvent.objects.values())) == before


def test_one_row_may_tell_of_two_things_and_sent_again_it_supersedes_both() -> None:
    child, first = f.child(), f.record(part="enquiries")
    both = [
        told(child, "section-47", record=first),
        told(child, "child-protection-conference", record=first, since=JUNE + timedelta(days=9)),
    ]
    keep(*both)
    assert [each.kind for each in standing()] == ["section-47", "child-protection-conference"]
    keep(told(child, "section-47", record=again(first)))
    assert [each.kind for each in standing()] == ["section-47"]
    assert SocialCareEvent.objects.count() == 3


def test_a_row_that_now_tells_of_nothing_takes_its_word_back() -> None:
    first = f.record(part="enquiries")
    keep(told(f.child(), record=first))
    keep(silent=(again(first),))
    assert standing() == [] and SocialCareEvent.objects.count() == 1


def test_a_row_that_changes_its_table_leaves_nothing_standing_in_the_first() -> None:
    child, first = f.child(), f.record(part="events")
    keep(told(child, "custody", record=first))
    keep(told(child, "emergency-attendance", record=again(first)))
    assert JusticeEvent.objects.filter(superseded_at=None).count() == 0
    assert HealthEvent.objects.filter(superseded_at=None).count() == 1


# what it shows, the first row's year and day, the later-come row's year and day, whether the later-come one stands
ORDERS = [
    ("a later year", (2024, None), (2025, None), True),
    ("the same year", (2025, None), (2025, None), True),
    ("an earlier year", (2025, None), (2024, None), False),
    ("a later extract", (None, date(2025, 5, 1)), (None, date(2025, 6, 1)), True),
    ("an earlier extract", (None, date(2025, 6, 1)), (None, date(2025, 5, 1)), False),
    ("nothing is said of when", (None, None), (None, None), True),
]


@pytest.mark.parametrize(("case", "first", "second", "stands"), ORDERS, ids=[row[0] for row in ORDERS])
def test_which_telling_of_one_row_stands(case, first, second, stands) -> None:
    child, origin = f.child(), f.record(part="referrals")
    earlier = again(origin, year=first[0], extracted_on=first[1])
    later = again(origin, year=second[0], extracted_on=second[1])
    later.received_at += timedelta(hours=1)
    later.save()
    keep(told(child, record=earlier, outcome="RC1"))
    keep(told(child, record=later, outcome="RC2"))
    assert [each.outcome for each in standing()] == ["RC2" if stands else "RC1"]
    assert SocialCareEvent.objects.count() == 2


def test_what_else_is_told_is_sealed_and_opens_where_it_was_put() -> None:
    keep(told(f.child(), "custody", details={"Held at": CANARY, "Empty": ""}))
    row = JusticeEvent.objects.get()
    assert CANARY not in row.sealed_details
    assert details_of(row) == {"Held at": CANARY}
    assert CANARY not in repr(told(f.child(), "custody", details={"Held at": CANARY}))


def test_the_statements_of_a_batch_do_not_grow_with_it() -> None:
    children = [f.child() for _ in range(12)]
    counts = []
    for many in (2, 12):
        rows = [told(child) for child in children[:many]]
        with CaptureQueriesContext(connection) as captured, audit.event("feed.batch", at=f.NOW):
            before = len(captured)
            tell(told=rows, at=f.NOW)
            counts.append(len(captured) - before)
    assert counts[0] == counts[1] < 8


# who reads, in which agency, why they know the child, and the tables whose events they read
READERS = [
    ("hub-practitioner", "council", "allocated", "social-care education health justice"),
    ("hub-practitioner", "health", "allocated", "social-care education health"),
    ("hub-practitioner", "voluntary", "allocated", "social-care education"),
    ("police-hub", "police", "team", "social-care justice"),
    ("call-handler", "council", "call", "social-care"),
    ("partner", "school", "partner", "social-care education"),
    ("independent-interviewer", "council", "interview", "social-care"),
]


@pytest.mark.parametrize(("role", "agency", "because", "tables"), READERS)
def test_a_class_of_fact_that_a_viewer_may_not_read_is_absent(role, agency, because, tables) -> None:
    child = f.child()
    keep(*(told(child, kind) for kind in ("referral", "suspension", "emergency-attendance", "custody")))
    of = f.agency(f"a-{agency}", agency)
    found = read(child, role, because, of=of, in_team=f.team("a-team", of=of), on_duty=True)
    assert {each.table for each in found.shown} == set(tables.split())
    assert found.total == len(tables.split())
    assert {each.kind for each in entries_of(found)} == set(tables.split())


def test_somebody_without_a_reason_reads_nothing() -> None:
    child = f.child()
    keep(told(child))
    viewer = f.viewer("hub-practitioner")
    assert events_of(child.pk, viewer=viewer, at=f.NOW) == Occurrences([], 0)


def test_details_open_to_whoever_may_read_the_home_and_to_nobody_while_a_shield_stands() -> None:
    child = f.child()
    keep(told(child, "custody", details={"Held at": CANARY}))
    assert entries_of(read(child))[0].text == f"Held at: {CANARY}."
    assert read(child, "independent-interviewer", "interview").shown == []
    f.placement(child)
    assert CANARY not in entries_of(read(child))[0].text


def test_an_end_is_a_line_of_its_own_and_codes_are_read_in_words() -> None:
    child = f.child()
    keep(told(child, code="6", outcome="RC8", until=JUNE + timedelta(days=20)))
    keep(told(child, "assessment", since=JUNE + timedelta(days=1), code="10A;24A"))
    first, end, assessment = sorted(entries_of(read(child)), key=lambda each: each.title, reverse=True)
    assert (first.title, first.text) == (
        "Social care assessment began",
        "Found at its end: going missing; child criminal exploitation.",
    )
    assert end.title == "Referred to social care"
    assert end.text == "From: police. Outcome: closed after assessment, no further action."
    assert assessment.title == "Referral closed" and assessment.on == JUNE + timedelta(days=20)


def test_a_superseded_telling_is_not_read_and_reading_costs_the_same_however_much_there_is() -> None:
    child, counts = f.child(), []
    viewer = f.viewer("hub-practitioner")
    f.relate(viewer, child.pk, "allocated")
    for more in (1, 30):
        for number in range(more):
            keep(told(child, "contact", since=JUNE - timedelta(days=number)), told(child, "custody"))
        with CaptureQueriesContext(connection) as captured:
            found = events_of(child.pk, viewer=viewer, at=f.NOW, latest=10)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert (len(found.shown), found.total) == (10, 62)
    assert found.shown == sorted(found.shown, key=lambda each: each.since, reverse=True)
