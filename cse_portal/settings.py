"""Django's settings, made from the typed environment; nothing is decided here that env.py can say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF

from cse_portal.env import ROOT, read_environment
from cse_portal.env_unsafe import DEMO_SECRET_MARK
from cse_portal.env_values import tile_source
from cse_portal.operations.logs import logging_settings

ENV = read_environment()
BASE_DIR: Path = ROOT
IS_DEMO = ENV["PORTAL_ENV"] == "demo"
IS_PRODUCTION = ENV.is_production
PORTAL_URL = ENV["PORTAL_URL"]

SECRET_KEY = ENV["SECRET_KEY"] or DEMO_SECRET_MARK + "0" * 50
SECRET_KEY_FALLBACKS = ENV["SECRET_KEY_BEFORE"]
DEBUG = ENV["DEBUG"]
ALLOWED_HOSTS = ENV["PORTAL_HOSTS"]
ROOT_URLCONF = "cse_portal.urls"
WSGI_APPLICATION = "cse_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "guardian",
    "pgtrigger",
    "pghistory",
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
    "cse_portal.office",
    "cse_portal.people",
    "cse_portal.cases",
    "cse_portal.trail",
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
    "cse_portal.operations.middleware.ForUsOnly",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cse_portal.operations.middleware.NeverStored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cse_portal.desk.middleware.GivesWordsBack",  # outside whatever may refuse a form or fail over it
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cse_portal.agencies.acting.StatesWhoActs",
    "cse_portal.desk.middleware.KeepsWhatWasTyped",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cse_portal.agencies.middleware.LettersLeaveLast",
    "cse_portal.agencies.middleware.SessionLimits",
    "cse_portal.agencies.middleware.SecondFactorRequired",
    "cse_portal.agencies.views.confirm.AsksToConfirm",
    "cse_portal.ui.errors.PlainAnswers",
    "cse_portal.agencies.transactions.ActsForThePerson",  # stays last: its transaction holds the view and nothing else
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
                "cse_portal.operations.presenters.service",
            ],
            "builtins": ["cse_portal.ui.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "cse_portal.ui.rendering.PortalRenderer"

DATABASES = {
    "default": {
        "ENGINE": "cse_portal.core.database",
        "NAME": "cse_portal",
        **ENV["DATABASE_URL"],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # PgBouncer in transaction mode stands between
        "TEST": {"NAME": None},
    }
}
DATABASES["default"]["OPTIONS"] = {"connect_timeout": 3, **DATABASES["default"].get("OPTIONS", {})}
# In production the web and the workers do not work at all through a login that could step over the wall.
PLAIN_DATABASE_LOGIN = IS_PRODUCTION
# Who owns the tables: migrations, backups and copies connect as this login, the web and the workers never do.
DATABASE_OWNER = {
    key: value
    for key, value in (ENV["DATABASE_OWNER_URL"] or {}).items()
    if key in ("USER", "PASSWORD", "HOST", "PORT")
}
if ENV["DATABASE_REPLICA_URL"]:
    DATABASES["replica"] = {
        **DATABASES["default"],
        **ENV["DATABASE_REPLICA_URL"],
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["reporting.router.ReportsReadReplica"]

# Lines of a row's history point at what may be gone; what was indexed in the row need not be here.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"

# Sessions, drafts and rate limits live in Postgres: when Redis is gone everyone goes on working.
SESSION_ENGINE = "cse_portal.agencies.models.sessions"
CACHES = {
    "default": {
        "BACKEND": "cse_portal.core.shared_cache.PostgresCache",
        "LOCATION": "portal_cache",
    }
}

AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if ENV["PORTAL_ENV"] == "test":  # tests make hundreds of people; being slow is what a real hasher is for
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "cse_portal.agencies.passwords.NotBreached"},
    {"NAME": "cse_portal.agencies.passwords.NotOurWords"},
    {"NAME": "cse_portal.agencies.passwords.HardToGuess"},
]
GUARDIAN_MONKEY_PATCH_USER = GUARDIAN_MONKEY_PATCH_GROUP = False
ANONYMOUS_USER_NAME = None  # nobody is a user
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
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # allauth's offers to sign up; the form sends the portal's own
PASSWORD_RESET_TIMEOUT = 3600
# Counted per address and per account in the shared cache. Whole schools sit behind one address, so only
# attempts that fail count against it. None that a page tells of lasts over 5 minutes, which is what pages say; how
# often the portal writes to an address without an account is told to nobody.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/5m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "mail_to_stranger": "1/d/key",
    "mails_to_strangers": "30/h/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "cse_portal.agencies.forms.SignInForm",
    "change_password": "cse_portal.agencies.forms.ChangePasswordForm",
    "set_password": "cse_portal.agencies.forms.SetPasswordForm",
    "reset_password": "cse_portal.agencies.forms.ForgottenPasswordForm",
    "reset_password_from_key": "cse_portal.agencies.forms.NewPasswordForm",
}
MFA_ADAPTER = "cse_portal.agencies.sign_in.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "cse_portal.agencies.forms.SecondStepForm",
    "authenticate_webauthn": "cse_portal.agencies.forms.passkeys.SecondStepPasskeyForm",
    "login_webauthn": "cse_portal.agencies.forms.passkeys.SignInPasskeyForm",
    "add_webauthn": "cse_portal.agencies.forms.passkeys.AddPasskeyForm",
    "activate_totp": "cse_portal.agencies.forms.SetUpAppForm",
}
MFA_TOTP_TOLERANCE = 1  # phones' clocks differ by some seconds
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "CSE Portal"
MFA_REQUIRED = ENV["PORTAL_MFA"] == "required"

SSO_PROVIDERS = ENV["SSO_FILE"]
LOCK_AFTER = ENV["LOCK_AFTER"]
LOCK_FIRST = timedelta(minutes=ENV["LOCK_MINUTES"])
UNUSED_ACCOUNT_LOCKS_AFTER = timedelta(days=ENV["UNUSED_ACCOUNT_DAYS"])
INVITATION_LASTS = timedelta(days=ENV["INVITATION_DAYS"])
SESSION_IDLE = timedelta(minutes=ENV["SESSION_IDLE_MINUTES"])
SESSION_LONGEST = timedelta(hours=ENV["SESSION_HOURS"])
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV["COOKIES_SECURE"]
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if ENV["COOKIES_SECURE"] else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENV["COOKIES_SECURE"] else "csrf"
MESSAGE_STORAGE = "cse_portal.ui.notes.Notes"
CSRF_TRUSTED_ORIGINS = [PORTAL_URL] if PORTAL_URL.startswith("https://") else []
CSRF_FAILURE_VIEW = "cse_portal.desk.middleware.form_expired"

SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV["PROXY_COUNT"] else None
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer browsers send "Origin: null" and no form passes
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *tile_source(ENV["MAP_TILE_URL"])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
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
DOCUMENTS = {
    "location": ENV["FILES_DIR"] / "documents",
    "file_permissions_mode": 0o600,
    "directory_permissions_mode": 0o700,
}
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": ENV["FILES_DIR"]}},
    "documents": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": DOCUMENTS},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_CLASS},
}
if ENV["DOCUMENTS_S3_BUCKET"]:
    STORAGES["documents"] = {
        "BACKEND": "cse_portal.cases.bucket.BucketStorage",
        "OPTIONS": {
            "bucket": ENV["DOCUMENTS_S3_BUCKET"],
            "endpoint": ENV["DOCUMENTS_S3_ENDPOINT"],
            "region": ENV["DOCUMENTS_S3_REGION"],
            "key_id": ENV["DOCUMENTS_S3_KEY_ID"],
            "secret": ENV["DOCUMENTS_S3_SECRET"],
            "kms_key": ENV["DOCUMENTS_S3_KMS_KEY"],
        },
    }
if ENV["PORTAL_ENV"] == "test":  # what a test adds is gone with it
    STORAGES["documents"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
FILES_DIR = ENV["FILES_DIR"]
MAP_TILE_URL, MAP_TILE_CREDIT = ENV["MAP_TILE_URL"], ENV["MAP_TILE_CREDIT"]
CLAMD_SOCKET, CLAMD_HOST = ENV["CLAMD_SOCKET"], ENV["CLAMD_HOST"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024  # what is taken never lies in the machine's folder for passing files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "j F Y"

for _name, _value in ENV["EMAIL_URL"].items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV["EMAIL_FROM"]
NOTIFY_URL, NOTIFY_KEY = ENV["NOTIFY_URL"], ENV["NOTIFY_KEY"]
NOTIFY_EMAIL_TEMPLATE, NOTIFY_TEXT_TEMPLATE = ENV["NOTIFY_EMAIL_TEMPLATE"], ENV["NOTIFY_TEXT_TEMPLATE"]

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
CELERY_WORKER_SEND_TASK_EVENTS = CELERY_TASK_SEND_SENT_EVENT = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "heartbeat": {"task": "operations.heartbeat", "schedule": 20.0, "options": {"expires": 20}},
    "remind": {"task": "notices.remind", "schedule": 15.0, "options": {"expires": 15}},
    "watch": {"task": "notices.watch", "schedule": 60.0, "options": {"expires": 60}},
    "sweep_jobs": {"task": "desk.sweep_jobs", "schedule": 20.0, "options": {"expires": 20}},
    "remove_expired_files": {"task": "desk.remove_expired_files", "schedule": 3600.0, "options": {"expires": 600}},
    "forget_expired": {"task": "operations.forget_expired", "schedule": 3600.0, "options": {"expires": 600}},
    "forget_old_runs": {"task": "operations.forget_old_runs", "schedule": crontab(hour=3, minute=40)},
    "sweep-drafts": {"task": "desk.sweep_drafts", "schedule": 24 * 3600.0, "options": {"expires": 3600}},
    "anchor_audit": {"task": "audit.take_anchor", "schedule": crontab(hour=2, minute=10)},
    "check_audit": {"task": "audit.check", "schedule": crontab(hour=2, minute=30)},
    "sweep_ended_grants": {"task": "cases.sweep_ended_grants", "schedule": crontab(hour=2, minute=20)},
    "end_emergencies": {"task": "cases.end_emergencies", "schedule": 60.0, "options": {"expires": 60}},
    "look_again": {"task": "cases.look_again", "schedule": 1800.0, "options": {"expires": 600}},
    "open_by_calendar": {"task": "cases.open_by_calendar", "schedule": crontab(hour=5, minute=50)},
    "begin_reviews": {"task": "screening.begin_reviews", "schedule": crontab(hour=5, minute=45)},
    "scan_documents": {"task": "cases.scan_documents", "schedule": 300.0, "options": {"expires": 300}},
    "sweep_documents": {"task": "cases.sweep_documents", "schedule": crontab(hour=3, minute=10)},
    "escalate_reviews": {"task": "cases.escalate_reviews", "schedule": crontab(hour=6, minute=10)},
    "compare_children": {"task": "cases.compare_children", "schedule": crontab(hour=3, minute=40)},
    "find_unseen_cases": {"task": "cases.find_unseen", "schedule": crontab(hour=2, minute=40)},
    "remind_of_orders": {"task": "network.remind_of_orders", "schedule": crontab(hour=5, minute=40)},
    "lock_unused_accounts": {"task": "people.lock_unused_accounts", "schedule": crontab(hour=2, minute=10)},
    "find_without_governance": {"task": "people.find_without_governance", "schedule": crontab(hour=2, minute=50)},
    "open_access_reviews": {"task": "people.open_access_reviews", "schedule": crontab(hour=5, minute=20)},
    "raise_alarms": {"task": "trail.raise_alarms", "schedule": 300.0, "options": {"expires": 300}},
    "open_weeks": {"task": "trail.open_weeks", "schedule": crontab(hour=5, minute=30)},
    "carry_out_disposals": {"task": "operations.carry_out_disposals", "schedule": 1800.0, "options": {"expires": 600}},
}

BACKUP_DIR = ENV["BACKUP_DIR"]
BACKUP_KEY_FILE = ENV["BACKUP_KEY_FILE"]
AUDIT_ANCHOR_DIR = ENV["AUDIT_ANCHOR_DIR"]
AUDIT_ANCHOR_EMAIL = ENV["AUDIT_ANCHOR_EMAIL"]
PROXY_COUNT = ENV["PROXY_COUNT"]
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend is not asked: agencies.access is the only judge
LOGGING = logging_settings(level=ENV["LOG_LEVEL"], style=ENV["LOG_FORMAT"])
LOGGING_CONFIG = "logging.config.dictConfig"
