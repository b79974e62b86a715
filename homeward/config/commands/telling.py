"""How a long command says where it is: a line with a tick and the seconds for each step, a bar while one goes on."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Tell = Callable[[int, int | None], None]


@contextmanager
def step(what: str) -> Iterator[None]:
    """Do one step, and say that it is done and how long it took."""
    began = time.monotonic()
    yield
    click.echo(f"{click.style('✓', fg='green')} {what} ({time.monotonic() - began:.1f} s)")


@contextmanager
def progress(label: str) -> Iterator[Tell]:
    """A bar on a terminal, which goes when the work is done; nothing where the output is kept in a file."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    began = time.monotonic()

    def tell(done: int, total: int | None) -> None:
        share = done / total if total else 0
        bar = "█" * round(share * 30)
        of = f"{done:,} of {total:,}" if total else f"{done:,}"
        click.echo(f"\r\033[K  {label} {bar:<30} {of} {time.monotonic() - began:.0f} s", nl=False, err=True)

    yield tell
    click.echo("\r\033[K", nl=False, err=True)
