"""Pictures of pages in few bytes: a page has few colours, so each point names one of at most 256."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

COLOURS = 256
_SIGNATURE = b"\x89PNG\r\n\x1a\n"

Colour = tuple[int, int, int]


def in_palette(png: bytes) -> bytes:
    """The same picture with a palette; `png` has 8 bits a channel and no interlacing, as Chromium makes it."""
    width, height, channels, data = _read(png)
    lines = list(_lines(zlib.decompress(data), width, height, channels))
    points = [[tuple(line[at : at + 3]) for at in range(0, width * channels, channels)] for line in lines]
    counted = Counter(point for line in points for point in line)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    place = {colour: number for number, colour in enumerate(palette)}
    for colour in counted:
        if colour not in place:
            place[colour] = place[min(palette, key=lambda known: _distance(known, colour))]
    # Without a filter: neighbours in a palette have nothing to do with each other.
    packed = zlib.compress(b"".join(b"\0" + bytes(place[point] for point in line) for line in points), 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    table = b"".join(map(bytes, palette))
    return _SIGNATURE + b"".join(
        _chunk(name, content)
        for name, content in ((b"IHDR", header), (b"PLTE", table), (b"IDAT", packed), (b"IEND", b""))
    )


def _read(png: bytes) -> tuple[int, int, int, bytes]:
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    if depth != 8 or kind not in (2, 6):
        raise ValueError("This picture is not made as Chromium makes them.")
    data, at = b"", len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return width, height, 3 if kind == 2 else 4, data


def _lines(data: bytes, width: int, height: int, channels: int) -> Iterator[bytearray]:
    """The lines of the picture, their filters undone."""
    length = width * channels
    above = bytearray(length)
    for row in range(height):
        start = row * (length + 1)
        line = bytearray(data[start + 1 : start + 1 + length])
        _undo(data[start], line, above, channels)
        yield line
        above = line


def _undo(kind: int, line: bytearray, above: bytearray, channels: int) -> None:
    for at in range(len(line)):
        left = line[at - channels] if at >= channels else 0
        corner = above[at - channels] if at >= channels else 0
        if kind == 1:
            line[at] = (line[at] + left) & 255
        elif kind == 2:
            line[at] = (line[at] + above[at]) & 255
        elif kind == 3:
            line[at] = (line[at] + (left + above[at]) // 2) & 255
        elif kind == 4:
            line[at] = (line[at] + _nearest(left, above[at], corner)) & 255


def _nearest(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
