"""`homeward docs`: write afresh the pages of docs/ that are made from the code."""

from pathlib import Path

import click
from django.conf import settings

from homeward.config import documents
from homeward.foundation.dates_in_words import counted


@click.command()
@click.option(
    "--check", is_flag=True, help="Write nothing. Say which pages are out of date, and exit with 1 if any is."
)
def docs(check: bool) -> None:
    """Write afresh the pages of docs/ that are made from the code.

    The data dictionary, the inventory of personal data, what is kept and how long, the roles, the feeds, how the hub
    decides, and this help.
    """
    folder = documents_folder()
    if check:
        say_if_stale(folder)
        return
    changed = documents.write(folder)
    for name in changed:
        click.echo(f"  docs/{name}")
    click.echo(f"Wrote {counted(len(changed), 'page')}; {len(documents.PAGES) - len(changed)} as they were.")


def documents_folder() -> Path:
    """Where the pages lie. An installed copy has none."""
    folder = Path(settings.ROOT) / "docs"
    if not folder.is_dir():
        raise click.ClickException("There is no docs/ here. Run this in a clone of the source.")
    return folder


def say_if_stale(folder: Path) -> None:
    """Name the pages that the code would write differently."""
    stale = documents.stale(folder)
    for name in stale:
        click.echo(f"  docs/{name}")
    if stale:
        raise click.ClickException(
            f"{counted(len(stale), 'page')} out of date. Run script/docs and commit what it writes."
        )
    click.echo(f"{counted(len(documents.PAGES), 'page')}, all as the code has it.")
