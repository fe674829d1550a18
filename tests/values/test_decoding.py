"""How an uploaded file becomes a text, or is refused."""

import pytest

from policyatlas.values.decoding import decoded

WORDS = "Technopolis – テクノポリス、\n二十六地域。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read(encoding):
    assert decoded(WORDS.encode(encoding)) == WORDS


def test_japanese_in_shift_jis_is_read():
    words = WORDS.replace("–", "―")
    assert decoded(words.encode("cp932")) == words


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 \xe2", "This is a PDF"),
        (b"PK\x03\x04rest", "This is a Word file"),
        (b"\xd0\xcf\x11\xe0rest", "This is an old Word file"),
        (b"{\\rtf1 rest}", "This is an RTF file"),
        ("Pôles de compétitivité".encode("latin-1"), "cannot be told"),
        ("pôétes".encode("latin-1"), "cannot be told"),
        ("日本".encode("euc-jp"), "cannot be told"),
        (b"\x00\xd8\x00", "cannot be told"),
    ],
)
def test_what_is_no_such_text_is_refused(content, sentence):
    with pytest.raises(ValueError, match=sentence):
        decoded(content)


def test_line_ends_are_plain_and_control_characters_are_gone():
    assert decoded(b"a\r\nb\rc\x0cd\x08e\tf") == "a\nb\nc\nde\tf"
