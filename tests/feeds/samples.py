"""The samples that come with the feeds, and files made for one test."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from django.utils import timezone

from homeward.gateways.feeds.checking import Found
from homeward.gateways.feeds.loading import load_paths
from homeward.gateways.feeds.reading.cells import checked_row
from homeward.gateways.feeds.registry import feed_named
from homeward.gateways.feeds.rows import Checked, Row, Value
from homeward.register.sources.models import Delivery, Refusal
from tests import factories as f


def sample(feed: str, kind: str) -> list[Path]:
    """The files of one of a feed's samples: those that a manifest lists."""
    folder = feed_named(feed).folder / "samples" / kind
    return sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".xml", ".xlsx", ".json"))


def loaded(feed: str, paths: list[Path], *, council: str = "middleshire") -> Delivery:
    """The delivery of these files from a council, once loaded."""
    return load_paths(feed, paths, agency=f.agency(council), clock=timezone.now)


def load_sample(feed: str, kind: str = "good") -> Delivery:
    """One of a feed's samples, loaded."""
    return loaded(feed, sample(feed, kind))


def refused(delivery: Delivery) -> set[tuple[str, int, str, str]]:
    """Part, row, column and rule of each refusal."""
    return set(Refusal.objects.filter(delivery=delivery).values_list("part", "row", "column", "rule"))


def told(feed: str, kind: str = "broken") -> set[tuple[str, int, str, str]]:
    """What a broken sample says must be refused of it."""
    path = feed_named(feed).folder / "samples" / kind / "refusals.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["refused"]
    return {(entry["part"], entry["row"], entry["column"], entry["rule"]) for entry in entries}


def refused_of(found: Found) -> set[tuple[str, int, str, str]]:
    """Part, row, column and rule of each refusal of a check."""
    return {(part, each.row, each.column, each.rule) for part, many in found.problems.items() for each in many}


def asked_of(feed: str, found: Found) -> dict[tuple[str, str], int]:
    """How many rows of each part a check asks about, by rule, as its notes say it."""
    titles, asked = {part.title: part.part for part in feed_named(feed).mapping.parts}, {}
    for note in found.notes:
        if note.startswith("Query "):
            said, words = note.removeprefix("Query ").split(": ", 1)
            rule, title = said.split(", ", 1)
            many = re.findall(r"(\d+) rows?", words)[0]
            asked[rule, titles[title]] = asked.get((rule, titles[title]), 0) + int(many)
    return asked


def write(place: Path, feed: str, files: Mapping[str, Iterable[Mapping[str, object]]], *, year: str = "") -> list[Path]:
    """Files of a feed with these rows, beside the manifest that says they are invented."""
    place.mkdir(parents=True, exist_ok=True)
    lines = ["synthetic: true", f"feed: {feed}", f'collection_year: "{year}"', "files:"]
    for part, rows in files.items():
        whole = feed_named(feed).mapping.part(part)
        assert whole is not None
        names = [column.name for column in whole.columns]
        text = "\n".join([",".join(names), *(",".join(str(row.get(name, "")) for name in names) for row in rows), ""])
        (place / whole.file).write_text(text, encoding="utf-8")
        lines.append(f"  {whole.file}: {hashlib.sha256(text.encode()).hexdigest()}")
    (place / "manifest.yaml").write_text("\n".join(lines), encoding="utf-8")
    return sorted(place.glob("*.csv"))


def declared(folder: Path, feed: str) -> Path:
    """The folder, with the manifest that says of each file in it that it is invented."""
    sums = (f"  {each.name}: {hashlib.sha256(each.read_bytes()).hexdigest()}" for each in sorted(folder.iterdir()))
    text = "\n".join(["synthetic: true", f"feed: {feed}", "files:", *sums])
    (folder / "manifest.yaml").write_text(text, encoding="utf-8")
    return folder


def as_values(feed: str, part: str, row: Mapping[str, object]) -> Mapping[str, Value]:
    """What a row says once its cells have been read."""
    whole = feed_named(feed).mapping.part(part)
    assert whole is not None
    cells = {column.name: str(row.get(column.name, "")) for column in whole.columns}
    checked = checked_row(whole, Row(part, 2, cells), on=timezone.localdate())
    assert isinstance(checked, Checked)
    return checked.values
