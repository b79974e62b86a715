"""Which feeds there are: each folder here that holds a `mapping.yaml`. Adding a feed is adding a folder."""

import importlib
import importlib.util
from collections.abc import Callable, Collection, Container, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.mapping import Mapping, read_mapping
from homeward.gateways.feeds.rows import Checked, Facts, Problem, Stands, Told
from homeward.gateways.feeds.stored import Stored
from homeward.register.sources.models import Delivery

# Packages whose folders are feeds.
HOMES = ["homeward.gateways.feeds"]


class NoSuchFeed(HomewardError):
    """A feed was asked for that this installation does not have."""


@dataclass(frozen=True)
class Feed:
    """A feed: what it declares, its rules and its actions. Whatever it leaves out asks for nothing."""

    mapping: Mapping
    package: str
    folder: Path

    @property
    def name(self) -> str:
        """What it is called on the command line, in addresses and in the database."""
        return self.mapping.feed

    def module(self, name: str) -> ModuleType | None:
        """One of the feed's own modules, where its folder holds it."""
        return module_of(self.package, self.folder, name)

    def admits(self, checked: Checked) -> bool:
        """Whether the feed may bring this row at all."""
        admits = self._rule("admits")
        return bool(admits(checked)) if admits else True

    @property
    def asks_the_record(self) -> bool:
        """Whether it may bring only rows about children who are on the record here already."""
        return self.module("queries") is not None

    def on_record(self, rows: Sequence[Checked], *, agency: int | None) -> Collection[int]:
        """The numbers of those of a batch's rows whose child is on the record here, by what its sender knows."""
        module = self.module("queries")
        return set(module.on_record(rows, agency=agency)) if module else {each.row.number for each in rows}

    def rows_in(self, document: Any) -> Mapped[str, Sequence[Stands]]:
        """What a JSON document holds of each part, in order, each with where it stands. Raises NotThisDocument."""
        rows = self._rule("rows")
        assert rows is not None, "a feed that comes as JSON says how its rows stand in it"
        found: Mapped[str, Sequence[Stands]] = rows(document)
        return found

    def problems(self, checked: Checked, year: int | None, seen: Mapped[str, Container[str]]) -> list[Problem]:
        """What the feed's own rules say of one row."""
        problems = self._rule("problems")
        return list(problems(checked, year, seen)) if problems else []

    def facts(self, checked: Checked) -> Facts | None:
        """What must be remembered of a row until all of its child's have been read; nothing where nothing is asked."""
        facts = self._rule("facts")
        return facts(checked) if facts else None

    def together(self, told: Sequence[Told], year: int | None) -> list[Problem]:
        """What the feed's rule over all of one child's rows says of them, in the order they came."""
        together = self._rule("together")
        return list(together(told, year)) if together else []

    def _rule(self, name: str) -> Callable[..., Any] | None:
        return getattr(self.module("rules"), name, None)

    def apply(self, batch: Sequence[Stored], *, delivery: Delivery, at: datetime) -> None:
        """Tell the register what new rows say."""
        self._act("apply", batch, delivery=delivery, at=at)

    def finish(self, *, delivery: Delivery, at: datetime) -> None:
        """Whatever can only be done once every row is in."""
        self._act("finish", delivery=delivery, at=at)

    def _act(self, name: str, *args: Any, **kwargs: Any) -> None:
        act = getattr(self.module("actions"), name, None)
        if act:
            act(*args, **kwargs)


@cache
def module_of(package: str, folder: Path, name: str) -> ModuleType | None:
    """A module of a feed's folder, looked for once: every row of a file asks."""
    return importlib.import_module(f"{package}.{name}") if (folder / f"{name}.py").exists() else None


@cache
def feeds() -> tuple[Feed, ...]:
    """Every feed, in the order of its title."""
    found = [feed for home in HOMES for feed in feeds_in(home)]
    return tuple(sorted(found, key=lambda feed: feed.mapping.title))


def feeds_in(home: str) -> list[Feed]:
    """The feeds of one package."""
    spec = importlib.util.find_spec(home)
    folders = list(spec.submodule_search_locations or []) if spec else []
    return [
        Feed(read_mapping(path), f"{home}.{path.parent.name}", path.parent)
        for folder in folders
        for path in sorted(Path(folder).glob("*/mapping.yaml"))
    ]


def feed_or_none(name: str) -> Feed | None:
    """The feed of that name, if this installation still has it."""
    return next((feed for feed in feeds() if feed.name == name), None)


def feed_named(name: str) -> Feed:
    """The feed of that name. Raises NoSuchFeed."""
    found = feed_or_none(name)
    if found is None:
        raise NoSuchFeed(
            got="the name of a feed that is not here",
            expected=f"one of: {', '.join(feed.name for feed in feeds())}",
            next_step="Check the spelling; `homeward feed list` lists them.",
        )
    return found
