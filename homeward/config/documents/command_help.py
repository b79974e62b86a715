"""The command line's own help, on one page."""

from collections.abc import Iterator
from copy import copy

import click

from homeward.config.commands import main
from homeward.config.documents.markdown import opening


def commands_page() -> str:
    """The page."""
    settings = main.context_settings  # those under it inherit them, as they do when they are run
    root = click.Context(main, info_name="homeward", terminal_width=100, max_content_width=100, **settings)
    parts = [f"## `{context.command_path}`\n\n```text\n{context.get_help()}\n```\n" for context in contexts(root)]
    return "\n".join([opening("commands"), *parts])


def unasked(command: click.Command | None) -> click.Command | None:
    """A copy of a command that has not been asked for its help.

    The library keeps the option as it first made it, and that of a command first run alone has no -h.
    """
    copied = copy(command)
    if copied is not None:
        copied._help_option = None
    return copied


def contexts(context: click.Context) -> Iterator[click.Context]:
    """A command, and those under it, in the order they are listed."""
    yield context
    if not isinstance(context.command, click.Group):
        return
    for name in context.command.list_commands(context):
        command = unasked(context.command.get_command(context, name))
        if command is not None:
            yield from contexts(
                click.Context(command, parent=context, info_name=name, terminal_width=100, max_content_width=100)
            )
