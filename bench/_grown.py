"""A feed's own sample file, written again and again with fresh numbers until it is as long as is asked for.

Each copy is of other children: every number that tells a child or a row apart is another one, the same wherever the
copy writes it, and surnames differ. All else is as the sample has it, so a grown file holds each kind of row that the
feed's own golden file holds, in the same shares.
"""

import csv
import hashlib
import re
from collections.abc import Callable, Iterator
from itertools import dropwhile
from pathlib import Path
from typing import Any

from _hub import ROOT

FEEDS = ROOT / "homeward/gateways/feeds"
# What tells a child or a row apart, in whichever feed.
NUMBERS = re.compile(
    r"own_number|local_id|council_local_id|person_reference|pupil_id|patient_number|yjs_number|custody_record|"
    r"attendance_reference|nrm_reference|intervention_reference|incident_reference|miss_\w+_id|CHILD|LAchildID|"
    r"child unique id",
    re.I,
)
SYLLABLES = ("ash", "bram", "cote", "dal", "ed", "fen", "gar", "holm", "ing", "kel", "lam", "mer", "nor", "os", "pen")


class Fresh:
    """Fresh numbers: each value of each copy has its own, and keeps it."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str, int], int] = {}

    def cell(self, column: str, value: str, copy: int) -> str:
        """A cell of one copy."""
        kind = kind_of(column)
        if not value or not kind:
            return value
        number = self.given.setdefault((kind, value, copy), len(self.given) + 1)
        return MADE[kind](value, number)


def kind_of(column: str) -> str:
    """Which kind of fresh value a column holds, if any."""
    plain = column.casefold()
    if plain in ("upn", "formerupn"):
        return "upn"
    if plain in ("nhs_number", "pnc", "surname"):
        return plain
    return "number" if NUMBERS.fullmatch(column) else ""


def nhs(value: str, number: int) -> str:
    """A number of the range for tests."""
    from homeward.county.identities_at_scale.people import health_number

    return health_number(number % 400_000 + 1)


def upn(value: str, number: int) -> str:
    """A pupil number with a wrong check letter; a code for no number stays."""
    from homeward.county.identities_at_scale.people import pupil_number

    return pupil_number(number, 11) if len(value) == 13 else value


def pnc(value: str, number: int) -> str:
    """A Police National Computer number with a wrong check letter, as an invented person's has."""
    from homeward.foundation.identifiers.pnc import CHECK_LETTERS, check_letter

    year, serial = str(2010 + number // 9_000_000), f"{number % 9_000_000 + 1:07d}"
    wrong = CHECK_LETTERS[(CHECK_LETTERS.index(check_letter(year, serial)) + 1) % len(CHECK_LETTERS)]
    return f"{year}/{serial}{wrong}"


def surname(value: str, number: int) -> str:
    """A surname of three syllables."""
    a, b, c = (SYLLABLES[number // each % len(SYLLABLES)] for each in (1, 15, 225))
    return f"{a}{b}{c}".capitalize()


MADE: dict[str, Callable[[str, int], str]] = {
    "number": lambda value, number: f"G{number:09d}",
    "nhs_number": nhs,
    "upn": upn,
    "pnc": pnc,
    "surname": surname,
}


def grown(feed: str, rows: int, folder: Path) -> list[Path]:
    """The feed's good sample, grown to about so many rows, with its manifest; each of its files."""
    sample = FEEDS / feed.replace("-", "_") / "samples/good"
    files = sorted(path for path in sample.iterdir() if path.suffix in (".csv", ".xml", ".xlsx"))
    held = sum(map(rows_in, files))
    folder.mkdir(parents=True)
    fresh, copies = Fresh(), -(-rows // held)
    made = [WRITERS[path.suffix](path, folder / path.name, copies, fresh) for path in files]
    manifest = (sample / "manifest.yaml").read_text(encoding="utf-8")
    for path in made:
        manifest = re.sub(rf"(?<={re.escape(path.name)}: )[0-9a-f]{{64}}", digest_of(path), manifest)
    (folder / "manifest.yaml").write_text(manifest, encoding="utf-8")
    return made


def rows_in(path: Path) -> int:
    """How many rows a sample file holds, or children where it is a tree."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return sum(1 for _ in csv.reader(file)) - 1
    if path.suffix == ".xml":
        return len(re.findall(r"<Child>", path.read_text(encoding="utf-8")))
    return sum(len(list(sheet)) - 1 for sheet in sheets_of(path).values())


def csv_grown(sample: Path, to: Path, copies: int, fresh: Fresh) -> Path:
    """A CSV file grown."""
    with sample.open(encoding="utf-8-sig", newline="") as file:
        names, *rows = csv.reader(file)
    with to.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out).writerow
        write(names)
        for copy in range(copies):
            for row in rows:
                write([fresh.cell(name, value, copy) for name, value in zip(names, row, strict=True)])
    return to


def xml_grown(sample: Path, to: Path, copies: int, fresh: Fresh) -> Path:
    """An XML return grown: its children again, within the same header."""
    text = sample.read_text(encoding="utf-8")
    head, *rest = re.split(r"(<Child>.*?</Child>\s*)", text, flags=re.S)
    children, tail = rest[0::2], rest[-1]
    with to.open("w", encoding="utf-8") as out:
        out.write(head)
        for copy in range(copies):
            for child in children:
                out.write(re.sub(r"<(\w+)>([^<]+)</\1>", fresh_element(fresh, copy), child))
        out.write(tail)
    return to


def fresh_element(fresh: Fresh, copy: int) -> Callable[[re.Match[str]], str]:
    """An element with the copy's own number in it."""

    def made(found: re.Match[str]) -> str:
        name, value = found[1], found[2]
        return f"<{name}>{fresh.cell(name, value, copy)}</{name}>"

    return made


def xlsx_grown(sample: Path, to: Path, copies: int, fresh: Fresh) -> Path:
    """A workbook grown, sheet by sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, (names, *rows) in sheets_of(sample).items():
        sheet = book.create_sheet(title)
        sheet.append(names)
        for copy in range(copies):
            for row in rows:
                sheet.append([told(fresh, name, value, copy) for name, value in zip(names, row, strict=True)])
    book.save(to)
    return to


def told(fresh: Fresh, name: Any, value: Any, copy: int) -> Any:
    """A cell of a workbook, of which only texts and whole numbers may be numbers of somebody."""
    if kind_of(str(name)) and isinstance(value, str | int):
        return fresh.cell(str(name), str(value), copy)
    return value


def sheets_of(path: Path) -> dict[str, list[list[Any]]]:
    """Each sheet's rows, from its column names on: a title above them is left behind."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    return {title: list(dropwhile(lambda row: not kind_of(str(row[0])), rows)) for title, rows in sheets.items()}


WRITERS: dict[str, Callable[[Path, Path, int, Fresh], Path]] = {
    ".csv": csv_grown,
    ".xml": xml_grown,
    ".xlsx": xlsx_grown,
}


def digest_of(path: Path) -> str:
    """A file's SHA-256, without holding the file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def known_first(feed: str, files: list[Path], folder: Path) -> tuple[str, Path] | None:
    """The feed and the file that must come first, so that the children of this one are on the record."""
    if feed != "health":
        return None
    who = ("own_number", "forename", "surname", "birth_date", "sex", "nhs_number")
    folder.mkdir(parents=True)
    to = folder / "agency_identity.csv"
    with to.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out).writerow
        write([*who, "reason", "extracted_on", "synthetic"])
        for at, row in enumerate(unlike(files[0], "patient_number")):
            told = ("Wren", surname("", at), row["birth_date"], row["sex"], row["nhs_number"])
            write([row["patient_number"], *told, "child-in-need", row["extracted_on"], "1"])
    manifest = f"synthetic: true\nfeed: agency-identity\nfiles:\n  {to.name}: {digest_of(to)}\n"
    (folder / "manifest.yaml").write_text(manifest, encoding="utf-8")
    return "agency-identity", to


def unlike(path: Path, column: str) -> Iterator[dict[str, str]]:
    """The first row of each value of a column."""
    seen: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[column] not in seen:
                seen.add(row[column])
                yield row
