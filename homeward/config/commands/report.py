"""`homeward report`: the board paper without a browser."""

from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone

from homeward.foundation.dates_in_words import moment_in_words
from homeward.foundation.errors import HomewardError
from homeward.foundation.quarters import Quarter
from homeward.insight.reports import actions, queries, rules


@click.group()
def report() -> None:
    """Make the board's papers."""


@report.command()
@click.argument("quarter")
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Count the quarter as the hub knew it when this day ended, such as 2026-03-31. This moment when left out.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write the document. Left out, it is named by its marking, quarter and day, in this folder.",
)
def make(quarter: str, as_at: datetime | None, out: Path | None) -> None:
    """Make the paper on QUARTER, such as 2026-Q1, and write it as a Word document.

    Q1 is January to March. The paper is kept sealed in the hub, and the audit says that the command line made it. The
    same quarter as at the same day gives the same file, byte for byte. It is a draft, restricted, and not for
    publication: counts of 1 to 5 are hidden, and its file name carries the marking.
    """
    now = timezone.now()
    try:
        asked, moment = Quarter.parse(quarter), rules.as_at_end_of(day_of(as_at), now)
    except HomewardError as mistake:
        raise click.ClickException(f"Got {mistake.got}. Give {mistake.expected}.") from None
    known = queries.made_already(asked, moment)
    doing = "Taking out the paper that was made on" if known else "Counting"
    click.echo(f"{doing} {asked}, as at {moment_in_words(moment)}.")
    paper = actions.make_from_the_command_line(quarter=asked, as_at=moment, at=now)
    out = out or Path(rules.file_name(asked, moment))
    out.write_bytes(queries.content_of(paper))
    click.echo(f"Wrote {out}. {rules.MARKING}.")


def day_of(moment: datetime | None) -> date | None:
    """The day that was typed."""
    return moment.date() if moment else None
