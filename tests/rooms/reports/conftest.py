"""The same county as the quarter's tests, for the papers on it."""

from tests.rooms.analysis.conftest import county, missing

__all__ = ["county", "missing"]
