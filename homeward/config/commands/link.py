"""`homeward link`: compare the children's records that no run has compared, and say what came of it."""

from pathlib import Path

import click
from django.utils import timezone

from homeward.config.commands.telling import progress
from homeward.foundation.dates_in_words import counted
from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.linking import link_register
from homeward.methods.matching.model import ModelUnreadable
from homeward.register.linkage import actions
from homeward.register.linkage.models import LinkageRun, ReviewItem
from homeward.register.linkage.queries.running import open_by_kind, run_in_words, unfinished_run

NOTHING = "Every record has been compared. Nothing to do."


@click.command()
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped; without one, do nothing.")
@click.option("--all", "everything", is_flag=True, help="Compare every record again, and not the new ones alone.")
@click.option("--report", is_flag=True, help="Only say what the last run did and what waits for a person.")
@click.option("--train", "version", default="", help="Train a model on the records here, and write it as VERSION.json.")
@click.option(
    "--use",
    "path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Weigh records by the model in this file from now on. Each pair is weighed again.",
)
def link(resume: bool, everything: bool, report: bool, version: str, path: Path | None) -> None:
    """Compare the children's records and join those that are surely one child's.

    What is not sure becomes a question for a person. A run that is interrupted goes on where it stopped when the
    command is given again. Records and judgements are never altered; a joining can be undone.
    """
    if version:
        train(version)
    elif path:
        use(path)
    elif report:
        say(LinkageRun.objects.order_by("-started_at").first())
    elif resume and unfinished_run() is None:
        click.echo("No run was stopped. Nothing to do.")
    else:
        run(everything=everything and unfinished_run() is None)


def run(*, everything: bool = False) -> None:
    """One whole run, with its progress. One that was stopped goes on, whatever else was asked."""
    if everything:
        actions.compare_all_again(at=timezone.now())
    try:
        with progress("Comparing") as tell:
            done = link_register(clock=timezone.now, tell=tell)
    except HomewardError as refused:
        raise click.ClickException(str(refused)) from None
    if done is None:
        click.echo(NOTHING)
        return
    say(done)


def say(done: LinkageRun | None) -> None:
    """What a run did, and what waits for a person."""
    if done is None:
        click.echo("No run has been made yet.")
        return
    for line in run_in_words(done):
        click.echo(line)
    titles = dict(ReviewItem.KINDS)
    for kind, many in open_by_kind().items():
        click.echo(f"    {counted(many, 'question')}: {titles[kind].lower()}")


def train(version: str) -> None:
    """Train a model on the register's own profiles and freeze it. It is not in use until it has been checked."""
    from homeward.register.linkage.engine.tables import compared, given_table
    from homeward.register.linkage.engine.training import train as trained
    from homeward.register.linkage.queries.candidates import given_rows

    table = compared(given_table(given_rows()))
    told = {"on": "the records of this hub", "profiles": table.num_rows}
    try:
        text = trained(table, version=version, told=told)
    except HomewardError as refused:
        raise click.ClickException(str(refused)) from None
    path = Path(f"{version}.json")
    path.write_text(text, encoding="utf-8")
    click.echo(f"Frozen as {path}: {counted(table.num_rows, 'profile')}. Measure it, and then give --use {path}.")


def use(path: Path) -> None:
    """Put a frozen model in use."""
    try:
        row = actions.put_in_use(text=path.read_text(encoding="utf-8"), at=timezone.now())
    except ModelUnreadable as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"Records are weighed by {row.version} from now on. Give `homeward link` to weigh each pair again.")
