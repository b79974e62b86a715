"""What holds for every test: a still clock, no way out of this machine, and no test left unrun.

`DATABASE_URL` names the database; without it the tests run on SQLite. `script/test` runs them on both, those that
reach no database once.
"""

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, settings

from tests.migrated import Copy

LONDON = ZoneInfo("Europe/London")
MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)

# No property is held to a clock: on a machine with other work it would fail for that alone.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


class ReachedOutside(Exception):
    """A test tried to reach another machine: give it a file of its own, or a server on this one."""


def stay_inside(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every connection, and every look-up of a name, that would leave this machine."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host and not is_this_machine(host):
        raise ReachedOutside(f"{event} to {host!r}")


def is_this_machine(host: object) -> bool:
    """Tell whether an address or a name leads back here."""
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-database", action="store_true", help="only tests that reach a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, when asked to, what would say the same on any database because it reaches none."""
    if config.getoption("--on-database"):
        out = [item for item in items if not reaches_database(item)]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if reaches_database(item)]


def reaches_database(item: pytest.Item) -> bool:
    """Whether a test may reach the database: pytest-django closes it to every other."""
    fixtures = getattr(item, "fixturenames", ())
    return bool(DATABASE_FIXTURES.intersection(fixtures)) or any(item.iter_markers("django_db"))


def pytest_configure() -> None:
    sys.addaudithook(stay_inside)


def pytest_report_header() -> str:
    engine = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    return f"database: {engine}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Count a test that was skipped, or let off, as failed: this machine lacks something, and must say so."""
    report = yield
    return as_failure(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """Count a file of tests that was skipped whole as failed too."""
    report = yield
    return as_failure(report)


def as_failure(report: pytest.TestReport | pytest.CollectReport) -> pytest.TestReport | pytest.CollectReport:
    """Turn a skip into a failure that gives the reason the test gave."""
    if report.skipped:
        where = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Not run: {where or getattr(report, 'wasxfail', '')}. No test may be skipped."
        report.__dict__.pop("wasxfail", None)
    return report


@pytest.fixture(autouse=True)
def frozen() -> Iterator[time_machine.Traveller]:
    """The clock stands at nine on Monday 2 March 2026; `frozen.move_to(…)` and `frozen.shift(…)` move it."""
    with time_machine.travel(MONDAY_MORNING, tick=False) as clock:
        yield clock


@pytest.fixture(scope="session", autouse=True)
def tables_that_refuse_to_be_emptied() -> None:
    """Let a test that commits for real be emptied when it ends, the audit memory's own tables too."""
    from tests.factories.memory import empty_with_the_refusal_lifted  # models load only once Django is set up

    empty_with_the_refusal_lifted()


@pytest.fixture(scope="session")
def a_copy(request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: Any) -> Copy:
    """The database that was migrated before, copied for this run where there is one."""
    asked = request.config.option
    with django_db_blocker.unblock():
        return Copy(wanted=not (asked.nomigrations or asked.reuse_db), afresh=asked.create_db)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, a_copy: Copy) -> bool:
    """Whether the database is there already: a file that was copied, or what `--reuse-db` left."""
    return request.config.option.reuse_db or a_copy.is_a_file


@pytest.fixture(scope="session")
def django_db_setup(a_copy: Copy, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tests' database, kept to be copied if it had to be migrated."""
    with django_db_blocker.unblock():
        a_copy.settle()
    yield
    with django_db_blocker.unblock():
        a_copy.clear()
