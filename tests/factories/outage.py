"""A hub whose database has stopped, while the program goes on."""

from typing import Any
from unittest.mock import patch

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper


def away(fault: type[Exception] = OperationalError) -> Any:
    """Every statement of every thread fails, as where the server of the database is not there."""
    return patch.object(BaseDatabaseWrapper, "cursor", side_effect=fault("connection to server at 10.0.0.7 refused"))
