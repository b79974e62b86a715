"""What every installation has in common. Nothing here is secret and nothing here loosens a control."""

import shlex
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from homeward.config.single_sign_on import app_of, origins_of

LEAST_KEY = 32
env = Env()
ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "homeward"

# One folder holds everything an installation writes: database, keys, collected assets.
DATA = Path(env.str("HOMEWARD_DATA", str(ROOT / ".homeward")))

DEMONSTRATION = False
HUB_NAME = env.str("HOMEWARD_HUB_NAME", "Middleshire exploitation hub")
# Which published area is ours: the department's code of three figures.
COUNCIL_LA_CODE = env.str("HOMEWARD_COUNCIL_LA_CODE", "")
HUB_AGENCY = env.str("HOMEWARD_HUB_AGENCY", "middleshire")

ROOMS = [
    "homeward.design",
    "homeward.register.audit",
    "homeward.register.agencies",
    "homeward.register.subjects",
    "homeward.register.access",
    "homeward.register.accounts",
    "homeward.register.jobs",
    "homeward.register.tasks",
    "homeward.register.sources",
    "homeward.register.documents",
    "homeward.register.places",
    "homeward.register.people",
    "homeward.register.events",
    "homeward.register.linkage",
    "homeward.practice.missing",
    "homeward.practice.indicators",
    "homeward.practice.cases",
    "homeward.practice.assessment",
    "homeward.practice.pathway",
    "homeward.practice.safety",
    "homeward.practice.frontdoor",
    "homeward.insight.analysis",
    "homeward.insight.reports",
    "homeward.desks",
    "homeward.gateways.feeds",
    "homeward.gateways.returns",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "homeward.config.middleware.headers",
    "homeward.config.files.files_origin",
    "homeward.config.middleware.size",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "homeward.config.middleware.without_session",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "homeward.config.middleware.viewer",
    "homeward.config.second_factor.second_factor",
    "homeward.config.middleware.declared_policy",
]

ROOT_URLCONF = "homeward.config.urls"
WSGI_APPLICATION = "homeward.config.wsgi.application"
FORM_RENDERER = "homeward.design.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "homeward.config.navigation.layout",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Account"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "homeward.register.accounts.forms.NotGuessable"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# Signing in (S-01 to S-04). Roles whose holders need a passkey, and roles that may rest their screen for half an hour.
PASSKEY_ROLES = ["administrator", "shield-keeper", "information-governance", "publisher", "returns-officer"]
PHONE_DESK_ROLES = ["call-handler", "emergency-duty-worker"]
# What an agency's own sign-in may say in `acr` that counts as two factors, where it sends no `amr`.
TRUSTED_ASSURANCE_LEVELS: list[str] = env.list("HOMEWARD_SSO_ASSURANCE_LEVELS", [])
PUBLIC_ADDRESS = env.str("HOMEWARD_ADDRESS", "http://localhost:8000").rstrip("/")

ACCOUNT_ADAPTER = "homeward.config.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "homeward.register.accounts.forms.SignInForm",
    "reauthenticate": "homeward.register.accounts.forms.PasswordAgainForm",
    "change_password": "homeward.register.accounts.forms.NewPasswordForm",
}
# Tries by one account from one place are slowed to five a minute. A whole council may share one address, so the limit
# for a place is high; nothing here is counted by account alone, or anybody could lock a duty team out (S-04).
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
    "invitation": "20/m/ip,5/m/key",
}
MFA_ADAPTER = "homeward.config.sign_in.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey always asks who holds it, also as a second step: a challenge that did not ask could otherwise be answered
# with a found key alone on the page that takes a passkey for both steps.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "homeward.register.accounts.forms.CodeForm",
    "reauthenticate": "homeward.register.accounts.forms.CodeAgain",
    "activate_totp": "homeward.register.accounts.forms.SetUpAppForm",
    "add_webauthn": "homeward.register.accounts.forms.PasskeyForm",
    "edit_webauthn": "homeward.register.accounts.forms.PasskeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "homeward.config.sign_in.AgencySignInAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
# An agency each: {"code", "name", "server_url", "client_id", "secret"}, as a JSON list.
SINGLE_SIGN_ON: list[dict[str, str]] = env.json("HOMEWARD_SSO", [])
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app_of(agency) for agency in SINGLE_SIGN_ON]}}

