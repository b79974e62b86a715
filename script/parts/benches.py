"""Run the measurements in bench/, one after another, so that none slows another."""

import subprocess
import sys

from steps import ROOT, CannotGoOn, as_a_script


def main(names: list[str]) -> int:
    """Run the measurements named, or all of them."""
    found = {path.stem: path for path in sorted((ROOT / "bench").glob("[!_]*.py"))}
    unknown = [name for name in names if name not in found]
    if unknown or not found:
        there = ", ".join(found) or "none yet"
        raise CannotGoOn(f"bench/ holds no {', '.join(unknown) or 'measurement'}. There is: {there}.")
    codes = []
    for name in names or found:
        print(f"\n── {name} ──", flush=True)
        codes.append(subprocess.run([sys.executable, found[name]], cwd=ROOT).returncode)
    return int(any(codes))


if __name__ == "__main__":
    as_a_script(main)
