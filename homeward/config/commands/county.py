"""`homeward county`: makes the invented county's files, as partner agencies would send them."""

from datetime import date, datetime
from pathlib import Path

import click

from homeward.config.commands.telling import progress, step
from homeward.county import counties
from homeward.county.making import SIZES, make
from homeward.county.preset import variants
from homeward.county.truth import achieved_table
from homeward.county.writing import EVERY_FEED, FIRST, Sent


@click.group()
def county() -> None:
    """Make the invented county: files as partners send them, about people who never lived."""


@county.command("make")
@click.argument("into", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--size",
    type=click.Choice([*sorted(SIZES, reverse=True), *counties.SIZES]),
    default="town",
    show_default=True,
    help="How many children: one town or county, ten counties, or as many as England has.",
)
@click.option("--months", default=36, show_default=True, help="How many months to live through.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day the files stop before.")
@click.option("--variant", type=click.Choice(variants()), help="What is planted besides, for methods to be judged by.")
@click.option("--first-partners", is_flag=True, help="Only what the council, the police and statistics offices send.")
@click.option("--only", type=int, help="Of a region or of England, so many of the first counties.")
@click.option("--seed", default=2019, show_default=True, help="The same seed gives the same bytes.")
def make_county(
    into: Path,
    size: str,
    months: int,
    until: datetime,
    variant: str | None,
    first_partners: bool,
    only: int | None,
    seed: int,
) -> None:
    """Write the files INTO a folder, a folder for each delivery with its manifest beside it.

    Load them with `homeward feed load INTO`. What truly happened goes to INTO/truth, which no feed reads. A region and
    England are counties one after another, each in a folder of its own with its own truth; a county written whole is
    left as it is when the command is given again.
    """
    last: date = until.date()
    sent = Sent(feeds=FIRST if first_partners else EVERY_FEED)
    if size in counties.SIZES:
        if variant:
            raise click.UsageError("A variant is planted in one county. Leave out --variant, or choose --size county.")
        make_several(into, size, months, last, seed, sent, only)
        return
    if only is not None:
        raise click.UsageError("One county has no first ones. Leave out --only, or choose --size region.")
    with step("The invented county has lived"), progress("Making the county") as tell:
        made = make(
            into,
            size,
            months,
            until=last,
            seed=seed,
            variant=variant or "",
            sent=sent,
            progress=lambda stage, done, total: tell(done, total),
        )
    for name, count in made.counts.items():
        click.echo(f"  {name.replace('_', ' ')}: {count:,}")


def make_several(into: Path, size: str, months: int, last: date, seed: int, sent: Sent, only: int | None) -> None:
    """One county after another, told of by how many are done."""
    with step("The counties have lived"), progress("Making the counties") as tell:
        made = counties.make_counties(
            into,
            size,
            months,
            until=last,
            seed=seed,
            sent=sent,
            only=only,
            tell=lambda stage, done, total: tell(done, total),
        )
    click.echo(f"  counties: {len(made.counties):,}, of which made now: {made.made:,}")
    for name in ("children", "brought", "looked_after"):
        click.echo(f"  {name.replace('_', ' ')}: {sum(each['counts'][name] for each in made.counties):,}")


@county.command("achieved")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def show_achieved(folder: Path) -> None:
    """Print what a county made in FOLDER achieved, against the published shapes it is calibrated to."""
    truth = folder / "truth" / "truth.json"
    if not truth.is_file():
        raise click.ClickException(f"{truth} is not there. Give the folder that `homeward county make` wrote.")
    click.echo(achieved_table(truth))
