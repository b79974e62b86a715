"""The swimming feed in place of the real ones, and files made for it."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from homeward.gateways.feeds import registry
from tests import factories as f
from tests.feeds.framework.swimming import actions as swimming

HEAD = "swimmer,name,born_on,lengths,reason,remarks,extracted_on"


@pytest.fixture(autouse=True)
def only_swimming(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The only feed there is while these tests run."""
    monkeypatch.setattr(registry, "HOMES", ["tests.feeds.framework"])
    registry.feeds.cache_clear()
    swimming.FAULTS.clear()
    swimming.FINISHED.clear()
    yield
    registry.feeds.cache_clear()


def swimmer(number: int, name: str = "Wren Applegarth", *, reason: str = "lessons", day: str = "01/03/2026") -> str:
    """One good row."""
    return f"S{number},{name},14/06/2012,{number % 50},{reason},,{day}"


def swimmers(count: int, *, first: int = 1) -> bytes:
    """A good file of so many rows."""
    return "\n".join([HEAD, *(swimmer(number) for number in range(first, first + count)), ""]).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write the files of a delivery, with the manifest that says they are invented."""
    number = iter(range(1000))

    def write(declared: bool = True, **files: bytes) -> Path:
        place = tmp_path / f"delivery-{next(number)}"
        place.mkdir()
        lines = ["synthetic: true", "feed: swimming", "collection_year: 2025-26", "files:"]
        for name, content in files.items():
            (place / f"{name}.csv").write_bytes(content)
            lines.append(f"  {name}.csv: {hashlib.sha256(content).hexdigest()}")
        if declared:
            (place / "manifest.yaml").write_text("\n".join(lines), encoding="utf-8")
        return place

    return write


@pytest.fixture
def council(db: None) -> object:
    """The agency that sends."""
    return f.agency()
