"""Find the browser and the database server the tests need, install them, or say what to install."""

import os
import shutil
import subprocess
from pathlib import Path

from steps import CannotGoOn, run, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SERVER_PROGRAMS = ("initdb", "pg_ctl", "postgres")


def browser() -> Path:
    """Return this machine's Chromium, installing it first where it is absent and we may."""
    found = find_browser() or (install_as_root("chromium") and find_browser())
    if not found:
        raise CannotGoOn(
            "The journeys are tested in a real browser, and this machine has no Chromium.\n"
            "On Debian: sudo apt-get install chromium. Elsewhere install Chromium or Chrome, and set "
            "HOMEWARD_BROWSER to its program if it is not on the PATH. Then run script/test again."
        )
    return found


def find_browser() -> Path | None:
    """Return a Chromium that starts; on some systems the name leads to a page that offers to install it."""
    names = [os.environ.get("HOMEWARD_BROWSER"), *BROWSERS]
    for path in filter(None, (shutil.which(name) for name in names if name)):
        if subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return Path(path)
    return None


def database_server() -> Path:
    """Return the folder of PostgreSQL's server programs, installing them first where we may."""
    found = find_database_server() or (install_as_root("postgresql") and find_database_server())
    if not found:
        raise CannotGoOn(
            "Everything is tested on PostgreSQL too, and this machine has no PostgreSQL server.\n"
            "On Debian or Ubuntu: sudo apt-get install postgresql. The tests start one of their own in a "
            "temporary folder: no database has to be made, no service has to run. Then run script/test again."
        )
    return found


def find_database_server() -> Path | None:
    """Return the first folder that holds the server programs, the newest version first."""
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version_of, reverse=True)
    elsewhere = [Path("/usr/local/pgsql/bin"), Path("/usr/local/bin"), Path("/opt/homebrew/bin")]
    folders = [*on_path, *debian, *elsewhere]
    return next((folder for folder in folders if holds_server(folder)), None)


def holds_server(folder: Path) -> bool:
    """Tell whether every program a server needs is in this folder."""
    return all((folder / program).is_file() for program in SERVER_PROGRAMS)


def version_of(folder: Path) -> float:
    """Return the version a Debian folder is named for, so that 9.6 comes before 15."""
    name = folder.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


def install_as_root(package: str) -> bool:
    """Install a Debian package where we are root and there is apt-get; tell whether we could."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    advice = f"Install {package} by hand, then run the script again."
    with step(f"Install {package} with apt-get"):
        run(["apt-get", *wait, "-q", "update"], advice=advice, env=quietly)
        command = ["apt-get", *wait, "-q", "-y", "--no-install-recommends", "install", package]
        run(command, advice=advice, env=quietly)
    return True
