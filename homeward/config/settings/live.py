"""Real use. Every secret comes from the environment, and a missing one stops the start with its name."""

from urllib.parse import urlsplit

from homeward.config.origins import checked_origin
from homeward.config.settings.shared import *  # noqa: F403  (settings inherit by name, as Django reads them)
from homeward.config.settings.shared import DATA, database, env

DEBUG = False
ALLOWED_HOSTS = env.list("HOMEWARD_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = database(DATA / "homeward.sqlite3", durable=True)

SECRET_KEY = env.str("HOMEWARD_SECRET_KEY")
SEALING_KEYS = env.str("HOMEWARD_SEALING_KEYS")
INDEX_KEY = env.str("HOMEWARD_INDEX_KEY")
CHECKPOINT_KEY = env.str("HOMEWARD_CHECKPOINT_KEY")
CAPTURE_KEYS = env.str("HOMEWARD_CAPTURE_KEYS")

SECURE_SSL_REDIRECT = env.bool("HOMEWARD_HTTPS_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Frames are refused by the content security policy, and joining browsers' preload list is the council's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W021"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-homeward"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

# The proxy that holds the certificate adds the caller's address; count the proxies, so that no caller can invent one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("HOMEWARD_PROXIES", 1)
PUBLIC_ADDRESS = env.str("HOMEWARD_ADDRESS", f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
# Photographs are read from a host of their own, which answers no page and is trusted with no form (S-28).
FILES_ORIGIN = checked_origin(env.str("HOMEWARD_FILES_ORIGIN"), pages=[PUBLIC_ADDRESS, *ALLOWED_HOSTS])
ALLOWED_HOSTS = [*ALLOWED_HOSTS, urlsplit(FILES_ORIGIN).hostname]

EMAIL_HOST = env.str("HOMEWARD_MAIL_HOST", "localhost")
EMAIL_PORT = env.int("HOMEWARD_MAIL_PORT", 25)
DEFAULT_FROM_EMAIL = env.str("HOMEWARD_MAIL_FROM", f"homeward@{ALLOWED_HOSTS[0]}")
