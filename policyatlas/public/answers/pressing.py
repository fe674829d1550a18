"""An answer as it goes over the wire: pressed together once, with its tag and its headers."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

import brotli

from .marking import Keeping

Header = tuple[str, str]

# Bytes below which pressing gains nothing.
_SMALL = 200
# Beyond these a byte saved costs more time than sending it.
_BROTLI, _GZIP = 5, 6
# For what is pressed only while it is kept: a fifth of the time, for a few bytes more.
_QUICKLY = 1
# Of one request only, or said anew here.
_OWN = {"date", "server", "x-request-id", "content-length", "content-encoding", "vary", "etag", "cache-control"}
# What a 304 repeats, for caches on the way.
_REPEATED = {"ETag", "Vary", "Cache-Control", "X-Accel-Expires"}
# Our own nginx holds an answer for a second before it asks whether it still is the one, whatever browsers may do.
_HELD_BY_NGINX = ("X-Accel-Expires", "1")
# Roughly what headers, key and objects take in memory.
_AROUND_IT = 4000


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for one address in one encoding, and the state of what is in print that it was made in."""

    state: str
    etag: str
    headers: list[Header]
    headers_unchanged: list[Header]
    encoding: str
    _held: bytes
    _held_as: str

    @property
    def body(self) -> list[bytes]:
        """What is sent."""
        return [self._held if self._held_as == self.encoding else _plain(self._held, self._held_as)]

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        return len(self._held) + _AROUND_IT

    def packed(self) -> "Answer":
        """The same answer, taking less memory until it is sent: programs that accept nothing pressed ask too."""
        if self._held_as or len(self._held) < _SMALL:
            return self
        small = brotli.compress(self._held, quality=_QUICKLY)
        return replace(self, _held=small, _held_as="br") if len(small) < len(self._held) else self

    def pressed_as(self, encoding: str) -> "Answer":
        """The same answer in another encoding."""
        headers = [one for one in self.headers if one[0].lower() not in _OWN and one != _HELD_BY_NGINX]
        lasting = dict(self.headers)["Cache-Control"]
        return pressed(_plain(self._held, self._held_as), headers, encoding, Keeping(lasting), self.state)


def can_be_kept(status: str, headers: Iterable[Header]) -> bool:
    """Whether an answer is the same for everybody: no cookie, nothing that depends on more than the encoding."""
    for name, value in headers:
        if name.lower() == "set-cookie" or (name.lower() == "vary" and value.strip().lower() != "accept-encoding"):
            return False
    return status.startswith("200 ")


def pressed(body: bytes, headers: Iterable[Header], encoding: str, keeping: Keeping, state: str) -> Answer:
    """The answer of these headers and plain body in `encoding`, or as it is where it would not get smaller."""
    small = _pressed(body, encoding) if len(body) >= _SMALL else body
    if len(small) >= len(body):
        small, encoding = body, ""
    # Of the very bytes that are sent, which is what makes it a strong one.
    etag = f'"{blake2b(small, digest_size=12).hexdigest()}"'
    said = [one for one in headers if one[0].lower() not in _OWN]
    said += [("ETag", etag), ("Vary", "Accept-Encoding"), ("Cache-Control", keeping.value), _HELD_BY_NGINX]
    unchanged = [one for one in said if one[0] in _REPEATED]
    said += [("Content-Encoding", encoding)] if encoding else []
    said.append(("Content-Length", str(len(small))))
    return Answer(state, etag, said, unchanged, encoding, small, encoding)


def _pressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=_BROTLI)
    # Without a moment in it: the same page is the same bytes in every process.
    return gzip.compress(body, _GZIP, mtime=0) if encoding == "gzip" else body


def _plain(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.decompress(body)
    return gzip.decompress(body) if encoding == "gzip" else body
