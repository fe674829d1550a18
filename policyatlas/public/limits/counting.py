"""A count of what was asked, in one small file that all processes of the site on this machine share.

Kept for each reader and matter is one moment: when all that was asked until now would have been asked at the even pace
that is allowed. Each request moves it on by the time one request is worth (a “generic cell rate algorithm”). So nothing
begins anew at the full minute, what is over is over without being cleared away, and the wait is known to the second.
"""

import fcntl
import logging
import os
import struct
import threading
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

# Seconds; so much may be asked at once as is allowed within it.
PERIOD = 60.0
# The file has rows of places: a reader's row follows from the hash, the place in it is whichever is free.
ROWS, PLACES = 16_384, 4
_PLACE = struct.Struct("<Qd")  # Whose it is (a hash, 0 if nobody's), and the moment.
_ROW = PLACES * _PLACE.size

log = logging.getLogger(__name__)


class Counter:
    """The shared count; opened when it is first needed."""

    def __init__(self, path: Path):
        self.path = path
        self._file: int | None = None
        self._thread = threading.Lock()  # The lock of a file is held by a process, whichever thread took it.

    def wait(self, who: str, *, most: int, now: float) -> float:
        """Count one request; the seconds until the next is allowed where this one is too many, else 0.

        `most` are allowed within a period, `now` is the time of day in seconds. Where the file cannot be read or
        written nobody is kept waiting.
        """
        whose, row = _hashed(who)
        try:
            with self._thread:
                return self._counted(whose, row, PERIOD / most, now)
        except OSError as mistake:
            log.warning("Requests are not counted, since %s cannot be used: %s", self.path, mistake)
            with suppress(OSError):
                self.close()
            return 0.0

    def close(self) -> None:
        """Let go of the file; the next request opens it again."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def _counted(self, whose: int, row: int, worth: float, now: float) -> float:
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        start = row * _ROW
        fcntl.lockf(self._file, fcntl.LOCK_EX, _ROW, start)
        try:
            # Beyond the end of the file nobody has been counted yet.
            places = list(_PLACE.iter_unpack(os.pread(self._file, _ROW, start).ljust(_ROW, b"\0")))
            place, moment = _place_of(whose, places, now)
            ahead = max(moment, now) + worth
            if ahead - now > PERIOD:
                return ahead - now - PERIOD
            os.pwrite(self._file, _PLACE.pack(whose, ahead), start + place * _PLACE.size)
            return 0.0
        finally:
            fcntl.lockf(self._file, fcntl.LOCK_UN, _ROW, start)


def _hashed(who: str) -> tuple[int, int]:
    digest = int.from_bytes(blake2b(who.encode(), digest_size=12).digest(), "little")
    return digest >> 32 or 1, digest % ROWS


def _place_of(whose: int, places: list[tuple[int, float]], now: float) -> tuple[int, float]:
    """Which place is this reader's, and the moment in it.

    Where a row is full, who has asked least of late is forgotten: too many may be let in, nobody is kept out for
    another. A moment farther ahead than any count goes is left from before the clock was set back.
    """
    moments = [moment if now < moment <= now + PERIOD else 0.0 for _, moment in places]
    for place, (owner, _) in enumerate(places):
        if owner == whose:
            return place, moments[place]
    return min(range(PLACES), key=lambda place: moments[place]), 0.0
