"""The tests: demonstration doors open, keys fixed, passwords cheap, mail kept in memory."""

import base64
import os

from homeward.config.settings.shared import *  # noqa: F403  (settings inherit by name, as Django reads them)
from homeward.config.settings.shared import AUTHENTICATION_BACKENDS, DATA, database

# Browser journeys drive a live server from a thread that has an event loop of its own.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DEMONSTRATION = True
DEBUG = False
FILES_ORIGIN = "http://files.testserver"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver", "files.testserver"]
DATABASES = database(DATA / "test.sqlite3", durable=False)
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, since a live server and its test must see one database. Each test run has a folder of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / f"test-{os.getpid()}.sqlite3")}
    DATA.mkdir(parents=True, exist_ok=True)

SECRET_KEY = "not-secret-tests-only"
SEALING_KEYS = "test-1:" + base64.b64encode(b"homeward tests: sealing key 0001").decode()
INDEX_KEY = base64.b64encode(b"homeward tests: index key 000001").decode()
CAPTURE_KEYS = "test-1:" + base64.b64encode(b"homeward tests: capture key 0001").decode()
CHECKPOINT_KEY = base64.b64encode(b"homeward tests: checkpoint seed!").decode()

AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "homeward.register.accounts.actions.DemonstrationDoor"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
