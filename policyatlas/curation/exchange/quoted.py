"""How messages quote what a file says: of anything longer, as much as lets one find it."""

_SHOWN = 80


def shortened(text: str) -> str:
    """The first 80 characters of a text, and an ellipsis where there are more."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def quoted(text: str) -> str:
    """The same in quotation marks: `“plam”`."""
    return f"“{shortened(text)}”"
