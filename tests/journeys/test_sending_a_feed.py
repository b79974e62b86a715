"""An administrator sends the council's files, reads what was refused and why, and loads the rest."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from homeward.gateways.feeds import registry
from homeward.register.jobs.jobs import run
from homeward.register.jobs.models import Job
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 15_000  # milliseconds: where scripts run, the page asks by itself every three seconds


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    """A council's extract with two good rows and one that cannot be used."""
    first = registry.feed_named("identity").mapping.parts[0]
    names = [column.name for column in first.must_come]
    known = {
        "forename": "Wren",
        "surname": "Applegarth",
        "responsible_authority": "Middleshire County Council",
        "responsible_since": "01/09/2025",
        "allocated_since": "01/09/2025",
        "address_since": "01/09/2025",
        "reason": "looked-after",
        "extracted_on": "01/03/2026",
    }
    rows = [[known.get(name, f"M{number}" if name == "local_id" else "") for name in names] for number in range(3)]
    rows[2][names.index("responsible_since")] = "31/02/2026"
    path = tmp_path / "identity.csv"
    path.write_text("\n".join(",".join(row) for row in [names, *rows]) + "\n", encoding="utf-8")
    return path


def signs_in(page: Page, client, live_server) -> None:
    """The administrator is at the keyboard."""
    client.force_login(
        factories.account("administrator"), backend="homeward.register.accounts.actions.DemonstrationDoor"
    )
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def nothing_to_run(page: Page) -> None:
    """Where no script may run."""


def the_worker_works() -> None:
    """Whatever waits in the queue is done."""
    for job in Job.objects.filter(state="waiting"):
        run.call(str(job.pk))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_files_are_sent_checked_and_loaded(open_page, client, live_server, axe, shot, identity: Path, scripts) -> None:
    page = open_page(scripts=scripts)
    axe = axe if scripts else nothing_to_run  # axe is a script itself
    signs_in(page, client, live_server)
    page.goto("/feeds/")
    expect(page.get_by_text("Nothing has come yet").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Send files of Identity and allocation extract").click()
    axe(page)
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    axe(page)

    page.locator("input[type=file]").set_input_files(identity)
    page.get_by_label("Every person in these files is invented").check()
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_text("Waiting to start")).to_be_visible()
    axe(page)

    the_worker_works()
    if not scripts:
        page.get_by_role("link", name="Check again").click()
    expect(page.get_by_text("loading would bring in 2 rows")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("cell", name="there is no such day")).to_be_visible()
    axe(page)
    shot(page, f"feeds-checked-{'with' if scripts else 'without'}-scripts")

    page.get_by_role("button", name="Load now").click()
    the_worker_works()
    if not scripts:
        page.get_by_role("link", name="Check again").click()
    expect(page.get_by_text("Loaded: 2 rows brought in.")).to_be_visible(timeout=SOON)
    axe(page)
    page.goto("/feeds/")
    expect(page.get_by_text("Up to date").first).to_be_visible()
    axe(page)
    shot(page, f"feeds-{'with' if scripts else 'without'}-scripts")
