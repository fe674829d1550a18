"""In which language a text is, told by its letters, where nothing else says it."""

import re

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Japanese letters, with the marks and figures between them.
_LETTERS = r"[\u3040-\u30ff\u3400-\u9fff]+"
_JAPANESE_RUN = re.compile(rf"({_LETTERS}(?:[\u3000-\u303f\uff00-\uff60\d]*{_LETTERS})*)")
_LATIN = re.compile(r"[A-Za-z]{2,}")
# Two Latin words and more, with what stands between them.
_RUN = re.compile(r"((?:\d+)?[A-Za-z][A-Za-z’'-]*(?:[ ,;:.&()/\d–-]+[A-Za-z][A-Za-z’'-]*)+)")

# What of a word in Japanese, which parts words by no spaces, is letters of one script; of hiragana only what is too
# long for a particle.
_ONE_SCRIPT = re.compile(
    r"[\u3400-\u9fff々]+(?:[ヶケ][\u3400-\u9fff々]+)*|[\u30a1-\u30faー・\uff66-\uff9f]+|[\u3041-\u3096]{3,}"
    r"|[^\W\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f々]+"
)


def language_of(text: str) -> str:
    """`ja` or `en` (which stands for every language in Latin letters), or nothing where no word is in `text`.

    Of a text in both, the one that has more of it: a Japanese letter says about as much as three Latin ones.
    """
    japanese = len(_JAPANESE.findall(text))
    latin = sum(map(len, _LATIN.findall(text)))
    if not japanese and not latin:
        return ""
    return "ja" if japanese * 3 >= latin else "en"


def japanese_apart(text: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is Japanese."""
    return [(piece, place % 2 == 1) for place, piece in enumerate(_JAPANESE_RUN.split(text)) if piece]


def english_apart(text: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is English that runs on: of a lone Latin word nobody knows that."""
    # A pattern in brackets splits into what it left and what it found, by turns.
    return [(piece, place % 2 == 1) for place, piece in enumerate(_RUN.split(text)) if piece]


def scripts_apart(text: str) -> str:
    """A text with its Japanese words parted where their script changes: 熊本のテクノポリス is 熊本 テクノポリス."""
    words = text.split()
    return " ".join(
        part for word in words for part in (_ONE_SCRIPT.findall(word) if language_of(word) == "ja" else [word])
    )
