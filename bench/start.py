"""How long from `script/server` to the first page, the first time and the second, beside installing its lock alone.

The first time is a fresh clone: it makes the environment, fetches the browser's assets, makes an invented town and
loads it through the feeds. Its peer makes the same environment from the same lock with pip, and does nothing else. Both
take packages from where this machine takes them, so a cold cache or a slow line falls on both.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from _results import keep, machine, table

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 900


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def answers(port: int) -> bool:
    """Whether the sign-in page is there."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def to_first_page(clone: Path, data: Path) -> float:
    """Seconds from the command to the sign-in page; the server is stopped afterwards."""
    port = free_port()
    environment = {**os.environ, "HOMEWARD_DATA": str(data)}
    began = perf_counter()
    server = subprocess.Popen(
        ["script/server", "--port", str(port)],
        cwd=clone,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not answers(port):
            if server.poll() is not None or perf_counter() - began > PATIENCE:
                raise SystemExit(f"script/server ended with {server.poll()} before it answered.")
            sleep(0.1)
        return perf_counter() - began
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(30)


def install_alone(clone: Path, folder: Path) -> float:
    """Seconds to make an environment and put the lock into it."""
    began = perf_counter()
    python = folder / "peer" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*install, "-r", clone / LOCK], check=True)
    return perf_counter() - began


LOCK = "requirements/run.txt"


def main() -> int:
    """Clone what is committed, install beside it, and start it twice."""
    found: dict[str, Any] = {"machine": machine()}
    with tempfile.TemporaryDirectory(prefix="homeward-bench-") as name:
        folder = Path(name)
        subprocess.run(["git", "clone", "--quiet", ROOT, folder / "clone"], check=True)
        peer = install_alone(folder / "clone", folder)
        first = to_first_page(folder / "clone", folder / "data")
        second = to_first_page(folder / "clone", folder / "data")
    rows = {"the lock alone, with pip": peer, "script/server, first": first, "script/server, second": second}
    found |= {"ratio_first": round(first / peer, 2), "ratio_second": round(second / peer, 2)}
    found["seconds"] = {name: round(seconds, 1) for name, seconds in rows.items()}
    keep("start", found)
    table(("start", "ratio", "seconds"), [(name, round(took / peer, 2), round(took, 1)) for name, took in rows.items()])
    return 0


if __name__ == "__main__":
    sys.exit(main())
