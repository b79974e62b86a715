"""Run the measurements in bench/, one after another, so that none slows another.

`--peers` first installs the libraries that some are set beside. A word with a slash in it is a file or a folder of
samples, and is handed to the measurements that were named: one that needs it and has none says *not run*.
"""

import subprocess
import sys
from collections.abc import Sequence

import peers
from steps import ROOT, CannotGoOn, as_a_script


def main(words: Sequence[str]) -> int:
    """Run the measurements named, or all of them."""
    if "--peers" in words:
        peers.main()
    found = {path.stem: path for path in sorted((ROOT / "bench").glob("[!_]*.py"))}
    samples = [word for word in words if "/" in word]
    names = [word for word in words if word not in (*samples, "--peers")]
    unknown = [name for name in names if name not in found]
    if unknown or not found:
        there = ", ".join(found) or "none yet"
        raise CannotGoOn(f"bench/ holds no {', '.join(unknown) or 'measurement'}. There is: {there}.")
    codes = []
    for name in names or (found if "--peers" not in words else ()):
        print(f"\n── {name} ──", flush=True)
        codes.append(subprocess.run([sys.executable, found[name], *(samples if names else ())], cwd=ROOT).returncode)
    return int(any(codes))


if __name__ == "__main__":
    as_a_script(main)
