"""What is slow to start and large is never in the process that answers pages."""

import os
import subprocess
import sys

HEAVY = ("splink", "duckdb", "pyarrow", "pyspark", "sqlglot", "pandas", "scipy")
LOADED = """
import sys, django
{more}
django.setup()
import homeward.config.urls
print(*sorted({heavy!r} & sys.modules.keys()))
"""


def loaded(more: str = "") -> list[str]:
    """Which heavy libraries are in memory once every address is known."""
    program = LOADED.format(more=more, heavy=set(HEAVY))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "homeward.config.settings.test"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_no_heavy_library_is_loaded_with_the_pages() -> None:
    assert loaded() == []


def test_one_that_is_loaded_is_found() -> None:
    assert loaded("import duckdb") == ["duckdb"]
