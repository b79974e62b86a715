"""`homeward county`: makes the invented county's files, as partner agencies would send them."""

from datetime import date, datetime
from pathlib import Path

import click

from homeward.config.commands.telling import progress, step
from homeward.county.making import SIZES, make


@click.group()
def county() -> None:
    """Make the invented county: files as partners send them, about people who never lived."""


@county.command("make")
@click.argument("into", type=click.Path(file_okay=False, path_type=Path))
@click.option("--size", type=click.Choice(sorted(SIZES)), default="town", show_default=True, help="How many children.")
@click.option("--months", default=36, show_default=True, help="How many months to live through.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day the files stop before.")
@click.option("--seed", default=2019, show_default=True, help="The same seed gives the same bytes.")
def make_county(into: Path, size: str, months: int, until: datetime, seed: int) -> None:
    """Write the files INTO a folder, a folder for each delivery with its manifest beside it.

    Load them with `homeward feed load INTO`. What truly happened goes to INTO/truth, which no feed reads.
    """
    last: date = until.date()
    with step("The invented county has lived"), progress("Making the county") as tell:
        made = make(into, size, months, until=last, seed=seed, progress=lambda stage, done, total: tell(done, total))
    for name, count in made.counts.items():
        click.echo(f"  {name.replace('_', ' ')}: {count:,}")
