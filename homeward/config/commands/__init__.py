"""The command line, `homeward`: what an operator does without a browser.

Each group of commands has a file of its own here; a group is listed in GROUPS and imported only when it is asked for.
"""

import importlib
import os

import click
import django

GROUPS = {
    "serve": "homeward.config.commands.serve:serve",
    "worker": "homeward.config.commands.worker:worker",
    "feed": "homeward.config.commands.feed:feed",
    "link": "homeward.config.commands.link:link",
    "county": "homeward.config.commands.county:county",
    "matching": "homeward.config.commands.matching:matching",
    "report": "homeward.config.commands.report:report",
    "audit": "homeward.config.commands.audit:audit",
    "keys": "homeward.config.commands.keys:keys",
    "account": "homeward.config.commands.account:account",
    "docs": "homeward.config.commands.docs:docs",
}


class Lazily(click.Group):
    """Loads a group of commands when it is asked for, so that help is quick and a fault in one leaves the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(GROUPS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in GROUPS:
            return None
        module, _, attribute = GROUPS[name].partition(":")
        django.setup()
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=Lazily, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The working system of a county's hub for children who are criminally exploited.

    Settings come from DJANGO_SETTINGS_MODULE: `homeward.config.settings.demonstration` when it is not set, and
    `homeward.config.settings.live` for real use.
    """


def run() -> None:
    """The entry point of the `homeward` command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings.demonstration")
    main()
