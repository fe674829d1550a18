"""How an uploaded file becomes a text: its encoding is told strictly, and what cannot be told is refused."""

import codecs
import re

_OTHER = {
    b"%PDF": "This is a PDF, not a text: save or copy its text into a .txt file first.",
    b"PK\x03\x04": "This is a Word file, a spreadsheet or an archive, not a text: save it as plain text (.txt) first.",
    b"\xd0\xcf\x11\xe0": "This is an old Word file or spreadsheet, not a text: save it as plain text (.txt) first.",
    b"{\\rtf": "This is an RTF file, not a plain text: save it as plain text (.txt) first.",
}
_KANA = re.compile("[\u3041-\u30ff]")


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or (if it is Japanese) Shift-JIS; raises `ValueError` with a sentence."""
    for beginning, sentence in _OTHER.items():
        if content.startswith(beginning):
            raise ValueError(sentence)
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Nearly any bytes are something in Shift-JIS; a Japanese text has kana.
        if encoding != "cp932" or _KANA.search(text):
            return tidied(text)
    raise ValueError("The encoding of this file cannot be told: save it as a text in UTF-8 and upload it again.")


def tidied(text: str) -> str:
    """`text` with plain line ends and without what is no text: control characters, the mark at its beginning."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "", plain)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    # Without a mark, UTF-16 shows by the zeros of its spaces and line ends, which no other encoding has.
    if b"\x00" in content:
        return ("utf-16-le",) if content.find(b"\x00") % 2 else ("utf-16-be",)
    return ("utf-8", "cp932")
