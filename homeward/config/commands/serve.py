"""`homeward serve`: starts the hub, and stops it again.

In a demonstration it makes everything it needs first, beside an invented county or town. With the live settings it
makes nothing: it checks, and serves.
"""

import os
from datetime import timedelta
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from homeward.config.commands import running
from homeward.config.commands.telling import progress, step
from homeward.config.health import changes_waiting
from homeward.foundation.london import london_day

MONTHS = 36
PARTNERS_MONTHS = 6  # how far back the agencies tell that began to send later than the council and the police


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=int, help="The port to listen on. 8000, or the next free one, when left out.")
@click.option("--migrate", is_flag=True, help="With the live settings: bring the database up to this version first.")
@click.option(
    "--size",
    type=click.Choice(["town", "county"]),
    default="county",
    show_default=True,
    help="What to invent at first start.",
)
@click.option("--months", default=MONTHS, show_default=True, help="How many months it has lived.")
@click.option("--prepare-only", is_flag=True, help="Make everything ready, and stop before serving.")
def serve(host: str, port: int | None, migrate: bool, size: str, months: int, prepare_only: bool) -> None:
    """Start the hub and print its address.

    A demonstration makes its keys, its database and an invented county on first start, which takes some minutes, and
    starts in seconds after that. A town, a tenth of the county, is made in one. It refuses to start beside a single
    real record.
    Ctrl-C stops it.
    """
    if not settings.DEMONSTRATION:
        serve_live(host, port, migrate)
        return
    prepare(size, months)
    if prepare_only:
        return
    bound = running.free_port(host, port)
    # Photographs are read from an origin of their own: the next free port, unless the operator named another.
    files = None if "HOMEWARD_FILES_ORIGIN" in os.environ else running.next_free(host, bound + 1)
    with step("The web server and the worker answer"):
        hub = running.start(host, bound, files=files, with_worker=True)
    tell_doors(running.address_of(host, bound))
    hub.wait()


def serve_live(host: str, port: int | None, migrate: bool) -> None:
    """Check, migrate only when asked, and serve behind the proxy that holds the certificate."""
    call_command("check", deploy=True)
    if migrate:
        with step("The database has the shape of this version"):
            call_command("migrate", verbosity=0)
    elif waiting := changes_waiting():
        raise click.ClickException(f"{waiting} database changes wait. Run `homeward serve --migrate` once.")
    with step("Style sheets and scripts are gathered"):
        call_command("collectstatic", interactive=False, verbosity=0)
    bound = running.free_port(host, port)
    with step("The web server answers"):
        hub = running.start(host, bound, with_worker=False)
    click.echo(f"Serving on {host}:{bound}. Run `homeward worker` beside it, and see /readyz for what is not met yet.")
    hub.wait()


def prepare(size: str, months: int) -> None:
    """Everything a demonstration needs, each made only when it is not there."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with step("The database has the shape of this version"):
        call_command("migrate", verbosity=0)
    refuse_real_records()
    open_accounts()
    if not county_is_in():
        county = make_county(size, months)
        load_county(county)
        link_county()
        (county / "loaded").touch()
    with step("Style sheets and scripts are gathered"):
        call_command("collectstatic", interactive=False, verbosity=0)


def refuse_real_records() -> None:
    """A demonstration's doors stand open, so nobody real may be behind them."""
    from homeward.register.sources.queries import only_synthetic

    if not only_synthetic():
        raise click.ClickException(
            f"There are real records in {connection.settings_dict['NAME']}, and a demonstration does not start beside "
            "them. Use the live settings, or set HOMEWARD_DATA to another folder."
        )


def open_accounts() -> None:
    """The invented workers, one for each role."""
    from homeward.register.accounts.actions import open_demonstration

    with step("The demonstration's workers can sign in"):
        open_demonstration(at=timezone.now())


def county_is_in() -> bool:
    """Whether the invented county has been loaded to its last row."""
    from homeward.register.sources.models import Delivery

    return (settings.DATA / "county" / "loaded").exists() and Delivery.objects.filter(state="loaded").exists()


def make_county(size: str, months: int) -> Path:
    """Make the county's files, as far as yesterday; an unfinished one is made again."""
    from homeward.county.making import make
    from homeward.county.writing import EVERY_FEED, Sent

    county: Path = settings.DATA / "county"
    if (county / "made").exists():
        return county
    until = london_day(timezone.now()) - timedelta(days=1)
    with step(f"The invented {size} has lived"), progress(f"Making the {size}") as tell:
        sent = Sent(feeds=EVERY_FEED, partners_months=PARTNERS_MONTHS)
        make(county, size, months, until=until, sent=sent, progress=lambda stage, done, total: tell(done, total))
    (county / "made").touch()
    return county


def load_county(county: Path) -> None:
    """Load the county through the feeds, as partners' files are; an interrupted load goes on where it stopped."""
    from homeward.config.commands.feed import arrivals
    from homeward.gateways.feeds.actions import receive_by_command
    from homeward.gateways.feeds.loading import check_delivery, load_delivery

    for arrival in arrivals((county,), "", "", year="", release="", agreement=""):
        year = f" {arrival.year - 1}-{arrival.year % 100:02}" if arrival.year else ""
        name = f"{arrival.feed.mapping.title}{year}, {arrival.agency.name}"
        with step(f"Loaded: {name}"), progress(name) as tell:
            delivery, _ = receive_by_command(arrival=arrival, at=timezone.now())
            check_delivery(delivery, clock=timezone.now, tell=tell)
            load_delivery(delivery, clock=timezone.now, tell=tell)
            delivery.refresh_from_db()
            if delivery.state != "loaded":
                raise click.ClickException(f"{name} was refused: {'; '.join(delivery.notes)}")


def link_county() -> None:
    """Compare what the agencies say of who their children are, so that the review desk has something to settle."""
    from homeward.gateways.feeds.linking import link_register

    with step("Compared: is this the same child?"), progress("Comparing") as tell:
        link_register(clock=timezone.now, tell=tell)


def tell_doors(address: str) -> None:
    """Where it is, and whom to sign in as."""
    from homeward.register.accounts.presenters import doors
    from homeward.register.accounts.queries import demonstration_accounts

    click.echo()
    click.secho(f"Homeward is at {address}", bold=True)
    click.echo("Every person in it is invented. On the sign-in page press one of:")
    click.echo()
    found = doors(demonstration_accounts())
    width = max((len(door["title"]) for door in found), default=0) + 2
    for door in found:
        click.echo(f"  {door['title']:<{width}}{door['name']}, {door['agency']}")
    click.echo()
    click.echo(f"Kept in {settings.DATA}. Ctrl-C stops it.")
