"""Loading an extract of a few rows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.gateways.feeds.loading import load_paths
from homeward.register.sources.models import Delivery
from tests import factories as f
from tests.feeds.samples import write

Send = Callable[..., Delivery]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Load an extract of these rows from the force."""
    numbers = iter(range(100))

    def of(*rows: dict[str, object]) -> Delivery:
        paths = write(tmp_path / f"police{next(numbers)}", "police-missing", {"reports": rows})
        force = f.agency("middleshire-police", kind="police", name="Middleshire Police")
        return load_paths("police-missing", paths, agency=force, clock=lambda: f.NOW)

    return of
