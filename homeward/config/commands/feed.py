"""`homeward feed`: check and load the files that partner agencies send, without a browser."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from homeward.config.commands.telling import progress
from homeward.foundation.collection_years import CollectionYear
from homeward.foundation.dates_in_words import counted
from homeward.foundation.errors import HomewardError
from homeward.foundation.london import london_day
from homeward.gateways.feeds import actions, presenters
from homeward.gateways.feeds.actions import Arrival
from homeward.gateways.feeds.agreements import refuse_without
from homeward.gateways.feeds.checking import Found
from homeward.gateways.feeds.checking import check as check_files
from homeward.gateways.feeds.loading import arrival_at, check_delivery, load_delivery
from homeward.gateways.feeds.manifest import NAME, manifest_in
from homeward.gateways.feeds.mapping import Mapping
from homeward.gateways.feeds.registry import feed_named, feeds
from homeward.gateways.feeds.rows import Problem
from homeward.register.agencies.models import Agency
from homeward.register.sources.models import Delivery, Refusal, Source

SHOWN = 20
OPTIONS = {"collection_year": "year", "release": "release", "agreement": "agreement"}
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
FEED = click.option("--feed", "name", default="", help="Which feed the files are. The manifest's when left out.")
YEAR = click.option("--year", default="", help="The collection year the files were made for, such as 2025-26.")
RELEASE = click.option("--release", default="", help="Which release of published figures the files are.")
AGREEMENT = click.option("--agreement", default="", help="Which agreement the files come under.")
AGENCY = click.option("--agency", default="", help="Who sent them, by code. The manifest's, or the hub, when left out.")


@click.group()
def feed() -> None:
    """Check and load the files that partner agencies send.

    PATH is a file, several files of one delivery, a folder that holds one, or a folder of such folders. Beside the
    files lies manifest.yaml, which says which feed they are, for which year, and whether their people are invented.
    """


@feed.command("list")
def list_feeds() -> None:
    """List the feeds, the parts of each, and what each needs."""
    for each in feeds():
        mapping = each.mapping
        click.echo(f"{each.name}: {mapping.title}{needed(mapping)}")
        for part in mapping.parts:
            click.echo(f"    {part.file}: {part.title}")


def needed(mapping: Mapping) -> str:
    """What the command must be told, in brackets."""
    options = [f"--{OPTIONS[each]}" for each in mapping.needs]
    return f" (needs {' and '.join(options)})" if options else ""


@feed.command()
@PATHS
@FEED
@YEAR
@RELEASE
@AGREEMENT
@AGENCY
def check(paths: tuple[Path, ...], name: str, year: str, release: str, agreement: str, agency: str) -> None:
    """Read files to their end and say what loading them would do. Nothing is written.

    Exits with 1 when a row or a file would be refused.
    """
    clean = True
    for arrival in arrivals(paths, name, agency, year=year, release=release, agreement=agreement):
        source = Source.objects.filter(agency=arrival.agency, feed=arrival.feed.name).first()
        with progress(f"Checking {arrival.feed.name}") as tell:
            on = london_day(timezone.now())
            found = check_files(
                arrival.feed,
                arrival.files,
                source=source,
                agency=arrival.agency.pk,
                year=arrival.year,
                on=on,
                tell=tell,
            )
        tell_found(arrival, found)
        clean = clean and not any(found.problems.values())
    raise SystemExit(0 if clean else 1)


@feed.command()
@PATHS
@FEED
@YEAR
@RELEASE
@AGREEMENT
@AGENCY
@click.option("--sure", is_flag=True, help="Load a file that would change or lacks more than half of what came before.")
def load(paths: tuple[Path, ...], name: str, year: str, release: str, agreement: str, agency: str, sure: bool) -> None:
    """Check files and load their good rows, in whole batches.

    The same files again change nothing. A load that was interrupted goes on where it stopped when the command is given
    again. Exits with 1 when a row was refused, with 2 when a file was, or when one waits for --sure.
    """
    worst = 0
    for arrival in arrivals(paths, name, agency, year=year, release=release, agreement=agreement):
        worst = max(worst, load_one(arrival, sure=sure))
    raise SystemExit(worst)


@feed.command()
@click.argument("council")
@click.argument("name", metavar="FEED")
def outside(council: str, name: str) -> None:
    """Keep what COUNCIL sends by FEED outside every figure, before its first file is loaded.

    For an invented council: its children can be opened by those whom its files allocate, and are counted in nothing.
    Real use takes invented files only from a council kept outside.
    """
    try:
        agency = actions.keep_outside_figures(council=council, feed=feed_named(name), at=timezone.now())
    except HomewardError as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"{council} is outside the figures. Load its files with --agency {agency.code}.")


def load_one(arrival: Arrival, *, sure: bool) -> int:
    """Receive, check and load one delivery, and say how it went."""
    try:
        delivery, is_first = actions.receive_by_command(arrival=arrival, at=timezone.now())
    except HomewardError as refused:
        raise click.ClickException(str(refused)) from None
    if not is_first:
        click.echo(f"{arrival.feed.name}: {presenters.received_before(delivery)}")
        if delivery.state == "loaded":
            return 1 if delivery.rows_refused else 0
    with progress(f"Checking {arrival.feed.name}") as tell:
        check_delivery(delivery, clock=timezone.now, tell=tell)
    doubts = "" if sure else presenters.doubts_in_words(delivery)
    if doubts:
        click.echo(f"{arrival.feed.name}: {doubts} Nothing was loaded. If it is the right file, whole, give --sure.")
        return 2
    with progress(f"Loading {arrival.feed.name}") as tell:
        load_delivery(delivery, clock=timezone.now, tell=tell)
    delivery.refresh_from_db()
    tell_delivery(delivery)
    return 2 if delivery.state == "refused" else 1 if delivery.rows_refused else 0


def arrivals(
    paths: tuple[Path, ...], name: str, agency: str, *, year: str, release: str, agreement: str
) -> Iterator[Arrival]:
    """Each delivery at these paths, in the order of their folders. What is wrong with one is told in one line."""
    try:
        for group in groups(paths):
            manifest = manifest_in(group[0].parent)
            wanted = feed_named(name or manifest.feed)
            ending = CollectionYear.parse(year).ending if year else None
            arrival = arrival_at(
                wanted,
                group,
                agency=agency_of(agency or manifest.agency),
                year=ending,
                release=release,
                agreement=agreement,
            )
            refuse_without(wanted.mapping, arrival.agreement, london_day(timezone.now()))
            if wanted.mapping.needs_year and arrival.year is None:
                raise click.UsageError(f"{wanted.name} needs the collection year: give --year, such as --year 2025-26.")
            if wanted.mapping.needs_release and not arrival.release:
                raise click.UsageError(f"{wanted.name} needs to know which release of figures it is: give --release.")
            yield arrival
    except HomewardError as refused:
        raise click.ClickException(str(refused)) from None


def groups(paths: tuple[Path, ...]) -> list[list[Path]]:
    """The files of each delivery: those named, or those of each folder that holds any."""
    named = [path for path in paths if path.is_file()]
    found = [named] if named else []
    for folder in (path for path in paths if path.is_dir()):
        holders = sorted({file.parent for file in folder.rglob("*") if is_data(file)})
        if not holders:
            raise click.UsageError("There is no CSV, XML, JSON or Excel file in that folder.")
        # Papers and answers may lie beside what was delivered: a manifest says which folders hold a delivery.
        declared = [each for each in holders if (each / NAME).is_file()] or holders
        found += [sorted(file for file in each.iterdir() if is_data(file)) for each in declared]
    return found


def is_data(path: Path) -> bool:
    """Whether this is a file that a feed may be made of."""
    return path.suffix.lower() in (".csv", ".xml", ".xlsx", ".json") and path.is_file()


def agency_of(code: str) -> Agency:
    """The agency of that code."""
    wanted = code or settings.HUB_AGENCY
    found = Agency.objects.filter(code=wanted).first()
    if found is None:
        known = ", ".join(Agency.objects.values_list("code", flat=True)) or "none yet"
        raise click.UsageError(f"There is no agency with the code {wanted}. Agencies here: {known}.")
    return found


def tell_found(arrival: Arrival, found: Found) -> None:
    """What a dry run came to."""
    counts = found.counts()
    click.echo(f"{arrival.feed.name}: {counted(found.rows, 'row')} read, nothing written.")
    click.echo(
        "    " + ", ".join(f"{counts[each]:,} {each}" for each in ("new", "changed", "known", "refused", "dropped"))
    )
    for note in dict.fromkeys([*arrival.set_aside, *found.notes]):
        click.echo(f"    {note}")
    tell_problems([(part, each) for part, many in found.problems.items() for each in many])


def tell_delivery(delivery: Delivery) -> None:
    """What a load came to."""
    click.echo(f"{delivery.source.feed}: {presenters.STATES[delivery.state].text}, delivery {delivery.pk}.")
    outcomes = ((name.removeprefix("rows_"), getattr(delivery, name)) for name, _, _ in presenters.OUTCOMES)
    click.echo("    " + ", ".join(f"{many:,} {name}" for name, many in outcomes))
    for note in delivery.notes:
        click.echo(f"    {note}")
    tell_problems([(each.part, each) for each in Refusal.objects.filter(delivery=delivery)])


def tell_problems(problems: Sequence[tuple[str, Problem | Refusal]]) -> None:
    """The first refusals, each with its place."""
    for part, each in problems[:SHOWN]:
        place = ", ".join(filter(None, (part, presenters.place_in_words(each).lower(), each.column)))
        click.echo(f"    {place}: {each.message}")
    if len(problems) > SHOWN:
        click.echo(f"    and {len(problems) - SHOWN:,} more; the delivery's page lists them all.")
