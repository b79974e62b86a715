"""What the architecture tests walk through: rooms, files, imports and models."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "homeward"

# Lowest first. The order within a floor is the one `.importlinter` enforces for imports.
REGISTER = (
    "keys", "audit", "agencies", "subjects", "access", "jobs",
    "tasks", "accounts", "sources", "documents", "places", "people",
    "events", "linkage",
)  # fmt: skip
FLOORS = (
    *(f"homeward.register.{room}" for room in REGISTER),
    "homeward.practice.missing",
    "homeward.practice.indicators",
    "homeward.practice.cases",
    "homeward.practice.assessment",
    "homeward.practice.pathway",
    "homeward.practice.safety",
    "homeward.practice.frontdoor",
    "homeward.insight.analysis",
    "homeward.insight.reports",
    "homeward.desks",
    "homeward.gateways.feeds",
    "homeward.gateways.returns",
)
DOORS = {"rules", "models", "queries", "actions"}


def room_of(module: str) -> str | None:
    """The room a module belongs to, or none for one that is in no room."""
    return next((room for room in FLOORS if module == room or module.startswith(room + ".")), None)


def modules(folder: Path = PACKAGE) -> Iterator[tuple[str, Path]]:
    """Every module of the package with its file, without migrations."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(path: Path) -> Iterator[str]:
    """Every module of Homeward that a file imports, each as far as it is named."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("homeward"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("homeward"):
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def our_models() -> list[type[Model]]:
    """Every model that Homeward declares."""
    return [model for model in apps.get_models() if model.__module__.startswith("homeward.")]
