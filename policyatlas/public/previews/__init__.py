"""What readers see of one entry, told to the desk: its page without the frame, and how it differs from another."""

from .seeing import Seen, seen
from .telling import Told, pages, told

__all__ = ["Seen", "Told", "pages", "seen", "told"]
