"""Django's settings, made from the typed environment; nothing is decided here that env.py can say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from cse_portal.env import DEMO_SECRET_MARK, ROOT, read_environment
from cse_portal.operations.logs import logging_settings

ENV = read_environment()
BASE_DIR: Path = ROOT
IS_DEMO = ENV["PORTAL_ENV"] == "demo"
IS_PRODUCTION = ENV.is_production
PORTAL_URL = ENV["PORTAL_URL"]

SECRET_KEY = ENV["SECRET_KEY"] or DEMO_SECRET_MARK + "0" * 50
DEBUG = ENV["DEBUG"]
ALLOWED_HOSTS = ENV["PORTAL_HOSTS"]
ROOT_URLCONF = "cse_portal.urls"
WSGI_APPLICATION = "cse_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "cse_portal.core",
    "cse_portal.audit",
    "cse_portal.ui",
    "cse_portal.agencies",
    "cse_portal.worklist",
    "cse_portal.notices",
    "cse_portal.desk",
    "cse_portal.operations",
    "cse_portal.cases",
    "cse_portal.network",
    "screening",
    "referrals",
    "mase",
    "reporting",
]
if not IS_PRODUCTION:
    INSTALLED_APPS.append("cse_portal.demo")

MIDDLEWARE = [
    "cse_portal.operations.middleware.RequestIdentity",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "cse_portal.operations.middleware.NeverStored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cse_portal.agencies.middleware.SessionLimits",
    "cse_portal.agencies.middleware.SecondFactorRequired",
    "cse_portal.ui.middleware.PlainAnswers",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cse_portal.agencies.presenters.frame",
            ],
            "builtins": ["cse_portal.ui.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "cse_portal.ui.rendering.PortalRenderer"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "cse_portal",
        **ENV["DATABASE_URL"],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # PgBouncer in transaction mode stands between
        "TEST": {"NAME": None},
    }
}
if ENV["DATABASE_REPLICA_URL"]:
    DATABASES["replica"] = {
        **DATABASES["default"],
        **ENV["DATABASE_REPLICA_URL"],
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["reporting.router.ReportsReadReplica"]

# Sessions, drafts and rate limits live in Postgres: when Redis is gone everyone goes on working.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if ENV["PORTAL_ENV"] == "test":  # tests make hundreds of people; being slow is what a real hasher is for
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "cse_portal.agencies.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "CSE Portal"
MFA_REQUIRED = ENV["PORTAL_MFA"] == "required"

SESSION_IDLE = timedelta(minutes=ENV["SESSION_IDLE_MINUTES"])
SESSION_LONGEST = timedelta(hours=ENV["SESSION_HOURS"])
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV["COOKIES_SECURE"]
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if ENV["COOKIES_SECURE"] else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENV["COOKIES_SECURE"] else "csrf"
CSRF_TRUSTED_ORIGINS = [PORTAL_URL] if PORTAL_URL.startswith("https://") else []
CSRF_FAILURE_VIEW = "cse_portal.ui.errors.form_expired"

SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV["PROXY_COUNT"] else None
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture", "autoplay")
}

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".build" / "collected"
STATICFILES_DIRS = [ROOT / ".build" / "static"]
STATICFILES_STORAGE_CLASS = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if IS_PRODUCTION
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": ENV["FILES_DIR"]}},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_CLASS},
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
FILES_DIR = ENV["FILES_DIR"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "j F Y"

for _name, _value in ENV["EMAIL_URL"].items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV["EMAIL_FROM"]

REDIS_URL = ENV["REDIS_URL"]
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=") or "memory://"
if not REDIS_URL and ENV["BROKER_FOLDER"]:
    CELERY_BROKER_URL = "filesystem://"
CELERY_TASK_IGNORE_RESULT = True  # the outcome of work is a row in Postgres, never a message
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
    "visibility_timeout": 900,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "retry_on_timeout": True,
}
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(ENV["BROKER_FOLDER"] / "data_in"),
        "data_folder_out": str(ENV["BROKER_FOLDER"] / "data_out"),
        "control_folder": str(ENV["BROKER_FOLDER"] / "control"),
    }
CELERY_TASK_PUBLISH_RETRY = False  # a page never waits for Redis: the row in Postgres is swept later
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "heartbeat": {"task": "operations.heartbeat", "schedule": 20.0, "options": {"expires": 20}},
    "carry_out_disposals": {"task": "operations.carry_out_disposals", "schedule": 1800.0, "options": {"expires": 600}},
}

BACKUP_DIR = ENV["BACKUP_DIR"]
BACKUP_KEY_FILE = ENV["BACKUP_KEY_FILE"]
PROXY_COUNT = ENV["PROXY_COUNT"]
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = logging_settings(level=ENV["LOG_LEVEL"], style=ENV["LOG_FORMAT"])
LOGGING_CONFIG = "logging.config.dictConfig"
