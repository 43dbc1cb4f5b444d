"""The environment that tests run in; loaded before Django's settings are read."""

import os

os.environ["PORTAL_ENV"] = "test"
os.environ.setdefault("PORTAL_MFA", "optional")
os.environ.setdefault("COOKIES_SECURE", "no")
os.environ.setdefault("LOG_FORMAT", "lines")
os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's event loop runs beside the ORM in browser tests
