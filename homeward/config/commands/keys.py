"""`homeward keys`: makes a key for what is sealed on devices while the hub is away, and names those held."""

import re

import click
from django.conf import settings

from homeward.config.keys import random_key
from homeward.foundation.envelopes import encoded, public_point
from homeward.foundation.keyring import KeyRing


@click.group()
def keys() -> None:
    """Make a new capture key, and see which are held."""


@keys.command()
@click.option("--name", required=True, help="What the new key is called: letters, digits, hyphen and underline.")
def capture(name: str) -> None:
    """Print the setting with a new capture key before the ones that are held.

    Devices seal to the first as soon as the console is opened again; the others go on opening what was sealed to them.
    Whoever sees what is printed can read calls: do it where nobody looks on, and keep it as the other keys are kept.
    """
    held = KeyRing.from_text(settings.CAPTURE_KEYS)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", name, re.ASCII):
        raise click.ClickException("A key's name is of letters, digits, hyphen and underline, 32 at most.")
    if name in held.names:
        raise click.ClickException(f"There is a key called {name}. Give another name.")
    click.echo(f"HOMEWARD_CAPTURE_KEYS={name}:{random_key()},{settings.CAPTURE_KEYS}")


@keys.command()
def held() -> None:
    """Print the names of the capture keys, the current one first, each with its public half."""
    ring = KeyRing.from_text(settings.CAPTURE_KEYS)
    for name in ring.names:
        click.echo(f"{name}  {encoded(public_point(ring, name))}")
