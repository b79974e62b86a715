"""`homeward county`: makes the invented county's files, as partner agencies would send them."""

from datetime import date, datetime
from pathlib import Path

import click

from homeward.config.commands.telling import progress, step
from homeward.county.making import SIZES, make
from homeward.county.preset import variants
from homeward.county.truth import achieved_table


@click.group()
def county() -> None:
    """Make the invented county: files as partners send them, about people who never lived."""


@county.command("make")
@click.argument("into", type=click.Path(file_okay=False, path_type=Path))
@click.option("--size", type=click.Choice(sorted(SIZES)), default="town", show_default=True, help="How many children.")
@click.option("--months", default=36, show_default=True, help="How many months to live through.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day the files stop before.")
@click.option("--variant", type=click.Choice(variants()), help="What is planted besides, for methods to be judged by.")
@click.option("--seed", default=2019, show_default=True, help="The same seed gives the same bytes.")
def make_county(into: Path, size: str, months: int, until: datetime, variant: str | None, seed: int) -> None:
    """Write the files INTO a folder, a folder for each delivery with its manifest beside it.

    Load them with `homeward feed load INTO`. What truly happened goes to INTO/truth, which no feed reads.
    """
    last: date = until.date()
    with step("The invented county has lived"), progress("Making the county") as tell:
        made = make(
            into,
            size,
            months,
            until=last,
            seed=seed,
            variant=variant or "",
            progress=lambda stage, done, total: tell(done, total),
        )
    for name, count in made.counts.items():
        click.echo(f"  {name.replace('_', ' ')}: {count:,}")


@county.command("achieved")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def show_achieved(folder: Path) -> None:
    """Print what a county made in FOLDER achieved, against the published shapes it is calibrated to."""
    truth = folder / "truth" / "truth.json"
    if not truth.is_file():
        raise click.ClickException(f"{truth} is not there. Give the folder that `homeward county make` wrote.")
    click.echo(achieved_table(truth))
