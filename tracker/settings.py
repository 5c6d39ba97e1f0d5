"""The one settings module. What differs between places comes from the environment; `docs/deploy.md` lists it."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from tracker import environment

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = environment.flag("DEBUG", default=False)
# Whether visitors come by HTTPS: secure cookies, redirects and HSTS.
HTTPS = environment.flag("HTTPS", default=not DEBUG)
SECRET_KEY = environment.secret("SECRET_KEY", needed=not DEBUG)
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", needed=not DEBUG)
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    # Before the admin, whose templates it takes the place of.
    "missions",
    "tracker.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # `runserver` leaves static files to it as well.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_standardized_errors",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    # Outermost, so that no error of any other leaves the API in another shape.
    "missions.api.errors.ProblemMiddleware",
    "missions.signin.privacy.PrivateMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "missions.api.conditional.ConditionalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Innermost: puts its page in the place of the form's answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"desk": "missions.admin.tags"},
        },
    },
]

# --- Data

DATABASES = {
    "default": environment.database(
        "DATABASE_URL",
        sqlite=BASE_DIR / "var" / "tracker.sqlite3",
        options={
            # With the defaults, writers who meet fail; with these they wait for each other.
            "django.db.backends.sqlite3": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
            "django.db.backends.postgresql": {"pool": True},
        },
    )
}
CACHES = {"default": environment.cache("CACHE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

LANGUAGE_CODE = "en-gb"
USE_I18N = False
FORMAT_MODULE_PATH = "tracker.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# --- Files

STATIC_URL = "static/"
# Straight from the packages, so that a start needs no collecting.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# One a form, and small. What is larger is read and forgotten, whoever sends it.
FILE_UPLOAD_HANDLERS = ["missions.admin.uploads.Bounded"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1
# Bytes and fields of a form. templates/400.html tells them.
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_500_000, 1_000

# --- Security

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = environment.flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
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
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- Sign-in

LOGIN_REDIRECT_URL = "admin:index"
# After so many seconds, or with the browser.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Whether librarians and superusers must give a code besides the password. By default wherever HTTPS is: on servers.
SECOND_FACTOR_FOR_LIBRARIANS = environment.flag("SECOND_FACTOR_FOR_LIBRARIANS", default=HTTPS)
OTP_TOTP_ISSUER = "Mission Tracker"
# One account from one address, after so many failures, waits so long after the last. docs/adr/0012-lock-out.md
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HANDLER = "missions.signin.lock_out.LockOut"
AXES_CLIENT_IP_CALLABLE = "missions.signin.lock_out.address_of"
AXES_CLIENT_STR_CALLABLE = "missions.signin.lock_out.named"
AXES_LOCKOUT_CALLABLE = "missions.signin.lock_out.page"
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# Pages of any origin may read the API, and see the headers it speaks with.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Memento-Datetime", "Retry-After", "Allow", "Content-Disposition"]

# --- The API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["missions.api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "missions.api.renderers.Negotiation",
    "DEFAULT_SCHEMA_CLASS": "missions.api.schema.Schema",
    "DEFAULT_VERSIONING_CLASS": None,
    "EXCEPTION_HANDLER": "missions.api.errors.handle",
    "DEFAULT_THROTTLE_CLASSES": ["missions.api.throttle.AddressThrottle"],
    # Requests of one address. Generous to dashboards; a limit for loops gone wild.
    # Whose address counts: the peer's, or what the one proxy says of it. What a client writes there counts for nothing.
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,
    "DEFAULT_THROTTLE_RATES": {"anon": environment.rate("THROTTLE", default="1200/min")},
}
# Lists that one process sends whole at a time, as CSV or NDJSON. `up` gives it a thread for each.
EXPORTS_AT_ONCE = 2

SPECTACULAR_SETTINGS = {
    "TITLE": "Mission Tracker",
    "VERSION": "0.1.0",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": (
        "Space missions, and every promise made of them: who said that a milestone would come, by when, in which "
        "document, and what came of it; as it stands today (`GET /api/v1/milestones/`) and as it stood on any day "
        "(`as_of`).\n\n"
        "Parameters are strict: what is unknown, misspelt, blank, repeated or out of range is answered with 400, which "
        "says what is allowed. Dates are in EDTF (ISO 8601-2) and never more exact than their source. Comma lists mean "
        "any of. Everything is read, without a key."
    ),
    "LICENSE": {"name": "MIT", "identifier": "MIT"},
    "SERVERS": [{"url": "/", "description": "This server."}],
    # Of what several kinds of rows have a `kind`, or a member under another name.
    "ENUM_NAME_OVERRIDES": {
        "MilestoneKindEnum": "missions.vocabulary.MilestoneKind.meanings",
        "SlipKindEnum": "missions.vocabulary.SlipKind.meanings",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "missions.api.schema.share_responses",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Failed sign-ins and lock-outs, and not each look at their table.
        "axes": {"level": "WARNING"},
    },
}
