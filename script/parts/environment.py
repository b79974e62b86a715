"""Make .venv: the libraries Homeward runs on, each checked against its hash, and Homeward itself.

Every library comes as a ready-built file, so a machine needs no compiler.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import machine
from steps import ROOT, CannotGoOn, fingerprint, is_stamped, progress, run, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
LOCKS = {False: ROOT / "requirements/run.txt", True: ROOT / "requirements/dev.txt"}


def make(*, for_tests: bool) -> None:
    """Bring .venv up to date with its lock, unless it already is."""
    if is_ready(for_tests):
        with step("Python environment is up to date"):
            return
    for_tests = for_tests or stamp(True).is_file()
    if not is_usable():
        with step(f"Make a Python environment (Python {sys.version.split()[0]})"):
            create()
    for mark in (stamp(False), stamp(True)):
        mark.unlink(missing_ok=True)
    install(LOCKS[for_tests])
    with step("Install Homeward itself"):
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
        run([*pip, "--editable", "."], advice="The lines above say what in pyproject.toml could not be read.")
    for kind in {False, for_tests}:
        stamp(kind).write_text(inputs(kind))


def is_ready(for_tests: bool) -> bool:
    """Tell whether .venv was made here, by this Python, from these locks."""
    return is_usable() and is_stamped(stamp(for_tests), inputs(for_tests))


def is_usable() -> bool:
    """Tell whether .venv holds a Python that starts, of the version that was asked for."""
    asks = "import sys, pip; print(*sys.version_info[:2])"
    if not PYTHON.exists():
        return False
    answer = subprocess.run([PYTHON, "-c", asks], capture_output=True, text=True)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def stamp(for_tests: bool) -> Path:
    """Return the file that says what .venv was last made from."""
    return VENV / ("made-for-tests" if for_tests else "made-to-run")


def inputs(for_tests: bool) -> str:
    """Return one word for all that .venv is made from, its place too: programs in it name their folder."""
    return fingerprint(LOCKS[for_tests], ROOT / "pyproject.toml", str(ROOT), sys.version)


def create() -> None:
    """Make an empty environment with pip in it, by whichever way this machine allows."""
    shutil.rmtree(VENV, ignore_errors=True)
    if not can_import("ensurepip") and not can_import("pip"):
        machine.install_as_root("python3-venv")
    if can_import("venv", "ensurepip"):
        run([sys.executable, "-m", "venv", VENV], advice=how_to_get_venv())
        return
    if not can_import("venv", "pip"):
        raise CannotGoOn(f"This Python has no way to install libraries.\n{how_to_get_venv()}")
    run([sys.executable, "-m", "venv", "--without-pip", VENV], advice=how_to_get_venv())
    pip = [sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip"]
    run(pip, advice=how_to_get_venv())


def can_import(*names: str) -> bool:
    """Tell whether this machine's Python has these modules; some systems ship it without."""
    asks = "; ".join(f"import {name}" for name in names)
    return subprocess.run([sys.executable, "-c", asks], capture_output=True).returncode == 0


def how_to_get_venv() -> str:
    """Say what to install where Python came without venv or pip."""
    return "On Debian or Ubuntu: sudo apt-get install python3-venv. On Fedora: sudo dnf install python3-pip."


def install(lock: Path) -> None:
    """Install a lock's libraries, counting them as they come."""
    total = sum(1 for line in lock.read_text().splitlines() if "==" in line)
    with step(f"Install {total} Python libraries, each checked against its hash"):
        command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "-r", lock]
        said = []
        environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as pip:
            for line in pip.stdout:
                said.append(line)
                count = sum(1 for each in said if each.startswith(("Collecting", "Requirement already")))
                progress("Fetch Python libraries", count, total)
        if pip.returncode:
            raise CannotGoOn(
                f"{''.join(said[-15:])}\nThe libraries in {lock.relative_to(ROOT)} could not be installed. "
                "Check that this machine can reach PyPI. Each library comes ready built, for Linux "
                "and macOS on an ordinary processor alone."
            )
