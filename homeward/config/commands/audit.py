"""`homeward audit`: seal what waits, take a copy of the memory of who looked, and prove a copy unedited."""

import base64
import binascii
import json
import time
from pathlib import Path
from typing import Any, BinaryIO

import click
from django.utils import timezone

from homeward.foundation.dates_in_words import counted
from homeward.register.audit import actions, jobs, queries, rules
from homeward.register.keys.queries import public_key, signature_holds

SHOWN = 20


@click.group()
def audit() -> None:
    """Seal, copy and prove the memory of who looked at what."""


@audit.command()
@click.option("--loop", is_flag=True, help="Go on sealing every second until stopped.")
def seal(loop: bool) -> None:
    """Chain the events that wait, and sign a checkpoint when one is due.

    The worker does this every second. Run it by hand where no worker runs.
    """
    while True:
        sealed = jobs.seal_loop_once(timezone.now())
        if not loop:
            click.echo(f"Sealed {counted(sealed, 'event')}.")
            return
        time.sleep(1)


@audit.command()
@click.argument("file", type=click.File("wb", atomic=True))
def export(file: BinaryIO) -> None:
    """Write every sealed event, the checkpoints and the public key to FILE, as JSON lines with a signed end.

    The copy holds identifiers and codes and no name. Whoever holds the public key can prove it with `verify`.
    """
    now = timezone.now()
    actions.seal_pending(now, everything=True)
    actions.make_checkpoint(now)
    total = queries.chain_state().sealed
    with click.progressbar(queries.exported(at=now), length=total, label="Writing events") as lines:
        for line in lines:
            file.write(line)
    click.echo(f"Wrote {counted(total, 'event')}. Public key: {public_key()}")


@audit.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", default="", help="The public key you hold, in base64. This installation's own when left out.")
@click.option(
    "--held",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Checkpoints that a partner agency kept, as `checkpoints` writes them.",
)
def verify(file: Path, key: str, held: Path | None) -> None:
    """Prove that FILE, made by `export`, is whole and unedited. Says what is wrong, and exits with 1, when it is not.

    Without `--held`, nobody can tell that the owner of the database cut off the end, or hashed everything again with
    the key, before the copy was made: give it the checkpoints that another agency keeps.
    """
    key = key or public_key()
    kept = held_in(held)

    def signed(message: bytes, signature: str) -> bool:
        return signature_holds(message, signature, key)

    with file.open("rb") as lines, click.progressbar(lines, label="Reading the export") as shown:
        reading = rules.proved(shown, key=key, signed=signed, held=kept)
    for problem in reading.problems[:SHOWN]:
        click.echo(f"  {problem}")
    if reading.problems:
        raise click.ClickException(f"the export is not whole: {counted(len(reading.problems), 'thing')} wrong with it.")
    checkpoints = counted(len(reading.checkpoints), "checkpoint")
    click.echo(f"Whole and unedited: {counted(reading.seals, 'event')}, {checkpoints}.")


@audit.command()
@click.argument("file", type=click.File("wb", atomic=True))
def checkpoints(file: BinaryIO) -> None:
    """Write every checkpoint to FILE, for a partner agency to keep.

    Give each partner the file at least once a day. Two or more agencies that hold it can show that the chain was not
    cut short or made again.
    """
    jobs.seal_loop_once(timezone.now())
    count = 0
    for count, item in enumerate(queries.checkpoints_held(), start=1):  # noqa: B007  (the last number is the count)
        file.write(rules.canonical({"kind": "checkpoint", **item}) + b"\n")
    click.echo(f"Wrote {counted(count, 'checkpoint')}.")


def held_in(path: Path | None) -> list[dict[str, Any]]:
    """The checkpoints in a partner's file. A line that cannot be read stops the proof, since it proves nothing."""
    if path is None:
        return []
    try:
        items = [json.loads(line) for line in path.read_bytes().splitlines() if line]
        for item in items:
            base64.b64decode(item["signature"], validate=True)
            item["number"], item["digest"], item["made_at"]
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise click.ClickException(
            f"{path.name} holds a line that is not a checkpoint. Ask the partner for it as `checkpoints` wrote it."
        ) from None
    return items
