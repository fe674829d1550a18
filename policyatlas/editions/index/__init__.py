"""An index of what is in print, kept in memory: which entries have which value, year and place in which order.

It holds no payload and no text. Each process builds of it what is asked for, and brings it up to date by the stamps.
"""

from .answering import InMemory

__all__ = ["InMemory"]
