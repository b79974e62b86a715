"""Writing the partners' files, and beside each set the manifest that says it is invented."""

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

MADE_BY = "homeward.county"


@dataclass(frozen=True)
class Delivery:
    """One set of files as a partner would send it; a collection year is named by the year in which it ends."""

    feed: str
    folder: Path
    files: tuple[Path, ...]
    manifest: Path
    collection_year: int | None = None


@dataclass(frozen=True)
class Origin:
    """What a manifest says of the run that made the files."""

    seed: int
    preset: str
    size: str
    months: int
    until: str


def write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    """Write rows as they come, UTF-8 and comma, and say how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            written += 1
    return written


def digest(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def deliver(
    feed: str,
    source: str,
    files: tuple[Path, ...],
    origin: Origin,
    collection_year: int | None = None,
    also: Mapping[str, str] | None = None,
    **further: str,
) -> Delivery:
    """Seal a set of files with its manifest: synthetic, from whom, for which feed, and each file's hash.

    `also`, and what is named further, is what only some manifests say: the sending agency's code, a release.
    """
    folder = files[0].parent
    lines = ["synthetic: true", f'source: "{source}"', f"feed: {feed}"]
    if collection_year:
        lines.append(f"collection_year: {collection_year}")
    lines += [f'{name}: "{said}"' for name, said in {**(also or {}), **further}.items()]
    lines += [f"made_by: {MADE_BY}", f"seed: {origin.seed}", f"preset: {origin.preset}", f"size: {origin.size}"]
    lines += [f"months: {origin.months}", f'until: "{origin.until}"', "files:"]
    lines += [f"  {path.name}: {digest(path)}" for path in files]
    manifest = folder / "manifest.yaml"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Delivery(feed, folder, files, manifest, collection_year)
