"""Loading a return of a few rows."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from homeward.register.sources.models import Delivery
from tests.feeds.samples import loaded, write

Send = Callable[..., Delivery]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Load a return of these rows for a collection year."""
    numbers = iter(range(100))

    def of(*, year: str = "2025-26", **parts: Iterable[dict[str, object]]) -> Delivery:
        return loaded("ssda903", write(tmp_path / str(next(numbers)), "ssda903", parts, year=year))

    return of
