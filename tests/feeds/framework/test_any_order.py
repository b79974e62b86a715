"""However a file's rows are ordered, repeated, cut and stopped at, what is kept is what loading them once keeps."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import count
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.gateways.feeds import actions, checking, loading
from homeward.gateways.feeds.actions import Arrival
from homeward.gateways.feeds.loading import check_delivery, load_delivery
from homeward.gateways.feeds.reading.opened import from_bytes
from homeward.gateways.feeds.registry import feed_named
from homeward.register.agencies.models import Agency
from homeward.register.audit.models import AuditEvent
from homeward.register.sources.models import Delivery, SourceRecord
from homeward.register.subjects.models import Subject
from tests.feeds.framework.conftest import HEAD, swimmer

pytestmark = pytest.mark.django_db
_numbers = count(1)
ROWS = [swimmer(number) for number in range(8)]
# The rows of a file, each as many times and in whatever order; batches of a size; the batches after which it stops.
FILES = st.lists(st.sampled_from(ROWS), min_size=1, max_size=20)
SIZES = st.integers(1, 7)
STOPS = st.sets(st.integers(1, 8), max_size=4)
often = settings(max_examples=15, deadline=None)


class Stopped(Exception):
    """The load is stopped here."""


def delivered(text: str, council: Agency) -> Delivery:
    """A file of exactly these letters, received from a council and checked."""
    files = {"swimmers": from_bytes("swimmers.csv", text.encode())}
    arrival = Arrival(feed_named("swimming"), council, files, 2026, True)
    delivery, _ = actions.receive_by_command(arrival=arrival, at=timezone.now())
    check_delivery(delivery, clock=timezone.now)
    return Delivery.objects.select_related("source__agency").get(pk=delivery.pk)


def loaded(rows: Iterable[str], council: Agency, *, size: int = 1000, stops: Iterable[int] = ()) -> Delivery:
    """A file of these rows, loaded in batches of a size, stopped after some of them and each time taken up again."""
    in_batches, left = partial(checking.batches, size=size), sorted(stops, reverse=True)
    with mock.patch.object(checking, "batches", in_batches), mock.patch.object(loading, "batches", in_batches):
        delivery = delivered("\n".join([HEAD, *rows, ""]), council)
        while delivery.state != "loaded":
            with suppress(Stopped):
                load_delivery(delivery, clock=timezone.now, tell=stopping(left))
            delivery = Delivery.objects.select_related("source__agency").get(pk=delivery.pk)
    return delivery


def stopping(left: list[int]) -> Callable[[int, int | None], None]:
    """Stop after the next of the batches that are left to stop after."""
    told = count(1)

    def tell(done: int, total: int | None) -> None:
        if left and next(told) >= left[-1]:
            left.pop()
            raise Stopped

    return tell


def council() -> Agency:
    """A council that has sent nothing."""
    number = next(_numbers)
    return Agency.objects.create(code=f"council-{number}", name=f"Council {number}", kind="council")


def held(of: Agency) -> list[tuple[str, str]]:
    """What is kept of a council's rows, each once."""
    records = SourceRecord.objects.filter(source__agency=of)
    return sorted(records.values_list("external_id", "content_digest"))


def once(rows: Iterable[str]) -> list[tuple[str, str]]:
    """What loading each of these rows once, in one batch, keeps."""
    plain = council()
    loaded(sorted(set(rows)), plain)
    return held(plain)


def undoing() -> Iterator[None]:
    """One example's writes, undone when it ends."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@often
@given(FILES, SIZES, STOPS)
def test_any_order_repeats_batches_and_stops_keep_what_loading_once_keeps(
    rows: list[str], size: int, stops: set[int]
) -> None:
    for _ in undoing():
        sender, before = council(), Subject.objects.count()
        delivery = loaded(rows, sender, size=size, stops=stops)
        assert Subject.objects.count() - before == len(set(rows))
        assert held(sender) == once(rows)
        assert (delivery.rows_new, delivery.rows_known) == (len(set(rows)), len(rows) - len(set(rows)))
        events = AuditEvent.objects.filter(action="feed.batch", detail__delivery=str(delivery.pk)).order_by("pk")
        assert [event.detail["batch"] for event in events] == list(range(1, -(-len(rows) // size) + 1))


@often
@given(FILES, SIZES, STOPS, st.data())
def test_a_file_that_was_cut_between_rows_and_then_sent_whole_keeps_what_the_whole_keeps(
    rows: list[str], size: int, stops: set[int], data: st.DataObject
) -> None:
    for _ in undoing():
        sender = council()
        first = rows[: data.draw(st.integers(1, len(rows)))]
        loaded(first, sender, size=size, stops=stops)
        whole = loaded([*rows, *ROWS], sender, size=size)
        assert held(sender) == once(ROWS)
        assert whole.rows_new == len(set(ROWS) - set(first))


@often
@given(FILES, st.data())
def test_a_file_cut_in_the_middle_of_a_row_is_refused_whole_or_reads_as_it_stands(
    rows: list[str], data: st.DataObject
) -> None:
    for _ in undoing():
        text = "\n".join([HEAD, *rows, ""])
        start = text.rindex("\n", 0, len(text) - 1) + 1
        cut = text[: data.draw(st.integers(start + 1, len(text) - 1))]
        is_short = cut[start:].count(",") < HEAD.count(",")
        assert delivered(cut, council()).state == ("refused" if is_short else "checked")
