"""Every check that reads the code without running it, each named and shown."""

import os
import subprocess
import time
from dataclasses import dataclass

from steps import ROOT, as_a_script

BIN = ROOT / ".venv/bin"
PURE_FLOORS = ("homeward/foundation", "homeward/methods", "homeward/vocabulary")


@dataclass(frozen=True)
class Check:
    """One check: what it holds the code to, and the command that does so."""

    words: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """How one check or suite ended. A suite counts its tests; a check counts as one."""

    words: str
    passed: int
    failed: int
    seconds: float


def checks() -> list[Check]:
    """Return the checks, the quickest to put right first."""
    python = str(BIN / "python")
    return [
        Check("Python style and likely mistakes (ruff)", (str(BIN / "ruff"), "check", ".")),
        Check("Python layout (ruff format)", (str(BIN / "ruff"), "format", "--check", ".")),
        Check("Types of the pure floors and every rules.py (mypy)", (python, "-m", "mypy", *typed_paths())),
        Check("Floors import downwards only (import-linter)", (str(BIN / "lint-imports"),)),
        Check("Templates (djlint)", (str(BIN / "djlint"), "homeward", "--lint", "--quiet")),
        Check(
            "Security mistakes (bandit)",
            (str(BIN / "bandit"), "-q", "-r", "homeward", "-c", "pyproject.toml"),
        ),
        Check(
            "Every change of a model has its migration",
            (python, "manage.py", "makemigrations", "--check", "--dry-run"),
        ),
    ]


def typed_paths() -> list[str]:
    """Return what is held to strict types: arithmetic and decisions, which no page would show to be wrong."""
    rooms = (ROOT / "homeward").rglob("rules.py")
    folders = (ROOT / "homeward").rglob("rules/__init__.py")
    found = [*rooms, *(path.parent for path in folders)]
    return [*PURE_FLOORS, *sorted(str(path.relative_to(ROOT)) for path in found)]


def run_all() -> list[Result]:
    """Run every check, saying how each ended, and showing all that a failing one said."""
    return [run_one(check) for check in checks()]


def run_one(check: Check) -> Result:
    """Run one check."""
    began = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "homeward.config.settings.test"}
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    seconds = time.monotonic() - began
    print(f"  {'✗' if done.returncode else '✓'} {check.words} ({seconds:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return Result(check.words, int(not done.returncode), int(bool(done.returncode)), seconds)


def fix() -> None:
    """Put right what ruff can by itself."""
    for command in (("check", "--fix", "."), ("format", ".")):
        subprocess.run([BIN / "ruff", *command], cwd=ROOT)


def main(arguments: list[str]) -> int:
    """Run the checks, and fail if any did."""
    if "--fix" in arguments:
        fix()
    return int(any(result.failed for result in run_all()))


if __name__ == "__main__":
    as_a_script(main)
