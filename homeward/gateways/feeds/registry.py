"""Which feeds there are: each folder here that holds a `mapping.yaml`. Adding a feed is adding a folder."""

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from homeward.foundation.errors import HomewardError
from homeward.gateways.feeds.mapping import Mapping, read_mapping
from homeward.gateways.feeds.rows import Checked, Problem
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
        path = self.folder / f"{name}.py"
        return importlib.import_module(f"{self.package}.{name}") if path.exists() else None

    def admits(self, checked: Checked) -> bool:
        """Whether the feed may bring this row at all."""
        admits = getattr(self.module("rules"), "admits", None)
        return bool(admits(checked)) if admits else True

    def problems(self, checked: Checked, year: int | None, seen: dict[str, set[str]]) -> list[Problem]:
        """What the feed's own rules say of one row."""
        problems = getattr(self.module("rules"), "problems", None)
        return list(problems(checked, year, seen)) if problems else []

    @property
    def together(self) -> Callable[[Sequence[Checked], int | None], list[Problem]] | None:
        """The feed's rule over all of one child's rows, where it has one."""
        return getattr(self.module("rules"), "together", None)

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
