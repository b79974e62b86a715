"""A delivery from its first byte to its last row: whole batches, once each, and every one of them accounted for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from homeward.gateways.feeds import actions
from homeward.gateways.feeds.actions import Arrival
from homeward.gateways.feeds.files import PartNotKnown
from homeward.gateways.feeds.loading import arrival_at, check_delivery, load_delivery, load_paths
from homeward.gateways.feeds.manifest import ManifestWrong
from homeward.gateways.feeds.reading.opened import from_bytes
from homeward.gateways.feeds.registry import feed_named
from homeward.register.audit.models import AuditEvent, AuditSubject
from homeward.register.documents.models import Document, DocumentPiece
from homeward.register.documents.queries import whole
from homeward.register.keys.queries import opened
from homeward.register.sources.actions import BatchDoneAlready, NotToBeKeptHere
from homeward.register.sources.models import Delivery, Refusal, Source, SourceRecord
from homeward.register.subjects.models import Subject
from tests import factories as f
from tests.feeds.framework.conftest import HEAD, swimmer, swimmers
from tests.feeds.framework.swimming import actions as swimming

pytestmark = pytest.mark.django_db

Folder = Callable[..., Path]


def loaded(place: Path) -> Delivery:
    """The delivery, once these files have been received, checked and loaded."""
    return load_paths("swimming", sorted(place.glob("*.csv")), agency=f.agency(), clock=timezone.now)


def counts(delivery: Delivery) -> tuple[int, ...]:
    """Rows: new, changed, known, refused, dropped."""
    delivery.refresh_from_db()
    names = ("new", "changed", "known", "refused", "dropped")
    return tuple(getattr(delivery, f"rows_{name}") for name in names)


def arrival(content: bytes, *, synthetic: bool = True) -> Arrival:
    """Files of swimmers, as they come in."""
    files = {"swimmers": from_bytes("swimmers.csv", content)}
    return Arrival(feed_named("swimming"), f.agency(), files, 2026, synthetic)


def received(content: bytes) -> Delivery:
    """A delivery that has been kept and not yet read."""
    return actions.receive_by_command(arrival=arrival(content), at=timezone.now())[0]


def test_good_rows_are_kept_sealed_and_applied(folder: Folder) -> None:
    delivery = loaded(folder(swimmers=swimmers(3)))
    assert delivery.state == "loaded"
    assert counts(delivery) == (3, 0, 0, 0, 0)
    record = SourceRecord.objects.get(external_id="S2")
    assert record.synthetic
    assert record.row == 3
    payload = opened(record.sealed_payload, table="sources_sourcerecord", row=record.pk, column="payload")
    assert '"Wren Applegarth"' in payload
    assert "Applegarth" not in record.sealed_payload
    assert Subject.objects.count() == 3
    assert [delivery] == swimming.FINISHED


def test_the_original_is_kept_byte_for_byte_in_sealed_pieces(folder: Folder) -> None:
    content = swimmers(30_000)
    received(content)
    document = Document.objects.get()
    assert whole(document) == content
    assert DocumentPiece.objects.count() == -(-len(content) // (1024 * 1024)) > 1
    assert not any("Applegarth" in piece.sealed for piece in DocumentPiece.objects.all())


def test_the_same_file_again_is_the_same_delivery_and_changes_nothing(folder: Folder) -> None:
    first = loaded(folder(swimmers=swimmers(3)))
    before = list(SourceRecord.objects.values_list("pk", flat=True))
    second = loaded(folder(swimmers=swimmers(3)))
    assert second.pk == first.pk
    assert counts(second) == (3, 0, 0, 0, 0)
    assert list(SourceRecord.objects.values_list("pk", flat=True)) == before
    assert Document.objects.count() == 1
    assert Subject.objects.count() == 3


def test_rows_already_held_are_known_and_a_row_that_says_something_else_is_changed(folder: Folder) -> None:
    loaded(folder(swimmers=swimmers(3)))
    lines = [HEAD, swimmer(1), swimmer(2, "Linnet Applegarth"), swimmer(4), ""]
    second = loaded(folder(swimmers="\n".join(lines).encode()))
    assert counts(second) == (1, 1, 1, 0, 0)
    assert SourceRecord.objects.filter(external_id="S2").count() == 2


def test_a_refused_row_stays_out_with_its_reason_and_the_rest_goes_in(folder: Folder) -> None:
    lines = [HEAD, swimmer(1), "S2,=cmd,14/06/2012,4,lessons,,", swimmer(3, reason="none"), ""]
    delivery = loaded(folder(swimmers="\n".join(lines).encode()))
    assert counts(delivery) == (1, 0, 0, 1, 1)
    assert [(each.row, each.column, each.rule) for each in Refusal.objects.all()] == [(3, "name", "formula")]
    assert set(SourceRecord.objects.values_list("external_id", flat=True)) == {"S1"}


def test_a_file_cut_short_refuses_all_of_its_delivery(folder: Folder) -> None:
    lessons = b"swimmer,lesson_on,until\nS1,01/02/2026,\nS1,02/0"
    delivery = loaded(folder(swimmers=swimmers(3), lessons=lessons))
    assert delivery.state == "refused"
    assert SourceRecord.objects.count() == 0
    assert Refusal.objects.get().part == "lessons"


def test_checking_writes_no_row_and_says_what_would_become_of_each() -> None:
    delivery = received(swimmers(3))
    check_delivery(delivery, clock=timezone.now)
    assert delivery.state == "checked"
    assert counts(delivery) == (3, 0, 0, 0, 0)
    assert SourceRecord.objects.count() == Subject.objects.count() == 0


def test_a_load_that_dies_in_a_batch_leaves_whole_batches_and_goes_on_from_there() -> None:
    delivery = received(swimmers(1250))
    check_delivery(delivery, clock=timezone.now)

    def die_in_the_second(done: int, total: int | None) -> None:
        if done == 500:
            swimming.FAULTS.append(MemoryError("the worker died"))

    with pytest.raises(MemoryError):
        load_delivery(delivery, clock=timezone.now, tell=die_in_the_second)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.batches_done) == ("loading", 1)
    assert SourceRecord.objects.count() == Subject.objects.count() == 500

    told: list[tuple[int, int | None]] = []
    load_delivery(delivery, clock=timezone.now, tell=lambda done, total: told.append((done, total)))
    assert told == [(500, 1250), (1000, 1250), (1250, 1250)]
    assert counts(delivery) == (1250, 0, 0, 0, 0)
    assert SourceRecord.objects.count() == Subject.objects.count() == 1250
    assert Delivery.objects.get().state == "loaded"


def test_a_batch_that_another_worker_has_applied_is_not_applied_again() -> None:
    delivery = received(swimmers(600))
    check_delivery(delivery, clock=timezone.now)
    slow = Delivery.objects.select_related("source").get()

    def overtake(done: int, total: int | None) -> None:
        Delivery.objects.update(batches_done=2)

    with pytest.raises(BatchDoneAlready):
        load_delivery(slow, clock=timezone.now, tell=overtake)
    assert SourceRecord.objects.count() == 500


def test_a_loaded_delivery_is_not_read_or_loaded_again(folder: Folder) -> None:
    delivery = loaded(folder(swimmers=swimmers(3)))
    events = AuditEvent.objects.count()
    check_delivery(delivery, clock=timezone.now)
    load_delivery(delivery, clock=timezone.now)
    assert AuditEvent.objects.count() == events


def test_each_batch_leaves_one_event_that_names_its_children_and_the_load_it_is_part_of() -> None:
    delivery = received(swimmers(600))
    check_delivery(delivery, clock=timezone.now)
    cause = AuditEvent.objects.get(action="feed.receive").uid
    load_delivery(delivery, clock=timezone.now, caused_by=cause)
    events = AuditEvent.objects.filter(action="feed.batch").order_by("pk")
    assert [event.detail["batch"] for event in events] == [1, 2]
    assert {event.caused_by for event in events} == {cause}
    assert [event.subjects.count() for event in events] == [500, 100]
    assert AuditSubject.objects.filter(event__action="feed.batch").count() == 600
    assert not any("Applegarth" in str(event.detail) for event in AuditEvent.objects.all())


def statements_for(content: bytes) -> int:
    """How many statements one load takes."""
    delivery = received(content)
    check_delivery(delivery, clock=timezone.now)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        load_delivery(delivery, clock=timezone.now)
    return len([each for each in captured.captured_queries if "audit_auditsubject" not in each["sql"]])


def test_a_batch_takes_a_constant_number_of_statements() -> None:
    small, large = statements_for(swimmers(20)), statements_for(swimmers(400, first=1000))
    assert large - small <= 10  # the databases cut very long inserts into a few
    assert small < 40


def test_in_a_demonstration_a_delivery_not_declared_invented_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(NotToBeKeptHere):
        actions.receive_by_command(arrival=arrival(swimmers(3), synthetic=False), at=timezone.now())
    assert not Delivery.objects.exists()
    assert not Document.objects.exists()


def test_in_real_use_invented_children_come_only_from_a_source_kept_out_of_figures(settings: object) -> None:
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]  # pytest-django's fixture
    with pytest.raises(NotToBeKeptHere):
        actions.receive_by_command(arrival=arrival(swimmers(3)), at=timezone.now())
    Source.objects.create(agency=f.agency(), feed="swimming", name="Sample council", outside_figures=True)
    delivery, is_first = actions.receive_by_command(arrival=arrival(swimmers(3)), at=timezone.now())
    assert is_first
    assert delivery.synthetic


def test_a_manifest_holds_for_the_files_it_was_written_for_and_no_others(folder: Folder) -> None:
    place = folder(swimmers=swimmers(3))
    (place / "swimmers.csv").write_bytes(swimmers(4))
    with pytest.raises(ManifestWrong):
        arrival_at(feed_named("swimming"), [place / "swimmers.csv"], agency=f.agency())


def test_a_file_is_known_by_its_name_or_else_by_its_columns(folder: Folder) -> None:
    lessons = b"swimmer,lesson_on,until\nS1,01/02/2026,\n"
    place = folder(march=lessons, swimmers=swimmers(1))
    came = arrival_at(feed_named("swimming"), sorted(place.glob("*.csv")), agency=f.agency())
    assert {part: file.name for part, file in came.files.items()} == {
        "lessons": "march.csv",
        "swimmers": "swimmers.csv",
    }
    assert (came.year, came.synthetic) == (2026, True)
    other = folder(minutes=b"item,owner\n1,nobody\n")
    with pytest.raises(PartNotKnown):
        arrival_at(feed_named("swimming"), sorted(other.glob("*.csv")), agency=f.agency())
