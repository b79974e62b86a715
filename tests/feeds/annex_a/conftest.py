"""Loading a workbook of a few invented children."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.register.sources.models import Delivery
from tests.feeds.annex_a.workbook import Rows, packed, saved
from tests.feeds.samples import loaded

Send = Callable[..., Delivery]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Load a workbook with these rows, or of these bytes."""
    numbers = iter(range(100))

    def of(rows: Rows | bytes, *, name: str = "annex_a.xlsx") -> Delivery:
        whole = rows if isinstance(rows, bytes) else packed(rows)
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        lines = ["synthetic: true", "feed: annex-a", "files:", f"  {name}: {hashlib.sha256(whole).hexdigest()}"]
        (folder / "manifest.yaml").write_text("\n".join(lines), encoding="utf-8")
        return loaded("annex-a", [saved(folder / name, whole)])

    return of
