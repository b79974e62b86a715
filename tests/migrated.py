"""A test database is migrated once, and every later one is a copy of it until a migration or a library changes.

Migrating every room takes most of a minute and copying a moment. What is copied is kept in `.cache/`, and on PostgreSQL
as a database of that server. `pytest --create-db` migrates afresh.
"""

import fcntl
import hashlib
import shutil
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache/migrated"
DECIDED_BY = ("homeward/**/migrations/*.py", "homeward/config/settings/*.py", "requirements/*.txt")


def fingerprint() -> str:
    """One short word for all that decides what a migrated database holds."""
    digest = hashlib.sha256()
    for pattern in DECIDED_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class Copy:
    """This run's database, made by copying what was kept; where nothing was, it is migrated, and kept for the next run.

    Of several workers that begin at once one migrates, and the others wait to copy.
    """

    def __init__(self, *, wanted: bool, afresh: bool) -> None:
        self.lock, self.taken, self.wanted = None, False, wanted
        if wanted:
            CACHE.mkdir(parents=True, exist_ok=True)
            self.lock = (CACHE / "lock").open("w")
            fcntl.flock(self.lock, fcntl.LOCK_EX)
            self.taken = not afresh and copied()

    @property
    def is_a_file(self) -> bool:
        """Whether the database is there before the library makes it."""
        return self.taken and connection.vendor == "sqlite"

    def settle(self) -> None:
        """Once the database is there: keep it if it was migrated, and let the next worker go on."""
        if self.wanted and not self.taken:
            keep()
        if self.lock:
            self.lock.close()

    def clear(self) -> None:
        """Leave no file that was copied, and on PostgreSQL no connection that a browser's last request still holds."""
        name = connection.settings_dict["NAME"]
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        elif self.is_a_file:
            connection.close()
            for path in Path(name).parent.glob(f"{Path(name).name}*"):
                path.unlink()


def copied() -> bool:
    """Make the run's database by copying, where one was kept, and say whether it was.

    On SQLite the file is then there; on PostgreSQL the server is told what to copy when it makes the database.
    """
    if connection.vendor == "sqlite":
        if kept_file().is_file():
            shutil.copyfile(kept_file(), connection.settings_dict["TEST"]["NAME"])
            return True
        return False
    if is_kept_by_the_server():
        connection.settings_dict["TEST"]["TEMPLATE"] = kept_name()
        return True
    return False


def keep() -> None:
    """Keep what has just been migrated; a file that was kept before it goes."""
    connection.close()
    now = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        for older in CACHE.glob("*.sqlite3*"):
            older.unlink()
        made = kept_file().with_suffix(".part")
        shutil.copyfile(now, made)
        made.rename(kept_file())
        return
    with connection._nodb_cursor() as cursor:  # the library's own way to the server where no database may be open
        cursor.execute(f'DROP DATABASE IF EXISTS "{kept_name()}"')
        cursor.execute(f'CREATE DATABASE "{kept_name()}" TEMPLATE "{now}"')


def kept_file() -> Path:
    """Where the migrated file is kept."""
    return CACHE / f"{fingerprint()}.sqlite3"


def kept_name() -> str:
    """What the migrated database is called on the server."""
    return f"homeward_migrated_{fingerprint()}"


def is_kept_by_the_server() -> bool:
    """Whether the server has it."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept_name()])
        return cursor.fetchone() is not None
