"""How the hub decides: every rule in its own words, and the tables of cases that the rules are tested on."""

import ast
import importlib
import inspect
import re
from pathlib import Path
from types import ModuleType

from django.conf import settings

from homeward.config.documents.markdown import code, opening, paragraphs, table
from homeward.config.documents.spec_tables import spec_part
from homeward.foundation.dates_in_words import counted
from homeward.vocabulary.loader import load_whole
from homeward.vocabulary.shapes import LimitEntry


def decisions_page() -> str:
    """The page."""
    specs = sorted((Path(settings.ROOT) / "tests/spec").glob("test_*.py"))
    tables = [part for path in specs if (part := spec_part(path.read_text(encoding="utf-8")))]
    rules = [room_part(module) for module in rule_modules()]
    limits = ["## Limits\n", limits_table(), "## Figures\n", figures_table()]
    return "\n".join([opening("how-the-hub-decides"), "## Tables\n", *tables, *limits, "## Rules\n", *rules])


def limits_table() -> str:
    """The numbers the hub works by, each with where it comes from."""
    rows = [
        (entry.label, how_much(entry), entry.description, entry.source or "")
        for entry in load_whole("limits").entries
        if isinstance(entry, LimitEntry)
    ]
    return table(["What", "How much", "How it is meant", "Source"], rows)


def how_much(limit: LimitEntry) -> str:
    """A limit with its unit, in agreement."""
    return counted(limit.value, {"children": "child"}.get(limit.unit, limit.unit.removesuffix("s")), limit.unit)


def figures_table() -> str:
    """What each figure on the quarter's page and in the board paper counts."""
    return table(
        ["Figure", "What it counts"], [(entry.label, entry.description) for entry in load_whole("figures").entries]
    )


def rule_modules() -> list[ModuleType]:
    """Every room's rules, lowest floor first as the folders are sorted."""
    package = Path(settings.PACKAGE)
    paths = [*package.rglob("rules.py"), *package.rglob("rules/*.py")]
    names = sorted(".".join(("homeward", *path.relative_to(package).with_suffix("").parts)) for path in paths)
    return [importlib.import_module(name.removesuffix(".__init__")) for name in names]


def room_part(module: ModuleType) -> str:
    """One room's rules: what the file says of itself, then each rule with what it answers."""
    room = re.sub(r"^homeward\.(.*?)\.rules(\..*)?$", r"\1\2", module.__name__).replace(".", "/")
    said = " ".join(paragraphs(module))
    return "\n".join([f"### {room}\n", f"{said}\n", *rules_of(module), ""])


def rules_of(module: ModuleType) -> list[str]:
    """A line for each public rule, in the order of the file."""
    tree = ast.parse(inspect.getsource(module))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    return [
        f"- {code(node.name)}: {said}"
        for node in public
        if (said := " ".join(paragraphs(ast.get_docstring(node) or "")))
    ]
