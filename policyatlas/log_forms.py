"""The forms in which the log can be written: lines for people, JSON for machines."""

from django.core.exceptions import ImproperlyConfigured
from pythonjsonlogger.core import RESERVED_ATTRS

FORMATTERS = {
    "line": {"format": "{asctime} {levelname} {request_id} {name}: {message}", "style": "{"},
    "json": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "format": "{levelname}{name}{message}{request_id}",
        "style": "{",
        "rename_fields": {"levelname": "level", "name": "logger"},
        "timestamp": "time",
        "json_ensure_ascii": False,
        # Python's own attributes of a line, and what Django hands over that is no text.
        "reserved_attrs": [*RESERVED_ATTRS, "request", "server_time"],
    },
}


def written_as(form: str) -> dict:
    """The setting LOGGING for one of the forms; ImproperlyConfigured with a sentence for any other.

    All goes to stderr, where the application server's own lines go; whoever runs the site decides where to keep it.
    """
    if form not in FORMATTERS:
        raise ImproperlyConfigured(f"ATLAS_LOG is “json” or “line”, not “{form}”.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "policyatlas.logs.RequestFilter"}},
        "formatters": FORMATTERS,
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request"]}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # Without handlers of its own (Django's would mail the administrators): everything goes up to the root.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "policyatlas": {"level": "INFO"},
        },
    }
