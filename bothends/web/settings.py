"""Django's settings, one file for both sites. What an operator may set is in deskfolder.SETTINGS.

The public and the desk site share this file and differ in BOTHENDS_SITE (public or desk): another URL
table, other middleware, other cookies. A value that would be unsafe stops the process with the reason.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from bothends.core.errors import BadInput
from bothends.web import deskfolder

try:
    DESK = deskfolder.from_environment()
except BadInput as wrong:
    raise ImproperlyConfigured(str(wrong)) from None

SITE = os.environ.get("BOTHENDS_SITE", "desk")
if SITE not in {"public", "desk"}:
    raise ImproperlyConfigured("BOTHENDS_SITE is public or desk.")
PUBLIC = SITE == "public"
HTTPS: bool = DESK.settings["https"]

DEBUG = False
SECRET_KEY = DESK.django_secret
ALLOWED_HOSTS = list(DESK.settings["public_hosts" if PUBLIC else "desk_hosts"])

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "bothends.web.store",
    "bothends.web.public",
    "bothends.web.desk",
]
AUTH_USER_MODEL = "store.Member"
AUTHENTICATION_BACKENDS = ["bothends.web.access.login.UnwrapIdentity"]

# First to last. The strangers' site has no sessions and no members, so it cannot mistake anyone for one.
_COMMON = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # around the stylesheet too: no build step has to compress it
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bothends.web.headers.headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
_MEMBERS = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bothends.web.access.unlocked.ends",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]
MIDDLEWARE = _COMMON if PUBLIC else [*_COMMON, *_MEMBERS]
ROOT_URLCONF = "bothends.web.urls_public" if PUBLIC else "bothends.web.urls_desk"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],  # the skeleton both sites share
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *([] if PUBLIC else ["bothends.web.desk.context.member"]),
            ],
            "builtins": ["bothends.web.tags"],
        },
    }
]


def _database() -> dict[str, Any]:
    url = urlsplit(DESK.settings["database"])
    if not url.scheme:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DESK.sqlite,
            # Closing the last connection copies the log into the file: three waits for the disk on every request.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # A writer waits for another instead of failing; a receipt is shown after the disk has it.
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
            },
        }
    if url.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("desk.toml: database begins with postgresql:// or is empty.")
    query = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(query.get("host", url.hostname or "")),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"options": "-c synchronous_commit=on"},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False  # wording comes from our reviewed catalogue (web/locale), not from gettext
LANGUAGE_CODE = "en"

STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Every link to a file carries a hash of its content (tags.stylesheet), so each may be kept for good.
WHITENOISE_IMMUTABLE_FILE_TEST = "."

# An attached chat stays in memory: an upload handler that writes to disk would leave it there (P6).
FILE_UPLOAD_HANDLERS = ["bothends.web.public.uploads.InMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 100 * 1024 * 1024

SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = DESK.settings["session_hours"] * 3600
CSRF_COOKIE_NAME = "form"
CSRF_COOKIE_AGE = None  # ends with the browser session: nothing stays behind
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "bothends.web.refusals.forged"
LOGIN_URL = "login"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Not no-referrer: with it browsers send "Origin: null" and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

DEFAULT_EXCEPTION_REPORTER = "bothends.web.errors.Quiet"
DEFAULT_EXCEPTION_REPORTER_FILTER = "bothends.web.errors.TellNothing"
ADMINS: list[tuple[str, str]] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"place_only": {"()": "bothends.web.errors.PlaceOnly"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["place_only"], "level": "WARNING"},
    },
    # Django's own handlers would mail and print what was typed; everything goes through place_only.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
