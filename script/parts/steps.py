"""One line for each step a script takes, with a tick and the seconds it took."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class CannotGoOn(Exception):
    """What stopped the script, and what the person running it should do next."""


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what is being done while it is done, and how it ended."""
    began = time.monotonic()
    if sys.stdout.isatty():
        print(f"  … {words}   ", end="\r", flush=True)
    try:
        yield
    except BaseException:
        print(f"  ✗ {words} ({time.monotonic() - began:.1f} s)", flush=True)
        raise
    print(f"  ✓ {words} ({time.monotonic() - began:.1f} s)   ", flush=True)


def progress(words: str, done: int, total: int) -> None:
    """Show how far a long step has got, where someone is watching."""
    if sys.stdout.isatty():
        print(f"  … {words}: {done} of {total}   ", end="\r", flush=True)


def run(command: Sequence[str | Path], *, advice: str, **more: object) -> str:
    """Run a command quietly; if it fails, show all that it said and then the advice."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(
            words,
            cwd=more.pop("cwd", ROOT),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **more,
        )
    except FileNotFoundError as missing:
        raise CannotGoOn(f"{words[0]} is not on this machine.\n{advice}") from missing
    if done.returncode:
        raise CannotGoOn(f"{done.stdout.strip()}\n\n`{' '.join(words)}` failed.\n{advice}")
    return done.stdout


def fingerprint(*parts: Path | str) -> str:
    """Return one short word that changes when any of these files or words does."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def is_stamped(stamp: Path, word: str) -> bool:
    """Tell whether a step already ended well with the same inputs."""
    return stamp.is_file() and stamp.read_text() == word


def as_a_script(main: object) -> None:
    """Run `main`, turning what stopped it into plain words and a failing exit."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotGoOn as reason:
        print(f"\n{reason}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        sys.exit(130)
