"""Peers that the program does not run on: each in an environment of its own, where one was made."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from _hub import ROOT

HOW = "script/bench --peers installs it"


def interpreter(name: str) -> Path | None:
    """The Python that has the libraries of `requirements/<name>.txt`, if they were installed."""
    there = ROOT / ".cache/peers" / name / "bin/python"
    return there if there.is_file() else None


def has(*modules: str) -> bool:
    """Whether this Python has a peer's modules itself."""
    return all(importlib.util.find_spec(module) for module in modules)


def not_run(what: str, why: str) -> dict[str, str]:
    """Say that something was not measured, and why; what is kept says so too."""
    print(f"{what}: *not run* ({why})", flush=True)
    return {"not_run": why}


def asked(python: Path | str, script: Path, *words: str, cwd: Path | None = None) -> dict[str, Any]:
    """Run a script by another Python, and take the last line that it prints."""
    ran = subprocess.run([str(python), str(script), *words], capture_output=True, text=True, cwd=cwd or ROOT)
    if ran.returncode:
        raise SystemExit(f"{script.name} failed.\n{ran.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def samples() -> list[Path]:
    """The files and folders of samples that were named."""
    return [Path(word) for word in sys.argv[1:] if not word.startswith("-") and Path(word).exists()]
