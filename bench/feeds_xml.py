"""Reading a looked-after children return as XML and as CSV: time, and the most memory each reader used.

Each size and kind is read in a process of its own. The peer of an XML return is the CSV file of the same absences.

    python -m bench.feeds_xml [--absences 10000 100000]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "feeds-xml.json"
OF_EACH_CHILD = 10
WHO = "<UPN>UN1</UPN><SEX>2</SEX><DOB>14/06/2011</DOB><ETHNIC>WBRI</ETHNIC>"
STARTS = [(date(2025, 4, 1) + timedelta(days=30 * each)).strftime("%d/%m/%Y") for each in range(OF_EACH_CHILD)]


def write(folder: Path, absences: int) -> dict[str, Path]:
    """The same absences as both files."""
    paths = {"missing": folder / "missing.csv", "return": folder / "return.xml"}
    with paths["missing"].open("w") as csv, paths["return"].open("w") as xml:
        csv.write("CHILD,DOB,MISSING,MIS_START,MIS_END\n")
        xml.write("<?xml version='1.0' encoding='UTF-8'?>\n<EXPSSDA903>\n")
        for number in range(absences // OF_EACH_CHILD):
            child = f"MS{number:07d}"
            periods = "".join(
                f"<AMISSING><MISSING>M</MISSING><MIS_START>{day}</MIS_START><MIS_END>{day}</MIS_END></AMISSING>"
                for day in STARTS
            )
            csv.writelines(f"{child},14/06/2011,M,{day},{day}\n" for day in STARTS)
            xml.write(f"<CHILD><HEADER><CHILDID>{child}</CHILDID>{WHO}{periods}</HEADER></CHILD>\n")
        xml.write("</EXPSSDA903>\n")
    return paths


def read(code: str, path: Path) -> dict[str, object]:
    """Read every part of one file, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings.test")
    import django

    django.setup()
    from homeward.gateways.feeds.files import tables_of
    from homeward.gateways.feeds.reading.opened import from_path
    from homeward.gateways.feeds.registry import feed_named

    before, parts = memory(), {}
    for part, opening in tables_of(feed_named("ssda903"), {code: from_path(path)}):
        began = time.monotonic()
        rows = sum(1 for _ in opening().rows())
        parts[part.part] = {"rows": rows, "seconds": round(time.monotonic() - began, 2)}
    return {"MiB before": before, "MiB at most": memory(), "parts": parts}


def memory() -> int:
    """The most memory this process has used, in mebibytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Write, read each in a process of its own, tell and keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--absences", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--read", nargs=2)
    given = asked.parse_args()
    if given.read:
        print(json.dumps(read(given.read[0], Path(given.read[1]))))
        return
    found: dict[str, dict[str, object]] = {}
    for absences in given.absences:
        with tempfile.TemporaryDirectory() as folder:
            for code, path in write(Path(folder), absences).items():
                command = [sys.executable, "-m", "bench.feeds_xml", "--read", code, str(path)]
                said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                found.setdefault(str(absences), {})[path.suffix[1:]] = said
    text = json.dumps(found, indent=2)
    print(text)
    RESULTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
