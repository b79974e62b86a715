"""A hub of the measurement's own: an empty database, keys made for it, and a clock that stands still."""

import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/London"))
DOOR = "homeward.register.accounts.actions.DemonstrationDoor"


@contextmanager
def hub(standing: Path | None = None, *, filled: bool = False) -> Iterator[Path]:
    """Make a hub in a temporary folder, or in the empty database that DATABASE_URL names, and stop the clock.

    A `standing` folder is left as it is at the end, and used again where it is `filled`.
    """
    import time_machine

    sys.path.insert(0, str(ROOT))
    with nullcontext(standing) if standing else tempfile.TemporaryDirectory(prefix="homeward-bench-") as folder:
        os.environ["HOMEWARD_DATA"] = str(folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "homeward.config.settings.demonstration"
        with time_machine.travel(NOW, tick=False):
            importlib.import_module("django").setup()
            if not filled:
                migrate()
            yield Path(folder)


def migrate() -> None:
    """Give an empty database the shape of this version; refuse one that holds anything."""
    from django.core.management import call_command
    from django.db import connection

    if connection.introspection.table_names():
        raise SystemExit("The database that DATABASE_URL names is not empty. Name an empty one.")
    call_command("migrate", verbosity=0)
