"""Every setting of the site, with its reason; what may differ between two sites is read from the environment.

| variable                | meaning                                                          | when absent            |
| ----------------------- | ---------------------------------------------------------------- | ---------------------- |
| ATLAS_DEBUG             | 1 shows errors with their source and serves static files unbuilt | off                    |
| ATLAS_HOSTS             | further host names the site answers to, separated by commas      | this machine only      |
| ATLAS_HTTPS             | 1 when visitors reach the site by https through a proxy          | off                    |
| ATLAS_VAR               | the folder of everything the site writes                         | `var/` beside the code |
| ATLAS_SECRET_KEY        | the signing key                                                  | kept in `var/`         |
| ATLAS_TESTING           | 1 for the tests' cheaper settings, 0 to test with the site's own | on under pytest        |
| ATLAS_SECOND_FACTOR     | 1 makes a second factor obligatory for everybody at the desk     | one's own choice       |
| ATLAS_TWO_PAIRS_OF_EYES | 0 where one person may publish without another’s approval        | on                     |
| DATABASE_URL            | the database, such as postgres://atlas@localhost/atlas           | SQLite in `var/`       |
| DATABASE_REPLICA_URL    | a standby of it, from which readers are answered                 | they ask the database  |
"""

import os
from pathlib import Path

import bootstrap_wrapper
import django_htmx
import environ
from csp.constants import NONE, SELF

from policyatlas import secret_key
from policyatlas.databases import databases

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything that the site writes lies in one folder. (A copy of a database in use is no backup: `manage.py backup`.)
VAR_DIR = Path(env.str("ATLAS_VAR", default=str(BASE_DIR / "var"))).resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

# --- What kind of process this is -------------------------------------------------------------------------------------

DEBUG = env.bool("ATLAS_DEBUG", default=False)
# pytest announces itself in the environment, so that a bare `pytest` gets the tests' settings too.
TESTING = env.bool("ATLAS_TESTING", default="PYTEST_VERSION" in os.environ)
HTTPS = env.bool("ATLAS_HTTPS", default=False)

# --- Who may talk to it -----------------------------------------------------------------------------------------------

SECRET_KEY = env.str("ATLAS_SECRET_KEY", default="") or secret_key.kept_in(VAR_DIR / "secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("ATLAS_HOSTS", default=[])]

if HTTPS:
    # The server listens on loopback only, so this header can only come from the proxy, which must set it itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # The site cannot promise https for other sites under the same domain, nor enter that domain in browsers' lists.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Everything a page loads comes from this site, and no script or style stands inside a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's icons of form controls are data: addresses in its style sheet.
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# An atlas asks nothing of the visitor's device; the desk asks for passkeys.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
} | {f"publickey-credentials-{what}": ["self"] for what in ("create", "get")}

# What a form may send besides files: the whole text of a source may be pasted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
# An evaluation of 42 rows sends 500 fields. Django's own limit of 1000 would refuse one of 85, with every word in it.
# The same limit holds for what an address asks, where more would only be nonsense.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# Whether somebody else must approve what a curator wrote before it can be published. A team of one turns it off.
TWO_PAIRS_OF_EYES = env.bool("ATLAS_TWO_PAIRS_OF_EYES", default=True)

CSRF_FAILURE_VIEW = "policyatlas.public.errors.form_not_taken"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- The doors of the desk --------------------------------------------------------------------------------------------

