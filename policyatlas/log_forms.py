"""In which form the log is written: lines for people, or JSON for machines."""

from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS


def logging_as(form: str) -> dict[str, Any]:
    """Django's setting `LOGGING`, in the form `line` or `json`."""
    # All of it to stderr, where the application server's own lines go; whoever runs the site decides where to keep it.
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "policyatlas.logs.RequestFilter"}},
        "formatters": {
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
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request"]}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # Without handlers of its own (Django's would mail the administrators): everything goes up to the root.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "policyatlas": {"level": "INFO"},
        },
    }