# What goes out of Homeward: that somebody has a message, by e-mail and to a county's own paging system (S-13).
NOTICES_BY_MAIL = env.bool("HOMEWARD_NOTICES_BY_MAIL", True)
NOTICE_WEBHOOK = env.str("HOMEWARD_NOTICE_WEBHOOK", "")
NOTICE_WEBHOOK_KEY = env.str("HOMEWARD_NOTICE_WEBHOOK_KEY", "")
NOTICE_WEBHOOK_PRIVATE = env.bool("HOMEWARD_NOTICE_WEBHOOK_PRIVATE", False)
if NOTICE_WEBHOOK and len(NOTICE_WEBHOOK_KEY) < LEAST_KEY:
    raise ImproperlyConfigured("Set HOMEWARD_NOTICE_WEBHOOK_KEY to 32 random letters or more: it signs what is sent.")
# A mail server that does not answer holds up the post for so many seconds, and nothing else.
EMAIL_TIMEOUT = 10

# Counts of tries are shared by every worker process of the web server, so they are kept in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "sign_in_tries"}}

# Who may ask how the installation is: addresses and networks.
OPERATIONS_NETWORKS: list[str] = env.list("HOMEWARD_OPERATIONS", ["127.0.0.0/8", "::1/128"])
# What a host cannot see for itself: whoever runs it says so, and `/readyz` repeats it (S-19, S-44, S-47, S-48).
KEYS_ELSEWHERE = env.bool("HOMEWARD_KEYS_ELSEWHERE", False)
CHECKPOINT_KEY_ELSEWHERE = env.bool("HOMEWARD_CHECKPOINT_ELSEWHERE", False)
BACKUP_ELSEWHERE = env.bool("HOMEWARD_BACKUP_ELSEWHERE", False)
STANDBY = env.bool("HOMEWARD_STANDBY", False)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = []

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "homeward.config.errors.form_expired"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing is told to other sites. Not `no-referrer`: with it browsers send forms from an origin of "null", which the
# protection against forged forms rightly refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_SELF = ["'self'"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _SELF,
        "style-src": _SELF,
        "img-src": [*_SELF, "data:"],
        "font-src": _SELF,
        "connect-src": _SELF,
        "form-action": [*_SELF, *origins_of(SINGLE_SIGN_ON)],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": _SELF,
    }
}

# A partner's file is never written to a disk in the clear: it is sealed as it arrives. A request larger than its
# address takes is turned away before it is read; a feed's file may be larger than any other (S-26).
FILE_UPLOAD_HANDLERS = ["homeward.gateways.feeds.uploads.SealedUploads"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024
FEED_LIMIT_BYTES = env.int("HOMEWARD_FEED_LIMIT_MB", 250) * 1024 * 1024
# What reads each file that is sent before it is kept, where the installation has such a program (S-27).
SCANNER = shlex.split(env.str("HOMEWARD_SCANNER", ""))
# Whom the paper duty pack says to ring, each as `Title: number`.
DUTY_NUMBERS: list[str] = env.list("HOMEWARD_DUTY_NUMBERS", [])
# Where the operator keeps the schemas of statutory returns, which may not be handed on with a program.
SCHEMAS = env.str("HOMEWARD_SCHEMAS", "")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Personal data never reaches a log: messages are codes and identifiers, and request paths hold neither.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "homeward.config.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}


def database(default_file: Path, *, durable: bool) -> dict[str, dict[str, object]]:
    """The database that DATABASE_URL names, or an embedded one in `default_file`.

    SQLite runs in WAL. Two writers wait for each other and none is refused, and a page that reads keeps nobody from
    writing (`config/sqlite`); `durable` flushes every commit to disk, which a demonstration need not.
    """
    address = env.dj_db_url("DATABASE_URL", f"sqlite:///{default_file}")
    if "sqlite" in address["ENGINE"]:
        synchronous = "FULL" if durable else "NORMAL"
        address["ENGINE"] = "homeward.config.sqlite"
        address["OPTIONS"] = {
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};PRAGMA foreign_keys=ON",
        }
    else:
        address["CONN_HEALTH_CHECKS"] = True
    address["CONN_MAX_AGE"] = 60
    return {"default": address}
