"""Loading a census of a few invented children."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.register.sources.models import Delivery
from tests.feeds.samples import loaded

Send = Callable[..., Delivery]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Load this census, under whatever name."""
    numbers = iter(range(100))

    def of(text: str, *, name: str = "cin.xml", council: str = "middleshire") -> Delivery:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        lines = ["synthetic: true", "feed: cin", "files:", f"  {name}: {digest}"]
        (folder / "manifest.yaml").write_text("\n".join(lines), encoding="utf-8")
        return loaded("cin", [folder / name], council=council)

    return of
