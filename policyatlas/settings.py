"""Every setting of the site, with its reason; what may differ between two sites is read from the environment.

| variable                | meaning                                                          | when absent            |
| ----------------------- | ---------------------------------------------------------------- | ---------------------- |
| ATLAS_DEBUG             | 1 shows errors with their source and serves static files unbuilt | off                    |
| ATLAS_HOSTS             | further host names the site answers to, separated by commas      | this machine only      |
| ATLAS_HTTPS             | 1 when visitors reach the site by https through a proxy          | off                    |
| ATLAS_LOG               | json writes the log for machines, line for people                | line                   |
| ATLAS_VAR               | the folder of everything the site writes                         | `var/` beside the code |
| ATLAS_KEPT_ANSWERS      | megabytes of answers that each server process keeps; 0 for none  | 4                      |
| ATLAS_SECRET_KEY        | the signing key                                                  | kept in `var/`         |
| ATLAS_TESTING           | 1 for the tests' cheaper settings, 0 to test with the site's own | on under pytest        |
| ATLAS_SECOND_FACTOR     | 1 makes a second factor obligatory for everybody at the desk     | one's own choice       |
| ATLAS_TWO_PAIRS_OF_EYES | 0 where one person may publish without another’s approval        | on                     |
| ATLAS_IN_MEMORY         | 0 asks the database alone, and keeps no index of editions        | an index is kept       |
| ATLAS_ADMIN_NAME        | the first administrator, if `prepare` finds that there is none   | `curator`              |
| ATLAS_ADMIN_PASSWORD    | their password; it is read only when they are made               | made, and shown once   |
| DATABASE_URL            | the database, such as postgres://atlas@localhost/atlas           | SQLite in `var/`       |
| DATABASE_REPLICA_URL    | a standby of it, from which readers are answered                 | they ask the database  |
"""

import os
from pathlib import Path

import bootstrap_wrapper
import django_htmx
import environ

from policyatlas import log_forms, secret_key
from policyatlas.browsers import CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY  # noqa: F401 - settings of libraries
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
    # The server listens where only the proxy can reach it (on loopback, if nothing else is said), so this header comes
    # from the proxy alone, which must set it itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # What watches over the server asks it directly, not through the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz)$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers take a cookie of such a name only over https, from this very host and for all of it: no other site under
    # the same domain can slip one in.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    # The site cannot promise https for other sites under the same domain, nor enter that domain in browsers' lists.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

CSRF_COOKIE_HTTPONLY = True  # No script of ours reads it: the token stands in the form.
# Not what a page leads to, nor that somebody came from the desk, is told to another site.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

X_FRAME_OPTIONS = "DENY"

# What a form may send besides files: the whole text of a source may be pasted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
# An evaluation of 42 rows sends 500 fields. Django's own limit of 1000 would refuse one of 85, with every word in it.
# The same limit holds for what an address asks, where more would only be nonsense.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# Bytes of one request with all its files, which are stored before a view sees them, whoever sends them: somewhat more
# than the largest table that can be imported. The server in front should refuse the same.
LARGEST_REQUEST = 12_000_000
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

# Bytes of answers that each process of the server keeps, until what is in print changes.
KEPT_ANSWERS = env.int("ATLAS_KEPT_ANSWERS", default=4) * 1_000_000

# --- How often one reader may ask -------------------------------------------------------------------------------------

# Requests a minute from one address, all server processes of this machine together: searches, files, comparisons of
# more than ten, and what programs ask of the API. Who reads reads more slowly; a program that wants all of it is told
# where whole editions are. 0 is no limit. (What is counted at the doors of the desk is above.)
READING_LIMITS = {"search": 60, "downloads": 30, "comparisons": 60, "api": 120}

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
    "policyatlas.logs.RequestMiddleware",  # First: it names the request for all that the others write.
    # Whatever is answered, a refusal and a failure too, says to browsers what may be done with it.
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "policyatlas.gate.GateMiddleware",
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
    # Last: only the views need to know in which language which edition is read.
    "policyatlas.public.addresses.LanguageMiddleware",
    "policyatlas.public.addresses.EditionMiddleware",
    "policyatlas.public.api.manners.CrossOriginMiddleware",
    "policyatlas.public.limits.turning_away.LimitMiddleware",
    "policyatlas.public.answers.marking.MarkingMiddleware",
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
# Whether each process keeps an index of the editions that are read, by which lists are filtered, counted and ordered.
# Tests count queries where nothing is remembered; those of the index turn it on.
EDITIONS_IN_MEMORY = env.bool("ATLAS_IN_MEMORY", default=not TESTING)
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

LOGGING = log_forms.written_as(env.str("ATLAS_LOG", default="line"))
# The proxy must set X-Request-ID itself, as it sets X-Forwarded-Proto; without one everybody could.
REQUEST_ID_FROM_PROXY = HTTPS
