"""Tables and sentences as Markdown."""

import inspect
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from homeward.vocabulary.loader import load_whole


def opening(name: str) -> str:
    """The words a made page begins with, from `openings/`."""
    return (Path(__file__).parent / "openings" / f"{name}.md").read_text(encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table, with what would break a cell made harmless."""
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(cell(value) for value in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def cell(value: Any) -> str:
    """One cell, on one line."""
    return " ".join(str(value).split()).replace("|", "\\|")


def code(text: object) -> str:
    """A name as it stands in the code."""
    return f"`{text}`"


def codes(names: Iterable[str]) -> str:
    """Names as they stand in the code, with commas."""
    return ", ".join(code(name) for name in names)


def paragraphs(thing: Any) -> list[str]:
    """What a docstring says, a paragraph at a time, each on one line."""
    text = inspect.getdoc(thing) or "" if not isinstance(thing, str) else inspect.cleandoc(thing)
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text) if each.strip()]


def capital(text: str) -> str:
    """A sentence's first letter as a capital, and the rest left alone."""
    return text[:1].upper() + text[1:]


SHIELDED = (
    "shielded-location",
    "Shielded location",
    "Where a child under a shield is placed. Opened apart from the record, by few, and each time with a mark.",
)


def field_classes() -> list[tuple[str, str, str]]:
    """Every class of handling: its code, its label, what it covers."""
    entries = load_whole("field_classes").entries
    listed = [(entry.code, entry.label, entry.description) for entry in entries]
    return [*listed, SHIELDED] if SHIELDED[0] not in {code for code, _, _ in listed} else listed
