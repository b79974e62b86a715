"""A page that is being made keeps nobody from writing, and what it shows is of one moment; writers stand in a line."""

import fcntl
import os
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from homeward.register.access.actions import Seen, page
from homeward.register.agencies.models import Worker
from homeward.register.audit.models import AuditEvent
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST_WAIT = 60  # seconds


@contextmanager
def elsewhere(act):
    """Run something in a thread with a connection of its own, and wait for its end."""
    failed = []

    def run() -> None:
        try:
            act()
        except Exception as fault:
            failed.append(fault)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    yield
    thread.join()
    assert not failed, failed


def looks(request: HttpRequest, view) -> HttpResponse:
    """Ask a guarded view as a handler does."""
    request.viewer = f.viewer("call-handler", on_duty=True)
    return page("call.take", field_class="core")(view)(request)


def test_somebody_writes_while_a_page_is_made() -> None:
    said = []

    def view(request: Seen) -> HttpResponse:
        before = Worker.objects.count()
        with elsewhere(lambda: f.worker("Somebody else")):
            pass  # ends before the page does, or the thread is refused
        said.append((before, Worker.objects.count()))
        return HttpResponse("shown")

    looks(RequestFactory().get("/"), view)
    [(before, after)] = said
    assert AuditEvent.objects.filter(action="call.take", outcome="allowed").count() == 1
    assert after == (before if connection.vendor == "sqlite" else before + 1)
    assert Worker.objects.filter(name="Somebody else").exists()


def test_a_page_that_writes_more_than_its_event_is_undone_with_it() -> None:
    def view(request: Seen) -> HttpResponse:
        Worker.objects.count()
        f.worker("Half done")
        with transaction.atomic():
            f.worker("Done inside")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        looks(RequestFactory().get("/"), view)
    assert not Worker.objects.filter(name__in=["Half done", "Done inside"]).exists()
    assert not AuditEvent.objects.filter(action="call.take").exists()
    with transaction.atomic():
        f.worker("Afterwards")
    assert Worker.objects.filter(name="Afterwards").exists()


def test_nothing_is_shown_where_the_event_cannot_be_written(monkeypatch) -> None:
    def broken(*given: object, **more: object) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(AuditEvent.objects, "create", broken)
    with pytest.raises(OperationalError):
        looks(RequestFactory().get("/"), lambda request: HttpResponse("shown"))


def test_what_is_sent_has_the_writer_from_its_first_statement() -> None:
    held, end = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            Worker.objects.select_for_update().first()
            held.set()
            end.wait(LONGEST_WAIT)

    with elsewhere(hold):
        assert held.wait(LONGEST_WAIT)
        assert _is_refused() is (connection.vendor == "sqlite")
        end.set()
    assert not _is_refused()


def test_whoever_asks_for_the_writer_stands_in_line() -> None:
    if connection.vendor == "sqlite":
        with closing(os.fdopen(os.open(f"{connection.settings_dict['NAME']}-line", os.O_CREAT))) as line:
            fcntl.flock(line, fcntl.LOCK_EX)
            assert _is_refused()
    assert not _is_refused()


def _is_refused() -> bool:
    """Whether a write that has no patience is turned away."""
    options = connection.settings_dict["OPTIONS"]
    before = options.get("timeout")
    if connection.vendor == "sqlite":
        options["timeout"] = 0
    try:
        with transaction.atomic():
            return False
    except OperationalError as refused:
        assert "locked" in str(refused)
        return True
    finally:
        if connection.vendor == "sqlite":
            options["timeout"] = before
