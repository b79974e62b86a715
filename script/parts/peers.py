"""Make an environment for each group of peers that a measurement is set beside, from a lock of its own.

They are libraries that the program does not run on, so none of them is in its own environment.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from steps import ROOT, CannotGoOn, fingerprint, is_stamped, run, step

PEERS = ROOT / ".cache/peers"
LOCKS = ROOT / "requirements"
# A lock that no later Python than this can take: the peer's own libraries are built for none.
NEWEST = {"bench-cin": (3, 11), "bench-linkage": (3, 12)}


def main() -> None:
    """Bring every peer's environment up to date with its lock, unless it already is."""
    for lock in sorted(LOCKS.glob("bench*.txt")):
        newest = NEWEST.get(lock.stem)
        if newest and sys.version_info[:2] > newest:
            print(f"  - {lock.stem}: not installed, it needs Python {newest[0]}.{newest[1]}", flush=True)
        else:
            make(lock)


def make(lock: Path) -> None:
    """Make one environment afresh, each library checked against its hash."""
    home = PEERS / lock.stem
    stamp, word = home / "made", fingerprint(lock, str(home), sys.version)
    if is_stamped(stamp, word):
        return
    with step(f"Install the peers in {lock.name}"):
        shutil.rmtree(home, ignore_errors=True)
        run([sys.executable, "-m", "venv", home], advice="On Debian or Ubuntu: sudo apt-get install python3-venv.")
        pip = [home / "bin/python", "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
        ran = subprocess.run([*pip, "-r", lock], capture_output=True, text=True)
        if ran.returncode:
            raise CannotGoOn(f"{ran.stderr[-3000:]}\nThe peers in {lock.name} could not be installed.")
        stamp.write_text(word)
