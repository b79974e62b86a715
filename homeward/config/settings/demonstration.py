"""The invented county on one machine: one-click sign-in, a banner on every page, and no real record ever.

The two doors that real use must not have (sign-in by role, and keys made on first start) exist only here.
"""

from urllib.parse import urlsplit

from homeward.config.keys import installation_keys
from homeward.config.settings.shared import *  # noqa: F403  (settings inherit by name, as Django reads them)
from homeward.config.settings.shared import AUTHENTICATION_BACKENDS, DATA, database, env

DEMONSTRATION = True
COUNCIL_LA_CODE = env.str("HOMEWARD_COUNCIL_LA_CODE", "999")
DEBUG = False
DUTY_NUMBERS = ["Emergency duty team: 07700 900111", "Police missing desk: 07700 900112", "Duty director: 07700 900113"]
# `homeward serve` opens a port beside its own for photographs, and names it.
FILES_ORIGIN = env.str("HOMEWARD_FILES_ORIGIN", "http://files.localhost:8000")
ALLOWED_HOSTS = [*env.list("HOMEWARD_HOSTS", ["localhost", "127.0.0.1", "[::1]"]), urlsplit(FILES_ORIGIN).hostname]
DATABASES = database(DATA / "homeward.sqlite3", durable=False)

_keys = installation_keys(DATA, create=True)
SECRET_KEY = _keys["HOMEWARD_SECRET_KEY"]
SEALING_KEYS = _keys["HOMEWARD_SEALING_KEYS"]
INDEX_KEY = _keys["HOMEWARD_INDEX_KEY"]
CHECKPOINT_KEY = _keys["HOMEWARD_CHECKPOINT_KEY"]
CAPTURE_KEYS = _keys["HOMEWARD_CAPTURE_KEYS"]

AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "homeward.register.accounts.actions.DemonstrationDoor"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "post"
