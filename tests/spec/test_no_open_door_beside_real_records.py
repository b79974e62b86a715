"""However the web server is started, the demonstration's doors never stand open beside a real child."""

import os
import subprocess
import sys

import pytest
from click import ClickException
from django.conf import settings

from homeward.config.commands.serve import refuse_real_records
from tests import factories


def started(database: str, tmp_path, **named: str) -> subprocess.CompletedProcess[str]:
    """The web server's way in, loaded as gunicorn loads it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOMEWARD_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", "import homeward.config.wsgi"],
        env={**kept, "HOMEWARD_DATA": str(tmp_path), "DATABASE_URL": database, **named},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_server_with_no_settings_named_is_real_use_and_asks_for_its_secrets(tmp_path) -> None:
    answer = started(f"sqlite:///{tmp_path}/hub.sqlite3", tmp_path)
    assert answer.returncode != 0 and '"HOMEWARD_HOSTS" not set' in answer.stderr
    assert not (tmp_path / "keys.env").exists()


@pytest.mark.django_db(transaction=True)
def test_a_demonstration_s_server_does_not_start_beside_a_real_delivery(tmp_path) -> None:
    factories.delivery(synthetic=False)
    with pytest.raises(ClickException, match="real records"):
        refuse_real_records()
    at = settings.DATABASES["default"]
    name = at["NAME"] if "sqlite" in at["ENGINE"] else ""
    address = f"sqlite:///{name}" if name else os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{at['NAME']}"
    demonstration = "homeward.config.settings.demonstration"
    answer = started(address, tmp_path, DJANGO_SETTINGS_MODULE=demonstration)
    assert answer.returncode != 0 and "real records" in answer.stderr
