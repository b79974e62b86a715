"""A PostgreSQL server of the tests' own, in a temporary folder, gone when they end."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from steps import CannotGoOn, run, step

# Nothing in it outlives the tests, so nothing need reach the disk. A statement that waits for another connection longer
# than any test does is refused, and says which it was, where the tests would else stand still.
SETTINGS = (
    "listen_addresses=''",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=60",
    "shared_buffers=128MB",
    "lock_timeout=120s",
)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Start a server that listens on a socket in its own folder alone, and stop it at the end."""
    # A socket's path may be no longer than about a hundred letters, which a long TMPDIR would pass.
    folder = Path(tempfile.mkdtemp(prefix="homeward-", dir="/tmp" if Path("/tmp").is_dir() else None))
    as_user = unprivileged()
    data = folder / "data"
    control = [programs / "pg_ctl", "--pgdata", data, "--silent"]
    advice = "PostgreSQL's own words are above."
    try:
        with step("Start a PostgreSQL server for the tests"):
            if as_user:
                os.chown(folder, as_user["user"], as_user["group"])
            init = [programs / "initdb", "--pgdata", data, "--username=homeward", "--auth=trust"]
            init += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
            run(init, advice=advice, cwd=folder, **as_user)
            options = " ".join(f"-c {setting}" for setting in SETTINGS) + f" -k {folder}"
            start = [*control, "--wait", "--log", folder / "log", "--options", options, "start"]
            try:
                run(start, advice=advice, cwd=folder, **as_user)
            except CannotGoOn as reason:
                log = folder / "log"
                raise CannotGoOn(f"{log.read_text() if log.exists() else ''}\n{reason}") from reason
        yield f"postgres://homeward@{quote(str(folder), safe='')}/homeward"
    finally:
        if (data / "postmaster.pid").exists():
            run([*control, "--mode=immediate", "stop"], advice=advice, cwd=folder, **as_user)
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged() -> dict[str, object]:
    """Return how to run a program as another user when we are root, as which PostgreSQL will not run."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        environment = {**os.environ, "HOME": "/", "USER": name, "LOGNAME": name}
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "env": environment}
    raise CannotGoOn(
        "PostgreSQL will not run as root, and this machine has neither a postgres nor a nobody user for it. "
        "Run script/test as an ordinary user."
    )