SECOND_FACTOR = env.bool("ATLAS_SECOND_FACTOR", default=False)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["policyatlas.curation.doors.people.StaffOnly"]
ACCOUNT_ADAPTER = "policyatlas.curation.doors.adapters.Doorkeeper"
ACCOUNT_FORMS = {"login": "policyatlas.curation.doors.forms.SignIn"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # The desk sends no mail.
ACCOUNT_SESSION_REMEMBER = True  # As long as Django's sessions last; nobody is asked.
# Wrong passwords and codes: of one address of the network, and of one name. What the library counts besides is in its
# documentation: tries to sign in at all, to change a password, to say again that it is you.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "policyatlas.curation.doors.adapters.SecondFactors"
MFA_FORMS = {"authenticate": "policyatlas.curation.doors.forms.SecondStep"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # There are no confirmed addresses where no mail is sent.
MFA_TOTP_ISSUER = "PolicyAtlas"
MFA_TOTP_TOLERANCE = 1  # A telephone's clock may be half a minute wrong.
# Behind a proxy everybody seems to come from it, and would share one limit: the visitor is the last whom it names in
# X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
CACHES = {
    "default": {
        # In the database, so that all server processes count together. A migration makes the table.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        # Beyond this number counts are thrown away; Django's 300 are soon filled by somebody who tries many names.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- What it is made of -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before ours: the desk takes back what it registers there.
    "allauth",
    "allauth.account",
    "policyatlas.curation.doors.apps.SecondFactorsConfig",
    # Ours first: their templates win over the libraries'.
    "policyatlas.records",
    "policyatlas.editions",
    "policyatlas.curation",
    "policyatlas.public",  # For its template tags and its command; it has no models.
    "policyatlas.curation.site.DeskConfig",  # Django's admin, as our desk.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # So that templates/ may restyle the pieces of a form: see FORM_RENDERER.
    "django_tables2",
    "django_filters",
]

# No LocaleMiddleware: the language of a page is part of its address, never of the browser's wishes.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # Early: a static file needs no session.
    # A list is 130 kB of which a tenth goes over the wire. (Django pads at random, so lengths tell nothing of a token.)
    "policyatlas.public.compression.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "policyatlas.curation.doors.obligation.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    # Last: only the views need to know in which language which edition is read.
    "policyatlas.public.addresses.LanguageMiddleware",
    "policyatlas.public.addresses.EditionMiddleware",
    # After the last, for it asks the view once more where the replica fails.
    "policyatlas.routing.ReplicaMiddleware",
]

ROOT_URLCONF = "policyatlas.urls"
WSGI_APPLICATION = "policyatlas.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "policyatlas.public.frame.frame",
            ],
            # A test finds a misspelt variable by this mark; a reader never sees it.
            "string_if_invalid": "[no such variable: %s]" if TESTING else "",
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# An address typed without a scheme is https. (Django's default from 6.0 on; the setting goes away then.)
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- What it remembers ------------------------------------------------------------------------------------------------

DATABASES = databases(
    env.str("DATABASE_URL", default=""),
    env.str("DATABASE_REPLICA_URL", default=""),
    kept_in=VAR_DIR / "atlas.sqlite3",
    testing=TESTING,
)
DATABASE_ROUTERS = ["policyatlas.routing.Router"] if "replica" in DATABASES else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if TESTING:
    # The real one is slow on purpose; the tests log in often and have nothing to protect.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# --- Static files -----------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Bootstrap and htmx are served as they come, under prefixes of their own: what is ours and what is theirs cannot be
# mistaken.
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", bootstrap_wrapper.get_bootstrap_dir()),
    ("vendor/htmx", Path(django_htmx.__file__).parent / "static" / "django_htmx"),
]
STATICFILES_FINDERS = [
    "policyatlas.static.UsedFiles",  # The folders above.
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",  # The admin's files.
]
# While somebody works on the files or tests them they are read where they lie; a site that is open to visitors collects
# them once, each named by its content, so that browsers may keep it for ever.
STATIC_FROM_SOURCE = DEBUG or TESTING
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # Nothing asks for a file under its plain name.
# Maps are for people who debug Bootstrap, not worth the seconds; the others are compressed already.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "br", "gz", "gif", "jpg", "jpeg", "png", "webp", "woff", "woff2", "zip")
WHITENOISE_USE_FINDERS = STATIC_FROM_SOURCE
WHITENOISE_AUTOREFRESH = STATIC_FROM_SOURCE
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if STATIC_FROM_SOURCE
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# --- Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ja", "日本語")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
# Editions close and events happen on Japanese days.
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# --- What it says about itself ----------------------------------------------------------------------------------------

# All of it to stderr, where the application server's own lines go; whoever runs the site decides where to keep it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Without handlers of its own (Django's would mail the administrators): everything goes up to the root.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "policyatlas": {"level": "INFO"},
    },
}
